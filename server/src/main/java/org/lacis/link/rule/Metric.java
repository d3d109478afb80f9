package org.lacis.link.rule;

import java.util.Locale;
import org.lacis.link.text.Normalisation;
import org.lacis.link.text.TextMetric;

/// What a criterion measures of a pair: a number, or nothing where it cannot be measured.
public sealed interface Metric {

  /// The word for it in a rule.
  String key();

  /// Of the two shapes.
  record Spatial(SpatialMetric kind) implements Metric {
    @Override
    public String key() {
      return kind.key();
    }
  }

  /// Of the pair among the other candidates of its things.
  record Context(ContextMetric kind) implements Metric {
    @Override
    public String key() {
      return kind.key();
    }
  }

  /// 1 where the shapes stand in a relation, else 0.
  record Topology(Relation relation) implements Metric {
    @Override
    public String key() {
      return "relation";
    }
  }

  /// How alike two texts are, 0 to 1, after the normalisation. Where a thing has several values,
  /// the best pair of them counts.
  record Text(TextMetric kind, Path source, Path target, Normalisation normalisation)
      implements Metric {
    @Override
    public String key() {
      return kind.key();
    }
  }

  /// 1 where both have a key in common, 0 where both have keys and none in common.
  record SameKey(KeyOf source, KeyOf target) implements Metric {
    @Override
    public String key() {
      return "key";
    }
  }

  /// Two quantities against each other.
  record Quantity(Kind kind, Path source, Path target) implements Metric {
    /// How they are compared.
    public enum Kind {
      /// The larger less the smaller, in the unit of the values.
      DIFFERENCE,
      /// The smaller over the larger one, 0 to 1; both must be positive.
      RATIO;

      /// The word for it in a rule.
      public String key() {
        return "number-" + name().toLowerCase(Locale.ROOT);
      }
    }

    @Override
    public String key() {
      return kind.key();
    }
  }

  /// Two dates (or years, or months) against each other: the days between them, 0 where the more
  /// vague one holds the other.
  record Days(Path source, Path target) implements Metric {
    @Override
    public String key() {
      return "days-between";
    }
  }

  /// What both lead to: the share of the things that either leads to which are the same, or stand
  /// in links of another rule; 0 to 1.
  record Neighbours(Path source, Path target) implements Metric {
    @Override
    public String key() {
      return "neighbours";
    }
  }
}
