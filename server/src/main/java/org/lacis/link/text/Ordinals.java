package org.lacis.link.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ordinal numbers and the days of months, as they stand in names of streets and towns.
final class Ordinals {
  private static final Pattern FIGURES =
      Pattern.compile("0*([0-9]{1,4})(?:er|ere|re|e|eme|me|nd|nde|ieme)");
  private static final Set<String> SUFFIXES =
      Set.of("er", "ere", "re", "e", "eme", "me", "nd", "nde", "ieme");

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("premier", "1e"),
          Map.entry("premiere", "1e"),
          Map.entry("deuxieme", "2e"),
          Map.entry("second", "2e"),
          Map.entry("seconde", "2e"),
          Map.entry("troisieme", "3e"),
          Map.entry("quatrieme", "4e"),
          Map.entry("cinquieme", "5e"),
          Map.entry("sixieme", "6e"),
          Map.entry("septieme", "7e"),
          Map.entry("huitieme", "8e"),
          Map.entry("neuvieme", "9e"),
          Map.entry("dixieme", "10e"));

  private static final Set<String> MONTHS =
      Set.of(
          "janvier",
          "fevrier",
          "mars",
          "avril",
          "mai",
          "juin",
          "juillet",
          "aout",
          "septembre",
          "octobre",
          "novembre",
          "decembre");

  private static final List<String> DAYS =
      List.of(
          "zero",
          "un",
          "deux",
          "trois",
          "quatre",
          "cinq",
          "six",
          "sept",
          "huit",
          "neuf",
          "dix",
          "onze",
          "douze",
          "treize",
          "quatorze",
          "quinze",
          "seize",
          "dixsept",
          "dixhuit",
          "dixneuf",
          "vingt");

  private Ordinals() {}

  /// @param words small, without accents
  static List<String> plain(List<String> words) {
    List<String> plain = new ArrayList<>(words.size());
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean more = i + 1 < words.size();
      Matcher figures = FIGURES.matcher(word);
      if (figures.matches()) {
        plain.add(figures.group(1) + "e");
      } else if (more && word.matches("[0-9]{1,2}") && SUFFIXES.contains(words.get(i + 1))) {
        // "1 er", "6 ème"
        plain.add(Integer.parseInt(word) + "e");
        i++;
      } else if (WORDS.containsKey(word)) {
        plain.add(WORDS.getOrDefault(word, word));
      } else if (more && MONTHS.contains(words.get(i + 1)) && DAYS.contains(word)) {
        plain.add(Integer.toString(DAYS.indexOf(word)));
      } else {
        plain.add(word);
      }
    }
    return plain;
  }

  /// The number of an ordinal in plain form, or of bare figures; 0 when it is none.
  static int number(String word) {
    String figures = word.endsWith("e") ? word.substring(0, word.length() - 1) : word;
    return figures.matches("[0-9]{1,4}") ? Integer.parseInt(figures) : 0;
  }
}
