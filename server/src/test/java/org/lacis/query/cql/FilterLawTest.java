package org.lacis.query.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkt;
import org.lacis.query.feature.Collections;
import org.lacis.query.feature.FeatureCollection;
import org.lacis.query.feature.FeatureFilter;
import org.lacis.query.feature.FeatureQuery;
import org.lacis.query.feature.FeatureReader;
import org.lacis.store.TwinStore;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.TwinIris;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/// A filter over the features of a store gives the same whether it starts from an index or looks at
/// every feature, whatever the data leave out or say twice.
class FilterLawTest {
  private static final TwinIris IRIS = new TwinIris("https://twin.example/");
  private static final Node CLASS = iri("Building");
  private static final List<String> WORDS = List.of("Hôtel", "hotel", "école", "a%b", "O'Neil");
  private static final GeometryFactory MAKE = new GeometryFactory();

  @TestFactory
  Stream<DynamicTest> anIndexFindsWhatALookAtAllFinds() {
    return IntStream.range(0, Integer.getInteger("lacis.worlds", 2))
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> world(seed)));
  }

  private static void world(int seed) {
    Random random = new Random(seed);
    try (TwinStore store = TwinStore.memory()) {
      store.write(view -> {
        fill(view, random);
        return true;
      });
      store.read(view -> {
        Collections collections = Collections.of(view, IRIS, List.of());
        FeatureCollection buildings = collections.find("building").orElseThrow();
        FeatureReader reader = collections.reader(view, buildings);
        int found = 0;
        int started = 0;
        for (int i = 0; i < 120; i++) {
          Crs crs =
              random.nextInt(3) > 0 ? Crs.CRS84 : Crs.ofEpsg(random.nextBoolean() ? 4326 : 2154);
          String text = filter(random, 3, crs);
          FeatureFilter filter = FeatureQueryables.compile(Cql2.text(text), buildings, crs);
          Set<String> fast = iris(reader, filter);
          assertThat(fast).as("%s in %s", text, crs.iri()).isEqualTo(iris(reader, filter.naive()));
          found += fast.size();
          started += filter.near().isPresent() || !filter.equalities().isEmpty() ? 1 : 0;
        }
        assertThat(found).isGreaterThan(300);
        assertThat(started).isGreaterThan(25);
        return true;
      });
    }
  }

  private static Set<String> iris(FeatureReader reader, FeatureFilter filter) {
    TreeSet<String> iris = new TreeSet<>();
    reader.read(FeatureQuery.all(filter), feature -> iris.add(feature.iri()));
    return iris;
  }

  // ── worlds ──

  private static void fill(WriteView view, Random random) {
    for (int i = 0; i < 200; i++) {
      Node thing = IRIS.node("id/b" + i);
      Node graph = IRIS.datasetGraph(random.nextBoolean() ? "city/buildings" : "state/houses");
      BiConsumer<Node, Node> say = (predicate, value) -> view.add(graph, thing, predicate, value);
      say.accept(RDF.type.asNode(), CLASS);
      if (random.nextInt(5) > 0) {
        Node geometry = IRIS.node("id/g" + i);
        say.accept(Geo.HAS_DEFAULT_GEOMETRY, geometry);
        view.add(graph, geometry, Geo.AS_WKT, wkt(shape(random)));
      }
      times(random, () -> say.accept(iri("name"), name(random)));
      times(
          random,
          () -> say.accept(iri("code"), NodeFactory.createLiteralString("6" + random.nextInt(9))));
      times(random, () -> say.accept(iri("usage"), iri("usage/" + random.nextInt(4))));
      times(random, () -> say.accept(iri("height"), number(random)));
      times(
          random,
          () ->
              say.accept(
                  iri("built"),
                  NodeFactory.createLiteralDT(
                      (1990 + random.nextInt(30)) + "-0" + (1 + random.nextInt(9)) + "-15",
                      XSDDatatype.XSDdate)));
    }
  }

  private static void times(Random random, Runnable say) {
    int times = new int[] {0, 1, 1, 1, 1, 2}[random.nextInt(6)];
    IntStream.range(0, times).forEach(_ -> say.run());
  }

  private static Node name(Random random) {
    String word = WORDS.get(random.nextInt(WORDS.size()));
    return switch (random.nextInt(4)) {
      case 0 -> NodeFactory.createLiteralLang(word, "fr");
      case 1 -> NodeFactory.createLiteralLang(word, "EN");
      default -> NodeFactory.createLiteralString(word);
    };
  }

  private static Node number(Random random) {
    int number = random.nextInt(8);
    return switch (random.nextInt(3)) {
      case 0 -> NodeFactory.createLiteralDT("0" + number, XSDDatatype.XSDinteger);
      case 1 -> NodeFactory.createLiteralDT(number + ".0", XSDDatatype.XSDdecimal);
      default -> NodeFactory.createLiteralDT(number + ".5E0", XSDDatatype.XSDdouble);
    };
  }

  private static GeometryValue shape(Random random) {
    double west = 4.8 + random.nextDouble() * 0.1;
    double south = 45.7 + random.nextDouble() * 0.1;
    double size = Math.pow(10, -4 + 3 * random.nextDouble());
    GeometryValue box =
        new GeometryValue(
            random.nextInt(3) == 0
                ? MAKE.createPoint(new org.locationtech.jts.geom.Coordinate(west, south))
                : MAKE.toGeometry(new Envelope(west, west + size, south, south + size)),
            Crs.CRS84);
    return switch (random.nextInt(3)) {
      case 0 -> box.to(Crs.ofEpsg(2154));
      case 1 -> box.to(Crs.ofEpsg(3946));
      default -> box;
    };
  }

  // ── filters ──

  private static String filter(Random random, int depth, Crs crs) {
    if (depth == 0) {
      return plain(random, crs);
    }
    return switch (random.nextInt(6)) {
      case 0, 1 ->
          "(%s AND %s)".formatted(filter(random, depth - 1, crs), filter(random, depth - 1, crs));
      case 2 ->
          "(%s OR %s)".formatted(filter(random, depth - 1, crs), filter(random, depth - 1, crs));
      case 3 -> "NOT (%s)".formatted(filter(random, depth - 1, crs));
      default -> plain(random, crs);
    };
  }

  private static String plain(Random random, Crs crs) {
    String word = TextWriter.quoted(WORDS.get(random.nextInt(WORDS.size())));
    String usage = "'https://twin.example/ns/usage/" + random.nextInt(5) + "'";
    return switch (random.nextInt(14)) {
      case 0 -> "name = " + word;
      case 1 -> "name <> " + word;
      case 2 -> "code IN ('6" + random.nextInt(9) + "', '6" + random.nextInt(12) + "')";
      case 3 -> "usage = " + usage;
      case 4 -> usage + " = usage";
      case 5 -> "height > " + random.nextInt(8);
      case 6 -> "height = " + random.nextInt(8);
      case 7 -> "geometry IS NULL";
      case 8 -> "name IS NULL";
      case 9 -> "T_AFTER(built, DATE('2005-01-01'))";
      case 10 -> "distance(geometry, %s) < %d".formatted(point(random, crs), random.nextInt(3000));
      default -> {
        Expression.SpatialFunction function =
            List.of(Expression.SpatialFunction.values()).get(random.nextInt(8));
        yield random.nextBoolean()
            ? "%s(geometry, %s)".formatted(function.text(), box(random, crs))
            : "%s(%s, geometry)".formatted(function.text(), box(random, crs));
      }
    };
  }

  private static String point(Random random, Crs crs) {
    GeometryValue point =
        new GeometryValue(
                MAKE.createPoint(
                    new org.locationtech.jts.geom.Coordinate(
                        4.8 + random.nextDouble() * 0.1, 45.7 + random.nextDouble() * 0.1)),
                Crs.CRS84)
            .to(crs);
    double x = point.shape().getCoordinate().x;
    double y = point.shape().getCoordinate().y;
    return String.format(
        Locale.ROOT, "POINT(%f %f)", crs.northFirst() ? y : x, crs.northFirst() ? x : y);
  }

  private static String box(Random random, Crs crs) {
    double west = 4.8 + random.nextDouble() * 0.1;
    double south = 45.7 + random.nextDouble() * 0.1;
    double size = Math.pow(10, -3 + 2.5 * random.nextDouble());
    Envelope box =
        new GeometryValue(
                MAKE.toGeometry(new Envelope(west, west + size, south, south + size)), Crs.CRS84)
            .to(crs)
            .shape()
            .getEnvelopeInternal();
    boolean north = crs.northFirst();
    return String.format(
        Locale.ROOT,
        "BBOX(%f, %f, %f, %f)",
        north ? box.getMinY() : box.getMinX(),
        north ? box.getMinX() : box.getMinY(),
        north ? box.getMaxY() : box.getMaxX(),
        north ? box.getMaxX() : box.getMaxY());
  }

  // ── what an index starts from ──

  @Test
  void nothingIsTakenFromWhatIsDeniedOrMayBeOtherwise() {
    try (TwinStore store = TwinStore.memory()) {
      store.write(view -> {
        fill(view, new Random(1));
        return true;
      });
      store.read(view -> {
        FeatureCollection buildings =
            Collections.of(view, IRIS, List.of()).find("building").orElseThrow();
        String near = "S_INTERSECTS(geometry, BBOX(4.8, 45.7, 4.81, 45.71))";
        assertStart(buildings, near, 1, false, 0);
        assertStart(buildings, near + " AND code = '69'", 1, false, 1);
        assertStart(buildings, near + " OR code = '69'", -1, true, 0);
        assertStart(buildings, near + " OR S_WITHIN(geometry, POINT(5 45))", 2, false, 0);
        assertStart(buildings, "NOT " + near, -1, true, 0);
        assertStart(buildings, "S_DISJOINT(geometry, POINT(5 45))", -1, true, 0);
        assertStart(buildings, "code = '69' OR code = '68'", -1, true, 1);
        assertStart(buildings, "code = '69' OR height = 3", -1, true, 0);
        assertStart(buildings, "code <> '69'", -1, true, 0);
        assertStart(buildings, "CASEI(code) = '69'", -1, true, 0);
        assertStart(buildings, "S_INTERSECTS(geometry, BBOX(170, 0, -170, 1))", 2, false, 0);
        assertStart(buildings, "distance(POINT(5 45), geometry) < 10", 1, false, 0);
        assertStart(buildings, "FALSE", 0, false, 0);
        return true;
      });
    }
  }

  private static void assertStart(
      FeatureCollection collection, String text, int boxes, boolean nowhere, int equalities) {
    FeatureFilter filter = FeatureQueryables.compile(Cql2.text(text), collection, Crs.CRS84);
    assertThat(filter.near().map(List::size).orElse(-1)).as(text).isEqualTo(boxes);
    assertThat(filter.nowhere()).as(text).isEqualTo(nowhere);
    assertThat(filter.equalities()).as(text).hasSize(equalities);
  }

  @Test
  void whatCannotBeAskedIsToldBeforeReading() {
    try (TwinStore store = TwinStore.memory()) {
      store.write(view -> {
        fill(view, new Random(1));
        return true;
      });
      store.read(view -> {
        FeatureCollection buildings =
            Collections.of(view, IRIS, List.of()).find("building").orElseThrow();
        assertRefused(buildings, "hieght > 3", "cql.unknown-property", "Did you mean height?");
        assertRefused(buildings, "code = 69", "cql.type", "'69'");
        assertRefused(buildings, "height = 'tall'", "cql.type", "numbers");
        assertRefused(buildings, "built > 3 + name", "cql.type", "numbers");
        assertRefused(buildings, "S_WITHIN(name, POINT(1 2))", "cql.type", "geometries");
        assertRefused(buildings, "buffr(geometry, 3) IS NULL", "cql.unknown-function", "buffer");
        assertRefused(
            buildings, "buffer(geometry) IS NULL", "cql.type", "buffer(geometry, metres)");
        assertRefused(
            buildings, "S_WITHIN(geometry, POINT(45 97))", "cql.coordinate", "filter-crs");
        assertRefused(buildings, "length(name)", "cql.type", "true and false");
        // A text that reads as a day goes with days; names of properties are taken in any case.
        FeatureQueryables.compile(Cql2.text("BUILT > '2001-01-01'"), buildings, Crs.CRS84);
        return true;
      });
    }
  }

  private static void assertRefused(
      FeatureCollection collection, String text, String code, String words) {
    assertThatThrownBy(() -> FeatureQueryables.compile(Cql2.text(text), collection, Crs.CRS84))
        .as(text)
        .isInstanceOfSatisfying(
            CqlException.class, e -> assertThat(e.finding().code()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  private static Node iri(String name) {
    return IRIS.node("ns/" + name);
  }

  private static Node wkt(GeometryValue value) {
    return NodeFactory.createLiteralDT(
        Wkt.write(value), TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL));
  }
}
