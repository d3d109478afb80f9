package org.lacis.serve.page;

import java.util.List;

/// A map as SVG paths in a square of [SIDE][#SIDE] units.
///
/// @param label what it shows, for those who do not see it
/// @param ground path of the grey neighbours
/// @param shapes what is drawn over them, in order
public record Drawing(String label, String ground, List<Shape> shapes) {
  static final int SIDE = 432;

  /// @param path SVG path data
  /// @param hue key of the twin
  /// @param kind `fill`, `outline`, `line` or `dot`
  public record Shape(String path, String hue, String kind) {}

  public Drawing {
    shapes = List.copyOf(shapes);
  }
}
