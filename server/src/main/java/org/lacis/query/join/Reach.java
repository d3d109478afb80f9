package org.lacis.query.join;

import org.locationtech.jts.geom.Envelope;

/// Envelopes in degrees that hold all within some metres.
final class Reach {
  /// Beyond this a circle is no longer about as wide as it is high; such questions are answered
  /// without the index.
  static final double FARTHEST = 500_000;

  /// Less than a degree of latitude measures anywhere, with some room for the distortion of plane
  /// systems, in which distances are taken too.
  static final double METRES_PER_DEGREE = 109_000;

  private Reach() {}

  /// @return the envelope itself for 0 metres; the whole band of latitudes near a pole
  static Envelope metres(Envelope lonLat, double metres) {
    Envelope wider = new Envelope(lonLat);
    if (metres > 0 && !wider.isNull()) {
      double north = metres / METRES_PER_DEGREE;
      double farthest = Math.max(Math.abs(lonLat.getMinY()), Math.abs(lonLat.getMaxY())) + north;
      double east =
          farthest > 85 ? 360 : metres / (METRES_PER_DEGREE * Math.cos(Math.toRadians(farthest)));
      wider.expandBy(east, north);
    }
    return wider;
  }

  static Envelope degrees(Envelope lonLat, double degrees) {
    Envelope wider = new Envelope(lonLat);
    if (!wider.isNull()) {
      wider.expandBy(degrees * (1 + 1e-9));
    }
    return wider;
  }
}
