package org.lacis.validate.register;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import org.lacis.vocabulary.Lacis;

/// What the checks are called and what they say, in French and in English. Functions of their
/// arguments only.
public final class RegisterWords {
  /// What the IRIs of checks and of kinds of problems begin with.
  public static final String NS = Lacis.NS + "register-";

  static final List<String> LANGUAGES = List.of("fr", "en");

  private static final String BUNDLE = "org.lacis.validate.register.words";

  private RegisterWords() {}

  /// What a check is called.
  ///
  /// @param name of the check, kebab-case
  public static String label(String name, String language) {
    return get(name + ".label", language);
  }

  /// What a check looks at, in a sentence or two.
  public static String description(String name, String language) {
    return get(name + ".description", language);
  }

  /// What can be done about a kind of problem.
  ///
  /// @param kind the local name of [org.lacis.validate.Result#shape()], or its whole IRI
  /// @return empty for what is no kind of a check
  public static Optional<String> remedy(String kind, String language) {
    String name = kind.startsWith(NS) ? kind.substring(NS.length()) : kind;
    try {
      return Optional.of(get(name + ".remedy", language));
    } catch (MissingResourceException _) {
      return Optional.empty();
    }
  }

  static String get(String key, String language, Object... details) {
    Locale locale = language.equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
    String text = ResourceBundle.getBundle(BUNDLE, locale).getString(key);
    for (int i = 0; i < details.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(details[i]));
    }
    return text;
  }
}
