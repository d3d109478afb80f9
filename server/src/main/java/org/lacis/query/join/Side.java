package org.lacis.query.join;

import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectMaps;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.ints.IntSets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.binding.Binding;
import org.lacis.geometry.GeometryValue;
import org.lacis.query.scan.IdTable;
import org.lacis.store.NodeIds;
import org.lacis.store.SpatialIndex;
import org.lacis.store.TwinDataset;
import org.locationtech.jts.geom.Envelope;

/// One side of a spatial join: rows and their shapes. Immutable, safe for threads.
///
/// A side that was carried on over a few commits is what was read once, less the rows that are gone
/// (their shapes may stay behind without rows), and more rows with shapes of their own.
final class Side {
  private static final Shapes NONE = Shapes.of(List.of());

  private final Rows rows;
  private final Shapes first;
  private final Shapes more;

  /// How many rows belong to the first shapes.
  private final int firstRows;

  /// Rows of the first shapes that are there no more.
  private final IntSet gone;

  /// By shape: the rows that are left where some are gone.
  private final Int2ObjectMap<int[]> left;

  private final int[] empty;

  private Side(Rows rows, Shapes first, int firstRows, IntSet gone, Shapes more) {
    this.rows = rows;
    this.first = first;
    this.more = more;
    this.firstRows = firstRows;
    this.gone = gone;
    this.left = left(first, gone);
    this.empty =
        more == NONE
            ? first.empty()
            : IntStream.concat(
                    Arrays.stream(first.empty()).filter(row -> !gone.contains(row)),
                    Arrays.stream(more.empty()).map(row -> firstRows + row))
                .toArray();
  }

  private Side(Rows rows, Side same) {
    this.rows = rows;
    this.first = same.first;
    this.more = same.more;
    this.firstRows = same.firstRows;
    this.gone = same.gone;
    this.left = same.left;
    this.empty = same.empty;
  }

  private static Int2ObjectMap<int[]> left(Shapes shapes, IntSet gone) {
    if (gone.isEmpty()) {
      return Int2ObjectMaps.emptyMap();
    }
    Int2ObjectMap<int[]> left = new Int2ObjectOpenHashMap<>();
    gone.forEach((int row) -> {
      int shape = shapes.shapeOf(row);
      if (shape >= 0) {
        left.computeIfAbsent(
            shape,
            (int one) ->
                IntStream.range(0, shapes.rowCount(one))
                    .map(i -> shapes.row(one, i))
                    .filter(each -> !gone.contains(each))
                    .toArray());
      }
    });
    return left;
  }

  /// A side of literals of the store.
  ///
  /// @param literal the literal of each row, [NodeIds#ABSENT] for none
  static Side of(Rows rows, long[] literal, SpatialIndex index, NodeIds ids, Cancel cancel) {
    return new Side(
        rows, Shapes.of(literal, index, ids, cancel), rows.size(), IntSets.EMPTY_SET, NONE);
  }

  /// A side of geometries of any origin.
  ///
  /// @param values of each row
  static Side of(Rows rows, List<Optional<Placed>> values) {
    return new Side(rows, Shapes.of(values), rows.size(), IntSets.EMPTY_SET, NONE);
  }

  /// This side, of a table, with other rows in the place of some.
  ///
  /// @param out rows that are there no more
  /// @param in rows that are there now, with the columns of this side
  /// @param literal the column of the literals
  Side changed(IntSet out, IdTable in, int literal, TwinDataset twin, Cancel cancel) {
    Rows.Numbers numbers = (Rows.Numbers) rows;
    IntSet allGone = new IntOpenHashSet(gone);
    IdTable now = new IdTable(in.variables());
    out.forEach((int row) -> {
      if (row < firstRows) {
        allGone.add(row);
      }
    });
    for (int row = firstRows; row < rows.size(); row++) {
      if (!out.contains(row)) {
        now.add(numbers.table(), row);
      }
    }
    for (int row = 0; row < in.size(); row++) {
      now.add(in, row);
    }
    now.trim();
    IdTable table = IdTable.of(numbers.table().first(), now);
    return new Side(
        new Rows.Numbers(table, table.variables()),
        first,
        firstRows,
        allGone,
        Shapes.of(now.values(literal), twin.spatial(), twin.ids(), cancel));
  }

  /// The same rows as one table with one tree, as if they had been read just now.
  ///
  /// @param literal the column of the literals
  Side whole(int literal, TwinDataset twin, Cancel cancel) {
    IdTable table = ((Rows.Numbers) rows).table();
    IntArrayList alive = new IntArrayList(table.size());
    for (int row = 0; row < table.size(); row++) {
      if (!isGone(row)) {
        alive.add(row);
      }
    }
    IdTable all = table.rows(alive);
    return of(
        new Rows.Numbers(all, all.variables()),
        all.values(literal),
        twin.spatial(),
        twin.ids(),
        cancel);
  }

  /// How many rows are not as they were when the side was read.
  int changes() {
    return gone.size() + rows.size() - firstRows;
  }

  /// Whether a row was there when the side was read, and is not any more.
  boolean isGone(int row) {
    return gone.contains(row);
  }

  /// The same side under other names.
  Side with(Rows named) {
    return new Side(named, this);
  }

  /// The rows of this side that pass the filters.
  Side filtered(Operand.Matches matches, TwinDataset twin, ExecutionContext context) {
    Rows.Numbers numbers = (Rows.Numbers) rows;
    IdTable table = numbers.table();
    IntFunction<Binding> row = JoinRows.single(numbers, twin, context);
    IntArrayList passed = new IntArrayList();
    for (int i = 0; i < table.size(); i++) {
      if ((i & 0xFF) == 0) {
        Cancel.of(context).check();
      }
      if (!isGone(i) && matches.filters().isSatisfied(row.apply(i), context)) {
        passed.add(i);
      }
    }
    IdTable some = table.rows(passed);
    int literal = numbers.names().indexOf(matches.literal());
    return of(
        new Rows.Numbers(some, numbers.names()),
        some.values(literal),
        twin.spatial(),
        twin.ids(),
        Cancel.of(context));
  }

  /// How many distinct shapes there are; some may have no row.
  int shapes() {
    return first.count() + more.count();
  }

  Rows rows() {
    return rows;
  }

  Envelope envelope(int shape) {
    return shape < first.count()
        ? first.tree().envelope(shape)
        : more.tree().envelope(shape - first.count());
  }

  /// Tells the shapes with rows whose boxes meet an envelope.
  void search(Envelope reach, IntConsumer shape) {
    float west = BoxTree.down(reach.getMinX());
    float south = BoxTree.down(reach.getMinY());
    float east = BoxTree.up(reach.getMaxX());
    float north = BoxTree.up(reach.getMaxY());
    if (more == NONE) {
      first.tree().search(west, south, east, north, shape);
      return;
    }
    IntConsumer some =
        each -> {
          if (rowCount(each) > 0) {
            shape.accept(each);
          }
        };
    first.tree().search(west, south, east, north, some);
    int before = first.count();
    more.tree().search(west, south, east, north, each -> shape.accept(before + each));
  }

  GeometryValue geometry(int shape, SpatialIndex index) {
    return shape < first.count()
        ? first.geometry(shape, index)
        : more.geometry(shape - first.count(), index);
  }

  /// How many rows a shape stands in.
  int rowCount(int shape) {
    if (shape >= first.count()) {
      return more.rowCount(shape - first.count());
    }
    int[] some = left.get(shape);
    return some == null ? first.rowCount(shape) : some.length;
  }

  /// A row of a shape.
  int row(int shape, int i) {
    if (shape >= first.count()) {
      return firstRows + more.row(shape - first.count(), i);
    }
    int[] some = left.get(shape);
    return some == null ? first.row(shape, i) : some[i];
  }

  /// The rows of empty geometries.
  int[] empty() {
    return empty;
  }

  long bytes() {
    return rows.bytes() + first.bytes() + more.bytes() + 64L * gone.size();
  }
}
