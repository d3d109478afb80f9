package org.lacis.link.check;

import java.util.Locale;

/// What is to be thought of a set of links.
public enum Trust {
  /// Linked things belong together by signs that the rule itself does not look at.
  SOUND,
  /// Some of them do not.
  DOUBTFUL,
  /// Linked things have no more in common than things drawn at random.
  FALSE_FRIEND,
  /// There is nothing to tell it by: too few links, or no sign but those that made them.
  UNKNOWN;

  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
