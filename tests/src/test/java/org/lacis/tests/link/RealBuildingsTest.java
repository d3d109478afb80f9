package org.lacis.tests.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacis.geometry.Wkt;
import org.lacis.link.LinkReport;
import org.lacis.link.Linker;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.source.Value;
import org.lacis.store.TwinStore;
import org.lacis.store.WriteView;
import org.lacis.tests.Shared;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Severity;
import org.lacis.vocabulary.TwinIris;

/// The shipped rules on the buildings of Lyon 1er, as the city and as the nation tell them. The
/// figures were computed from the raw files by other means.
final class RealBuildingsTest {
  private static final TwinIris IRIS = new TwinIris("https://jumeaux.example/");
  private static final List<String> OF_2015 =
      List.of(
          "LYON_1ER_BATI_2015-20_bldg.gml",
          "LYON_1ER_2015_AB102_AB100.gml",
          "LYON_1ER_2015_AB133_small_house.gml",
          "LYON_1ER_2015_AB84.gml",
          "LYON_1ER_2015_AT59.gml");

  private static final TwinStore STORE = TwinStore.memory();

  private final List<Quad> quads = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  @BeforeAll
  static void load() {
    Path data = Shared.get("data");
    STORE.write(view -> {
      for (String file : OF_2015) {
        city(view, "lyon/batiments-2015", data.resolve("lyon/citygml").resolve(file));
      }
      city(view, "lyon/batiments-2012", data.resolve("lyon/citygml/LYON_1ER_2012_00156_2.gml"));
      load(
          view,
          "national/bdtopo",
          Lacis.BUILDING,
          new SourceDescription(
              "buildings_lyon1.geojson",
              data.resolve("national/bdtopo"),
              Lacis.NS + "GeoJSON",
              "",
              "",
              "",
              List.of(),
              Map.of("crs", "EPSG:3946")),
          List.of("ID", "geometry"));
      return 0;
    });
  }

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Test
  void theBuildingsOfTheCityAndOfTheNationAreLinked() {
    LinkReport report = link(rule("same-building"));

    assertThat(report)
        .returns(25L, LinkReport::sources)
        .returns(2576L, LinkReport::targets)
        .returns(120L, LinkReport::links)
        .returns(0L, LinkReport::sourcesAlone)
        .returns(2456L, LinkReport::targetsAlone)
        .returns(0L, LinkReport::unusedTargets);
    assertThat(report.groups())
        .isEqualTo(
            Map.of(
                "1:1", 11, "1:2", 2, "1:3", 2, "1:5", 3, "1:6", 3, "1:12", 1, "1:15", 1, "1:19", 1,
                "1:20", 1));
    assertThat(findings).isEmpty();
    Set<Node> targets = new HashSet<>();
    quads.stream()
        .filter(quad -> quad.getPredicate().equals(Lacis.CORRESPONDS_TO))
        .forEach(quad -> assertThat(targets.add(quad.getObject())).isTrue());
    assertThat(targets).hasSize(120);
  }

  @ParameterizedTest
  @CsvSource({"0.3, 125", "0.4, 123", "0.5, 120", "0.6, 118", "0.7, 115"})
  void theNumberOfLinksHardlyHangsOnTheThreshold(double threshold, long links) {
    assertThat(link(changed(LinkRule.Shape.OUTLINE, threshold)).links()).isEqualTo(links);
  }

  /// One building of the city has courtyards in which the nation draws six others.
  @ParameterizedTest
  @CsvSource({"0.3, 121", "0.4, 118", "0.5, 114", "0.6, 111", "0.7, 107"})
  void openCourtyardsHoldNoLinks(double threshold, long links) {
    assertThat(link(changed(LinkRule.Shape.DEFAULT, threshold)).links()).isEqualTo(links);
  }

  @Test
  void theBuildingThatWasSplitHasTwoSuccessors() {
    LinkReport report = link(rule("building-vintages"));
    Map<String, Set<String>> successors = new HashMap<>();
    quads.stream()
        .filter(quad -> quad.getPredicate().equals(Lacis.term("replacedBy")))
        .forEach(quad ->
            successors
                .computeIfAbsent(name(quad.getSubject()), _ -> new HashSet<>())
                .add(name(quad.getObject())));
    assertThat(successors)
        .containsExactly(Map.entry("LYON_1ER_00156_2", Set.of("BU_69381AB102", "BU_69381AB100")));
    assertThat(report.groups()).isEqualTo(Map.of("1:2", 1));
    assertThat(quads)
        .filteredOn(quad -> quad.getPredicate().equals(Lacis.term("replaces")))
        .hasSize(2);
  }

  private static LinkRule rule(String name) {
    return LinkRule.read(Shared.project().resolve("mappings/links/" + name + ".yaml"));
  }

  private static LinkRule changed(LinkRule.Shape shape, double threshold) {
    LinkRule shipped = rule("same-building");
    Match.Identity match = (Match.Identity) shipped.match();
    return new LinkRule(
        shipped.name(),
        shipped.labels(),
        shipped.source(),
        shipped.target(),
        shape,
        new Match.Identity(match.measure(), threshold, match.minimumArea(), match.cardinality()),
        shipped.emit(),
        shipped.crs());
  }

  private LinkReport link(LinkRule rule) {
    try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
      return STORE.read(view ->
          new Linker(pool, 2)
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
  }

  private static String name(Node thing) {
    return thing.getURI().substring(thing.getURI().lastIndexOf('/') + 1);
  }

  private static void city(WriteView view, String graph, Path file) {
    Path folder = file.getParent();
    load(
        view,
        graph,
        Lacis.BUILDING,
        new SourceDescription(
            file.getFileName().toString(),
            folder == null ? Path.of("") : folder,
            Lacis.NS + "CityGML",
            "Building",
            "",
            "",
            List.of(),
            Map.of("crs", "EPSG:3946")),
        List.of("id", "geometry.footprint"));
  }

  private static void load(
      WriteView view,
      String graph,
      Node type,
      SourceDescription description,
      List<String> references) {
    try (Source source = new Sources(StandardFormats.all()).open(description)) {
      source.read(
          references,
          row -> {
            Value.Text id = (Value.Text) row.values(0).getFirst();
            Value.Shape shape = (Value.Shape) row.values(1).getFirst();
            Node thing = IRIS.node("id/" + graph + "/" + id.lexical());
            Node geometry = IRIS.node("id/" + graph + "/" + id.lexical() + "/geometry");
            Node graphNode = IRIS.datasetGraph(graph);
            view.add(graphNode, thing, RDF.type.asNode(), type);
            view.add(graphNode, thing, Geo.HAS_DEFAULT_GEOMETRY, geometry);
            view.add(
                graphNode,
                geometry,
                Geo.AS_WKT,
                NodeFactory.createLiteralDT(
                    Wkt.write(shape.geometry()),
                    TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL)));
          },
          // The files have reference faults of their own, mended by the reader with a warning.
          finding ->
              assertThat(finding.severity())
                  .as(finding.sentence())
                  .isNotEqualTo(Severity.VIOLATION));
    }
  }
}
