package org.lacis.store;

import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import org.locationtech.jts.geom.Envelope;

/// Literal ids with their envelopes, in the order they came. Not safe for threads.
///
/// Envelopes are kept as floats rounded outwards: at most about two metres larger than the truth,
/// never smaller.
final class Entries {
  private final LongArrayList ids = new LongArrayList();
  private final FloatArrayList boxes = new FloatArrayList();

  void add(long id, Envelope lonLat) {
    add(
        id,
        down(lonLat.getMinX()),
        down(lonLat.getMinY()),
        up(lonLat.getMaxX()),
        up(lonLat.getMaxY()));
  }

  void add(long id, float minX, float minY, float maxX, float maxY) {
    ids.add(id);
    boxes.add(minX);
    boxes.add(minY);
    boxes.add(maxX);
    boxes.add(maxY);
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

  void clear() {
    ids.clear();
    boxes.clear();
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
