package org.lacis.query.feature;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.lacis.store.Delta;
import org.lacis.store.NodeIds;
import org.lacis.store.RangeScan;
import org.lacis.store.SortedQuads;
import org.lacis.store.TwinDataset;
import org.lacis.store.View;

/// The quads of a view by subject, by object and by predicate with object, as numbers: from the
/// store's sorted tables where the view has them, else through [NodeIds#find]. Belongs to the
/// thread of the view.
final class Quads {
  private static final int BATCH = 64;
  private static final int WIDTH = SortedQuads.WIDTH;

  private final NodeIds ids;
  private final Optional<TwinDataset> twin;
  private final @Nullable SortedQuads bySubject;
  private final @Nullable SortedQuads byObject;
  private final @Nullable SortedQuads byValue;

  Quads(View view) {
    this.ids = view.ids();
    this.twin = view.dataset() instanceof TwinDataset one ? Optional.of(one) : Optional.empty();
    List<SortedQuads> tables = twin.map(TwinDataset::sortedQuads).orElse(List.of());
    this.bySubject = named(tables, "SPOG");
    this.byObject = named(tables, "OSPG");
    this.byValue = named(tables, "POSG");
  }

  private static @Nullable SortedQuads named(List<SortedQuads> tables, String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElse(null);
  }

  NodeIds ids() {
    return ids;
  }

  /// The version of the store that is read; empty where it is none.
  OptionalLong version() {
    return twin.map(TwinDataset::committedVersion).orElse(OptionalLong.empty());
  }

  Optional<Delta> changesSince(long version) {
    return twin.flatMap(one -> one.changesSince(version));
  }

  /// A way to read the quads of subjects, for one reader: near ones one after the other are cheap.
  Scan subjects() {
    return new Scan(bySubject, 1);
  }

  /// The same for objects.
  Scan objects() {
    return new Scan(byObject, 3);
  }

  /// Reads quads that have one term at one place.
  final class Scan {
    private final @Nullable RangeScan scan;
    private final int place;
    private final long[] low = new long[WIDTH];
    private final long[] high = new long[WIDTH];
    private final long[][] columns = new long[WIDTH][BATCH];
    private final int[] order = new int[WIDTH];

    private Scan(@Nullable SortedQuads table, int place) {
      this.scan = table == null ? null : table.scan();
      this.place = place;
      for (int i = 0; table != null && i < WIDTH; i++) {
        order[table.column(i)] = i;
      }
    }

    void of(long id, NodeIds.QuadIds quad) {
      if (scan == null) {
        ids.find(
            NodeIds.ABSENT,
            place == 1 ? id : NodeIds.ABSENT,
            NodeIds.ABSENT,
            place == 3 ? id : NodeIds.ABSENT,
            quad);
        return;
      }
      Arrays.fill(high, -1L);
      low[0] = id;
      high[0] = id;
      scan.range(low, high);
      long[] graphs = columns[order[0]];
      long[] subjects = columns[order[1]];
      long[] predicates = columns[order[2]];
      long[] objects = columns[order[3]];
      int count;
      do {
        count = scan.read(columns, 0, BATCH, false);
        for (int i = 0; i < count; i++) {
          quad.quad(graphs[i], subjects[i], predicates[i], objects[i]);
        }
      } while (count == BATCH);
    }
  }

  /// About how many quads have a predicate with an object.
  long estimate(long predicate, long object) {
    return byValue == null
        ? ids.count(NodeIds.ABSENT, NodeIds.ABSENT, predicate, object, 1000)
        : byValue.estimate(
            new long[] {predicate, object, 0, 0}, new long[] {predicate, object, -1L, -1L});
  }

  /// A way to ask for single triples, for one reader: near ones one after the other are cheap.
  Lookup lookup() {
    return new Lookup();
  }

  /// Asks whether some graph says a triple.
  final class Lookup {
    private final @Nullable RangeScan scan = byValue == null ? null : byValue.scan();
    private final long[] low = new long[WIDTH];
    private final long[] high = new long[WIDTH];
    private final long[][] graphs = {null, null, null, new long[BATCH]};

    private Lookup() {}

    boolean has(long subject, long predicate, long object, GraphTest graph) {
      if (scan == null) {
        boolean[] found = {false};
        ids.find(
            NodeIds.ABSENT, subject, predicate, object, (g, _, _, _) -> found[0] |= graph.test(g));
        return found[0];
      }
      low[0] = predicate;
      low[1] = object;
      low[2] = subject;
      high[0] = predicate;
      high[1] = object;
      high[2] = subject;
      high[3] = -1L;
      scan.range(low, high);
      int count;
      do {
        count = scan.read(graphs, 0, BATCH, false);
        for (int i = 0; i < count; i++) {
          if (graph.test(graphs[3][i])) {
            return true;
          }
        }
      } while (count == BATCH);
      return false;
    }
  }

  /// Whether what a graph says counts.
  @FunctionalInterface
  interface GraphTest {
    boolean test(long graph);
  }

  /// Takes a subject with the graph that says it.
  @FunctionalInterface
  interface Subjects {
    /// @return whether to go on
    boolean subject(long subject, long graph);
  }

  /// The subjects of a predicate with an object, ascending, behind one of them; those of several
  /// graphs come once a graph.
  ///
  /// @param after [NodeIds#ABSENT] for all
  void subjects(long predicate, long object, long after, Subjects subject) {
    if (byValue == null) {
      sorted(predicate, object, after, subject);
      return;
    }
    RangeScan scan = byValue.scan();
    scan.range(
        new long[] {predicate, object, after == NodeIds.ABSENT ? 0 : after + 1, 0},
        new long[] {predicate, object, -1L, -1L});
    // Small first: a page wants a hundred.
    int batch = 128;
    while (true) {
      long[][] found = {null, null, new long[batch], new long[batch]};
      int count = scan.read(found, 0, batch, false);
      for (int i = 0; i < count; i++) {
        if (!subject.subject(found[2][i], found[3][i])) {
          return;
        }
      }
      if (count < batch) {
        return;
      }
      batch = Math.min(4096, 2 * batch);
    }
  }

  private void sorted(long predicate, long object, long after, Subjects subject) {
    LongArrayList pairs = new LongArrayList();
    ids.find(
        NodeIds.ABSENT,
        NodeIds.ABSENT,
        predicate,
        object,
        (g, s, _, _) -> {
          if (after == NodeIds.ABSENT || s > after) {
            pairs.add(s);
            pairs.add(g);
          }
        });
    int[] places = new int[pairs.size() / 2];
    Arrays.setAll(places, i -> i);
    it.unimi.dsi.fastutil.ints.IntArrays.stableSort(
        places, (a, b) -> Long.compare(pairs.getLong(2 * a), pairs.getLong(2 * b)));
    for (int i : places) {
      if (!subject.subject(pairs.getLong(2 * i), pairs.getLong(2 * i + 1))) {
        return;
      }
    }
  }

  /// Every object that some quad has with a predicate, each once.
  LongArrayList values(long predicate) {
    LongArrayList values = new LongArrayList();
    if (byValue == null) {
      it.unimi.dsi.fastutil.longs.LongLinkedOpenHashSet seen =
          new it.unimi.dsi.fastutil.longs.LongLinkedOpenHashSet();
      ids.find(
          NodeIds.ABSENT, NodeIds.ABSENT, predicate, NodeIds.ABSENT, (_, _, _, o) -> seen.add(o));
      values.addAll(seen);
      return values;
    }
    RangeScan scan = byValue.scan();
    long[] low = {predicate, 0, 0, 0};
    long[] high = {predicate, -1L, -1L, -1L};
    long[][] one = {null, new long[1], null, null};
    while (true) {
      scan.range(low, high);
      if (scan.read(one, 0, 1, false) == 0) {
        return values;
      }
      values.add(one[1][0]);
      if (one[1][0] == -1L) {
        return values;
      }
      low[1] = one[1][0] + 1;
    }
  }
}
