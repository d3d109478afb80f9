package org.lacis.app.sample;

import java.util.List;

/// Names of streets and communes. All are made up of common words.
final class Names {
  private static final List<String> KINDS =
      List.of("rue", "allée", "avenue", "chemin", "montée", "impasse", "cours", "ruelle");

  private static final List<String> OF =
      List.of(
          "des Tilleuls",
          "du Lavoir",
          "des Tanneurs",
          "du Vieux Moulin",
          "des Hirondelles",
          "de la Forge",
          "du Pont Neuf",
          "des Vignes",
          "du Puits",
          "des Charrons",
          "de la Tuilerie",
          "du Belvédère",
          "des Noyers",
          "de la Fontaine",
          "des Mésanges",
          "du Four",
          "des Cordiers",
          "de la Source",
          "du Verger",
          "des Platanes",
          "de la Digue",
          "du Marché",
          "des Ardoisiers",
          "de la Passerelle",
          "du Séchoir",
          "des Glycines",
          "de la Halle",
          "du Gué",
          "des Lauriers",
          "de la Prairie",
          "du Colombier");

  /// The commune and those around it, from the north-west, line by line; the fifth is the town.
  static final List<String> COMMUNES =
      List.of(
          "Bruvane-le-Haut",
          "Les Vernoirs",
          "Saint-Ondrin-des-Prés",
          "Corvelles",
          Town.NAME,
          "Montafray",
          "Prévignes-en-Ourbe",
          "La Chapelle-Vérin",
          "Ternizay");

  private Names() {}

  /// The name of the n-th street; never the same for two of them, for the two lists have no divisor
  /// in common.
  static String street(int n) {
    int round = n / (OF.size() * KINDS.size());
    String name = KINDS.get(n % KINDS.size()) + " " + OF.get(n % OF.size());
    return round == 0 ? name : name + " " + (round + 1);
  }
}
