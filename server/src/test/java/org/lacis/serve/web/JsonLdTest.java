package org.lacis.serve.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.vocabulary.Prefixes;

/// What is written as JSON-LD reads back as the same graph, by a reader that is not ours.
final class JsonLdTest {
  private static final List<String> IRIS =
      List.of(
          "https://w3id.org/lacis#height",
          "https://w3id.org/lacis#",
          "http://www.w3.org/ns/prov#a//b",
          "http://purl.org/dc/terms///x",
          "http://www.w3.org/2000/01/rdf-schema#label",
          "geo:45.1,4.8",
          "urn:example:b",
          "mailto:a@b.example",
          "https://jumeaux.example/id/Écluse",
          "http://www.w3.org/1999/02/22-rdf-syntax-ns#first",
          "https://example.org/@id",
          "prov:odd");

  @TestFactory
  Stream<DynamicTest> whatIsWrittenIsReadBack() {
    return IntStream.range(0, 60)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Graph graph = graph(new SplittableRandom(seed));
                  byte[] document = JsonLd.write(graph, Prefixes.COMMON).orElseThrow();
                  Graph back = GraphFactory.createDefaultGraph();
                  RDFParser.source(new ByteArrayInputStream(document))
                      .lang(Lang.JSONLD11)
                      .parse(back);
                  assertThat(back.isIsomorphicWith(graph))
                      .as(new String(document, StandardCharsets.UTF_8))
                      .isTrue();
                }));
  }

  @Test
  void whatHasNoPlainFormIsLeftToOthers() {
    Graph graph = GraphFactory.createDefaultGraph();
    Node node = NodeFactory.createURI("urn:a");
    graph.add(node, node, NodeFactory.createTripleTerm(Triple.create(node, node, node)));
    assertThat(JsonLd.write(graph, Prefixes.COMMON)).isEmpty();
  }

  private static Graph graph(SplittableRandom random) {
    List<Node> names = new ArrayList<>();
    IRIS.forEach(iri -> {
      if (random.nextInt(3) > 0) {
        names.add(NodeFactory.createURI(iri));
      }
    });
    names.add(RDF.type.asNode());
    List<Node> things = new ArrayList<>(names);
    for (int i = 0; i < 3; i++) {
      things.add(NodeFactory.createBlankNode());
    }
    Graph graph = GraphFactory.createDefaultGraph();
    for (int i = 0; i < 25; i++) {
      Node object =
          random.nextInt(3) == 0 ? literal(random) : things.get(random.nextInt(things.size()));
      graph.add(
          things.get(random.nextInt(things.size())),
          names.get(random.nextInt(names.size())),
          object);
    }
    return graph;
  }

  private static Node literal(SplittableRandom random) {
    return switch (random.nextInt(7)) {
      case 0 -> NodeFactory.createLiteralString("");
      case 1 -> NodeFactory.createLiteralString("a \"quoted\"\n\\ text @id _:b0");
      case 2 -> NodeFactory.createLiteralLang("Écluse", "fr");
      case 3 -> NodeFactory.createLiteralLang("lock", "en-GB");
      case 4 -> NodeFactory.createLiteralDT("1.50", XSDDatatype.XSDdecimal);
      case 5 -> NodeFactory.createLiteralDT("2015-04-01", XSDDatatype.XSDdate);
      default ->
          NodeFactory.createLiteralDT(
              "POINT(4 45)",
              NodeFactory.getType("http://www.opengis.net/ont/geosparql#wktLiteral"));
    };
  }
}
