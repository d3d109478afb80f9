package org.lacis.store;

import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.apache.jena.graph.Node;
import org.lacis.geometry.GeometryBytes;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.LonLatBounds;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;
import org.locationtech.jts.geom.Envelope;

/// Literal ids with their envelopes and shapes, in the order they came: what a [PackedTree] is made
/// of. Not safe for threads; several threads fill one each, which are then joined.
///
/// Envelopes are kept as floats rounded outwards: at most about two metres larger than the truth,
/// never smaller. Shapes are records of [GeometryBytes], here or in the memory of another tree.
final class Entries {
  private static final int CHUNK = 1 << 20;

  /// Degrees, beyond any longitude and latitude.
  private static final double EVERYWHERE = 720;

  /// Bits of a place that tell where in its memory a shape is; those above tell which memory.
  private static final int BITS = 40;

  private final LongArrayList ids = new LongArrayList();
  private final FloatArrayList boxes = new FloatArrayList();
  private final LongArrayList places = new LongArrayList();
  private final IntArrayList lengths = new IntArrayList();
  private final List<MemorySegment> memories = new ArrayList<>();
  private final LonLatBounds bounds = new LonLatBounds();
  private byte[] chunk = new byte[0];
  private int used;
  private int chunkNumber;

  /// Adds a literal and what it parses to. One that has no longitude and latitude, since its
  /// coordinates lie outside of their system or are no numbers, is put everywhere, so that
  /// questions in its own system find it.
  ///
  /// @param literal as it stands in the store
  /// @param findings told of a literal that is put everywhere
  /// @return whether it was added: an empty shape lies nowhere and is left out
  boolean add(long id, Node literal, GeometryValue value, FindingSink findings) {
    if (value.shape().isEmpty()) {
      return false;
    }
    Envelope lonLat = lonLat(value, findings);
    ids.add(id);
    boxes.add(down(lonLat.getMinX()));
    boxes.add(down(lonLat.getMinY()));
    boxes.add(up(lonLat.getMaxX()));
    boxes.add(up(lonLat.getMaxY()));
    byte[] shape = GeometryLiterals.encode(literal, value);
    places.add(keep(shape));
    lengths.add(shape.length);
    return true;
  }

  private Envelope lonLat(GeometryValue value, FindingSink findings) {
    try {
      Envelope lonLat = bounds.of(value);
      if (Double.isFinite(lonLat.getWidth()) && Double.isFinite(lonLat.getHeight())) {
        return lonLat;
      }
      findings.report(
          Finding.violation(
              "store.no-place",
              Place.of("geometry literal"),
              lonLat.toString(),
              "coordinates that are finite numbers",
              "Correct the geometry at its source"));
    } catch (GeometryException e) {
      findings.report(e.finding());
    }
    return new Envelope(-EVERYWHERE, EVERYWHERE, -EVERYWHERE, EVERYWHERE);
  }

  private long keep(byte[] shape) {
    // Whoever reads the record may read a few bytes more.
    if (used + shape.length + GeometryBytes.SLACK > chunk.length) {
      // Small transactions stay cheap.
      int least = Math.min(CHUNK, Math.max(1 << 10, 4 * chunk.length));
      chunk = new byte[Math.max(least, shape.length + GeometryBytes.SLACK)];
      used = 0;
      chunkNumber = memories.size();
      memories.add(MemorySegment.ofArray(chunk));
    }
    System.arraycopy(shape, 0, chunk, used, shape.length);
    long place = place(chunkNumber, used);
    used += shape.length;
    return place;
  }

  private static long place(int memory, long at) {
    return ((long) memory << BITS) | at;
  }

  /// Makes a piece of memory known that shapes of the next entries lie in.
  ///
  /// @return its number, for [#add(long, float, float, float, float, int, long, int)]
  int memory(MemorySegment memory) {
    memories.add(memory);
    return memories.size() - 1;
  }

  /// Adds a literal whose shape lies elsewhere already.
  ///
  /// @param memory number of the memory
  void add(
      long id, float west, float south, float east, float north, int memory, long at, int length) {
    ids.add(id);
    boxes.add(west);
    boxes.add(south);
    boxes.add(east);
    boxes.add(north);
    places.add(place(memory, at));
    lengths.add(length);
  }

  /// Appends all of another list, from its entry `first` on.
  void addAll(Entries other, int first) {
    addAll(other, first, _ -> true);
  }

  /// Appends what `keep` lets pass.
  void addAll(Entries other, int first, LongPredicate keep) {
    int base = memories.size();
    memories.addAll(other.memories);
    for (int i = first; i < other.size(); i++) {
      if (!keep.test(other.id(i))) {
        continue;
      }
      long place = other.places.getLong(i);
      add(
          other.id(i),
          other.side(i, 0),
          other.side(i, 1),
          other.side(i, 2),
          other.side(i, 3),
          base + (int) (place >>> BITS),
          place & ((1L << BITS) - 1),
          other.length(i));
    }
  }

  int size() {
    return ids.size();
  }

  long id(int entry) {
    return ids.getLong(entry);
  }

  /// @param side 0 west, 1 south, 2 east, 3 north
  float side(int entry, int side) {
    return boxes.getFloat(4 * entry + side);
  }

  /// Bytes of a shape.
  int length(int entry) {
    return lengths.getInt(entry);
  }

  /// Copies the bytes of a shape.
  void copyShape(int entry, MemorySegment target, long at) {
    long place = places.getLong(entry);
    MemorySegment.copy(
        memories.get((int) (place >>> BITS)),
        place & ((1L << BITS) - 1),
        target,
        at,
        length(entry));
  }

  /// The bytes of a shape.
  byte[] shape(int entry) {
    byte[] shape = new byte[length(entry)];
    copyShape(entry, MemorySegment.ofArray(shape), 0);
    return shape;
  }

  static float down(double value) {
    float near = (float) value;
    return near > value ? Math.nextDown(near) : near;
  }

  static float up(double value) {
    float near = (float) value;
    return near < value ? Math.nextUp(near) : near;
  }
}
