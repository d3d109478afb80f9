package org.lacis.link.text;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/// Letters without what is written over, under and through them.
final class Letters {
  private static final Pattern ACCENT = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");

  // Letters of their own in Unicode, which no decomposition takes apart.
  private static final Map<Integer, String> APART =
      Map.ofEntries(
          Map.entry((int) 'œ', "oe"),
          Map.entry((int) 'Œ', "OE"),
          Map.entry((int) 'æ', "ae"),
          Map.entry((int) 'Æ', "AE"),
          Map.entry((int) 'ß', "ss"),
          Map.entry((int) 'ẞ', "SS"),
          Map.entry((int) 'ø', "o"),
          Map.entry((int) 'Ø', "O"),
          Map.entry((int) 'đ', "d"),
          Map.entry((int) 'Đ', "D"),
          Map.entry((int) 'ł', "l"),
          Map.entry((int) 'Ł', "L"),
          Map.entry((int) 'ı', "i"));

  private Letters() {}

  static String bare(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text;
    }
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
    String bare = ACCENT.matcher(decomposed).replaceAll("");
    StringBuilder letters = new StringBuilder(bare.length());
    bare.codePoints()
        .forEach(code -> {
          String apart = APART.get(code);
          if (apart == null) {
            letters.appendCodePoint(code);
          } else {
            letters.append(apart);
          }
        });
    // Hangul and the marks that are kept are put together again, as they are mostly written.
    return Normalizer.normalize(letters, Normalizer.Form.NFC);
  }
}
