package org.lacis.mapping;

import org.apache.jena.langtag.LangTag;
import org.apache.jena.langtag.LangTagException;

/// Checks language tags.
public final class LanguageTags {
  private LanguageTags() {}

  /// Whether the tag is well-formed after BCP 47 (RFC 5646).
  public static boolean valid(String tag) {
    try {
      LangTag.of(tag);
      return true;
    } catch (LangTagException _) {
      return false;
    }
  }
}
