package org.lacis.bench.kills;

import java.nio.file.Path;
import java.util.Random;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.ingest.KeptInferences;
import org.lacis.reason.Reasoner;
import org.lacis.store.BulkLoad;
import org.lacis.store.Compaction;
import org.lacis.store.TwinStore;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.TwinIris;

/// The process that is killed. What it acknowledges it prints, a line each.
final class Victim {
  /// Quads of a graph when it is new; half of them are deleted by the fifth transaction after.
  static final int QUADS = 40;

  static final int AGE = 5;

  /// Every so many transactions one is aborted before the next.
  private static final int ABORTED = 3;

  /// Every so many transactions a graph is much larger.
  static final int LARGE = 17;

  static final int TIMES_LARGER = 50;
  static final int BULK = 50_000;

  static final TwinIris IRIS = new TwinIris("http://example.org/");
  private static final Node ONTOLOGY = IRIS.ontologyGraph("kinds");
  private static final int CLASSES = 40;

  private Victim() {}

  public static void main(String[] args) {
    Path store = Path.of(args[1]);
    switch (args[0]) {
      case "write" -> write(store);
      case "load" -> load(store);
      case "change" -> change(store);
      case "compact" -> compact(store);
      case "reason" -> reason(store);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  static Node graph(long number) {
    return iri("graph/" + number);
  }

  static long quadsWhenNew(long number) {
    return number % LARGE == 0 ? QUADS * TIMES_LARGER : QUADS;
  }

  private static void write(Path folder) {
    try (TwinStore store = TwinStore.open(folder)) {
      for (long number = store.status().version() + 1; ; number++) {
        long now = number;
        if (number % ABORTED == 0) {
          abort(store, now);
        }
        store.write(view -> {
          fill(view, now);
          thin(view, now - AGE);
          return true;
        });
        System.out.println(now + ".");
      }
    }
  }

  private static void abort(TwinStore store, long number) {
    try {
      store.write(view -> {
        fill(view, number + 1_000_000);
        throw new UnsupportedOperationException("aborted");
      });
    } catch (UnsupportedOperationException _) {
      // As planned.
    }
  }

  private static void fill(WriteView view, long number) {
    for (int i = 0; i < quadsWhenNew(number); i++) {
      view.add(graph(number), thing(number, i), iri("shape"), shape(number, i));
    }
  }

  private static void thin(WriteView view, long number) {
    if (number > 0) {
      for (int i = 0; i < QUADS; i += 2) {
        view.delete(graph(number), thing(number, i), iri("shape"), shape(number, i));
      }
    }
  }

  private static void load(Path folder) {
    try (BulkLoad load = BulkLoad.into(folder, _ -> {})) {
      System.out.println("begun.");
      for (int i = 0; i < BULK; i++) {
        load.add(graph(i / 1000), thing(1, i), iri("shape"), shape(1, i));
      }
      load.finish();
      System.out.println("finished.");
    }
  }

  /// Leaves something to be given back in a store that was loaded.
  private static void change(Path folder) {
    try (TwinStore store = TwinStore.open(folder)) {
      System.out.println("begun.");
      store.write(view -> {
        for (int i = 0; i < BULK; i += 3) {
          view.delete(graph(i / 1000), thing(1, i), iri("shape"), shape(1, i));
        }
        fill(view, 1000);
        return true;
      });
      System.out.println("finished.");
    }
  }

  private static void compact(Path folder) {
    System.out.println("begun.");
    Compaction.run(folder);
    System.out.println("finished.");
  }

  /// Changes data and ontology of a store whose inferences are kept, a few statements a time.
  private static void reason(Path folder) {
    try (TwinStore store = TwinStore.open(folder);
        KeptInferences kept = KeptInferences.of(store, IRIS, new Reasoner(IRIS))) {
      if (store.version() == 0) {
        store.write(view -> {
          for (int i = 0; i < CLASSES; i++) {
            view.add(ONTOLOGY, kind(i), RDFS.subClassOf.asNode(), kind((i + 1) / 2));
          }
          view.add(ONTOLOGY, iri("in"), RDF.type.asNode(), OWL.TransitiveProperty.asNode());
          view.add(ONTOLOGY, iri("in"), OWL.inverseOf.asNode(), iri("holds"));
          return true;
        });
      }
      kept.ready();
      for (long number = store.version() + 1; ; number++) {
        Random random = new Random(number);
        store.write(view -> {
          for (int i = 0; i < 10; i++) {
            any(view, random);
          }
          return true;
        });
        System.out.println(number + ".");
      }
    }
  }

  private static void any(WriteView view, Random random) {
    Node one = iri("thing/" + random.nextInt(300));
    Node graph = IRIS.datasetGraph("some/" + random.nextInt(3));
    boolean comes = random.nextInt(3) > 0;
    switch (random.nextInt(40)) {
      case 0 -> {
        int kind = random.nextInt(CLASSES);
        change(view, comes, ONTOLOGY, kind(kind), RDFS.subClassOf.asNode(), kind(kind / 3));
      }
      case 1 -> change(view, comes, graph, one, OWL.sameAs.asNode(), iri("thing/" + random.nextInt(300)));
      case 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 ->
          change(view, comes, graph, one, RDF.type.asNode(), kind(random.nextInt(CLASSES)));
      default -> {
        int number = random.nextInt(300);
        change(view, comes, graph, iri("thing/" + number), iri("in"), iri("thing/" + number / 2));
      }
    }
  }

  private static void change(
      WriteView view, boolean comes, Node graph, Node subject, Node predicate, Node object) {
    if (comes) {
      view.add(graph, subject, predicate, object);
    } else {
      view.delete(graph, subject, predicate, object);
    }
  }

  private static Node kind(int number) {
    return iri("Kind" + number);
  }

  private static Node thing(long number, int i) {
    return iri("thing/" + number + "/" + i);
  }

  private static Node shape(long number, int i) {
    double x = 840_000 + number * 37 % 5_000 + i * 0.25;
    double y = 6_510_000 + i % 7_000;
    String text =
        i % 2 == 0
            ? "POLYGON ((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %2$s))"
                .formatted(x, y, x + 10, y + 8.5)
            : "POINT (%s %s)".formatted(x, y);
    return NodeFactory.createLiteralDT(
        "<http://www.opengis.net/def/crs/EPSG/0/2154> " + text,
        TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL));
  }

  private static Node iri(String name) {
    return NodeFactory.createURI("http://example.org/" + name);
  }
}
