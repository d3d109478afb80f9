package org.lacis.query.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.query.QuerySetup;
import org.lacis.query.scan.IdTable;
import org.lacis.store.TwinDataset;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Geo;

/// A side that was carried on over commits is the side that is read anew, whatever the commits did:
/// insert, delete, move, clear a graph, be aborted; also for a reader of an older state than the
/// one that was kept.
class CarryingLawTest {
  private static final Var X = Var.alloc("x");
  private static final Var G = Var.alloc("g");
  private static final Var W = Var.alloc("w");
  private static final Var K = Var.alloc("k");
  private static final Var P = Var.alloc("p");
  private static final Var Y = Var.alloc("y");
  private static final Node TYPE = RDF.type.asNode();
  private static final Node UNION = Quad.unionGraph;
  private static final Node NEAR = iri("near");

  private static final List<List<Quad>> SIDES =
      List.of(
          List.of(quad(UNION, G, Geo.AS_WKT, W)),
          List.of(
              quad(UNION, X, TYPE, iri("k0")),
              quad(UNION, X, Geo.HAS_GEOMETRY, G),
              quad(UNION, G, Geo.AS_WKT, W)),
          List.of(quad(K, X, Geo.HAS_GEOMETRY, G), quad(K, G, Geo.AS_WKT, W)),
          List.of(
              quad(iri("g1"), X, TYPE, K),
              quad(UNION, X, Geo.HAS_GEOMETRY, G),
              quad(iri("g1"), G, Geo.AS_WKT, W)),
          List.of(quad(UNION, X, P, W)),
          List.of(
              quad(UNION, X, NEAR, Y),
              quad(UNION, Y, Geo.HAS_GEOMETRY, G),
              quad(UNION, G, Geo.AS_WKT, W)),
          List.of(
              quad(UNION, X, NEAR, X),
              quad(UNION, X, Geo.HAS_GEOMETRY, G),
              quad(UNION, G, Geo.AS_WKT, W)),
          List.of(quad(UNION, iri("t1"), Geo.HAS_GEOMETRY, G), quad(UNION, G, Geo.AS_WKT, W)),
          List.of(quad(UNION, iri("t1"), TYPE, iri("k0")), quad(iri("g0"), G, Geo.AS_WKT, W)),
          List.of(
              quad(UNION, X, TYPE, iri("late")),
              quad(UNION, X, Geo.HAS_GEOMETRY, G),
              quad(UNION, G, Geo.AS_WKT, W)));

  private static Node iri(String name) {
    return NodeFactory.createURI("http://example.org/" + name);
  }

  private static Quad quad(Node g, Node s, Node p, Node o) {
    return Quad.create(g, s, p, o);
  }

  private static Node wkt(String text) {
    return NodeFactory.createLiteralDT(
        text, TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL));
  }

  @TestFactory
  Stream<DynamicTest> aCarriedSideIsTheSideReadAnew() {
    return IntStream.range(0, 12)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)));
  }

  private static void run(int seed) throws Exception {
    Random random = new Random(seed);
    Sides kept = new Sides();
    int carried = 0;
    try (TwinStore store = QuerySetup.equip(TwinStore.memory());
        ExecutorService late = Executors.newSingleThreadExecutor()) {
      TwinDataset twin = store.dataset();
      for (int i = 0; i < 60; i++) {
        store.write(view -> {
          change(twin, random, 4);
          return true;
        });
      }
      for (int round = 0; round < 20; round++) {
        String name = "seed " + seed + ", round " + round;
        late.submit(() -> twin.begin(TxnType.READ)).get();
        for (int commits = random.nextInt(3); commits > 0; commits--) {
          commit(twin, random);
        }
        for (List<Quad> side : SIDES) {
          if (random.nextInt(3) > 0) {
            carried += store.read(_ -> same(twin, kept, side, name));
          }
        }
        late.submit(
                () -> {
                  for (List<Quad> side : SIDES) {
                    same(twin, kept, side, "an old reader, seed " + seed);
                  }
                  twin.end();
                })
            .get();
      }
    }
    assertThat(carried).as("sides that were carried on and not read anew").isGreaterThan(50);
  }

  /// @return 1 if the side differs from what was read once, in a way that is carried along
  private static int same(TwinDataset twin, Sides kept, List<Quad> quads, String name) {
    ExecutionContext context = ExecutionContext.create(twin, ARQ.getContext().copy());
    Sides.WholeRead readable = Sides.WholeRead.of(quads, W, twin).orElseThrow();
    Side carried = kept.read(readable, twin, context);
    Side fresh = new Sides().read(readable, twin, context);
    assertThat(content(carried, twin)).as(name + " " + quads).isEqualTo(content(fresh, twin));
    assertThat(kept.allPlaced(readable, twin, context))
        .as("all placed, " + name + " " + quads)
        .isEqualTo(new Sides().allPlaced(readable, twin, context));
    return carried.changes() > 0 ? 1 : 0;
  }

  /// Every row with its shape, in an order of its own.
  private static List<String> content(Side side, TwinDataset twin) {
    Rows.Numbers rows = (Rows.Numbers) side.rows();
    List<Var> names =
        rows.names().stream().sorted((a, b) -> a.getName().compareTo(b.getName())).toList();
    int[] order = names.stream().mapToInt(rows.names()::indexOf).toArray();
    List<String> content = new ArrayList<>();
    for (int shape = 0; shape < side.shapes(); shape++) {
      for (int i = 0; i < side.rowCount(shape); i++) {
        content.add(
            row(rows.table(), order, side.row(shape, i))
                + side.envelope(shape)
                + side.geometry(shape, twin.spatial()).shape());
        int[] found = {0};
        int one = shape;
        side.search(side.envelope(shape), each -> found[0] += each == one ? 1 : 0);
        assertThat(found[0]).isEqualTo(1);
      }
    }
    for (int row : side.empty()) {
      content.add(row(rows.table(), order, row) + "empty");
    }
    for (int row = 0; row < rows.table().size(); row++) {
      if (!side.isGone(row)) {
        content.add(row(rows.table(), order, row));
      }
    }
    content.sort(null);
    return content;
  }

  private static String row(IdTable table, int[] order, int row) {
    return Arrays.toString(Arrays.stream(order).mapToLong(c -> table.id(c, row)).toArray());
  }

  private static void commit(TwinDataset twin, Random random) {
    twin.begin(TxnType.WRITE);
    try {
      change(twin, random, 1 + random.nextInt(5));
      if (random.nextInt(30) == 0) {
        twin.removeGraph(iri("g" + random.nextInt(3)));
      }
      if (random.nextInt(4) == 0) {
        twin.abort();
      } else {
        twin.commit();
      }
    } finally {
      twin.end();
    }
  }

  private static void change(TwinDataset twin, Random random, int steps) {
    for (int step = 0; step < steps; step++) {
      Node graph = iri("g" + random.nextInt(3));
      int thing = random.nextInt(12);
      Node subject = iri("t" + thing);
      Node geometry = iri("t" + (random.nextInt(5) == 0 ? random.nextInt(12) : thing) + "g");
      Quad quad =
          switch (random.nextInt(6)) {
            case 0 ->
                quad(
                    graph,
                    subject,
                    TYPE,
                    iri(random.nextInt(9) == 0 ? "late" : "k" + random.nextInt(2)));
            case 1 -> quad(graph, subject, Geo.HAS_GEOMETRY, geometry);
            case 2 ->
                quad(
                    graph,
                    subject,
                    NEAR,
                    iri("t" + (random.nextInt(3) == 0 ? thing : random.nextInt(12))));
            default -> quad(graph, geometry, Geo.AS_WKT, literal(random));
          };
      switch (random.nextInt(5)) {
        case 0, 1 -> twin.add(quad);
        case 2 -> twin.delete(quad);
        case 3 -> twin.deleteAny(graph, quad.getSubject(), quad.getPredicate(), Node.ANY);
        default -> {
          // A move.
          twin.deleteAny(graph, quad.getSubject(), quad.getPredicate(), Node.ANY);
          twin.add(quad);
        }
      }
    }
  }

  /// Few, so that they are shared, vanish and come back.
  private static Node literal(Random random) {
    int n = random.nextInt(9);
    return switch (n) {
      case 0 -> wkt("POINT EMPTY");
      case 1 -> random.nextInt(6) == 0 ? wkt("POINT (4") : wkt("POINT (1 1)");
      case 2 ->
          random.nextInt(6) == 0 ? NodeFactory.createLiteralString("here") : wkt("POINT (2 1)");
      default -> wkt("LINESTRING (" + n + " 0, " + (n + 1) + " 1)");
    };
  }
}
