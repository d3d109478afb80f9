package org.lacis.link.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A French postal address, as its parts.
///
/// Read from one text (`12 B BD DU 11 NOVEMBRE 1918, 69100 VILLEURBANNE CEDEX`) in time
/// proportional to its length. Words are small, without accents, abbreviations written whole,
/// articles left out. What stands in brackets, a building, a floor, the second street of a corner
/// are passed over.
///
/// @param number in the street, of several the least; 0 = none
/// @param last of several numbers the greatest; `number` where there is one
/// @param repetition `bis`, `ter`, `quater`, `quinquies`, or the letter that stands there; empty =
///   none. `12 B` is the letter b: it may mean bis, see [#numbers]
/// @param streetType `rue`, `boulevard`, `lieudit`…; empty = none
/// @param streetName without its type
/// @param town with its postcode
public record Address(
    int number, int last, String repetition, String streetType, String streetName, Town town) {

  private static final Pattern RANGE = Pattern.compile("(?<=[0-9])\\s?/\\s?(?=[0-9])");
  private static final Pattern PARTS = Pattern.compile("[,;\\r\\n/]");
  private static final Pattern POSTCODE = Pattern.compile("(?<![0-9])(?:[0-9]{5})(?![0-9])");

  private static final Set<String> WITHIN =
      Set.of(
          "batiment",
          "bat",
          "residence",
          "res",
          "etage",
          "appartement",
          "appt",
          "apt",
          "escalier",
          "esc",
          "entree",
          "immeuble",
          "imm",
          "hall",
          "porte",
          "boite",
          "bp",
          "cs",
          "chez",
          "angle",
          "face",
          "pres",
          "tour",
          "bloc",
          "france");

  private static final double OTHER_TYPE = 0.8;
  private static final double ONE_TYPE = 0.95;
  private static final double ONE_NUMBER = 0.8;
  private static final double PERHAPS_REPEATED = 0.95;
  private static final double OTHER_REPETITION = 0.8;
  private static final double OTHER_NUMBER = 0.4;
  private static final double OTHER_TOWN = 0.4;
  private static final double SAME_WORD = 0.9;

  /// @param text one address; several are read as the first
  public static Address of(String text) {
    String plain = RANGE.matcher(Brackets.without(Text.cut(text))).replaceAll("-");
    List<String> streets = new ArrayList<>();
    Town town = Town.NONE;
    for (String part : PARTS.split(plain)) {
      if (part.isBlank()) {
        continue;
      }
      int from = postcode(part);
      if (from < 0) {
        streets.add(part);
        continue;
      }
      String before = part.substring(0, from);
      Town found = Town.of(part.substring(from));
      if (found.name().isEmpty() && !before.isBlank() && !Street.of(before).certain()) {
        // "Lyon 69003"
        found = Town.of(part);
      } else {
        streets.add(before);
      }
      town = town.isEmpty() ? found : town;
    }
    return read(whole(streets), town);
  }

  /// The same address where postcode and town stand apart from the street.
  public static Address of(String street, String postcode, String town) {
    Address address = of(street);
    Town told = Town.of(postcode + " " + town);
    return told.isEmpty()
        ? address
        : new Address(
            address.number,
            address.last,
            address.repetition,
            address.streetType,
            address.streetName,
            told);
  }

  private static Address read(List<String> parts, Town known) {
    Street street = Street.of("");
    Town town = known;
    for (String part : parts) {
      Street here = Street.of(part);
      boolean first = street.name().isEmpty() && street.number() == 0;
      if (first || (here.certain() && !street.certain())) {
        street = here;
        town = known;
      } else if (town.isEmpty() && !here.certain() && town(part)) {
        town = Town.of(part);
      }
    }
    return new Address(
        street.number(), street.last(), street.repetition(), street.type(), street.name(), town);
  }

  /// A part that is a number alone belongs to the next.
  private static List<String> whole(List<String> parts) {
    List<String> whole = new ArrayList<>();
    String before = "";
    for (String part : parts) {
      Street street = Street.of(part);
      if (street.number() > 0 && street.name().isEmpty()) {
        before = before + " " + part;
      } else {
        whole.add(before + " " + part);
        before = "";
      }
    }
    if (!before.isEmpty()) {
      whole.add(before);
    }
    return whole;
  }

  private static boolean town(String part) {
    List<String> words = Normalisation.words(Street.plain(part));
    return !words.isEmpty() && !WITHIN.contains(words.getFirst());
  }

  /// Where the postcode of a part begins, which is the last group of five figures, but not one that
  /// a street follows; -1 = none.
  private static int postcode(String part) {
    int found = -1;
    var groups = POSTCODE.matcher(part);
    while (groups.find()) {
      boolean house =
          part.substring(0, groups.start()).isBlank()
              && Street.of(part).number() > 0
              && !Street.of(part).type().isEmpty();
      found = house ? found : groups.start();
    }
    return found;
  }

  /// No street, no number, no town.
  public boolean isEmpty() {
    return number == 0 && streetName.isEmpty() && town.isEmpty();
  }

  /// One way of writing it: `12-14 bis boulevard 11 novembre 1918, 69100 villeurbanne`. Read again
  /// it is the same address.
  public String canonical() {
    StringBuilder text = new StringBuilder();
    if (number > 0) {
      text.append(number);
      if (!repetition.isEmpty()) {
        // A letter apart is told from the name by the type that follows.
        text.append(streetType.isEmpty() ? "" : " ").append(repetition);
      }
      if (last > number) {
        text.append('-').append(last);
      }
    }
    text.append(' ').append(streetType).append(streetType.isEmpty() ? "" : " ").append(streetName);
    String place = text.toString().strip();
    String end = town.canonical();
    return place.isEmpty() || end.isEmpty() ? place + end : place + ", " + end;
  }

  /// How far the numbers of two addresses agree.
  public enum Numbers {
    /// The same number with the same repetition, or ranges that meet (a range of two even, or two
    /// odd, numbers is that side of the street alone).
    SAME,
    /// The same but for a repetition that may be the same: b and bis, t and ter, q and quater.
    PERHAPS,
    /// The same number, repeated otherwise.
    OTHER_REPETITION,
    /// Neither has a number.
    NONE,
    /// One has a number, the other none.
    ONE,
    /// Others.
    DIFFERENT
  }

  public Numbers numbers(Address other) {
    if (number == 0 && other.number == 0) {
      return Numbers.NONE;
    }
    if (number == 0 || other.number == 0) {
      return Numbers.ONE;
    }
    if (!meets(other)) {
      return Numbers.DIFFERENT;
    }
    if (last > number || other.last > other.number || repetition.equals(other.repetition)) {
      return Numbers.SAME;
    }
    return begins(repetition, other.repetition) || begins(other.repetition, repetition)
        ? Numbers.PERHAPS
        : Numbers.OTHER_REPETITION;
  }

  private static boolean begins(String letter, String word) {
    return letter.length() == 1 && word.length() > 1 && word.startsWith(letter);
  }

  private boolean meets(Address other) {
    int from = Math.max(number, other.number);
    int to = Math.min(last, other.last);
    if (from > to) {
      return false;
    }
    boolean sides = oneSide() && other.oneSide();
    return !sides || number % 2 == other.number % 2;
  }

  private boolean oneSide() {
    return number % 2 == last % 2;
  }

  /// How alike two addresses are, 0 to 1: the names of the streets as words written a little
  /// differently ([SoftWords#weighted], words alike from 0.9), times what type (other 0.8, told by
  /// one alone 0.95), number (other 0.4, told by one alone 0.8, other repetition 0.8, b and bis
  /// 0.95) and town (contrary 0.4) leave of it.
  ///
  /// @return `NaN` where one has no street
  public double likeness(Address other) {
    if (streetName.isEmpty() || other.streetName.isEmpty()) {
      return Double.NaN;
    }
    double names =
        SoftWords.weighted(
            Text.of(streetName), Text.of(other.streetName), WordWeights.even(), SAME_WORD);
    return names
        * types(other)
        * weight(numbers(other))
        * (town.agrees(other.town) ? 1 : OTHER_TOWN);
  }

  private double types(Address other) {
    if (streetType.equals(other.streetType)) {
      return 1;
    }
    return streetType.isEmpty() || other.streetType.isEmpty() ? ONE_TYPE : OTHER_TYPE;
  }

  private static double weight(Numbers numbers) {
    return switch (numbers) {
      case SAME, NONE -> 1;
      case PERHAPS -> PERHAPS_REPEATED;
      case OTHER_REPETITION -> OTHER_REPETITION;
      case ONE -> ONE_NUMBER;
      case DIFFERENT -> OTHER_NUMBER;
    };
  }
}
