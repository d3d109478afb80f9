package org.lacis.tests.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.VOID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.app.sample.SampleSettings;
import org.lacis.app.sample.SampleTwin;
import org.lacis.ingest.Departures;
import org.lacis.ingest.Workspace;
import org.lacis.store.TwinStore;
import org.lacis.tests.Shared;
import org.lacis.validate.Result;
import org.lacis.validate.Validator;
import org.lacis.vocabulary.TwinIris;

/// The catalogue of a built twin: it meets the shapes of DCAT-AP 3 and GeoDCAT-AP 2, and its
/// figures are those of the store.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CatalogueCommandTest {
  private static final String EU = "http://publications.europa.eu/resource/authority/";

  private Path folder;
  private Workspace workspace;
  private Graph dcat;
  private Graph counted;

  @BeforeAll
  void aTwinIsBuilt(@TempDir Path given) throws IOException {
    folder = given;
    SampleTwin.write(folder, new SampleSettings(500, 3), _ -> {});
    Path settings = folder.resolve("twin.yaml");
    Files.writeString(
        settings,
        Files.readString(settings).replaceAll("(?m)^contact:.*\n", "")
            + "contact: {name: Service SIG, email: sig@ville.example, page: 'https://ville.example/sig'}\n");
    Workspace opened = Workspace.open(folder);
    Path described = opened.datasets().getFirst().file();
    Files.writeString(
        described,
        Files.readString(described).replaceAll("(?m)^(licence|attribution):.*\n", "")
            + """
            licence: cc-by-4.0
            attribution: Commune de Valbrune
            rhythm: yearly
            temporal: {from: 2015-01, to: "2020"}
            themes: [regi, ENVI]
            keywords: [bâtiments, hauteur]
            """);
    assertThat(Said.by("build", folder.toString()).exit()).isLessThan(2);
    workspace = Workspace.open(folder);
    dcat = told("--address", "https://twins.example/");
    counted = told("--void");
  }

  private Graph told(String... options) {
    List<String> command = new ArrayList<>(List.of("catalogue", folder.toString()));
    command.addAll(List.of(options));
    Said said = Said.by(command.toArray(String[]::new));
    assertThat(said.exit()).as(said.err()).isZero();
    return RDFParser.fromString(said.out(), Lang.TURTLE).toGraph();
  }

  @TestFactory
  Stream<DynamicTest> itMeetsTheShapes() {
    return Stream.of(
            "dcat-ap/3.0.1_shacl_shapes.ttl",
            "dcat-ap/3.0.1_shacl_range.ttl",
            "dcat-ap/3.0.1_shacl_deprecateduris.ttl",
            "dcat-ap/3.0.1_shacl_dcat-ap-SHACL.jena-patched.ttl",
            "geodcat-ap/geodcat-ap-2.0.0.shacl.ttl")
        .map(path ->
            DynamicTest.dynamicTest(
                path,
                () -> {
                  Validator validator =
                      new Validator(
                          RDFParser.source(Shared.get("suites/interop").resolve(path)).toGraph(),
                          "en");
                  List<Result> results = new ArrayList<>();
                  validator.results(dcat, results::add);
                  assertThat(
                          results.stream()
                              .map(one ->
                                  one.focus()
                                      + " "
                                      + one.path()
                                      + " "
                                      + one.component()
                                      + " "
                                      + one.value())
                              .distinct())
                      .isEmpty();
                }));
  }

  @Test
  void whatTheSettingsSayIsThere() {
    TwinIris iris = workspace.settings().iris();
    Node dataset = iris.datasetGraph(workspace.datasets().getFirst().name());
    Model model = ModelFactory.createModelForGraph(dcat);
    var node = model.asRDFNode(dataset).asResource();
    assertThat(node.getPropertyResourceValue(DCTerms.license).getURI())
        .isEqualTo(EU + "licence/CC_BY_4_0");
    assertThat(node.getPropertyResourceValue(DCTerms.accrualPeriodicity).getURI())
        .isEqualTo(EU + "frequency/ANNUAL");
    assertThat(node.listProperties(DCAT.theme).mapWith(s -> s.getResource().getURI()).toList())
        .containsExactlyInAnyOrder(EU + "data-theme/REGI", EU + "data-theme/ENVI");
    assertThat(node.getPropertyResourceValue(DCAT.contactPoint).getURI())
        .endsWith("id/contact/service-sig");
    var period = node.getPropertyResourceValue(DCTerms.temporal);
    assertThat(period.getProperty(DCAT.startDate).getLiteral().getDatatypeURI())
        .endsWith("gYearMonth");
    assertThat(period.getProperty(DCAT.endDate).getString()).isEqualTo("2020");
    assertThat(
            node.listProperties(DCAT.distribution)
                .mapWith(s -> s.getResource().getPropertyResourceValue(DCAT.accessURL).getURI())
                .toList())
        .contains("https://twins.example/sparql")
        .anyMatch(address -> address.startsWith("https://twins.example/dump/"));
    assertThat(dcat.find(Node.ANY, DCAT.endpointURL.asNode(), Node.ANY).toList())
        .hasSize(3)
        .allMatch(triple -> triple.getObject().getURI().startsWith("https://twins.example/"));
    assertThat(dcat.contains(iris.node("catalogue"), DCTerms.spatial.asNode(), Node.ANY)).isTrue();
    assertThat(dcat.find(Node.ANY, DCAT.bbox.asNode(), Node.ANY).toList())
        .isNotEmpty()
        .allMatch(triple -> triple.getObject().getLiteralLexicalForm().startsWith("POLYGON((4."));
  }

  /// Counted once more by SPARQL, which knows nothing of how it was counted.
  @Test
  void theFiguresAreThoseOfTheStore() {
    try (TwinStore store = TwinStore.open(workspace.store())) {
      Map<String, Long> naive = store.read(view -> naive(view.dataset()));
      Map<String, Long> told = new TreeMap<>();
      for (Node graph : graphs()) {
        String name = graph.getURI();
        told.put(name + " triples", number(graph, VOID.triples.asNode()));
        told.put(name + " subjects", number(graph, VOID.distinctSubjects.asNode()));
        told.put(name + " objects", number(graph, VOID.distinctObjects.asNode()));
        partitions(
            graph,
            VOID.classPartition.asNode(),
            VOID._class.asNode(),
            VOID.entities.asNode(),
            told);
        partitions(
            graph,
            VOID.propertyPartition.asNode(),
            VOID.property.asNode(),
            VOID.triples.asNode(),
            told);
      }
      assertThat(told).isEqualTo(naive);
    }
  }

  private List<Node> graphs() {
    Node whole = workspace.settings().iris().node("");
    return counted.find(whole, VOID.subset.asNode(), Node.ANY).mapWith(t -> t.getObject()).toList();
  }

  private long number(Node subject, Node property) {
    return Long.parseLong(
        counted.find(subject, property, Node.ANY).next().getObject().getLiteralLexicalForm());
  }

  private void partitions(Node graph, Node part, Node of, Node count, Map<String, Long> told) {
    counted
        .find(graph, part, Node.ANY)
        .forEachRemaining(triple -> {
          Node partition = triple.getObject();
          Node term = counted.find(partition, of, Node.ANY).next().getObject();
          told.put(
              graph.getURI() + " " + part.getLocalName() + " " + term, number(partition, count));
        });
  }

  private static Map<String, Long> naive(org.apache.jena.sparql.core.DatasetGraph data) {
    Map<String, Long> counts = new TreeMap<>();
    RowSet totals =
        QueryExec.dataset(data)
            .query(
                "SELECT ?g (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) (COUNT(DISTINCT ?o) AS ?k)"
                    + " { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
            .select();
    totals.forEachRemaining(row -> {
      String graph = row.get("g").getURI();
      counts.put(graph + " triples", value(row.get("n")));
      counts.put(graph + " subjects", value(row.get("m")));
      counts.put(graph + " objects", value(row.get("k")));
    });
    grouped(data, "{ GRAPH ?g { ?s a ?t } }", " classPartition ", counts);
    grouped(data, "{ GRAPH ?g { ?s ?t ?o } }", " propertyPartition ", counts);
    return counts;
  }

  private static void grouped(
      org.apache.jena.sparql.core.DatasetGraph data,
      String pattern,
      String name,
      Map<String, Long> counts) {
    QueryExec.dataset(data)
        .query("SELECT ?g ?t (COUNT(*) AS ?n) " + pattern + " GROUP BY ?g ?t")
        .select()
        .forEachRemaining(
            row -> counts.put(row.get("g").getURI() + name + row.get("t"), value(row.get("n"))));
  }

  private static long value(Node number) {
    return Long.parseLong(number.getLiteralLexicalForm());
  }

  @Test
  void linksAreToldBetweenDatasets() {
    List<Node> sets =
        counted
            .find(Node.ANY, RDF.type.asNode(), VOID.Linkset.asNode())
            .mapWith(t -> t.getSubject())
            .toList();
    assertThat(sets).isNotEmpty();
    for (Node set : sets) {
      assertThat(number(set, VOID.triples.asNode())).isPositive();
      Node from = counted.find(set, VOID.subjectsTarget.asNode(), Node.ANY).next().getObject();
      Node to = counted.find(set, VOID.objectsTarget.asNode(), Node.ANY).next().getObject();
      assertThat(graphs()).contains(from, to);
      Node predicate = counted.find(set, VOID.linkPredicate.asNode(), Node.ANY).next().getObject();
      assertThat(predicate.isURI()).isTrue();
    }
  }

  @Test
  void mistakesInSettingsAreToldWithTheirLine(@TempDir Path other) throws IOException {
    assertThat(Said.by("init", other.toString()).exit()).isZero();
    Path dataset = other.resolve("mappings/example/trees/dataset.yaml");
    String good = Files.readString(dataset);
    Map<String, String> mistakes =
        Map.of(
            "rhythm: sometimes", "yearly",
            "themes: [TREES]", "ENVI",
            "temporal: {from: soon}", "yyyy-mm-dd",
            "temporal: {since: 2020}", "Did you mean",
            "contact: {email: nobody}", "sig@ville.example",
            "rythm: yearly", "Did you mean 'rhythm'?");
    for (Map.Entry<String, String> mistake : mistakes.entrySet()) {
      Files.writeString(dataset, good + mistake.getKey() + "\n");
      Said said = Said.by("build", other.toString());
      assertThat(said.exit()).as(mistake.getKey()).isEqualTo(2);
      long line = good.lines().count() + 1;
      assertThat(said.err()).contains("line " + line, mistake.getValue());
    }
    Files.writeString(dataset, good);
    Path twin = other.resolve("twin.yaml");
    Files.writeString(twin, Files.readString(twin).replace("query: 30s", "concurent: 3"));
    assertThat(Said.by("build", other.toString()).err()).contains("Did you mean 'concurrent'?");
  }

  /// What a build takes away leaves a note; what comes back takes it away.
  @Test
  void whatABuildTakesAwayIsKnown(@TempDir Path other) throws IOException {
    assertThat(Said.by("init", other.toString()).exit()).isZero();
    assertThat(Said.by("build", other.toString()).exit()).isLessThan(2);
    Path trees = other.resolve("data/trees.csv");
    List<String> lines = Files.readAllLines(trees);
    assertThat(gone(other)).isEmpty();
    Files.write(trees, lines.subList(0, lines.size() - 1));
    assertThat(Said.by("build", other.toString()).exit()).isLessThan(2);
    List<Node> gone = gone(other);
    assertThat(gone).isNotEmpty();
    String last = lines.getLast().split("[,;]")[0];
    assertThat(gone).anyMatch(node -> node.getURI().endsWith(last));
    Files.write(trees, lines);
    assertThat(Said.by("build", other.toString()).exit()).isLessThan(2);
    assertThat(gone(other)).isEmpty();
  }

  private static List<Node> gone(Path folder) {
    Workspace workspace = Workspace.open(folder);
    TwinIris iris = workspace.settings().iris();
    try (TwinStore store = TwinStore.open(workspace.store())) {
      return store.read(view -> {
        List<Node> things = new ArrayList<>();
        view.dataset()
            .findNG(Departures.graph(iris), Node.ANY, Node.ANY, Node.ANY)
            .forEachRemaining(quad -> things.add(quad.getSubject()));
        List<Node> distinct = things.stream().distinct().toList();
        for (Node thing : distinct) {
          Optional<Departures.Departure> departure = Departures.find(view.dataset(), iris, thing);
          assertThat(departure).isPresent();
          assertThat(departure.get().since()).isPresent();
        }
        return distinct;
      });
    }
  }
}
