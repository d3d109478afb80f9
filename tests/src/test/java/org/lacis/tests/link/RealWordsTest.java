package org.lacis.tests.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.ingest.Build;
import org.lacis.ingest.BuildObserver;
import org.lacis.ingest.Workspace;
import org.lacis.link.LinkReport;
import org.lacis.link.Linker;
import org.lacis.link.rule.LinkRule;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.store.TwinStore;
import org.lacis.tests.Shared;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// The shipped rules that go by words and keys, on the real data lifted by the shipped mappings.
/// What is expected was worked out from the raw files by other means.
final class RealWordsTest {
  private static final TwinIris IRIS = new TwinIris("https://jumeaux.example/");
  private static final List<String> DATASETS =
      List.of(
          "lyon/batiments-2015",
          "lyon/equipements-sportifs",
          "lyon/recensement-sportif",
          "lyon/poi-touristiques",
          "lyon/velov",
          "lyon/velov-2016",
          "national/bdtopo",
          "national/cog-communes",
          "national/contours-communes-69",
          "thematic/enseignement-superieur",
          "thematic/gtfs-ter");

  @TempDir private static Path folder = Path.of("");
  private static TwinStore store = TwinStore.memory();

  private final List<Quad> quads = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  @BeforeAll
  static void build() throws IOException {
    Path data = Shared.get("data");
    Files.writeString(
        folder.resolve("twin.yaml"),
        "base: " + IRIS.base() + "\ntwins: {lyon: , national: , thematic: }\n");
    for (String dataset : DATASETS) {
      Path from = Shared.project().resolve("mappings").resolve(dataset);
      Path to = Files.createDirectories(folder.resolve("mappings").resolve(dataset));
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
        }
      }
    }
    store.close();
    Workspace workspace = Workspace.open(folder);
    store = TwinStore.open(workspace.store());
    new Build(
            workspace,
            new Sources(StandardFormats.all()),
            new Linker(ForkJoinPool.commonPool(), 2),
            BuildObserver.SILENT)
        .run(store, Optional.of(data));
  }

  @AfterAll
  static void close() {
    store.close();
  }

  /// Numbers are hidden from the rule; the 335 that both years have are the same stations. Three of
  /// them were moved by more than a hundred metres.
  @Test
  void bikeStationsAreFoundAgainByNameAndPlace() {
    LinkReport report = link("bike-station-vintages");
    assertThat(report)
        .returns(335L, LinkReport::sources)
        .returns(348L, LinkReport::targets)
        .returns(323L, LinkReport::links)
        .returns(10L, LinkReport::toReview);
    assertThat(links(Lacis.CORRESPONDS_TO))
        .hasSize(323)
        .allSatisfy((one, other) -> assertThat(other).isEqualTo(one));
  }

  /// 1,033 pairs within 300 m have names that are equal but for case, accents and signs.
  @Test
  void sportsFacilitiesAreFoundByNameAndPlace() {
    LinkReport report = link("sports-facility-same");
    assertThat(report).returns(1135L, LinkReport::sources).returns(3244L, LinkReport::targets);
    Map<Node, String> names = texts("http://www.w3.org/2000/01/rdf-schema#label");
    Map<Node, Node> sites = objects(Lacis.NS + "onSite");
    long equal =
        quads.stream()
            .filter(quad -> quad.getPredicate().equals(Lacis.CORRESPONDS_TO))
            .filter(quad -> {
              Node site = sites.get(quad.getObject());
              return site != null
                  && plain(names.getOrDefault(quad.getSubject(), "a"))
                      .equals(plain(names.getOrDefault(site, "b")));
            })
            .count();
    assertThat(equal).isEqualTo(1033);
    assertThat(report.links()).isEqualTo(1266);
    assertThat(report.toReview()).isEqualTo(882);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", " ")
        .strip();
  }

  /// Twelve stations of trains and of coaches: each pair was looked at.
  @Test
  void stopsOfATownAreOnePlace() {
    LinkReport report = link("stop-same");
    assertThat(report)
        .returns(161L, LinkReport::sources)
        .returns(24L, LinkReport::links)
        .returns(12L, LinkReport::toReview);
    Map<Node, String> names = texts("http://www.w3.org/2000/01/rdf-schema#label");
    Set<String> pairs = new TreeSet<>();
    quads.stream()
        .filter(quad -> quad.getPredicate().equals(Lacis.CORRESPONDS_TO))
        .map(quad -> names.get(quad.getSubject()) + " = " + names.get(quad.getObject()))
        .filter(pair -> pair.startsWith("Gare"))
        .forEach(pairs::add);
    assertThat(pairs)
        .hasSize(12)
        .contains(
            "Gare de Lyon-Part-Dieu = Lyon-Part-Dieu-Gare-Rou",
            "Gare de Couzon-au-Mont-d'Or = Couzon-Au-Mont-D'or-Arr",
            "Gare de Bourg-en-Bresse = Bourg-En-Bresse-Gare-Ro");
  }

  @Test
  void stopsBelongToTheAreaThatTheTimetableNames() {
    LinkReport report = link("stop-of-area");
    assertThat(report.links()).isEqualTo(214);
    Map<Node, Node> told = objects(Lacis.NS + "partOf");
    Map<Node, Node> found = new HashMap<>();
    quads.stream()
        .filter(quad -> quad.getPredicate().equals(Lacis.term("partOf")))
        .forEach(quad -> assertThat(found.put(quad.getSubject(), quad.getObject())).isNull());
    told.keySet().removeIf(thing -> !thing.getURI().contains("/stop/"));
    assertThat(found).isEqualTo(told);
  }

  @Test
  void buildingsStandOnTheParcelThatTheirIdentifierHides() {
    LinkReport report = link("building-on-parcel-by-key");
    assertThat(report).returns(25L, LinkReport::sources).returns(25L, LinkReport::links);
    assertThat(links(Lacis.ON_PARCEL))
        .hasSize(25)
        .containsEntry("BU_69381AS107", "69381000AS0107")
        .containsEntry("BU_69381AD2", "69381000AD0002");
  }

  @Test
  void everyBuildingStandsInLyon() {
    LinkReport report = link("building-in-commune");
    assertThat(report.links()).isEqualTo(2576 + 25);
    assertThat(
            quads.stream()
                .filter(quad -> quad.getPredicate().equals(Lacis.term("inCommune")))
                .map(quad -> name(quad.getObject())))
        .hasSize(2601)
        .containsOnly("69123");
  }

  @Test
  void communesAreThoseOfInsee() {
    Node graph = IRIS.datasetGraph("partner/insee");
    Node type = NodeFactory.createURI("http://rdf.insee.fr/def/geo#Commune");
    Map<String, String> names =
        Map.of("69123", "LYON", "01004", "Ambérieu en Bugey", "2A004", "Ajaccio", "69266", "Bron");
    store.write(view -> {
      names.forEach((code, name) -> {
        Node thing = NodeFactory.createURI("http://id.insee.fr/geo/commune/" + code);
        view.add(graph, thing, RDF.type.asNode(), type);
        // A table of numbers had lost the zero.
        view.add(
            graph,
            thing,
            igeo("codeINSEE"),
            NodeFactory.createLiteralString(code.replaceFirst("^0", "")));
        view.add(graph, thing, igeo("nom"), NodeFactory.createLiteralLang(name, "fr"));
      });
      return 0;
    });
    LinkReport report = link("commune-insee");
    assertThat(report).returns(3L, LinkReport::links).returns(1L, LinkReport::toReview);
    assertThat(links(RDFS.seeAlso.asNode()))
        .containsOnlyKeys("69123", "01004", "2A004")
        .allSatisfy((one, other) -> assertThat(other).isEqualTo(one));
  }

  /// The 37 pairs whose number and street are equal once abbreviations are written whole by hand.
  @Test
  void universityBuildingsStandAtTheAddressesOfSights() {
    LinkReport report = link("facility-at-address");
    assertThat(report)
        .returns(373L, LinkReport::sources)
        .returns(37L, LinkReport::links)
        .returns(4L, LinkReport::toReview);
    assertThat(
            quads.stream()
                .filter(quad -> quad.getPredicate().equals(Lacis.term("sameAddressAs")))
                .map(quad -> quad.getObject())
                .distinct())
        .hasSize(4);
  }

  /// Planar distances of the points to the footprints, worked out from the files.
  @Test
  void sightsStandInBuildings() {
    LinkReport report = link("sight-in-building");
    assertThat(report).returns(571L, LinkReport::sources).returns(51L, LinkReport::links);
  }

  private static Node igeo(String name) {
    return NodeFactory.createURI("http://rdf.insee.fr/def/geo#" + name);
  }

  private static Map<Node, String> texts(String property) {
    Map<Node, String> texts = new HashMap<>();
    objects(property).forEach((thing, value) -> texts.put(thing, value.getLiteralLexicalForm()));
    return texts;
  }

  private static Map<Node, Node> objects(String property) {
    return store.read(view -> {
      Map<Node, Node> objects = new HashMap<>();
      view.dataset()
          .find(Node.ANY, Node.ANY, NodeFactory.createURI(property), Node.ANY)
          .forEachRemaining(quad -> objects.put(quad.getSubject(), quad.getObject()));
      return objects;
    });
  }

  private Map<String, String> links(Node predicate) {
    Map<String, String> links = new TreeMap<>();
    quads.stream()
        .filter(quad -> quad.getPredicate().equals(predicate))
        .forEach(quad ->
            assertThat(links.put(name(quad.getSubject()), name(quad.getObject()))).isNull());
    return links;
  }

  private LinkReport link(String name) {
    LinkRule rule = LinkRule.read(Shared.project().resolve("mappings/links/" + name + ".yaml"));
    return store.read(view ->
        new Linker(ForkJoinPool.commonPool(), 2)
            .link(
                view,
                rule,
                IRIS,
                new StreamRDFBase() {
                  @Override
                  public void quad(Quad quad) {
                    quads.add(quad);
                  }
                },
                findings::add));
  }

  private static String name(Node thing) {
    return thing.getURI().substring(thing.getURI().lastIndexOf('/') + 1);
  }
}
