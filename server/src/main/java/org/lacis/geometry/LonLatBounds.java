package org.lacis.geometry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/// Envelopes in longitude and latitude of many shapes: the same that each shape tells of itself
/// ([GeometryValue#lonLatEnvelope()]), but what was learnt of the ground around one serves its
/// neighbours. Belongs to one thread.
public final class LonLatBounds {
  /// About a region; 200 bytes each.
  private static final int MOST = 1 << 12;

  private record Cell(int epsg, long x, long y) {}

  private final Map<Cell, Optional<Patch>> patches = new HashMap<>();

  /// @throws GeometryException when a corner has no longitude and latitude
  public Envelope of(GeometryValue value) {
    return Bounds.lonLat(value, this::patch);
  }

  private Optional<Patch> patch(Crs crs, long x, long y) {
    Cell cell = new Cell(crs.epsg(), x, y);
    Optional<Patch> known = patches.get(cell);
    if (known == null) {
      if (patches.size() == MOST) {
        patches.clear();
      }
      known = Bounds.patch(crs, x, y);
      patches.put(cell, known);
    }
    return known;
  }
}
