package org.lacis.validate.report;

import java.util.Locale;
import java.util.ResourceBundle;
import org.lacis.vocabulary.Severity;

/// The words of reports, in French and in English.
///
/// @param language `fr`; anything else is English
public record ReportWords(String language) {
  private static final String BUNDLE = "org.lacis.validate.report.words";

  /// The words of a key, with `{0}`, `{1}`, … replaced.
  public String get(String key, Object... details) {
    String text = ResourceBundle.getBundle(BUNDLE, locale()).getString(key);
    for (int i = 0; i < details.length; i++) {
      String detail =
          details[i] instanceof Long || details[i] instanceof Integer
              ? String.format(locale(), "%,d", details[i])
              : String.valueOf(details[i]);
      text = text.replace("{" + i + "}", detail);
    }
    return text;
  }

  /// A severity in words, in the singular.
  public String of(Severity severity) {
    return get("severity." + severity.name().toLowerCase(Locale.ROOT));
  }

  private Locale locale() {
    return language.equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
  }
}
