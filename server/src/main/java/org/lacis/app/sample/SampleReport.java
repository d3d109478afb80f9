package org.lacis.app.sample;

/// What was written.
///
/// @param national buildings of the national side
/// @param local buildings of the local side
/// @param parcels parcels
/// @param addresses addresses
/// @param zones flood zones
/// @param links pairs of the gold answer
/// @param exposures building and zone pairs of the gold answer, of both sides
/// @param divergence how often the two sides differ, and how
public record SampleReport(
    long national,
    long local,
    long parcels,
    long addresses,
    long zones,
    long links,
    long exposures,
    Divergence divergence) {

  /// How the local side came to differ, counted in buildings of the national side except `added`.
  ///
  /// @param same drawn anew with noise only
  /// @param shifted displaced by up to 1.5 m
  /// @param split drawn as two or three
  /// @param merged drawn as one with the neighbour
  /// @param removed not on the local side
  /// @param added only on the local side
  public record Divergence(
      long same, long shifted, long split, long merged, long removed, long added) {}
}
