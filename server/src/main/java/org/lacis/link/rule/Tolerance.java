package org.lacis.link.rule;

/// How much of what a person's decision rested on may change before it is to be certified again.
///
/// @param moved metres that the boundary of a shape may move (Hausdorff distance)
/// @param area share of its area that a shape may gain or lose
public record Tolerance(double moved, double area) {
  /// One metre, five per cent.
  public static final Tolerance DEFAULT = new Tolerance(1.0, 0.05);
}
