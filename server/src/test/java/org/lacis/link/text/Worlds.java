package org.lacis.link.text;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Random texts for laws: of few letters, so that they resemble each other; of French words; and of
/// anything that Unicode has.
final class Worlds {
  private static final List<String> WORDS =
      List.of(
          "rue",
          "R",
          "Bd",
          "av.",
          "de",
          "la",
          "l'",
          "d’",
          "du",
          "St",
          "Ste-Anne",
          "Gare",
          "SNCF",
          "É",
          "Œuvre",
          "1er",
          "2ème",
          "12",
          "bis",
          "B",
          "12-14",
          "8",
          "mai",
          "1945",
          "premier",
          "er",
          "e",
          "69003",
          "Lyon",
          "CEDEX",
          "(nord)",
          "gymnase",
          "ec.",
          "M.",
          "Dr",
          "S.N.C.F.",
          "&",
          "onze",
          "novembre",
          "à",
          "place",
          "Pl",
          "grande",
          "rond-point",
          "lieu-dit",
          ",",
          "/",
          "\u00a0",
          "angle",
          "n°",
          "3",
          "quater",
          "t",
          "arrondissement");

  private Worlds() {}

  static Stream<Long> seeds(int count) {
    Long only = Long.getLong("seed");
    return only == null ? LongStream.rangeClosed(1, count).boxed() : Stream.of(only);
  }

  /// Of three letters, one of them beyond sixteen bits.
  static String similar(Random random, int longest) {
    int length = random.nextInt(longest + 1);
    return IntStream.range(0, length)
        .mapToObj(_ -> List.of("a", "b", "c", "\ud83d\ude89").get(random.nextInt(4)))
        .collect(Collectors.joining());
  }

  static String french(Random random) {
    return IntStream.range(0, 1 + random.nextInt(9))
        .mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size())))
        .collect(Collectors.joining(random.nextInt(5) == 0 ? "" : " "));
  }

  static String anything(Random random) {
    return random
        .ints(random.nextInt(30), 0, 0x3000)
        .filter(code -> Character.isDefined(code) && !Character.isSurrogate((char) code))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
