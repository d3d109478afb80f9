package org.lacis.link.review;

/// How far a thing may change before what people decided about it has to be certified again. What
/// changes by exactly as much is still within.
///
/// @param metres greatest movement of a boundary: the Hausdorff distance of old and new shape
/// @param area greatest share of the old area that old and new shape do not have in common, both
///   sides taken together
/// @param number greatest change of a number, as a share of the old one
public record Tolerance(double metres, double area, double number) {
  /// One metre, a tenth of the area, a twentieth of a number.
  public static final Tolerance DEFAULT = new Tolerance(1, 0.1, 0.05);

  public Tolerance {
    if (!(metres >= 0 && area >= 0 && number >= 0)) {
      throw new IllegalArgumentException("a tolerance is a number from 0 up");
    }
  }
}
