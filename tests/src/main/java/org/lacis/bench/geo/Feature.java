package org.lacis.bench.geo;

import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/// One feature of the territory.
///
/// @param id from 0, unique within its kind
/// @param shape in Lambert-93 (EPSG:2154), coordinates rounded to centimetres
/// @param values by local name of the property: `String` or `Integer`, or `Double` for metres
public record Feature(Kind kind, int id, Geometry shape, Map<String, Object> values) {
  public Feature {
    values = Map.copyOf(values);
  }

  /// What it is called.
  String name() {
    return kind.type() + " " + id;
  }
}
