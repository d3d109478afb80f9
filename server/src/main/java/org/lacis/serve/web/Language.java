package org.lacis.serve.web;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A language in which the pages are written.
public enum Language {
  FR("fr", "Français", Locale.FRANCE),
  EN("en", "English", Locale.UK);

  private final String tag;
  private final String name;
  private final Locale locale;

  Language(String tag, String name, Locale locale) {
    this.tag = tag;
    this.name = name;
    this.locale = locale;
  }

  public String tag() {
    return tag;
  }

  /// Its name in itself.
  public String ownName() {
    return name;
  }

  public Locale locale() {
    return locale;
  }

  public Language other() {
    return this == FR ? EN : FR;
  }

  public static Optional<Language> byTag(String tag) {
    return Arrays.stream(values()).filter(language -> language.tag.equals(tag)).findFirst();
  }

  /// The most wanted language of an `Accept-Language` header.
  ///
  /// @param offered what this twin speaks, preferred first; not empty
  public static Language choose(String header, List<Language> offered) {
    return Accept.of(header).ranges().stream()
        .filter(range -> range.q() > 0)
        .sorted(Comparator.comparingDouble(Accept.Range::q).reversed())
        .flatMap(range -> offered.stream().filter(language -> meets(range.value(), language)))
        .findFirst()
        .orElse(offered.getFirst());
  }

  private static boolean meets(String range, Language language) {
    return range.equals(language.tag) || range.startsWith(language.tag + "-");
  }
}
