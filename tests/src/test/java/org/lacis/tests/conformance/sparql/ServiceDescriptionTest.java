package org.lacis.tests.conformance.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.tests.conformance.sparql.Manifest.Case;

/// The description that `/sparql` gives of itself, as the suite words its three cases, in each RDF
/// form.
final class ServiceDescriptionTest {
  private static final String SD = "http://www.w3.org/ns/sparql-service-description#";
  private static final List<String> FORMS =
      List.of("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml");

  @TestFactory
  Stream<DynamicTest> description() {
    return new Suite()
        .tests(
            "sparql11",
            test -> test.type().equals("ServiceDescriptionTest"),
            ServiceDescriptionTest::describe);
  }

  private static void describe(Case test) throws IOException {
    try (Served served = new Served()) {
      for (String form : FORMS) {
        HttpResponse<byte[]> answer =
            served.send(HttpRequest.newBuilder(served.at("/sparql")).header("Accept", form));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(form);
        Graph graph = GraphFactory.createDefaultGraph();
        Lang lang = RDFLanguages.contentTypeToLang(form);
        RDFParser.source(new ByteArrayInputStream(answer.body())).lang(lang).parse(graph);
        check(
            test.id().replaceFirst(".*#", ""),
            graph,
            Manifest.node(served.at("/sparql").toString()));
      }
    }
  }

  private static void check(String name, Graph graph, Node endpoint) {
    switch (name) {
      case "returns-rdf" -> assertThat(graph.isEmpty()).isFalse();
      case "has-endpoint-triple" ->
          assertThat(graph.contains(Node.ANY, sd("endpoint"), endpoint)).isTrue();
      case "conforms-to-schema" -> {
        assertThat(graph.contains(endpoint, RDF.type.asNode(), sd("Service"))).isTrue();
        assertThat(graph.contains(endpoint, sd("supportedLanguage"), sd("SPARQL11Query"))).isTrue();
        assertThat(graph.contains(endpoint, sd("feature"), sd("UnionDefaultGraph"))).isTrue();
        Node data = graph.find(endpoint, sd("defaultDataset"), Node.ANY).next().getObject();
        assertThat(graph.contains(data, RDF.type.asNode(), sd("Dataset"))).isTrue();
        Node union = graph.find(data, sd("defaultGraph"), Node.ANY).next().getObject();
        assertThat(graph.contains(union, RDF.type.asNode(), sd("Graph"))).isTrue();
        assertThat(graph.find(endpoint, sd("resultFormat"), Node.ANY).toList())
            .hasSizeGreaterThan(3)
            .allMatch(triple -> triple.getObject().isURI());
      }
      default -> throw new IllegalArgumentException("no such case: " + name);
    }
  }

  private static Node sd(String name) {
    return Manifest.node(SD + name);
  }
}
