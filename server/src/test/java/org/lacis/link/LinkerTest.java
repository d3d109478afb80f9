package org.lacis.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkt;
import org.lacis.link.rule.Cardinality;
import org.lacis.link.rule.LinkException;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Measure;
import org.lacis.link.rule.Relation;
import org.lacis.link.rule.Selection;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;

/// Known answers.
final class LinkerTest {
  private static final String L93 = "<http://www.opengis.net/def/crs/EPSG/0/2154> ";
  private static final String CC46 = "<http://www.opengis.net/def/crs/EPSG/0/3946> ";
  private static final String WGS84 = "<http://www.opengis.net/def/crs/EPSG/0/4326> ";
  private static final Match SAME =
      new Match.Identity(Measure.INTERSECTION_OVER_SMALLER, 0.5, 1, Cardinality.MANY_TO_MANY);

  private final List<Quad> quads = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  @Test
  void aSplitBuildingIsOneGroup() {
    FakeView view = new FakeView();
    local(view, "a", box(0, 0, 30, 10));
    national(view, "a1", box(0, 0, 10, 10));
    national(view, "a2", box(10, 0, 20, 10));
    national(view, "a3", box(20, 0, 30, 10));
    local(view, "b", box(50, 0, 60, 10));
    national(view, "b1", box(51, 0, 61, 10));
    national(view, "alone", box(90, 0, 95, 10));

    LinkReport report = link(view, SAME);

    assertThat(statements()).containsExactlyInAnyOrder("a a1", "a a2", "a a3", "b b1");
    assertThat(report.groups()).isEqualTo(Map.of("1:1", 1, "1:3", 1));
    assertThat(report)
        .returns(2L, LinkReport::sources)
        .returns(5L, LinkReport::targets)
        .returns(4L, LinkReport::links)
        .returns(0L, LinkReport::sourcesAlone)
        .returns(1L, LinkReport::targetsAlone)
        .returns(Crs.ofEpsg(2154).iri(), LinkReport::crs);
    assertThat(
            quads.stream()
                .filter(quad -> quad.getPredicate().equals(Lacis.CARDINALITY))
                .map(quad -> quad.getObject().getLiteralLexicalForm()))
        .containsExactly("1:3", "1:1");
    assertThat(objects(Lacis.LINK_GROUP)).hasSize(4);
    assertThat(Set.copyOf(objects(Lacis.LINK_GROUP))).hasSize(2);
    assertThat(findings).isEmpty();
  }

  @Test
  void mergedAndChainedBuildingsAreOneGroup() {
    FakeView view = new FakeView();
    local(view, "a", box(0, 0, 10, 10));
    local(view, "b", box(10, 0, 20, 10));
    local(view, "c", box(20, 0, 30, 10));
    national(view, "ab", box(0, 0, 20, 10));
    national(view, "bc", box(14, 0, 30, 10));
    LinkReport report = link(view, SAME);
    assertThat(statements()).containsExactlyInAnyOrder("a ab", "b ab", "b bc", "c bc");
    assertThat(report.groups()).isEqualTo(Map.of("3:2", 1));
  }

  @Test
  void cardinalityKeepsTheBest() {
    FakeView view = new FakeView();
    local(view, "a", box(0, 0, 10, 10));
    local(view, "b", box(10, 0, 20, 10));
    national(view, "a1", box(0, 0, 6, 10));
    national(view, "a2", box(6, 0, 10.5, 10));
    national(view, "b1", box(10, 0, 20, 10));
    assertThat(links(view, Cardinality.MANY_TO_MANY)).containsExactly("a a1", "a a2", "b b1");
    assertThat(links(view, Cardinality.MANY_TO_ONE)).containsExactly("a a1", "b b1");
    assertThat(links(view, Cardinality.ONE_TO_MANY)).containsExactly("a a1", "a a2", "b b1");
    assertThat(links(view, Cardinality.ONE_TO_ONE)).containsExactly("a a1", "b b1");
  }

  @Test
  void aLinkCarriesItsEvidence() {
    FakeView view = new FakeView();
    local(view, "a", box(0, 0, 40, 50));
    national(view, "a1", box(10, 0, 60, 50));

    link(view, SAME);

    Node link = subject(Lacis.LINK);
    assertThat(link.getURI()).matches("https://jumeaux.example/id/link/test/[0-9a-f]{20}");
    assertThat(quads).allMatch(quad -> quad.getGraph().equals(FakeView.IRIS.linkGraph("test")));
    assertThat(text(link, Lacis.SCORE)).isEqualTo("0.75");
    assertThat(text(link, Lacis.INTERSECTION_AREA)).isEqualTo("1500.0");
    assertThat(text(link, Lacis.OVERLAP)).isEqualTo("0.75");
    assertThat(text(link, Lacis.DE9IM)).isEqualTo("212111212");
    assertThat(object(link, Lacis.LINK_SOURCE)).isEqualTo(FakeView.iri("a"));
    assertThat(object(link, Lacis.LINK_TARGET)).isEqualTo(FakeView.iri("a1"));
    assertThat(object(link, Lacis.LINK_PREDICATE)).isEqualTo(Lacis.CORRESPONDS_TO);
    assertThat(object(link, Lacis.RULE).getURI()).isEqualTo("https://jumeaux.example/id/rule/test");
    assertThat(object(link, Lacis.SCORE).getLiteralDatatype()).isEqualTo(XSDDatatype.XSDdecimal);
    assertThat(objects(Lacis.EVIDENCE))
        .containsExactly(
            NodeFactory.createLiteralLang(
                "Emprise commune de 1\u202f500,0\u00a0m², soit 75,0\u202f% de la plus petite des"
                    + " deux (source 2\u202f000,0\u00a0m², cible 2\u202f500,0\u00a0m²) ; seuil"
                    + " 50\u202f%.",
                "fr"),
            NodeFactory.createLiteralLang(
                "Common footprint of 1,500.0\u00a0m², 75.0% of the smaller one (source"
                    + " 2,000.0\u00a0m², target 2,500.0\u00a0m²); threshold 50%.",
                "en"));
    assertThat(quads)
        .contains(
            Quad.create(
                FakeView.IRIS.linkGraph("test"),
                FakeView.IRIS.node("id/rule/test"),
                RDFS.label.asNode(),
                NodeFactory.createLiteralLang("A test", "en")));
  }

  @Test
  void anInverseIsSaidTooWhereAskedFor() {
    FakeView view = new FakeView();
    local(view, "a", box(0, 0, 10, 10));
    national(view, "a1", box(0, 0, 10, 10));
    Node inverse = Lacis.term("inverse");
    link(
        view,
        new LinkRule(
            "test",
            Map.of(),
            Selection.of(Lacis.BUILDING, "local/b"),
            Selection.of(Lacis.BUILDING, "national/b"),
            LinkRule.Shape.DEFAULT,
            SAME,
            new LinkRule.Emission(Lacis.STANDS_IN, Optional.of(inverse)),
            Optional.empty()));
    assertThat(quads)
        .extracting(Quad::asTriple)
        .contains(Triple.create(FakeView.iri("a1"), inverse, FakeView.iri("a")));
  }

  /// Half of a place in Lyon told three times: in Lambert-93, in CC46, and in degrees, latitude
  /// first. Nothing is compared before it is in one metric CRS.
  @Test
  void systemsAreNeverMixed() {
    FakeView view = new FakeView();
    local(
        view,
        "a",
        CC46
            + "POLYGON((1842000 5175000, 1842020 5175000, 1842020 5175010, 1842000 5175010, 1842000 5175000))");
    GeometryValue place =
        Wkt.parse(
            CC46
                + "POLYGON((1842005 5175000, 1842025 5175000, 1842025 5175010, 1842005 5175010, 1842005 5175000))");
    national(view, "a1", Wkt.write(place.to(Crs.ofEpsg(2154))));
    national(view, "a2", Wkt.write(place.to(Crs.ofEpsg(4326))));
    national(view, "a3", Wkt.write(place.to(Crs.CRS84)));

    LinkReport report = link(view, SAME);

    assertThat(report.crs()).isEqualTo(Crs.ofEpsg(3946).iri());
    assertThat(statements()).containsExactly("a a1", "a a2", "a a3");
    assertThat(objects(Lacis.INTERSECTION_AREA))
        .allSatisfy(area ->
            assertThat(Double.parseDouble(area.getLiteralLexicalForm())).isBetween(149.99, 150.01));
  }

  @Test
  void degreesAreNeverTakenForMetres() {
    FakeView view = new FakeView();
    // About 77 m by 111 m each, seven metres apart.
    local(
        view,
        "a",
        WGS84 + "POLYGON((45.76 4.83, 45.761 4.83, 45.761 4.831, 45.76 4.831, 45.76 4.83))");
    national(
        view,
        "a1",
        WGS84 + "POLYGON((45.76 4.8311, 45.761 4.8311, 45.761 4.832, 45.76 4.832, 45.76 4.8311))");
    assertThat(link(view, new Match.Nearest(5, 1)).links()).isZero();
    LinkReport near = link(view, new Match.Nearest(10, 1));
    assertThat(near.crs()).isEqualTo(Crs.ofEpsg(32631).iri());
    assertThat(statements()).containsExactly("a a1");
    assertThat(Double.parseDouble(objects(Lacis.DISTANCE).getFirst().getLiteralLexicalForm()))
        .isBetween(7.7, 7.85);
  }

  @Test
  void thePlaneOfTheRuleIsUsedWhereGiven() {
    FakeView view = new FakeView();
    local(view, "a", box(0, 0, 10, 10));
    national(view, "a1", box(0, 0, 10, 10));
    LinkReport report =
        link(
            view,
            rule(
                Selection.of(Lacis.BUILDING, "local/b"),
                Selection.of(Lacis.BUILDING, "national/b"),
                SAME,
                Optional.of(Crs.ofEpsg(3946))));
    assertThat(report.crs()).isEqualTo(Crs.ofEpsg(3946).iri());
    assertThat(report.links()).isOne();
  }

  @Test
  void aBrokenShapeIsMendedOrLeftOutWithAFinding() {
    FakeView view = new FakeView();
    local(
        view,
        "bow",
        L93
            + "POLYGON((842000 6520000, 842010 6520010, 842010 6520000, 842000 6520010, 842000 6520000))");
    local(view, "no-text", L93 + "POLYGON((842000 6520000");
    local(view, "empty", L93 + "POLYGON EMPTY");
    view.quad("local/b", FakeView.iri("no-shape"), RDF.type.asNode(), Lacis.BUILDING);
    national(view, "a1", box(0, 0, 10, 10));

    LinkReport report = link(view, SAME);

    assertThat(statements()).containsExactly("bow a1");
    assertThat(text(subject(Lacis.LINK), Lacis.INTERSECTION_AREA)).isEqualTo("50.0");
    assertThat(findings.stream().map(Finding::code).sorted())
        .containsExactly(
            "link.empty-geometry", "link.invalid-geometry", "link.unreadable-geometry");
    assertThat(findings)
        .extracting(finding -> finding.place().source())
        .containsExactlyInAnyOrder(
            FakeView.iri("bow").getURI(),
            FakeView.iri("no-text").getURI(),
            FakeView.iri("empty").getURI());
    assertThat(report)
        .returns(4L, LinkReport::sources)
        .returns(3L, LinkReport::unusedSources)
        .returns(3L, LinkReport::sourcesAlone);
  }

  @Test
  void severalShapesOfOneThingAreAFinding() {
    FakeView view = new FakeView();
    local(view, "a", box(0, 0, 10, 10));
    view.quad("local/b", FakeView.iri("a"), Geo.HAS_DEFAULT_GEOMETRY, FakeView.iri("a/second"));
    view.quad("local/b", FakeView.iri("a/second"), Geo.AS_WKT, FakeView.wkt(box(80, 0, 90, 10)));
    national(view, "a1", box(0, 0, 10, 10));
    assertThat(link(view, SAME).links()).isOne();
    assertThat(findings).extracting(Finding::code).containsExactly("link.several-geometries");
  }

  @Test
  void aSolidIsSeenFromAbove() {
    FakeView view = new FakeView();
    Node a = FakeView.iri("a");
    view.quad("local/b", a, RDF.type.asNode(), Lacis.BUILDING)
        .quad("local/b", a, Lacis.SOLID_GEOMETRY, FakeView.iri("a/solid"))
        .quad(
            "local/b",
            FakeView.iri("a/solid"),
            Geo.AS_WKT,
            FakeView.wkt(
                L93
                    + "POLYHEDRALSURFACE Z("
                    + "((842000 6520000 0,842010 6520000 0,842010 6520000 5,842000 6520000 5,842000 6520000 0)),"
                    + "((842000 6520000 5,842010 6520000 5,842010 6520010 7,842000 6520010 7,842000 6520000 5)))"));
    Node b = FakeView.iri("b");
    view.quad("national/b", b, RDF.type.asNode(), Lacis.BUILDING)
        .quad("national/b", b, Lacis.SOLID_GEOMETRY, FakeView.iri("b/solid"))
        .quad("national/b", FakeView.iri("b/solid"), Geo.AS_WKT, FakeView.wkt(box(0, 0, 10, 4)));
    link(
        view,
        new LinkRule(
            "test",
            Map.of(),
            Selection.of(Lacis.BUILDING, "local/b"),
            Selection.of(Lacis.BUILDING, "national/b"),
            LinkRule.Shape.SOLID,
            SAME,
            new LinkRule.Emission(Lacis.CORRESPONDS_TO, Optional.empty()),
            Optional.empty()));
    assertThat(text(subject(Lacis.LINK), Lacis.INTERSECTION_AREA)).isEqualTo("40.0");
    assertThat(findings).isEmpty();
  }

  @Test
  void anOutlineHoldsWhatStandsInTheCourtyard() {
    FakeView view = new FakeView();
    local(
        view,
        "a",
        L93
            + "POLYGON((842000 6520000,842030 6520000,842030 6520030,842000 6520030,842000 6520000),"
            + "(842010 6520010,842020 6520010,842020 6520020,842010 6520020,842010 6520010))");
    national(view, "inside", box(12, 12, 18, 18));
    assertThat(link(view, SAME).links()).isZero();
    link(
        view,
        new LinkRule(
            "test",
            Map.of(),
            Selection.of(Lacis.BUILDING, "local/b"),
            Selection.of(Lacis.BUILDING, "national/b"),
            LinkRule.Shape.OUTLINE,
            SAME,
            new LinkRule.Emission(Lacis.CORRESPONDS_TO, Optional.empty()),
            Optional.empty()));
    assertThat(statements()).containsExactly("a inside");
    assertThat(text(subject(Lacis.LINK), Lacis.INTERSECTION_AREA)).isEqualTo("36.0");
  }

  @Test
  void nothingToLinkIsNoErrorAndSaysWhy() {
    FakeView view = new FakeView();
    national(view, "a1", box(0, 0, 10, 10));
    view.quad("local/b", FakeView.iri("a"), RDF.type.asNode(), Lacis.term("Parcel"));
    LinkReport noThing = link(view, SAME);
    assertThat(noThing.links()).isZero();
    assertThat(noThing.remarks())
        .containsExactly("no source: no thing of https://w3id.org/lacis#Building in graph local/b");
    LinkReport noGraph =
        link(
            view,
            rule(
                Selection.of(Lacis.BUILDING, "elsewhere/*"),
                Selection.of(Lacis.BUILDING, "national/b"),
                SAME,
                Optional.empty()));
    assertThat(noGraph.remarks()).containsExactly("no source: no graph elsewhere/*");
    assertThat(noGraph.targetsAlone()).isOne();
    assertThat(quads).isEmpty();
    assertThat(findings)
        .extracting(Finding::code)
        .containsExactly("link.nothing-to-link", "link.nothing-to-link");
  }

  @Test
  void graphsAreNamedByGlobs() {
    FakeView view = new FakeView();
    for (String graph : List.of("lyon/b-2012", "lyon/b-2015", "lyon/b-x/y", "paris/b-2012")) {
      view.thing(graph, Lacis.BUILDING, graph.replace('/', '_'), box(0, 0, 10, 10));
    }
    national(view, "t", box(0, 0, 10, 10));
    assertThat(from(view, "lyon/b-*")).containsExactly("lyon_b-2012 t", "lyon_b-2015 t");
    assertThat(from(view, "lyon/b-201?")).containsExactly("lyon_b-2012 t", "lyon_b-2015 t");
    assertThat(from(view, "lyon/**"))
        .containsExactly("lyon_b-2012 t", "lyon_b-2015 t", "lyon_b-x_y t");
    assertThat(from(view, "paris/b-2012", "lyon/b-2015"))
        .containsExactly("lyon_b-2015 t", "paris_b-2012 t");
    assertThat(from(view)).hasSize(4);
  }

  @Test
  void subclassesCountAndConditionsHold() {
    FakeView view = new FakeView();
    Node school = Lacis.term("School");
    Node house = Lacis.term("House");
    view.quad("ontology", school, RDFS.subClassOf.asNode(), house)
        .quad("ontology", house, RDFS.subClassOf.asNode(), Lacis.BUILDING);
    view.thing("local/b", school, "a", box(0, 0, 10, 10));
    view.thing("local/b", Lacis.BUILDING, "b", box(0, 0, 10, 10));
    view.thing("local/b", Lacis.term("Parcel"), "c", box(0, 0, 10, 10));
    Node storeys = Lacis.term("storeys");
    view.quad("local/b", FakeView.iri("a"), storeys, decimal("3.0"));
    view.quad("local/b", FakeView.iri("b"), storeys, decimal("4"));
    national(view, "t", box(0, 0, 10, 10));
    assertThat(from(view, "local/b")).containsExactly("a t", "b t");
    Selection three =
        new Selection(
            Lacis.BUILDING,
            List.of("local/b"),
            Map.of(storeys, List.of(new Selection.Wanted.Quantity(new BigDecimal("3")))));
    quads.clear();
    link(view, rule(three, Selection.of(Lacis.BUILDING, "national/b"), SAME, Optional.empty()));
    assertThat(statements()).containsExactly("a t");
  }

  @Test
  void keysJoin() {
    FakeView view = new FakeView();
    Node key = Lacis.term("key");
    view.thing("local/b", Lacis.BUILDING, "a", box(0, 0, 1, 1));
    view.thing("local/b", Lacis.BUILDING, "b", box(0, 0, 1, 1));
    view.quad("local/b", FakeView.iri("a"), key, NodeFactory.createLiteralString("69127 "));
    view.quad("national/b", FakeView.iri("t"), RDF.type.asNode(), Lacis.BUILDING)
        .quad("national/b", FakeView.iri("t"), key, NodeFactory.createLiteralString("E001I69127"));
    LinkReport report =
        link(
            view,
            new Match.Key(key, key, Optional.empty(), Optional.of(Pattern.compile("I(\\d+)"))));
    assertThat(statements()).containsExactly("a t");
    assertThat(objects(Lacis.EVIDENCE))
        .extracting(Node::getLiteralLexicalForm)
        .containsExactly("Même identifiant « 69127 » (key).", "Same identifier “69127” (key).");
    assertThat(report)
        .returns(1L, LinkReport::unusedSources)
        .returns(1L, LinkReport::sourcesAlone)
        .returns(Map.of(), LinkReport::groups);
  }

  @Test
  void eachRelationThatHoldsIsTold(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("all.yaml");
    Files.writeString(
        file,
        """
        rule: all
        source: {class: lacis:Building, graph: local/b}
        target: {class: lacis:Building, graph: national/b}
        crs: EPSG:2154
        match: {topological: {relations: all}}
        emit: {predicates: {touches: lacis:correspondsTo}}
        """);
    FakeView view = new FakeView();
    local(view, "a", box(0, 0, 10, 10));
    national(view, "around", box(-5, -5, 15, 15));
    national(view, "beside", box(10, 0, 20, 10));
    national(view, "far", box(100, 0, 110, 10));
    LinkReport report = link(view, LinkRule.read(file));
    assertThat(told("around")).containsExactly(Geo.NS + "sfIntersects", Geo.NS + "sfWithin");
    assertThat(told("beside"))
        .containsExactly(Geo.NS + "sfIntersects", Lacis.CORRESPONDS_TO.getURI());
    assertThat(told("far")).isEmpty();
    assertThat(objects(Lacis.LINK_PREDICATE))
        .extracting(Node::getURI)
        .containsExactlyInAnyOrder(Geo.NS + "sfWithin", Lacis.CORRESPONDS_TO.getURI());
    assertThat(report.links()).isEqualTo(2);
  }

  @Test
  void aRelationThatNoRuleHasIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("some.yaml");
    Files.writeString(
        file,
        """
        rule: some
        source: {class: lacis:Building}
        target: {class: lacis:Building}
        match: {topological: {relations: [within, disjoint]}}
        """);
    assertThatThrownBy(() -> LinkRule.read(file))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("disjoint");
  }

  @Test
  void aThingIsNotLinkedToItself() {
    FakeView view = new FakeView();
    local(view, "a", box(0, 0, 10, 10));
    local(view, "b", box(10, 0, 20, 10));
    Selection both = Selection.of(Lacis.BUILDING, "local/b");
    link(
        view,
        rule(both, both, new Match.Topological(Relation.Named.INTERSECTS, 0), Optional.empty()));
    assertThat(statements()).containsExactly("a b", "b a");
    assertThat(objects(Lacis.EVIDENCE).getFirst().getLiteralLexicalForm())
        .isEqualTo("La source et la cible se rencontrent (DE-9IM FF2F11212).");
  }

  private void local(FakeView view, String name, String wkt) {
    view.thing("local/b", Lacis.BUILDING, name, wkt);
  }

  private void national(FakeView view, String name, String wkt) {
    view.thing("national/b", Lacis.BUILDING, name, wkt);
  }

  private static String box(double west, double south, double east, double north) {
    double x = 842_000;
    double y = 6_520_000;
    return L93
        + "POLYGON((%s %s, %s %s, %s %s, %s %s, %s %s))"
            .formatted(
                x + west, y + south, x + east, y + south, x + east, y + north, x + west, y + north,
                x + west, y + south);
  }

  private static Node decimal(String text) {
    return NodeFactory.createLiteralDT(text, XSDDatatype.XSDdecimal);
  }

  private List<String> links(FakeView view, Cardinality cardinality) {
    link(view, new Match.Identity(Measure.INTERSECTION_OVER_SMALLER, 0.5, 1, cardinality));
    return statements();
  }

  private List<String> from(FakeView view, String... graphs) {
    link(
        view,
        rule(
            Selection.of(Lacis.BUILDING, graphs),
            Selection.of(Lacis.BUILDING, "national/b"),
            SAME,
            Optional.empty()));
    return statements();
  }

  private LinkReport link(FakeView view, Match match) {
    return link(
        view,
        rule(
            Selection.of(Lacis.BUILDING, "local/b"),
            Selection.of(Lacis.BUILDING, "national/b"),
            match,
            Optional.empty()));
  }

  private static LinkRule rule(Selection source, Selection target, Match match, Optional<Crs> crs) {
    return new LinkRule(
        "test",
        Map.of("en", "A test"),
        source,
        target,
        LinkRule.Shape.DEFAULT,
        match,
        new LinkRule.Emission(Lacis.CORRESPONDS_TO, Optional.empty()),
        crs);
  }

  private LinkReport link(FakeView view, LinkRule rule) {
    quads.clear();
    return Linker.onCaller()
        .link(
            view,
            rule,
            FakeView.IRIS,
            new StreamRDFBase() {
              @Override
              public void quad(Quad quad) {
                quads.add(quad);
              }
            },
            findings::add);
  }

  private List<String> statements() {
    return quads.stream()
        .filter(quad -> quad.getPredicate().equals(Lacis.CORRESPONDS_TO))
        .map(quad -> last(quad.getSubject()) + " " + last(quad.getObject()))
        .toList();
  }

  /// The properties that lead from things to a thing, of all but links themselves.
  private List<String> told(String target) {
    return quads.stream()
        .filter(quad -> quad.getObject().equals(FakeView.iri(target)))
        .filter(quad -> !quad.getPredicate().equals(Lacis.LINK_TARGET))
        .map(quad -> quad.getPredicate().getURI())
        .sorted()
        .toList();
  }

  private static String last(Node thing) {
    return thing.getURI().substring(thing.getURI().lastIndexOf('/') + 1);
  }

  private List<Node> objects(Node predicate) {
    return quads.stream()
        .filter(quad -> quad.getPredicate().equals(predicate))
        .map(Quad::getObject)
        .toList();
  }

  private Node subject(Node type) {
    return quads.stream()
        .filter(quad -> quad.getObject().equals(type))
        .map(Quad::getSubject)
        .findFirst()
        .orElseThrow();
  }

  private Node object(Node subject, Node predicate) {
    return quads.stream()
        .filter(quad -> quad.getSubject().equals(subject))
        .filter(quad -> quad.getPredicate().equals(predicate))
        .map(Quad::getObject)
        .findFirst()
        .orElseThrow();
  }

  private String text(Node subject, Node predicate) {
    return object(subject, predicate).getLiteralLexicalForm();
  }
}
