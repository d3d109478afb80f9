package org.lacis.link.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A town as the end of an address names it: `69003 LYON`, `Lyon 3e Arrondissement`, `LYON CEDEX
/// 03`, `St-Étienne`.
///
/// @param name small letters without accents, saints written whole, articles, CEDEX and district
///   left out; empty = none
/// @param district the arrondissement of Paris, Lyon or Marseille, from the name or the postcode; 0
///   = none
/// @param postcode five figures, or empty. That of a CEDEX is no place, and left out
public record Town(String name, int district, String postcode) {
  /// No town.
  public static final Town NONE = new Town("", 0, "");

  private static final Set<String> IDLE =
      Set.of("arrondissement", "arrdt", "arr", "ardt", "arrond");

  /// @param text name, with or without postcode and CEDEX
  public static Town of(String text) {
    List<String> words =
        Ordinals.plain(
            Normalisation.words(
                Normalisation.joined(
                    Normalisation.words(Street.plain(Brackets.without(Text.cut(text)))))));
    String postcode = "";
    boolean mail = false;
    List<String> name = new ArrayList<>();
    for (String word : words) {
      if (word.equals("cedex")) {
        mail = true;
      } else if (postcode.isEmpty() && word.matches("[0-9]{5}")) {
        postcode = word;
      } else if (!IDLE.contains(word)) {
        name.add(FrenchWords.NAMES_ANYWHERE.getOrDefault(word, word));
      }
    }
    int district = 0;
    if (name.size() > 1 && Ordinals.number(name.getLast()) > 0) {
      int number = Ordinals.number(name.removeLast());
      district = mail || number > 20 ? 0 : number;
    }
    String plain = Normalisation.joined(Normalisation.withoutArticles(name));
    if (mail) {
      return new Town(plain, district, "");
    }
    return new Town(plain, district > 0 ? district : district(postcode), postcode);
  }

  /// The arrondissement that a postcode of Paris, Lyon or Marseille stands for; 0 = none.
  static int district(String postcode) {
    if (!postcode.matches("(?:75[01]|130|690)[0-9]{2}")) {
      return 0;
    }
    int number = Integer.parseInt(postcode.substring(3));
    int most =
        switch (postcode.substring(0, 2)) {
          case "75" -> 20;
          case "13" -> 16;
          default -> 9;
        };
    return number <= most ? number : 0;
  }

  /// No name and no postcode.
  public boolean isEmpty() {
    return name.isEmpty() && postcode.isEmpty();
  }

  /// Whether both may be the same: nothing that both tell is contrary. Of a postcode only its
  /// department must agree where the names do: towns have several.
  public boolean agrees(Town other) {
    if (district > 0 && other.district > 0 && district != other.district) {
      return false;
    }
    if (!name.isEmpty() && !other.name.isEmpty()) {
      return name.equals(other.name)
          && department().regionMatches(0, other.department(), 0, shorter(other));
    }
    return postcode.isEmpty() || other.postcode.isEmpty() || postcode.equals(other.postcode);
  }

  private int shorter(Town other) {
    return Math.min(department().length(), other.department().length());
  }

  private String department() {
    return postcode.isEmpty() ? "" : postcode.substring(0, 2);
  }

  /// `69003 lyon 3e`; read again it is the same town.
  String canonical() {
    return (postcode + " " + name + (district > 0 && !name.isEmpty() ? " " + district + "e" : ""))
        .strip();
  }
}
