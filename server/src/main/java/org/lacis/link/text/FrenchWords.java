package org.lacis.link.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How French addresses and names are shortened, and which of their words tell little. All in small
/// letters without accents.
final class FrenchWords {
  /// What a street is, by every way of writing it: the codes of the land register (`CRS`, `FG`),
  /// postal ones (`BD`), and those of maps. The whole words stand for themselves.
  static final Map<String, String> STREETS =
      table(
          """
          allee all allees alles
          avenue av ave aven
          boulevard bd bld blvd boul bvd
          chaussee chs chee
          chemin ch che chem chm
          cite
          clos
          corniche cor
          cote
          cour
          cours crs
          descente dsc
          domaine dom
          escalier esc
          escaliers
          espace
          esplanade esp espl
          faubourg fbg fg fb fbrg
          galerie gal
          hameau ham
          impasse imp
          jardin
          lieudit ld
          lotissement lot
          mail
          montee mte
          parc
          parvis prv
          passage pas pass psg
          passerelle
          place pl plc
          placette plt
          pont
          porte pte
          port
          promenade prom
          quai qu q
          quartier qua quart
          residence res
          rond-point rpt rdpt
          route rte rt
          rue r
          ruelle rle
          sente sen
          sentier sent
          square sq
          traboule
          traverse tra trav tsse
          venelle ven vnl
          via
          villa vla
          villas
          voie voi vc
          zone za zi zac
          """);

  /// The ways of writing a street that mean nothing else in the middle of a name.
  static final Map<String, String> STREETS_ANYWHERE =
      STREETS.entrySet().stream()
          .filter(entry ->
              Set.of("av", "ave", "bd", "bld", "blvd", "crs", "fbg", "imp", "pl", "rte", "sq")
                  .contains(entry.getKey()))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  /// Words of names, shortened.
  static final Map<String, String> NAMES =
      table(
          """
          saint st
          sainte ste
          saints sts
          saintes stes
          docteur dr doct
          professeur pr prof
          general gal gen genl
          marechal mal mar
          colonel col
          commandant cdt cmdt
          capitaine cap cne
          lieutenant lt ltt
          sergent sgt
          president pdt pres
          monseigneur mgr
          grand gd
          grande gde
          grands gds
          vieux vx
          """,
          "nd",
          "notre dame");

  /// The same, of those that no other word is likely to look like outside an address.
  static final Map<String, String> NAMES_ANYWHERE =
      NAMES.entrySet().stream()
          .filter(entry ->
              Set.of(
                      "st", "ste", "sts", "stes", "dr", "pr", "cdt", "cmdt", "pdt", "mgr", "gd",
                      "gde", "nd", "prof", "gal", "gen", "mal")
                  .contains(entry.getKey()))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  /// What people build for sport, school and care, shortened.
  static final Map<String, String> FACILITIES =
      table(
          """
          gymnase gym gymn
          ecole ec
          elementaire elem
          maternelle mat mater
          primaire prim
          college clg coll
          lycee lyc
          stade std
          terrain terr
          piscine pisc
          tennis tns
          centre ctre
          complexe cplx
          municipal munic mun
          salle sal
          association asso assoc
          universite univ
          bibliotheque bibli
          mediatheque mediath
          hopital hop
          batiment bat batim
          residence res
          groupe grpe
          scolaire scol
          sportif sport
          """,
          "mjc",
          "maison jeunes culture");

  /// Words of a stop that say that it is one.
  static final Set<String> STATIONS =
      Set.of(
          "gare", "gares", "sncf", "halte", "arret", "station", "ter", "routiere", "rout", "tgv");

  /// Titles before a person's name.
  static final Set<String> TITLES =
      Set.of(
          "m",
          "mm",
          "mme",
          "mmes",
          "mlle",
          "mlles",
          "monsieur",
          "madame",
          "mademoiselle",
          "messieurs",
          "mr",
          "mrs",
          "docteur",
          "dr",
          "professeur",
          "pr",
          "maitre",
          "me",
          "sir",
          "dame",
          "ms");

  static final Set<String> ARTICLES =
      Set.of("de", "du", "des", "la", "le", "les", "et", "au", "aux");

  /// Before a vowel or an h, what an apostrophe that was lost leaves.
  static final Set<String> ELIDED = Set.of("d", "l");

  /// How often a number stands in a street: the word for each of its short forms.
  static final Map<String, String> REPETITIONS =
      Map.of(
          "bis",
          "bis",
          "ter",
          "ter",
          "quater",
          "quater",
          "quinquies",
          "quinquies",
          "qua",
          "quater",
          "quat",
          "quater");

  /// Words that tell what kind of thing a label is of.
  static final Set<String> KINDS = kinds();

  private FrenchWords() {}

  private static Set<String> kinds() {
    Set<String> kinds = new HashSet<>(STATIONS);
    kinds.addAll(STREETS.values());
    kinds.addAll(FACILITIES.values());
    kinds.addAll(
        List.of(
            "aire",
            "arrondissement",
            "boulodrome",
            "bassin",
            "court",
            "courts",
            "club",
            "dojo",
            "eglise",
            "espace",
            "halle",
            "hotel",
            "mairie",
            "maison",
            "musee",
            "parking",
            "piste",
            "plateau",
            "plateaux",
            "prive",
            "privee",
            "public",
            "salles",
            "sportive",
            "sports",
            "stop",
            "terrains",
            "theatre",
            "ville"));
    return Set.copyOf(kinds);
  }

  /// A line is a whole word and its short forms.
  private static Map<String, String> table(String lines, String... more) {
    Map<String, String> table = new HashMap<>();
    lines
        .lines()
        .map(line -> line.strip().split(" ", -1))
        .forEach(words -> Arrays.stream(words).forEach(word -> table.put(word, words[0])));
    Stream.iterate(0, i -> i < more.length, i -> i + 2)
        .forEach(i -> table.put(more[i], more[i + 1]));
    return Map.copyOf(table);
  }
}
