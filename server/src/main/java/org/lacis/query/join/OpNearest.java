package org.lacis.query.join;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterSingleton;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.expr.ExprList;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.LengthUnit;
import org.lacis.geometry.Measures;
import org.lacis.query.scan.IdTable;
import org.lacis.query.scan.Pattern;
import org.lacis.query.scan.PatternTables;
import org.lacis.store.SpatialIndex;
import org.lacis.store.TwinDataset;
import org.locationtech.jts.geom.Envelope;

/// The rows of patterns whose geometries are the nearest to a known one, the nearest first, at
/// least as many as are wanted: enough for an ORDER BY distance with a LIMIT. Where something else
/// decides between those that are as near as the last, all of these.
///
/// Literals come from the index by the least distance that their boxes allow, wait until nothing
/// nearer can come, and are matched with the patterns in the order of their exact distances.
public final class OpNearest extends OpRows {
  /// The walk looks no farther, in degrees: beyond, a box says too little about distances.
  private static final double FARTHEST_DEGREES = 4.5;

  /// Beyond this part of the index, reading everything is less work, unless that is much itself.
  private static final int SHARE = 8;

  /// A row that is read and measured costs as much as walking by so many literals.
  private static final int WALKED_PER_ROW = 4;

  private final int wanted;
  private final boolean ties;
  private final Placed constant;
  private final boolean literalFirst;
  private final LengthUnit unit;

  /// @param otherwise gives all rows, or the wanted ones in their order
  /// @param wanted rows
  /// @param ties whether all that are as near as the last are wanted too
  /// @param literalFirst whether the literal is the first argument of the distance
  public OpNearest(
      Op otherwise,
      Sides.WholeRead readable,
      int wanted,
      boolean ties,
      Placed constant,
      boolean literalFirst,
      LengthUnit unit,
      ExprList filters,
      Sides sides,
      TwinDataset twin) {
    super("nearest", otherwise, readable, filters, sides, twin);
    this.wanted = wanted;
    this.ties = ties;
    this.constant = constant;
    this.literalFirst = literalFirst;
    this.unit = unit;
  }

  @Override
  QueryIterator found(ExecutionContext context) {
    Envelope from = constant.box();
    double farthest =
        Math.max(Math.abs(from.getMinY()), Math.abs(from.getMaxY())) + FARTHEST_DEGREES;
    boolean about = from.getMinX() > -170 && from.getMaxX() < 170 && farthest < 80;
    if (about && sides().allPlaced(readable(), twin(), context)) {
      double perLon = unit.angle() ? 1 : Math.cos(Math.toRadians(farthest));
      List<Binding> rows = new Walk(context).rows(from, perLon);
      if (rows != null) {
        return QueryIterPlainWrapper.create(rows.iterator(), context);
      }
    }
    Binding nothing = Operand.nothing();
    return QC.execute(effectiveOp(), QueryIterSingleton.create(nothing, context), context);
  }

  private record Waiting(long literal, double distance) {}

  /// One search.
  private final class Walk {
    private final ExecutionContext context;
    private final Cancel cancel;
    private final SpatialIndex index = twin().spatial();
    private final PriorityQueue<Waiting> waiting =
        new PriorityQueue<>((a, b) -> Double.compare(a.distance, b.distance));
    private final LongArrayList batch = new LongArrayList();
    private final List<Binding> rows = new ArrayList<>();
    private int batchSize = Math.max(16, 2 * wanted);
    private double last;
    private double enough = Double.POSITIVE_INFINITY;
    private long walked;
    private long most = 1000 + index.size() / SHARE;
    private boolean lost;
    private final boolean large = Search.isLarge(constant.value());

    Walk(ExecutionContext context) {
      this.context = context;
      this.cancel = Cancel.of(context);
    }

    /// @return null when this is not the way
    @Nullable List<Binding> rows(Envelope from, double perLon) {
      index.nearest(
          from,
          perLon,
          (literal, degrees) -> {
            cancel.check();
            double least = unit.angle() ? degrees : degrees * Reach.METRES_PER_DEGREE;
            release(least);
            if (done(least)) {
              return false;
            }
            if (++walked > most) {
              most = most();
            }
            if (degrees > FARTHEST_DEGREES || walked > most) {
              lost = true;
              return false;
            }
            double distance = distance(literal);
            lost |= Double.isNaN(distance);
            waiting.add(new Waiting(literal, distance));
            return !lost;
          });
      if (lost) {
        return null;
      }
      release(Double.POSITIVE_INFINITY);
      match();
      return rows;
    }

    private long most() {
      long rows = Long.MAX_VALUE / WALKED_PER_ROW;
      for (Pattern pattern : readable().patterns()) {
        rows = Math.min(rows, PatternTables.estimate(twin(), pattern));
      }
      return Math.max(most, WALKED_PER_ROW * rows);
    }

    private boolean done(double least) {
      // What still waits is no nearer.
      return batch.isEmpty() && (least > enough * (1 + 1e-9) || (!ties && enough == 0));
    }

    private boolean isNext(Waiting first, double least) {
      // Nothing is nearer than what is met.
      return first.distance < least || (!ties && first.distance == 0);
    }

    /// Matches what nothing nearer than a distance can come before.
    private void release(double least) {
      while (!waiting.isEmpty() && isNext(waiting.peek(), least)) {
        Waiting next = waiting.poll();
        if (next.distance > enough) {
          waiting.clear();
          break;
        }
        last = next.distance;
        batch.add(next.literal);
        if (batch.size() >= batchSize) {
          match();
        }
      }
      // Those at hand are matched once they may be enough, before anything farther is looked at.
      if (least > enough || batch.size() + rows.size() >= wanted) {
        match();
      }
    }

    private void match() {
      if (batch.isEmpty()) {
        return;
      }
      IdTable table = lookedUp(batch.toLongArray(), context);
      OpNearest.this.rows(table, inOrder(table), context).forEach(rows::add);
      batch.clear();
      batchSize = Math.min(2 * batchSize, 4096);
      if (rows.size() >= wanted) {
        enough = Math.min(enough, last);
      }
    }

    /// The rows of a table in the order of the literals that were looked up.
    private int[] inOrder(IdTable table) {
      Long2IntOpenHashMap places = new Long2IntOpenHashMap(batch.size());
      for (int i = 0; i < batch.size(); i++) {
        places.put(batch.getLong(i), i);
      }
      int literal = table.column(readable().literal());
      int[] order = new int[table.size()];
      Arrays.setAll(order, row -> row);
      IntArrays.stableSort(
          order,
          (a, b) ->
              Integer.compare(places.get(table.id(literal, a)), places.get(table.id(literal, b))));
      return order;
    }

    private double distance(long literal) {
      if (!large && index.bytes(literal) <= Search.LARGE_BYTES) {
        return distance(index.geometry(literal));
      }
      if (twin().committedVersion().isPresent()) {
        return elsewhere(() -> distance(index.geometry(literal)));
      }
      GeometryValue value = index.geometry(literal);
      return elsewhere(() -> distance(value));
    }

    /// One distance of large shapes can take longer than a query that is not wanted any more may.
    private double elsewhere(Callable<Double> distance) {
      return sides().crew().start(distance).result(cancel);
    }

    private double distance(GeometryValue value) {
      try {
        GeometryValue first = literalFirst ? value : constant.value();
        GeometryValue second = literalFirst ? constant.value() : value;
        return unit.angle()
            ? Measures.distanceInDegrees(first, second)
            : Measures.distance(first, second);
      } catch (GeometryException _) {
        // An error sorts before every distance, so the usual way has to sort it out.
        return Double.NaN;
      }
    }
  }

  @Override
  String words() {
    return wanted + " nearest";
  }
}
