package org.lacis.link.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The words of an address without town, read from the left: number, kind of street, name.
final class Street {
  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
  private static final Pattern NUMBER_AND_LETTERS = Pattern.compile("[0-9]{1,5}[a-z]{1,9}");

  private static final Set<String> BEFORE =
      Set.of(
          "n",
          "no",
          "num",
          "numero",
          "angle",
          "face",
          "entree",
          "devant",
          "pres",
          "croisement",
          "intersection",
          "croisee",
          "a",
          "par",
          "sur");
  private static final Set<String> AND = Set.of("a", "au", "et", "ou");
  private static final Set<String> CORNER = Set.of("angle", "face", "croisement", "intersection");
  private static final Set<String> SIZE =
      Set.of(
          "petite",
          "petit",
          "grande",
          "grand",
          "gde",
          "gd",
          "pte",
          "pt",
          "vieille",
          "vieux",
          "ancienne",
          "ancien",
          "haute",
          "haut",
          "basse",
          "bas",
          "nouvelle");
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

  private final List<String> words;
  private int at;
  private int number;
  private int last;
  private String repetition = "";
  private String type = "";
  private List<String> name = List.of();

  private Street(List<String> words) {
    this.words = words;
  }

  /// @param text no town, no postcode
  static Street of(String text) {
    Street street = new Street(Normalisation.words(plain(text)));
    street.read();
    return street;
  }

  /// Small letters, without accents, elisions and signs.
  static String plain(String text) {
    String whole = Normalisation.Step.ELISIONS.applied(text);
    return SIGNS.matcher(Letters.bare(whole).toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

  int number() {
    return number;
  }

  int last() {
    return last;
  }

  String repetition() {
    return repetition;
  }

  String type() {
    return type;
  }

  String name() {
    return Normalisation.joined(name);
  }

  /// Whether it is a street for certain: it says what kind, or has a number.
  boolean certain() {
    return !type.isEmpty() || number > 0;
  }

  private void read() {
    while (at + 1 < words.size()
        && (BEFORE.contains(word(0)) || FrenchWords.ARTICLES.contains(word(0)))) {
      at++;
    }
    readNumber();
    while (at + 1 < words.size() && FrenchWords.ARTICLES.contains(word(0))) {
      at++;
    }
    List<String> rest = kind();
    name = name(rest);
  }

  /// `12`, `12bis`, `12 B`, `12-14`, `2 et 4`, `5 au 7`; no number is that of a day (`8 mai 1945`).
  private void readNumber() {
    if (!numbered(0)) {
      return;
    }
    number = figures(word(0));
    last = number;
    repetition = attached(word(0));
    at++;
    if (repetition.isEmpty()) {
      repeated();
    }
    while (at < words.size()) {
      int ahead = AND.contains(word(0)) ? 1 : 0;
      if (!numbered(ahead)) {
        return;
      }
      int next = figures(word(ahead));
      number = Math.min(number, next);
      last = Math.max(last, next);
      at += ahead + 1;
      // What is told of a further number is left out: the first says enough.
      String first = repetition;
      repeated();
      repetition = first;
    }
  }

  private void repeated() {
    String word = word(0);
    boolean letter = word.length() == 1 && Character.isLetter(word.charAt(0));
    boolean alone = at + 1 >= words.size() || street(1);
    if (FrenchWords.REPETITIONS.containsKey(word)) {
      repetition = FrenchWords.REPETITIONS.getOrDefault(word, word);
      at++;
    } else if (letter && alone && word.charAt(0) <= 'z') {
      repetition = word;
      at++;
    }
  }

  private boolean numbered(int ahead) {
    String word = word(ahead);
    if (NUMBER.matcher(word).matches()) {
      return Integer.parseInt(word) > 0 && !MONTHS.contains(word(ahead + 1));
    }
    return NUMBER_AND_LETTERS.matcher(word).matches() && !attached(word).isEmpty();
  }

  private static int figures(String word) {
    int end = 0;
    while (end < word.length() && Character.digit(word.charAt(end), 10) >= 0) {
      end++;
    }
    return Integer.parseInt(word.substring(0, end));
  }

  /// The repetition written in one with a number: `12bis`, `12b`; `2e` is an ordinal and has none.
  private static String attached(String word) {
    String letters = word.replaceFirst("^[0-9]+", "");
    return letters.length() == 1 && !letters.equals("e")
        ? letters
        : FrenchWords.REPETITIONS.getOrDefault(letters, "");
  }

  private boolean street(int ahead) {
    return FrenchWords.STREETS.containsKey(word(ahead))
        || (SIZE.contains(word(ahead)) && FrenchWords.STREETS.containsKey(word(ahead + 1)))
        || two(ahead, "rond", "point")
        || two(ahead, "lieu", "dit");
  }

  private boolean two(int ahead, String first, String second) {
    return word(ahead).equals(first) && word(ahead + 1).equals(second);
  }

  /// @return the words of the name
  private List<String> kind() {
    List<String> rest = words.subList(at, words.size());
    if (two(0, "rond", "point") || two(0, "lieu", "dit")) {
      if (rest.size() > 2) {
        type = two(0, "rond", "point") ? "rond-point" : "lieudit";
        return rest.subList(2, rest.size());
      }
    } else if (word(0).equals("grandrue")) {
      type = "rue";
      return with("grande", rest.subList(1, rest.size()));
    } else if (SIZE.contains(word(0)) && FrenchWords.STREETS.containsKey(word(1))) {
      type = FrenchWords.STREETS.getOrDefault(word(1), "");
      return with(size(word(0)), rest.subList(2, rest.size()));
    } else if (rest.size() > 1 && FrenchWords.STREETS.containsKey(word(0))) {
      type = FrenchWords.STREETS.getOrDefault(word(0), "");
      return rest.subList(1, rest.size());
    }
    return rest;
  }

  private static String size(String word) {
    return switch (word) {
      case "gd", "gde", "grand" -> "grande";
      case "pt", "pte", "petit" -> "petite";
      default -> word;
    };
  }

  private static List<String> with(String first, List<String> more) {
    List<String> all = new ArrayList<>(more.size() + 1);
    all.add(first);
    all.addAll(more);
    return all;
  }

  private static List<String> name(List<String> words) {
    List<String> name = new ArrayList<>();
    for (String word : words) {
      if (CORNER.contains(word) && !name.isEmpty()) {
        break;
      }
      name.addAll(Normalisation.words(FrenchWords.NAMES.getOrDefault(word, word)));
    }
    return Ordinals.plain(Normalisation.withoutArticles(name));
  }

  private String word(int ahead) {
    return at + ahead < words.size() ? words.get(at + ahead) : "";
  }
}
