package org.lacis.tests.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.tests.Shared;

/// The territory ontology says what it means in two languages, and its shapes accept what is sound
/// and refuse what is not, for the reason that each example names.
class ExamplesTest {
  private static final String LACIS = "https://w3id.org/lacis#";
  private static final String BREAKS = "# breaks: lacis:";
  private static final String SH = "http://www.w3.org/ns/shacl#";
  private static final Node PROPERTY = NodeFactory.createURI(SH + "property");

  @TestFactory
  Stream<DynamicTest> soundExamplesConform() {
    Shapes shapes = shapes();
    return examples("valid").stream()
        .map(file ->
            DynamicTest.dynamicTest(
                name(file),
                () ->
                    assertThat(broken(shapes, RDFDataMgr.loadGraph(file.toString())))
                        .as("shapes broken by %s", name(file))
                        .isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> brokenExamplesBreakTheShapeTheyName() {
    Shapes shapes = shapes();
    return examples("invalid").stream()
        .map(file ->
            DynamicTest.dynamicTest(
                name(file),
                () ->
                    assertThat(broken(shapes, RDFDataMgr.loadGraph(file.toString())))
                        .as("shapes broken by %s", name(file))
                        .containsExactly(LACIS + named(file))));
  }

  @Test
  void everyShapeHasAnExampleThatBreaksIt() {
    Set<String> met =
        examples("invalid").stream()
            .map(file -> LACIS + named(file))
            .collect(Collectors.toCollection(TreeSet::new));
    Graph graph = graph("shapes.ttl");
    Set<String> shapes =
        graph
            .find(Node.ANY, RDF.type.asNode(), NodeFactory.createURI(SH + "NodeShape"))
            .mapWith(triple -> triple.getSubject().getURI())
            .toSet();
    assertThat(met).containsExactlyInAnyOrderElementsOf(shapes);
  }

  @TestFactory
  Stream<DynamicTest> everyTermHasLabelAndDefinitionInBothLanguages() {
    Graph graph = graph("ontology.ttl");
    return Stream.of(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
        .flatMap(kind -> terms(graph, kind).stream())
        .map(term ->
            DynamicTest.dynamicTest(
                term.getLocalName(),
                () -> {
                  assertThat(languages(graph, term, RDFS.label.asNode()))
                      .containsExactly("en", "fr");
                  assertThat(languages(graph, term, SKOS.definition.asNode()))
                      .containsExactly("en", "fr");
                }));
  }

  @Test
  void everyTermUsedByShapesAndAlignmentsIsDefined() {
    Graph ontology = graph("ontology.ttl");
    Graph shapes = graph("shapes.ttl");
    Set<String> used = new TreeSet<>();
    Stream.of(shapes, graph("alignments.ttl"))
        .flatMap(graph -> graph.find().toList().stream())
        .flatMap(triple -> Stream.of(triple.getSubject(), triple.getObject()))
        .filter(node -> node.isURI() && node.getURI().startsWith(LACIS))
        .filter(node -> !shapes.contains(node, RDF.type.asNode(), Node.ANY))
        .forEach(node -> used.add(node.getURI()));
    assertThat(used)
        .allSatisfy(term ->
            assertThat(
                    ontology.contains(NodeFactory.createURI(term), RDFS.label.asNode(), Node.ANY))
                .as("%s is defined", term)
                .isTrue());
  }

  /// IRIs of the node shapes that a graph breaks.
  private static Set<String> broken(Shapes shapes, Graph data) {
    Graph graph = shapes.getGraph();
    return ShaclValidator.get().validate(shapes, data).getEntries().stream()
        .map(entry -> owner(graph, entry.source()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The node shape that a property shape belongs to.
  private static String owner(Graph shapes, Node source) {
    return shapes
        .find(Node.ANY, PROPERTY, source)
        .nextOptional()
        .map(triple -> triple.getSubject().getURI())
        .orElseGet(source::toString);
  }

  private static Set<Node> terms(Graph graph, Resource kind) {
    return graph
        .find(Node.ANY, RDF.type.asNode(), kind.asNode())
        .mapWith(triple -> triple.getSubject())
        .filterKeep(node -> node.isURI() && node.getURI().startsWith(LACIS))
        .toSet();
  }

  private static Set<String> languages(Graph graph, Node term, Node property) {
    return graph
        .find(term, property, Node.ANY)
        .mapWith(triple -> triple.getObject().getLiteralLanguage())
        .toList()
        .stream()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Shapes shapes() {
    return Shapes.parse(graph("shapes.ttl"));
  }

  private static Graph graph(String file) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFDataMgr.read(graph, folder().resolve(file).toString());
    return graph;
  }

  private static Path folder() {
    return Shared.project().resolve("ontologies/territory");
  }

  private static List<Path> examples(String kind) {
    try (Stream<Path> files = Files.list(folder().resolve("examples").resolve(kind))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String named(Path file) {
    try {
      String first = Files.readString(file).lines().findFirst().orElse("");
      assertThat(first).as("first line of %s", file).startsWith(BREAKS);
      return first.substring(BREAKS.length()).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
