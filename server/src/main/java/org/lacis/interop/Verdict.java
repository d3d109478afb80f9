package org.lacis.interop;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The level that results come to, and what keeps it from being a higher one.
///
/// A level is reached when every test it needs has passed, or speaks of nothing that is there, when
/// enough families have a test that passed, and when the level below is reached. A test that was
/// not run, or allowed no verdict, has not passed. A blocking failure bars every level.
///
/// @param level reached
/// @param bars what is in the way of higher ones, in the order of the results
public record Verdict(Level level, List<Bar> bars) {

  public Verdict {
    bars = List.copyOf(bars);
  }

  /// What is in the way of a level.
  ///
  /// @param level that it bars, and with it all above
  /// @param check id of the test; empty when too few families have a test that passed
  /// @param outcome key of what it came to; empty without a test
  /// @param passed families with a test that passed
  /// @param wanted families that the level wants
  public record Bar(Level level, String check, String outcome, int passed, int wanted) {}

  /// Judges the results of a profile.
  public static Verdict of(Profile profile, List<Result> results) {
    List<Bar> bars = new ArrayList<>();
    Set<Family> passed = EnumSet.noneOf(Family.class);
    for (Result result : results) {
      switch (result.outcome()) {
        case Outcome.Passed _ -> passed.add(result.check().family());
        case Outcome.Inapplicable _ -> {}
        case Outcome.Failed _, Outcome.CannotTell _, Outcome.Untested _ ->
            bars.add(
                new Bar(
                    barred(profile, result), result.check().id(), result.outcome().key(), 0, 0));
      }
    }
    Level lowest = Level.GOLD;
    boolean barred = false;
    for (Bar bar : bars) {
      if (bar.level().compareTo(lowest) <= 0) {
        lowest = bar.level();
        barred = true;
      }
    }
    Level reached = barred ? lowest.below() : Level.GOLD;
    for (Level level : List.of(Level.BRONZE, Level.SILVER, Level.GOLD)) {
      int wanted = profile.families().getOrDefault(level, 1);
      if (passed.size() < wanted) {
        bars.add(new Bar(level, "", "", passed.size(), wanted));
        reached = below(reached, level);
        break;
      }
    }
    return new Verdict(reached, bars);
  }

  private static Level barred(Profile profile, Result result) {
    return result.failed() && result.check().severity() == Severity.BLOCKING
        ? Level.BRONZE
        : profile.needed(result.check());
  }

  private static Level below(Level reached, Level barred) {
    return reached.compareTo(barred) < 0 ? reached : barred.below();
  }
}
