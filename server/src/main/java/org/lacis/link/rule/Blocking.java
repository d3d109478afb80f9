package org.lacis.link.rule;

import java.util.List;
import org.lacis.link.text.Normalisation;

/// Which pairs are looked at.
public sealed interface Blocking {

  /// Boxes no farther apart than this.
  ///
  /// @param within metres, in each axis of the working CRS; 0 = boxes that meet
  record Near(double within) implements Blocking {}

  /// A key in common.
  record Keys(KeyOf source, KeyOf target) implements Blocking {}

  /// Words in common: the tokens that both normalised texts hold, over those of the one that has
  /// fewer, reach the share. Words that very many things carry propose nothing by themselves, see
  /// [org.lacis.link.text.TextBlocking].
  ///
  /// @param share more than 0, to 1
  record Words(Path source, Path target, Normalisation normalisation, double share)
      implements Blocking {}

  /// What each of these proposes.
  ///
  /// @param parts two at least, none of them an [All] or [Any]
  record All(List<Blocking> parts) implements Blocking {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /// What one of these proposes.
  ///
  /// @param parts two at least
  record Any(List<Blocking> parts) implements Blocking {
    public Any {
      parts = List.copyOf(parts);
    }
  }
}
