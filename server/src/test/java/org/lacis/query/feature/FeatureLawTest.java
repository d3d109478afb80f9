package org.lacis.query.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkt;
import org.lacis.store.NodeIds;
import org.lacis.store.SpatialIndex;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/// What an index leads to is what reading everything finds; pages joined are the whole; a
/// description of before still reads what is now; shapes go to other systems and come back.
final class FeatureLawTest {
  private static final TwinIris IRIS = new TwinIris("https://law.example/");
  private static final List<Crs> SYSTEMS =
      List.of(Crs.CRS84, Crs.ofEpsg(4326), Crs.ofEpsg(2154), Crs.ofEpsg(3946), Crs.ofEpsg(3857));
  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final Node HEIGHT = Lacis.term("height");
  private static final List<Node> CLASSES =
      List.of(Lacis.term("Shed"), Lacis.term("BigBarn"), Lacis.term("Ghost"));

  @TestFactory
  Stream<DynamicTest> laws() {
    long first = Long.getLong("seed", 1);
    long worlds = Long.getLong("seed") != null ? 1 : Long.getLong("lacis.worlds", 3);
    return LongStream.range(first, first + worlds)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> new World(seed).check()));
  }

  /// A store of things of all sorts.
  private static final class World {
    private final Random random;
    private final List<Node> things = new ArrayList<>();
    private int shapes;

    World(long seed) {
      this.random = new Random(seed);
    }

    void check() {
      try (TwinStore store = TwinStore.memory()) {
        store.write(view -> fill(view, 20 + random.nextInt(100)));
        Collections collections = store.read(view -> Collections.of(view, IRIS, List.of()));
        store.<Boolean>read(view -> check(view, collections));
        store.<Boolean>read(view -> systems(view, collections));
        // The description stays, the data go on.
        store.write(this::change);
        store.<Boolean>read(view -> check(view, collections));
        store.<Boolean>read(view -> check(new Plain(view), collections));
        store.<Boolean>read(view -> check(view, Collections.of(view, IRIS, List.of())));
      }
    }

    // ---- filling

    private Node graph() {
      return IRIS.datasetGraph(random.nextBoolean() ? "north/things" : "south/things");
    }

    private Boolean fill(WriteView view, int count) {
      for (int i = 0; i < count; i++) {
        Node thing =
            random.nextInt(12) == 0
                ? NodeFactory.createBlankNode()
                : IRIS.node("id/thing/" + i + (random.nextInt(9) == 0 ? "?é%20" : ""));
        things.add(thing);
        Node graph = graph();
        for (Node type : CLASSES) {
          if (random.nextInt(3) > 0) {
            view.add(graph, thing, RDF.type.asNode(), type);
            if (random.nextInt(5) == 0) {
              view.add(graph(), thing, RDF.type.asNode(), type);
            }
            if (random.nextInt(3) == 0) {
              view.add(IRIS.inferredGraph(), thing, RDF.type.asNode(), type);
            }
          }
        }
        describe(view, graph, thing);
      }
      view.add(IRIS.inferredGraph(), things.getFirst(), RDF.type.asNode(), Lacis.term("Deduced"));
      return true;
    }

    private void describe(WriteView view, Node graph, Node thing) {
      for (int i = random.nextInt(3); i > 0; i--) {
        Node geometry = IRIS.node("id/shape/" + shapes++);
        view.add(
            graph,
            thing,
            random.nextInt(3) > 0 ? Geo.HAS_DEFAULT_GEOMETRY : Geo.HAS_GEOMETRY,
            geometry);
        view.add(graph, geometry, Geo.AS_WKT, literal());
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        view.add(
            graph,
            thing,
            HEIGHT,
            NodeFactory.createLiteralDT("" + random.nextInt(6), XSDDatatype.XSDinteger));
        view.add(graph, thing, RDFS.label.asNode(), label());
      }
      if (random.nextBoolean()) {
        view.add(graph, thing, Lacis.term("validFrom"), year());
      }
      if (random.nextInt(3) == 0) {
        view.add(graph, thing, Lacis.term("validTo"), year());
      }
    }

    private Node label() {
      String text = "name " + random.nextInt(9);
      return switch (random.nextInt(3)) {
        case 0 -> NodeFactory.createLiteralString(text);
        case 1 -> NodeFactory.createLiteralLang(text, "fr");
        default -> NodeFactory.createLiteralLang(text, "en-GB");
      };
    }

    private Node year() {
      return NodeFactory.createLiteralDT(
          String.format(Locale.ROOT, "%d-06-01", 1990 + random.nextInt(30)), XSDDatatype.XSDdate);
    }

    private Node literal() {
      double x = 4.8 + random.nextDouble() * 0.1;
      double y = 45.7 + random.nextDouble() * 0.1;
      Geometry shape =
          random.nextBoolean()
              ? SHAPES.createPoint(new Coordinate(x, y))
              : SHAPES.toGeometry(
                  new Envelope(
                      x, x + random.nextDouble() * 0.01, y, y + random.nextDouble() * 0.01));
      GeometryValue value =
          new GeometryValue(shape, Crs.CRS84).to(SYSTEMS.get(random.nextInt(SYSTEMS.size())));
      return NodeFactory.createLiteralDT(
          Wkt.write(value),
          org.apache.jena.datatypes.TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL));
    }

    private Boolean change(WriteView view) {
      for (int i = 0; i < 12; i++) {
        Node thing = things.get(random.nextInt(things.size()));
        switch (random.nextInt(4)) {
          case 0 -> {
            List<org.apache.jena.sparql.core.Quad> all = new ArrayList<>();
            view.dataset().findNG(Node.ANY, thing, Node.ANY, Node.ANY).forEachRemaining(all::add);
            all.stream()
                .filter(_ -> random.nextBoolean())
                .forEach(quad ->
                    view.delete(
                        quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject()));
          }
          case 1 -> describe(view, graph(), thing);
          case 2 -> {
            // The text of a geometry goes, and the thing is nowhere.
            List<org.apache.jena.sparql.core.Quad> texts = new ArrayList<>();
            view.dataset()
                .findNG(
                    Node.ANY, IRIS.node("id/shape/" + random.nextInt(shapes)), Geo.AS_WKT, Node.ANY)
                .forEachRemaining(texts::add);
            texts.forEach(quad ->
                view.delete(
                    quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject()));
          }
          default -> {
            Node other = IRIS.node("id/new/" + random.nextInt(1000));
            view.add(graph(), other, RDF.type.asNode(), CLASSES.get(random.nextInt(3)));
            describe(view, graph(), other);
          }
        }
      }
      return true;
    }

    // ---- checking

    private Boolean check(View view, Collections collections) {
      assertThat(collections.find("deduced")).isEmpty();
      for (FeatureCollection collection : collections.all()) {
        Set<String> members = members(view, collection);
        assertThat(read(view, collections, collection, FeatureFilter.ALL, Long.MAX_VALUE))
            .as(collection.id())
            .containsExactlyInAnyOrderElementsOf(members);
        for (int i = 0; i < 7; i++) {
          FeatureFilter filter = filter(collection);
          List<String> expected =
              read(view, collections, collection, filter.naive(), Long.MAX_VALUE);
          assertThat(read(view, collections, collection, filter, Long.MAX_VALUE))
              .as(collection.id())
              .isEqualTo(expected);
          assertThat(read(view, collections, collection, filter, 1 + random.nextInt(40)))
              .isEqualTo(expected);
        }
      }
      return true;
    }

    private Boolean systems(View view, Collections collections) {
      collections.all().forEach(collection -> systems(view, collections, collection));
      return true;
    }

    /// The things that some dataset says to be of the class, as SPARQL would find them.
    private Set<String> members(View view, FeatureCollection collection) {
      Members.OfClass of = (Members.OfClass) collection.members();
      Set<String> members = new TreeSet<>();
      view.dataset()
          .findNG(Node.ANY, Node.ANY, RDF.type.asNode(), of.type())
          .forEachRemaining(quad -> {
            String graph = quad.getGraph().getURI();
            boolean said = graph.contains("/graph/" + of.twin()) && !graph.endsWith("inferred");
            if (said && quad.getSubject().isURI()) {
              members.add(quad.getSubject().getURI());
            }
          });
      return members;
    }

    private List<String> read(
        View view,
        Collections collections,
        FeatureCollection collection,
        FeatureFilter filter,
        long limit) {
      List<String> iris = new ArrayList<>();
      Optional<Cursor> after = Optional.empty();
      long matched = -1;
      do {
        // Each page is read by a reader of its own, as requests do.
        FeaturePage page =
            collections
                .reader(view, collection)
                .read(new FeatureQuery(filter, after, limit), feature -> iris.add(feature.iri()));
        assertThat(page.returned()).isLessThanOrEqualTo(limit);
        matched = page.matched().orElseThrow();
        after = page.next().map(cursor -> Cursor.parse(cursor.text()).orElseThrow());
      } while (after.isPresent());
      assertThat(iris).hasSize((int) matched).doesNotHaveDuplicates();
      return iris;
    }

    private FeatureFilter filter(FeatureCollection collection) {
      FeatureFilter box = box();
      return switch (random.nextInt(6)) {
        case 0 -> box;
        case 1 -> box.and(box());
        case 2 -> box.or(box());
        case 3 -> named(collection).map(box::and).orElse(box);
        case 4 -> named(collection).orElse(box);
        default ->
            box.and(
                FeatureFilter.during(
                    Interval.parse((1990 + random.nextInt(30)) + "-01-01/..").orElseThrow()));
      };
    }

    private FeatureFilter box() {
      double x = 4.78 + random.nextDouble() * 0.12;
      double y = 45.68 + random.nextDouble() * 0.12;
      double side = random.nextInt(4) == 0 ? 0.1 : 0.012;
      Envelope degrees =
          new Envelope(x, x + side * random.nextDouble(), y, y + side * random.nextDouble());
      Crs crs = SYSTEMS.get(random.nextInt(SYSTEMS.size()));
      Geometry there = new GeometryValue(SHAPES.toGeometry(degrees), Crs.CRS84).to(crs).shape();
      return FeatureFilter.box(
          there.getEnvelopeInternal(), crs, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private Optional<FeatureFilter> named(FeatureCollection collection) {
      return collection
          .property("label")
          .map(property -> {
            String text = "name " + random.nextInt(10);
            Set<Node> terms =
                Set.of(
                    NodeFactory.createLiteralString(text),
                    NodeFactory.createLiteralLang(text, "fr"),
                    NodeFactory.createLiteralLang(text, "en-GB"));
            return new FeatureFilter(
                feature -> feature.values(property).stream().anyMatch(terms::contains),
                Optional.empty(),
                true,
                List.of(new FeatureFilter.Equality(property.predicate(), terms)));
          });
    }

    private void systems(View view, Collections collections, FeatureCollection collection) {
      collections
          .reader(view, collection)
          .read(
              FeatureQuery.all(FeatureFilter.ALL),
              feature -> {
                for (Crs crs : SYSTEMS) {
                  Optional<GeometryValue> there = feature.geometry(crs);
                  Optional<GeometryValue> here = feature.geometry(Crs.CRS84);
                  assertThat(there.isPresent()).isEqualTo(here.isPresent());
                  if (there.isPresent()) {
                    Geometry back = there.orElseThrow().to(Crs.CRS84).shape();
                    assertThat(back.equalsExact(here.orElseThrow().shape(), 1e-8)).isTrue();
                  }
                }
                FeatureIds ids = new FeatureIds(IRIS.base());
                assertThat(ids.iri(ids.id(feature.iri()))).hasValue(feature.node());
                assertThat(collections.reader(view, collection).find(feature.node())).isPresent();
              });
    }
  }

  /// A view whose quads are no sorted tables.
  private record Plain(View view) implements View {
    @Override
    public DatasetGraph dataset() {
      return new DatasetGraphWrapper(view.dataset()) {};
    }

    @Override
    public SpatialIndex spatial() {
      return view.spatial();
    }

    @Override
    public NodeIds ids() {
      return view.ids();
    }
  }

  @TestFactory
  Stream<DynamicTest> identifiers() {
    return Stream.of(
            "https://law.example/id/a/b",
            "https://law.example/id/a:b~c%20d é?x#y z",
            "https://law.example/id/",
            "https://law.example/id",
            "https://elsewhere.example/a/b",
            "urn:x:y",
            "https://law.example/id/~~")
        .map(iri ->
            DynamicTest.dynamicTest(
                iri,
                () -> {
                  FeatureIds ids = new FeatureIds(IRIS.base());
                  String id = ids.id(iri);
                  assertThat(id).doesNotContain("/", "?", "#", "%", " ");
                  assertThat(ids.iri(id)).hasValue(NodeFactory.createURI(iri));
                }));
  }

  @TestFactory
  Stream<DynamicTest> datetimes() {
    return Stream.of(
            "2020-01-01 2020-01-01T00:00:00Z 2020-01-01T23:59:59.999999999Z",
            "2020-01-01T10:00:00+02:00 2020-01-01T08:00:00Z 2020-01-01T08:00:00Z",
            "2020-01-01T10:00:00.5z 2020-01-01T10:00:00.500Z 2020-01-01T10:00:00.500Z",
            "2020-01-01/P1D 2020-01-01T00:00:00Z 2020-01-02T00:00:00Z",
            "P1M/2020-02-01T00:00:00Z 2020-01-01T00:00:00Z 2020-02-01T00:00:00Z",
            "2020-01-01/PT12H 2020-01-01T00:00:00Z 2020-01-01T12:00:00Z")
        .map(line ->
            DynamicTest.dynamicTest(
                line,
                () -> {
                  String[] parts = line.split(" ");
                  Interval interval = Interval.parse(parts[0]).orElseThrow();
                  assertThat(interval.from()).isEqualTo(java.time.Instant.parse(parts[1]));
                  assertThat(interval.to()).isEqualTo(java.time.Instant.parse(parts[2]));
                }));
  }

  @TestFactory
  Stream<DynamicTest> numbersOfJson() {
    return Stream.of(
            "0 y", "-1 y", "1.50 y", "1E3 y", "01 n", "+1 n", ".5 n", "1. n", "INF n", "1e n",
            "- n", "1,5 n")
        .map(line ->
            DynamicTest.dynamicTest(
                line,
                () ->
                    assertThat(FeatureJson.isJsonNumber(line.split(" ")[0]))
                        .isEqualTo(line.endsWith("y"))));
  }

  @TestFactory
  Stream<DynamicTest> names() {
    return Stream.of(
            "https://w3id.org/lacis#BuildingPart building-part",
            "https://x.example/Éolienne eolienne",
            "https://x.example/IGNPoint/ ign-point",
            "urn:x:pai_Culture2 pai-culture2",
            "https://x.example/#% thing")
        .map(line ->
            DynamicTest.dynamicTest(
                line,
                () ->
                    assertThat(Collections.kebab(line.split(" ")[0]))
                        .isEqualTo(line.split(" ")[1])));
  }

  @org.junit.jupiter.api.Test
  void literalsOfOtherFormsAreShapes() {
    GeometryValue point =
        new GeometryValue(SHAPES.createPoint(new Coordinate(4.8, 45.7)), Crs.CRS84);
    String text = GeometryLiteral.write(point, Geo.GEOJSON_LITERAL);
    try (TwinStore store = TwinStore.memory()) {
      store.write(view -> {
        Node thing = IRIS.node("id/thing/1");
        Node graph = IRIS.datasetGraph("north/things");
        view.add(graph, thing, RDF.type.asNode(), CLASSES.getFirst());
        view.add(graph, thing, Geo.HAS_GEOMETRY, IRIS.node("id/shape/1"));
        view.add(
            graph,
            IRIS.node("id/shape/1"),
            Geo.AS_GEOJSON,
            NodeFactory.createLiteralDT(
                text,
                org.apache.jena.datatypes.TypeMapper.getInstance()
                    .getSafeTypeByName(Geo.GEOJSON_LITERAL)));
        return true;
      });
      Collections collections = store.read(view -> Collections.of(view, IRIS, List.of()));
      assertThat(collections.find("shed").orElseThrow().extent()).isPresent();
    }
  }
}
