package org.lacis.federate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

/// What is taken from a VoID description.
final class SummaryTest {
  private static Summary of(String turtle) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(
            "@prefix void: <http://rdfs.org/ns/void#> . @prefix : <http://t.example/> . " + turtle,
            Lang.TURTLE)
        .parse(graph);
    return Summary.of(graph, Instant.EPOCH);
  }

  @Test
  void countsAreThoseOfTheLargestDatasetThatSaysSo() {
    Summary said =
        of(
            """
            :a a void:Dataset ; void:triples 100 ; void:subset :b ;
              void:propertyPartition [ void:property :p ; void:triples 60 ] ;
              void:classPartition [ void:class :C ; void:entities 7 ] .
            :b void:triples 40 ; void:propertyPartition [ void:property :p ; void:triples 20 ] .
            """);
    assertThat(said.statements()).isEqualTo(100);
    assertThat(said.statements("http://t.example/p")).isEqualTo(60);
    assertThat(said.things("http://t.example/C")).isEqualTo(7);
    assertThat(said.statements("http://t.example/q")).isNegative();
  }

  @Test
  void whatIsNoNumberIsNotSaid() {
    Summary said = of(":a void:triples \"many\" ; void:propertyPartition [ void:property :p ] .");
    assertThat(said.statements()).isNegative();
    assertThat(said.statements("http://t.example/p")).isNegative();
  }
}
