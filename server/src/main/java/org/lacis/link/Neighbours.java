package org.lacis.link;

import it.unimi.dsi.fastutil.longs.Long2BooleanMap;
import it.unimi.dsi.fastutil.longs.Long2BooleanOpenHashMap;
import org.locationtech.jts.geom.Envelope;

/// Which things of one side touch each other, as the houses of a row do. Looked up once a pair of
/// them; of one thread.
final class Neighbours {
  /// Metres: what drawing and rounding leave between walls that are one.
  static final double TOUCH = 0.25;

  private final Side side;
  private final Long2BooleanMap known = new Long2BooleanOpenHashMap();

  Neighbours(Side side) {
    this.side = side;
  }

  boolean touch(int one, int other) {
    if (one == other || !side.hasShape(one) || !side.hasShape(other)) {
      return false;
    }
    Envelope box = side.layer().box(side.shapes()[one]);
    box.expandBy(TOUCH);
    if (!box.intersects(side.layer().box(side.shapes()[other]))) {
      return false;
    }
    long key = (long) Math.min(one, other) << 32 | Math.max(one, other);
    if (!known.containsKey(key)) {
      known.put(
          key,
          side.layer()
              .shape(side.shapes()[one])
              .isWithinDistance(side.layer().shape(side.shapes()[other]), TOUCH));
    }
    return known.get(key);
  }
}
