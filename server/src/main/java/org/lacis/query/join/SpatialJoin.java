package org.lacis.query.join;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.jena.query.QueryCancelledException;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.GeometryValue;
import org.lacis.store.SpatialIndex;

/// Finds the pairs of shapes of two sides that satisfy a rule: for each shape of the outer side, in
/// Hilbert order, the candidates of the inner side's tree, and the exact test with the outer shape
/// prepared.
///
/// Candidates are found on the thread that asks; batches of tests run there and on other cores, and
/// come out in the order in which they went in, so an answer has one order whatever the machine.
final class SpatialJoin {
  /// Candidates a batch; the first ones are small, for a reader that wants few rows.
  private static final int LEAST = 64;

  private static final int MOST = 4096;

  /// Batches under way: enough for the cores, few enough to stop soon.
  private static final int AHEAD = 4;

  private final Side outer;
  private final Side inner;
  private final boolean outerFirst;
  private final Rule rule;
  private final SpatialIndex index;
  private final Crew crew;
  private final boolean anyThread;
  private final Cancel cancel;
  private final Deque<Crew.Task<Pairs>> under = new ArrayDeque<>();
  private int nextShape;
  private int size = LEAST;
  private long candidates;
  private volatile boolean stopped;

  /// @param outerFirst whether the outer geometry is the first argument of the rule
  /// @param anyThread whether geometries of the index may be read on other threads, too
  SpatialJoin(
      Side outer,
      Side inner,
      boolean outerFirst,
      Rule rule,
      SpatialIndex index,
      boolean anyThread,
      Crew crew,
      Cancel cancel) {
    this.outer = outer;
    this.inner = inner;
    this.outerFirst = outerFirst;
    this.rule = rule;
    this.index = index;
    this.anyThread = anyThread;
    this.crew = crew;
    this.cancel = cancel;
  }

  /// Pairs of shapes, by their numbers in the two sides.
  @SuppressWarnings("ArrayRecordComponent") // made once and read once, by the million
  record Pairs(int[] outer, int[] inner) {
    int size() {
      return outer.length;
    }
  }

  /// How many pairs of envelopes were tested so far.
  long candidates() {
    return candidates;
  }

  /// The next pairs; call on one thread, that of the view.
  ///
  /// @return null at the end
  /// @throws QueryCancelledException when the query is not wanted any more
  @Nullable Pairs next() {
    while (under.size() < AHEAD && nextShape < outer.shapes()) {
      Batch batch = gather();
      if (batch.candidates.isEmpty()) {
        continue;
      }
      under.add(crew.start(batch::test));
    }
    // The thread of the view tests nothing itself: one test of two large shapes can take longer
    // than a query that is not wanted any more may.
    Crew.Task<Pairs> first = under.peek();
    if (first == null) {
      return null;
    }
    try {
      Pairs pairs = first.result(cancel);
      under.remove();
      return pairs;
    } catch (QueryCancelledException e) {
      stop();
      throw e;
    }
  }

  private Batch gather() {
    Batch batch = new Batch();
    int least = size;
    size = Math.min(2 * size, MOST);
    while (nextShape < outer.shapes() && batch.candidates.size() < least) {
      cancel.check();
      int before = batch.candidates.size();
      if (outer.rowCount(nextShape) == 0) {
        nextShape++;
        continue;
      }
      inner.search(rule.around(outer.envelope(nextShape)), batch.candidates::add);
      if (batch.candidates.size() > before) {
        batch.shapes.add(nextShape);
        batch.ends.add(batch.candidates.size());
        if (!anyThread) {
          batch.outers.add(outer.geometry(nextShape, index));
          for (int i = before; i < batch.candidates.size(); i++) {
            batch.inners.add(inner.geometry(batch.candidates.getInt(i), index));
          }
        }
      }
      nextShape++;
    }
    candidates += batch.candidates.size();
    return batch;
  }

  /// Tells the tests that nobody waits for them any more; on any thread.
  void cancel() {
    stopped = true;
  }

  /// Ends the work that nobody waits for any more; on the thread of the view.
  void stop() {
    stopped = true;
    under.forEach(Crew.Task::leave);
    under.clear();
    nextShape = outer.shapes();
  }

  /// Some outer shapes with their candidates.
  private final class Batch {
    private final IntArrayList shapes = new IntArrayList();
    private final IntArrayList ends = new IntArrayList();
    private final IntArrayList candidates = new IntArrayList();
    private final List<GeometryValue> outers = new ArrayList<>();
    private final List<GeometryValue> inners = new ArrayList<>();

    private GeometryValue outer(int i) {
      return anyThread ? outer.geometry(shapes.getInt(i), index) : outers.get(i);
    }

    private GeometryValue inner(int at) {
      return anyThread ? inner.geometry(candidates.getInt(at), index) : inners.get(at);
    }

    private Pairs test() {
      IntArrayList left = new IntArrayList();
      IntArrayList right = new IntArrayList();
      int from = 0;
      for (int i = 0; i < shapes.size(); i++) {
        int shape = shapes.getInt(i);
        int end = ends.getInt(i);
        Tester tester = new Tester(rule, outer(i), outerFirst);
        for (int at = from; at < end; at++) {
          if (stopped || cancel.isSet()) {
            throw new QueryCancelledException();
          }
          int candidate = candidates.getInt(at);
          if (tester.holds(inner(at))) {
            left.add(shape);
            right.add(candidate);
          }
        }
        from = end;
      }
      return new Pairs(left.toIntArray(), right.toIntArray());
    }
  }

  /// Every pair; for tests and counts.
  List<Pairs> all() {
    List<Pairs> all = new ArrayList<>();
    for (Pairs pairs = next(); pairs != null; pairs = next()) {
      all.add(pairs);
    }
    return all;
  }
}
