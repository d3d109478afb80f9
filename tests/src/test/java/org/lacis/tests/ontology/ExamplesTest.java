package org.lacis.tests.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
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

/// Each ontology says what it means in two languages, its shapes accept what is sound and refuse
/// what is not, for the reason that each example names, and its alignments name terms that exist.
class ExamplesTest {
  private static final String LACIS = "https://w3id.org/lacis#";
  private static final String BREAKS = "# breaks: ";
  private static final String SH = "http://www.w3.org/ns/shacl#";
  private static final Node PROPERTY = NodeFactory.createURI(SH + "property");

  /// Classes that no standard has anything like.
  private static final Set<String> OURS =
      Set.of("Scenario", "LinkCluster", "PreventionPlan", "Species", "StreetObject", "SportsSite");

  /// What alignments are made with, by the beginning of its terms.
  private static final Map<String, String> STANDARDS =
      Map.of(
          "Insee", "http://rdf.insee.fr/def/geo#",
          "IGN", "http://data.ign.fr/def/topo#",
          "CityGML 3",
              "https://dataset-dl.liris.cnrs.fr/rdf-owl-urban-data-ontologies/Ontologies/CityGML/3.0/",
          "INSPIRE", "http://inspire.ec.europa.eu/featureconcept/",
          "DCAT-AP", "http://www.w3.org/ns/dcat#",
          "SOSA", "http://www.w3.org/ns/sosa/",
          "GeoSPARQL", "http://www.opengis.net/ont/geosparql#");

  /// An ontology with examples.
  ///
  /// @param namespace of its shapes
  private record Ontology(String name, String namespace) {
    Path folder() {
      return Shared.project().resolve("ontologies").resolve(name);
    }

    Shapes shapes() {
      return Shapes.parse(graph("shapes.ttl"));
    }

    Graph graph(String file) {
      Graph graph = GraphFactory.createDefaultGraph();
      RDFDataMgr.read(graph, folder().resolve(file).toString());
      return graph;
    }

    List<Path> examples(String kind) {
      try (Stream<Path> files = Files.list(folder().resolve("examples").resolve(kind))) {
        return files.sorted().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// The IRI of the shape that an example breaks.
    String named(Path file) {
      try {
        String first = Files.readString(file).lines().findFirst().orElse("");
        assertThat(first).as("first line of %s", file).startsWith(BREAKS);
        return namespace + first.substring(BREAKS.length()).trim().replaceFirst("^[a-z]+:", "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final Ontology TERRITORY = new Ontology("territory", LACIS);
  private static final List<Ontology> ONTOLOGIES =
      List.of(
          TERRITORY,
          new Ontology("link", "https://w3id.org/lacis/link#"),
          new Ontology("rml", "https://w3id.org/lacis/rml-shapes#"));

  @TestFactory
  Stream<DynamicTest> soundExamplesConform() {
    return ONTOLOGIES.stream()
        .flatMap(ontology -> {
          Shapes shapes = ontology.shapes();
          return ontology.examples("valid").stream()
              .map(file ->
                  DynamicTest.dynamicTest(
                      ontology.name + "/" + name(file),
                      () ->
                          assertThat(broken(shapes, RDFDataMgr.loadGraph(file.toString())))
                              .as("shapes broken by %s", name(file))
                              .isEmpty()));
        });
  }

  @TestFactory
  Stream<DynamicTest> brokenExamplesBreakTheShapeTheyName() {
    return ONTOLOGIES.stream()
        .flatMap(ontology -> {
          Shapes shapes = ontology.shapes();
          return ontology.examples("invalid").stream()
              .map(file ->
                  DynamicTest.dynamicTest(
                      ontology.name + "/" + name(file),
                      () ->
                          assertThat(broken(shapes, RDFDataMgr.loadGraph(file.toString())))
                              .as("shapes broken by %s", name(file))
                              .containsExactly(ontology.named(file))));
        });
  }

  @TestFactory
  Stream<DynamicTest> everyShapeHasAnExampleThatBreaksIt() {
    return ONTOLOGIES.stream()
        .map(ontology ->
            DynamicTest.dynamicTest(
                ontology.name,
                () -> {
                  Set<String> met =
                      ontology.examples("invalid").stream()
                          .map(ontology::named)
                          .collect(Collectors.toCollection(TreeSet::new));
                  Set<String> shapes =
                      ontology
                          .graph("shapes.ttl")
                          .find(
                              Node.ANY, RDF.type.asNode(), NodeFactory.createURI(SH + "NodeShape"))
                          .mapWith(triple -> triple.getSubject().getURI())
                          .toSet();
                  assertThat(met).containsExactlyInAnyOrderElementsOf(shapes);
                }));
  }

  @TestFactory
  Stream<DynamicTest> everyTermHasLabelAndDefinitionInBothLanguages() {
    Graph graph = TERRITORY.graph("ontology.ttl");
    ONTOLOGIES.get(1).graph("ontology.ttl").find().forEachRemaining(graph::add);
    ONTOLOGIES.getLast().graph("formulations.ttl").find().forEachRemaining(graph::add);
    return Stream.of(
            OWL.Class,
            OWL.ObjectProperty,
            OWL.DatatypeProperty,
            OWL.AnnotationProperty,
            RDF.Property,
            ResourceFactory.createResource("http://w3id.org/rml/ReferenceFormulation"))
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
    Graph ontology = TERRITORY.graph("ontology.ttl");
    Graph shapes = TERRITORY.graph("shapes.ttl");
    Set<String> used = new TreeSet<>();
    Stream.of(shapes, TERRITORY.graph("alignments.ttl"))
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

  @TestFactory
  Stream<DynamicTest> everyStandardIsAlignedWith() {
    Set<String> aligned = aligned();
    return STANDARDS.entrySet().stream()
        .map(standard ->
            DynamicTest.dynamicTest(
                standard.getKey(),
                () ->
                    assertThat(aligned)
                        .filteredOn(term -> term.startsWith(standard.getValue()))
                        .hasSizeGreaterThanOrEqualTo(5)));
  }

  /// Terms of others that alignments name.
  private static Set<String> aligned() {
    return TERRITORY.graph("alignments.ttl").find().toList().stream()
        .map(triple -> triple.getObject())
        .filter(Node::isURI)
        .map(Node::getURI)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyClassIsAlignedOrASpecialCaseOfOneThatIs() {
    Graph all = TERRITORY.graph("ontology.ttl");
    TERRITORY.graph("alignments.ttl").find().forEachRemaining(all::add);
    Set<Node> classes = terms(TERRITORY.graph("ontology.ttl"), OWL.Class);
    assertThat(classes)
        .filteredOn(term -> !OURS.contains(term.getLocalName()))
        .allSatisfy(term -> assertThat(isAligned(all, term)).as("%s", term).isTrue());
  }

  private static boolean isAligned(Graph all, Node term) {
    return all.find(term, Node.ANY, Node.ANY).toList().stream()
        .filter(triple -> triple.getObject().isURI())
        .filter(triple ->
            triple.getPredicate().getURI().startsWith(SKOS.getURI())
                || triple.getPredicate().equals(RDFS.subClassOf.asNode()))
        .map(triple -> triple.getObject())
        .anyMatch(object -> !object.getURI().startsWith(LACIS) || isAligned(all, object));
  }

  @TestFactory
  Stream<DynamicTest> whatAlignmentsNameExists() {
    Path folder = Shared.get("data/ontologies");
    Map<String, Path> files = new TreeMap<>();
    files.put(STANDARDS.get("Insee"), folder.resolve("insee-geo.ttl"));
    files.put(STANDARDS.get("IGN"), folder.resolve("ign-topo.rdf"));
    for (String module :
        List.of("building", "construction", "core", "transportation", "versioning")) {
      files.put(
          STANDARDS.get("CityGML 3") + module + "#",
          folder.resolve("vcity/CityGML/3.0/" + module + ".ttl"));
    }
    Set<String> aligned = aligned();
    return files.entrySet().stream()
        .map(file ->
            DynamicTest.dynamicTest(
                name(file.getValue()),
                () -> {
                  Graph graph = RDFDataMgr.loadGraph(file.getValue().toString());
                  assertThat(aligned)
                      .filteredOn(term -> term.startsWith(file.getKey()))
                      .isNotEmpty()
                      .allSatisfy(term ->
                          assertThat(
                                  graph.contains(NodeFactory.createURI(term), Node.ANY, Node.ANY))
                              .as(term)
                              .isTrue());
                }));
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

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
