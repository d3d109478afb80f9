package org.lacis.link.rule;

import java.util.Locale;

/// What is made of two areas and their intersection, 0 to 1.
public enum Measure {
  /// The part of the smaller one that both share: 1 where one lies in the other. The measure for
  /// things that one twin splits and the other does not.
  INTERSECTION_OVER_SMALLER {
    @Override
    public double of(double source, double target, double intersection) {
      return intersection / Math.min(source, target);
    }
  },
  /// Jaccard's index: 1 only where both are equal.
  INTERSECTION_OVER_UNION {
    @Override
    public double of(double source, double target, double intersection) {
      return intersection / (source + target - intersection);
    }
  },
  /// The part of the source that lies in the target.
  INTERSECTION_OVER_SOURCE {
    @Override
    public double of(double source, double target, double intersection) {
      return intersection / source;
    }
  },
  /// The part of the target that lies in the source.
  INTERSECTION_OVER_TARGET {
    @Override
    public double of(double source, double target, double intersection) {
      return intersection / target;
    }
  };

  /// @param source area, square metres, more than 0
  /// @param target area, square metres, more than 0
  /// @param intersection area, square metres
  public abstract double of(double source, double target, double intersection);

  /// The word for it in a rule: `intersection-over-smaller`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
