package org.lacis.query.feature;

import org.locationtech.jts.geom.Envelope;

/// Where things lie: longitudes and latitudes, degrees. Not split at the antimeridian.
public record Extent(double west, double south, double east, double north) {
  public Envelope envelope() {
    return new Envelope(west, east, south, north);
  }

  static Extent of(Envelope box) {
    return new Extent(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
  }
}
