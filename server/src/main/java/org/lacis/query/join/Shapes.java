package org.lacis.query.join;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lacis.geometry.GeometryValue;
import org.lacis.store.NodeIds;
import org.lacis.store.SpatialIndex;
import org.locationtech.jts.geom.Envelope;

/// The distinct shapes of some rows along the Hilbert curve, and the rows that each stands in. Rows
/// without a geometry that the index knows are left out, but for those of empty ones, which are
/// kept apart. Immutable, safe for threads.
final class Shapes {
  /// Looking a box up costs about as much as reading so many in a row.
  private static final int BOXES_PER_LOOKUP = 12;

  private final BoxTree tree;
  private final long[] literals;
  private final List<GeometryValue> values;
  private final int[] start;
  private final int[] rows;

  /// By row: its shape, or -1.
  private final int[] shapeOfRow;

  private final int[] empty;

  private Shapes(Gathering gathered) {
    int count = gathered.count();
    this.tree = new BoxTree(gathered.boxes(), count);
    this.literals = new long[gathered.values.isEmpty() ? count : 0];
    GeometryValue[] made = new GeometryValue[gathered.values.isEmpty() ? 0 : count];
    int[] shapes = new int[count];
    for (int leaf = 0; leaf < count; leaf++) {
      int given = tree.origin(leaf);
      shapes[given] = leaf;
      if (gathered.values.isEmpty()) {
        literals[leaf] = gathered.literals.getLong(given);
      } else {
        made[leaf] = gathered.values.get(given);
      }
    }
    this.values = List.of(made);
    this.start = new int[count + 1];
    this.shapeOfRow = gathered.shapeOfRow;
    for (int row = 0; row < shapeOfRow.length; row++) {
      if (shapeOfRow[row] >= 0) {
        shapeOfRow[row] = shapes[shapeOfRow[row]];
        start[shapeOfRow[row] + 1]++;
      }
    }
    for (int shape = 0; shape < count; shape++) {
      start[shape + 1] += start[shape];
    }
    int[] next = Arrays.copyOf(start, count);
    this.rows = new int[start[count]];
    for (int row = 0; row < shapeOfRow.length; row++) {
      if (shapeOfRow[row] >= 0) {
        rows[next[shapeOfRow[row]]++] = row;
      }
    }
    this.empty = gathered.empty.toIntArray();
  }

  /// The shapes of literals of the store.
  ///
  /// @param literal the literal of each row, [NodeIds#ABSENT] for none
  static Shapes of(long[] literal, SpatialIndex index, NodeIds ids, Cancel cancel) {
    Long2IntOpenHashMap shapes = new Long2IntOpenHashMap();
    shapes.defaultReturnValue(-1);
    for (long id : literal) {
      shapes.put(id, -1);
    }
    Gathering gathered = new Gathering(literal.length);
    if ((long) shapes.size() * BOXES_PER_LOOKUP < index.size()) {
      for (long id : shapes.keySet().toLongArray()) {
        Envelope box = index.box(id);
        if (!box.isNull()) {
          shapes.put(id, gathered.count());
          gathered.add(
              id,
              (float) box.getMinX(),
              (float) box.getMinY(),
              (float) box.getMaxX(),
              (float) box.getMaxY());
        }
      }
    } else {
      int[] seen = {0};
      index.scan((id, west, south, east, north) -> {
        if ((++seen[0] & 0xFFFF) == 0) {
          cancel.check();
        }
        if (shapes.containsKey(id)) {
          shapes.put(id, gathered.count());
          gathered.add(id, west, south, east, north);
        }
      });
    }
    cancel.check();
    for (int row = 0; row < literal.length; row++) {
      gathered.shapeOfRow[row] = shapes.get(literal[row]);
      if (gathered.shapeOfRow[row] < 0 && isEmpty(literal[row], ids)) {
        gathered.empty.add(row);
      }
    }
    return new Shapes(gathered);
  }

  private static boolean isEmpty(long literal, NodeIds ids) {
    return literal >= 0
        && Literals.geometry(ids.node(literal))
            .filter(value -> value.shape().isEmpty())
            .isPresent();
  }

  /// Geometries of any origin.
  ///
  /// @param values of each row
  static Shapes of(List<Optional<Placed>> values) {
    Gathering gathered = new Gathering(values.size());
    for (int row = 0; row < values.size(); row++) {
      gathered.shapeOfRow[row] = -1;
      Placed value = values.get(row).orElse(null);
      if (value != null && value.isEmpty()) {
        gathered.empty.add(row);
      } else if (value != null) {
        gathered.shapeOfRow[row] = gathered.count();
        gathered.add(value);
      }
    }
    return new Shapes(gathered);
  }

  /// What shapes are made of, while they are made.
  private static final class Gathering {
    private final LongArrayList literals = new LongArrayList();
    private final List<GeometryValue> values = new ArrayList<>();
    private float[] boxes = new float[64];
    private final int[] shapeOfRow;
    private final IntArrayList empty = new IntArrayList();

    Gathering(int rows) {
      this.shapeOfRow = new int[rows];
    }

    int count() {
      return literals.size();
    }

    float[] boxes() {
      return boxes;
    }

    void add(long literal, float west, float south, float east, float north) {
      int at = 4 * literals.size();
      if (at == boxes.length) {
        boxes = Arrays.copyOf(boxes, 2 * boxes.length);
      }
      boxes[at] = west;
      boxes[at + 1] = south;
      boxes[at + 2] = east;
      boxes[at + 3] = north;
      literals.add(literal);
    }

    void add(Placed placed) {
      Envelope box = placed.box();
      add(
          NodeIds.ABSENT,
          BoxTree.down(box.getMinX()),
          BoxTree.down(box.getMinY()),
          BoxTree.up(box.getMaxX()),
          BoxTree.up(box.getMaxY()));
      values.add(placed.value());
    }
  }

  /// How many distinct shapes there are.
  int count() {
    return tree.size();
  }

  BoxTree tree() {
    return tree;
  }

  GeometryValue geometry(int shape, SpatialIndex index) {
    return values.isEmpty() ? index.geometry(literals[shape]) : values.get(shape);
  }

  /// How many rows a shape stands in.
  int rowCount(int shape) {
    return start[shape + 1] - start[shape];
  }

  /// A row of a shape.
  int row(int shape, int i) {
    return rows[start[shape] + i];
  }

  /// The shape of a row, or -1.
  int shapeOf(int row) {
    return shapeOfRow[row];
  }

  /// The rows of empty geometries.
  int[] empty() {
    return empty;
  }

  long bytes() {
    return tree.bytes()
        + 8L * literals.length
        + 4L * (start.length + rows.length + shapeOfRow.length);
  }
}
