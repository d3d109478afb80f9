package org.lacis.app.sample;

import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// What a sample shall be like. The same settings give the same files, byte for byte.
///
/// @param buildings how many buildings the national side has
/// @param seed what decides everything left to chance
/// @param cityJson whether the city model is written a second time as CityJSON
public record SampleSettings(long buildings, long seed, boolean cityJson) {
  public static final long LEAST = 500;

  /// The parcel keys of one commune (two letters, four digits) suffice for so many.
  public static final long MOST = 4_000_000;

  public SampleSettings {
    if (buildings < LEAST || buildings > MOST) {
      throw new SampleException(
          Finding.violation(
              "sample.size",
              Place.of("--buildings"),
              Long.toString(buildings),
              "a number of buildings from " + LEAST + " to " + MOST,
              "Choose a number in that range."));
    }
  }

  public SampleSettings(long buildings, long seed) {
    this(buildings, seed, true);
  }
}
