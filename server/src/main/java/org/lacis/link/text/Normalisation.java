package org.lacis.link.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is overlooked in a text before it is compared: steps, one after the other.
///
/// A named one (`name`, `address`, …) is a list of steps that was found good; a rule may write its
/// own. To normalise twice is to normalise once, for each named one. A text longer than
/// [Text#LONGEST] is cut first.
///
/// @param steps in order; none = the text as it stands, without white space at its ends
public record Normalisation(List<Step> steps) {
  /// The text as it stands.
  public static final Normalisation NONE = new Normalisation(List.of());

  private static final Map<String, Normalisation> NAMED = named();

  /// Accents, case and signs put aside.
  public static final Normalisation PLAIN = NAMED.getOrDefault("plain", NONE);

  /// As [#PLAIN], and what French names of places and facilities shorten is written whole; articles
  /// put aside.
  public static final Normalisation NAME = NAMED.getOrDefault("name", NONE);

  /// One way of writing an address.
  public static final Normalisation ADDRESS = NAMED.getOrDefault("address", NONE);

  public Normalisation {
    steps = List.copyOf(steps);
  }

  /// One thing that is overlooked.
  public enum Step {
    /// What stands in round brackets.
    BRACKETS {
      @Override
      String applied(String text) {
        return Brackets.without(text);
      }
    },
    /// The points of `S.N.C.F.`: one word.
    ACRONYMS {
      @Override
      String applied(String text) {
        return ACRONYM.matcher(text).replaceAll(found -> found.group().replace(".", ""));
      }
    },
    /// Capital letters.
    CASE {
      @Override
      String applied(String text) {
        return text.toLowerCase(Locale.ROOT);
      }
    },
    /// `d'`, `l'` before a word, and `à`.
    ELISIONS {
      @Override
      String applied(String text) {
        return ELISION.matcher(text).replaceAll(" ");
      }
    },
    /// Accents, cedillas, ligatures and wide forms of letters: é is e, œ is oe. Signs of scripts
    /// that write vowels as marks are kept.
    ACCENTS {
      @Override
      String applied(String text) {
        return Letters.bare(text);
      }
    },
    /// Everything but letters, marks and digits; `&` is `et`.
    PUNCTUATION {
      @Override
      String applied(String text) {
        return SIGNS.matcher(text.replace("&", " et ")).replaceAll(" ");
      }
    },
    /// `St`, `Ste`, `Dr`, `Bd`, `Pl`… as whole words.
    ABBREVIATIONS {
      @Override
      String applied(String text) {
        return each(text, List.of(FrenchWords.STREETS_ANYWHERE, FrenchWords.NAMES_ANYWHERE));
      }
    },
    /// `Gymn`, `Ec`, `Coll`… as whole words.
    FACILITIES {
      @Override
      String applied(String text) {
        return each(text, List.of(FrenchWords.FACILITIES));
      }
    },
    /// `1er`, `1ère`, `premier` are `1e`; `2ème` is `2e`; `onze novembre` is `11 novembre`.
    ORDINALS {
      @Override
      String applied(String text) {
        return joined(Ordinals.plain(words(text)));
      }
    },
    /// Articles and `et`; a text of nothing else is kept.
    ARTICLES {
      @Override
      String applied(String text) {
        return without(text, Normalisation::article);
      }
    },
    /// `gare`, `SNCF`, `halte`…; a text of nothing else is kept.
    STATIONS {
      @Override
      String applied(String text) {
        return without(text, (word, _) -> FrenchWords.STATIONS.contains(word));
      }
    },
    /// `M.`, `Mme`, `Dr`…; a text of nothing else is kept.
    TITLES {
      @Override
      String applied(String text) {
        return without(text, (word, _) -> FrenchWords.TITLES.contains(word));
      }
    },
    /// The order of words, and repeated words: `DUPONT Marie` is `Marie Dupont`.
    ORDER {
      @Override
      String applied(String text) {
        return joined(words(text).stream().distinct().sorted().toList());
      }
    },
    /// All but letters and digits, which are written large: for codes.
    CODE {
      @Override
      String applied(String text) {
        return NOT_CODE.matcher(Letters.bare(text)).replaceAll("").toUpperCase(Locale.ROOT);
      }
    },
    /// How an address is written: number, street, postcode and town as [Address#canonical].
    ADDRESS {
      @Override
      String applied(String text) {
        return Address.of(text).canonical();
      }
    },
    /// All of an address but its street.
    STREET {
      @Override
      String applied(String text) {
        Address address = Address.of(text);
        return (address.streetType() + " " + address.streetName()).strip();
      }
    },
    /// `CEDEX`, an arrondissement and a postcode beside the name of a town.
    TOWN {
      @Override
      String applied(String text) {
        return Town.of(text).name();
      }
    };

    /// The word for it in a rule.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    abstract String applied(String text);
  }

  private static final Pattern ACRONYM =
      Pattern.compile("(?<![\\p{L}\\p{N}.])(?:\\p{L}\\.){2,64}(?!\\p{L}{2})");
  private static final Pattern ELISION =
      Pattern.compile("(?<![\\p{L}\\p{N}])(?:[dlDL]\\s?['’ʼ´`]\\s?|[àÀ](?![\\p{L}\\p{N}\\p{M}]))");
  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern NOT_CODE = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u202f]+");

  /// @return the text without what is overlooked; empty where nothing is left
  public String of(String text) {
    String normal = Text.cut(text);
    for (Step step : steps) {
      normal = step.applied(normal);
    }
    return Text.cut(SPACES.matcher(normal).replaceAll(" ").strip());
  }

  /// The text, normalised and ready to be compared.
  public Text text(String text) {
    return Text.of(of(text));
  }

  /// A named one, or one step by its word; steps of a rule are put together by the caller.
  public static Optional<Normalisation> byKey(String key) {
    return Optional.ofNullable(NAMED.get(key));
  }

  /// The words that [#byKey] knows, sorted.
  public static List<String> keys() {
    return NAMED.keySet().stream().sorted().toList();
  }

  /// The word that stands for these steps, when one does.
  public Optional<String> key() {
    return NAMED.entrySet().stream()
        .filter(entry -> entry.getValue().equals(this))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Map<String, Normalisation> named() {
    // Accents before case: taking letters apart brings capitals to light (™ is TM).
    List<Step> plain = List.of(Step.ACCENTS, Step.CASE, Step.PUNCTUATION);
    Map<String, Normalisation> named = new LinkedHashMap<>();
    named.put("none", NONE);
    named.put("plain", new Normalisation(plain));
    named.put("name", name());
    named.put("station", name(Step.STATIONS));
    named.put("facility", name(Step.FACILITIES));
    named.put(
        "person",
        new Normalisation(
            List.of(
                Step.BRACKETS,
                Step.ACCENTS,
                Step.CASE,
                Step.PUNCTUATION,
                Step.TITLES,
                Step.ORDER)));
    Stream.of(Step.values())
        .forEach(step -> named.putIfAbsent(step.key(), new Normalisation(List.of(step))));
    return Map.copyOf(named);
  }

  // Words are taken out before articles, and numbers read after them: what is then a neighbour of
  // what
  // stays so when the text is normalised again.
  private static Normalisation name(Step... special) {
    List<Step> steps =
        new ArrayList<>(
            List.of(
                Step.BRACKETS,
                Step.ACRONYMS,
                Step.ELISIONS,
                Step.ACCENTS,
                Step.CASE,
                Step.PUNCTUATION,
                Step.ABBREVIATIONS));
    steps.addAll(List.of(special));
    steps.addAll(List.of(Step.ARTICLES, Step.ORDINALS));
    return new Normalisation(steps);
  }

  static List<String> words(String text) {
    String bare = SPACES.matcher(text).replaceAll(" ").strip();
    return bare.isEmpty() ? List.of() : Arrays.asList(bare.split(" ", -1));
  }

  static String joined(List<String> words) {
    return String.join(" ", words);
  }

  private static String each(String text, List<Map<String, String>> tables) {
    return words(text).stream()
        .map(word ->
            tables.stream()
                .filter(table -> table.containsKey(word))
                .map(table -> table.getOrDefault(word, word))
                .findFirst()
                .orElse(word))
        .collect(Collectors.joining(" "));
  }

  @FunctionalInterface
  private interface Idle {
    /// @param next the word that follows, of those that are kept; empty at the end
    boolean at(String word, String next);
  }

  private static String without(String text, Idle idle) {
    return joined(without(words(text), idle));
  }

  // From the end, so that a word is judged by the one that will stand beside it.
  private static List<String> without(List<String> words, Idle idle) {
    Deque<String> kept = new ArrayDeque<>();
    for (int i = words.size() - 1; i >= 0; i--) {
      String next = kept.isEmpty() ? "" : kept.getFirst();
      if (!idle.at(words.get(i), next)) {
        kept.addFirst(words.get(i));
      }
    }
    return kept.isEmpty() ? words : List.copyOf(kept);
  }

  /// All words but articles; the words themselves where nothing else is left.
  static List<String> withoutArticles(List<String> words) {
    return without(words, Normalisation::article);
  }

  /// « à », whose accent capitals lose, stands before a word; the A of a building stands at the end
  /// or before a figure.
  private static boolean article(String word, String next) {
    return FrenchWords.ARTICLES.contains(word)
        || word.equals("a") && next.length() > 1 && Character.isLetter(next.charAt(0))
        || FrenchWords.ELIDED.contains(word)
            && next.length() > 1
            && "aeiouyh".indexOf(next.charAt(0)) >= 0;
  }
}
