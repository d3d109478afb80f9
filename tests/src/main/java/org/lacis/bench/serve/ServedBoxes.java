package org.lacis.bench.serve;

import java.util.ArrayList;
import java.util.List;
import org.lacis.bench.geo.Kind;
import org.lacis.bench.geo.World;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/// Boxes around buildings, in degrees, where buildings are: what people look at.
///
/// @param middles longitude and latitude of some buildings
record ServedBoxes(List<Coordinate> middles) {
  private static final int SOME = 2000;

  ServedBoxes {
    middles = List.copyOf(middles);
  }

  static ServedBoxes of(World world) {
    int every = Math.max(1, world.count(Kind.BUILDING) / SOME);
    List<Coordinate> middles = new ArrayList<>();
    world.features(
        Kind.BUILDING,
        feature -> {
          if (feature.id() % every == 0) {
            Envelope box =
                new GeometryValue(feature.shape(), Crs.ofEpsg(2154))
                    .to(Crs.CRS84)
                    .shape()
                    .getEnvelopeInternal();
            middles.add(box.centre());
          }
        });
    return new ServedBoxes(middles);
  }

  /// One of them as `west,south,east,north`.
  ///
  /// @param half side in degrees
  String box(int i, double half) {
    Coordinate middle = middles.get(Math.floorMod(i * 31, middles.size()));
    return String.format(
        java.util.Locale.ROOT,
        "%.5f,%.5f,%.5f,%.5f",
        middle.x - half,
        middle.y - half,
        middle.x + half,
        middle.y + half);
  }
}
