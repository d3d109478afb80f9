package org.lacis.interop;

/// A sentence in both languages of the program.
public record Text(String en, String fr) {

  public static Text of(String en, String fr) {
    return new Text(en, fr);
  }

  /// Words that are the same in every language: addresses, numbers, a message of somebody else.
  public static Text plain(String words) {
    return new Text(words, words);
  }

  /// In the language of a tag; English where it is neither.
  public String in(String tag) {
    return tag.startsWith("fr") ? fr : en;
  }

  public boolean isEmpty() {
    return en.isEmpty() && fr.isEmpty();
  }
}
