package org.lacis.mapping;

import org.apache.jena.langtag.LangTag;
import org.apache.jena.langtag.LangTagException;

/// Checks language tags (BCP 47, RFC 5646).
public final class LanguageTags {
  private LanguageTags() {}

  private static final int LONGEST_LANGUAGE = 3;

  /// Whether the tag is well-formed and its language can be a registered one: those have two or
  /// three letters, and no longer one was ever registered (section 2.2.1), so that `english` is the
  /// name of a language and no tag.
  public static boolean valid(String tag) {
    try {
      LangTag.of(tag);
      int end = tag.indexOf('-');
      return (end < 0 ? tag.length() : end) <= LONGEST_LANGUAGE;
    } catch (LangTagException _) {
      return false;
    }
  }
}
