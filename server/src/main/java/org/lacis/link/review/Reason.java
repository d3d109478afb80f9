package org.lacis.link.review;

/// Why something is so, one sentence in each language.
public record Reason(String fr, String en) {
  /// In the language of a tag; English for one that is not spoken here.
  public String in(String tag) {
    return tag.startsWith("fr") ? fr : en;
  }
}
