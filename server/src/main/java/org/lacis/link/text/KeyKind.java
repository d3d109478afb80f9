package org.lacis.link.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keys that many a register writes in its own way, each brought to one form.
///
/// A text that holds no such key gives none: it is never bent until it fits.
public enum KeyKind {
  /// A parcel of the French cadastre as its identifier of 14 characters, wherever it hides in a
  /// text: `BU_69381AS107`, `69381 000 AS 107` and `69381000AS0107` are `69381000AS0107`. Commune
  /// (2A and 2B too), prefix (000 where none stands), section (0 before a single letter), number.
  CADASTRAL_PARCEL {
    @Override
    Optional<String> found(String text) {
      Matcher parcel = PARCEL_ID.matcher(text.toUpperCase(Locale.ROOT));
      if (!parcel.find()) {
        return Optional.empty();
      }
      String prefix = parcel.group(2) == null ? "000" : parcel.group(2);
      String section = parcel.group(3);
      return Optional.of(
          parcel.group(1)
              + prefix
              + KeyFormat.sized(section, 2)
              + KeyFormat.sized(parcel.group(4), 4));
    }
  },
  /// Insee's code of a commune, five characters, with the zero that a table of numbers lost.
  INSEE {
    @Override
    Optional<String> found(String text) {
      Matcher code = COMMUNE_CODE.matcher(text.toUpperCase(Locale.ROOT));
      return code.find() ? Optional.of(KeyFormat.sized(code.group(1), 5)) : Optional.empty();
    }
  },
  /// The same, where a municipal arrondissement of Paris, Lyon or Marseille stands for its commune:
  /// 69381 is 69123.
  COMMUNE {
    @Override
    Optional<String> found(String text) {
      return INSEE.found(text).map(KeyKind::commune);
    }
  },
  /// The code of a French railway stop, eight figures: 87, the number, and its check digit, which
  /// is worked out where it is left out and has to be right where it stands.
  UIC {
    @Override
    Optional<String> found(String text) {
      Matcher code = RAILWAY.matcher(text);
      while (code.find()) {
        String number = code.group(1);
        int check = check(number);
        String told = code.group(2);
        if (told == null || told.isEmpty() || told.charAt(0) - '0' == check) {
          return Optional.of("87" + number + check);
        }
      }
      return Optional.empty();
    }
  },
  /// The enterprise, nine figures, of a SIREN or SIRET whose check digit is right; spaces are
  /// passed over.
  SIREN {
    @Override
    Optional<String> found(String text) {
      String figures = text.replaceAll("[\\s\\u00a0\\u202f.]", "");
      return figures.matches("[0-9]{9}(?:[0-9]{5})?") && luhn(figures.substring(0, 9))
          ? Optional.of(figures.substring(0, 9))
          : Optional.empty();
    }
  },
  /// A whole number, without zeros before it: `02010` and `2010` are `2010`.
  NUMBER {
    @Override
    Optional<String> found(String text) {
      String figures = text.strip();
      return figures.matches("[0-9]{1,64}")
          ? Optional.of(KeyFormat.sized(figures, 0))
          : Optional.empty();
    }
  },
  /// Letters and figures alone, in capitals, without accents.
  CODE {
    @Override
    Optional<String> found(String text) {
      return Optional.of(Normalisation.Step.CODE.applied(text)).filter(code -> !code.isEmpty());
    }
  };

  private static final Pattern PARCEL_ID =
      Pattern.compile(
          "(?<![0-9A-Z])(?:[A-Z]{1,4}[_-])?([0-9][0-9AB][0-9]{3})[ _-]?([0-9]{3})?[ _-]?"
              + "0?([A-Z]{1,2}|[0-9][A-Z])[ _-]?([0-9]{1,4})(?![0-9A-Z])");
  private static final Pattern COMMUNE_CODE =
      Pattern.compile("(?<![0-9A-Z])([0-9]{4,5}|2[AB][0-9]{3})(?![0-9A-Z])");
  private static final Pattern RAILWAY = Pattern.compile("(?<![0-9])87([0-9]{5})([0-9]?)(?![0-9])");

  private static final Map<String, KeyKind> BY_KEY =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(KeyKind::key, kind -> kind));

  abstract Optional<String> found(String text);

  /// @param text cut at [Text#LONGEST]
  /// @return empty when the text holds no such key
  public Optional<String> of(String text) {
    return found(Text.cut(text));
  }

  /// The word for it in a rule: `cadastral-parcel`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Every kind by its word.
  public static Map<String, KeyKind> byKey() {
    return BY_KEY;
  }

  private static String commune(String code) {
    if (code.startsWith("2A") || code.startsWith("2B")) {
      return code;
    }
    int number = Integer.parseInt(code);
    if (number >= 75_101 && number <= 75_120) {
      return "75056";
    }
    if (number >= 69_381 && number <= 69_389) {
      return "69123";
    }
    return number >= 13_201 && number <= 13_216 ? "13055" : code;
  }

  /// Figures from the right are taken twice and once by turns, those of the products are summed
  /// (Luhn).
  private static int check(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int figure = number.charAt(number.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? 2 * figure : figure;
      sum += weighed / 10 + weighed % 10;
    }
    return (10 - sum % 10) % 10;
  }

  private static boolean luhn(String figures) {
    return check(figures.substring(0, figures.length() - 1))
        == figures.charAt(figures.length() - 1) - '0';
  }
}
