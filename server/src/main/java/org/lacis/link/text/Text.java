package org.lacis.link.text;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text made ready to be compared many times: its code points, its words, and, once asked for,
/// its runs of two and of three letters.
///
/// Never changed; may be shared between threads (two that ask for the same runs at once may both
/// work them out, to the same end).
public final class Text {
  /// Code points of a text that are looked at; what follows is cut off. A label of a thing is no
  /// novel, and this bounds the time that a hostile one may take.
  public static final int LONGEST = 16_384;

  // Beyond Unicode, hence equal to no letter: what stands before the first and after the last.
  private static final int EDGE = Character.MAX_CODE_POINT + 1;
  private static final int BITS = 21;

  private final String plain;
  private final int[] codes;
  private final List<String> words;
  private final String[] distinct;
  private long @Nullable [] pairs;
  private long @Nullable [] triples;
  private @Nullable Address address;

  private Text(String plain, int[] codes, List<String> words, String[] distinct) {
    this.plain = plain;
    this.codes = codes;
    this.words = words;
    this.distinct = distinct;
  }

  /// @param plain a text as it is to be compared, normalised by the caller; words are what white
  ///   space keeps apart
  public static Text of(String plain) {
    String kept = cut(plain);
    List<String> words = Normalisation.words(kept);
    String[] distinct = words.stream().distinct().sorted().toArray(String[]::new);
    return new Text(kept, kept.codePoints().toArray(), words, distinct);
  }

  static String cut(String text) {
    // Sixteen bits a letter at least, so a short text needs no count.
    return text.length() <= LONGEST || text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST));
  }

  /// Nothing to compare.
  public boolean isEmpty() {
    return words.isEmpty();
  }

  public String plain() {
    return plain;
  }

  /// In the order of the text, with repetitions.
  public List<String> words() {
    return words;
  }

  /// How many words there are, each counted once.
  public int distinctWords() {
    return distinct.length;
  }

  /// Each word once, sorted; the caller's own copy.
  public List<String> vocabulary() {
    return List.of(distinct);
  }

  int length() {
    return codes.length;
  }

  int[] codes() {
    return codes;
  }

  String[] sortedWords() {
    return distinct;
  }

  /// The text read as an address.
  Address address() {
    Address known = address;
    if (known == null) {
      known = Address.of(plain);
      address = known;
    }
    return known;
  }

  /// Runs of `length` letters, 2 or 3, as numbers, sorted, repetitions kept; the edges of the text
  /// count as a letter of their own.
  long[] runs(int length) {
    long[] known = length == 2 ? pairs : triples;
    if (known == null) {
      known = worked(length);
      if (length == 2) {
        pairs = known;
      } else {
        triples = known;
      }
    }
    return known;
  }

  private long[] worked(int length) {
    if (codes.length == 0) {
      return new long[0];
    }
    int edges = length - 1;
    int[] edged = new int[codes.length + 2 * edges];
    Arrays.fill(edged, EDGE);
    System.arraycopy(codes, 0, edged, edges, codes.length);
    long[] runs = new long[edged.length - length + 1];
    for (int i = 0; i < runs.length; i++) {
      long run = 0;
      for (int j = 0; j < length; j++) {
        run = run << BITS | edged[i + j];
      }
      runs[i] = run;
    }
    Arrays.sort(runs);
    return runs;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Text text && text.plain.equals(plain);
  }

  @Override
  public int hashCode() {
    return plain.hashCode();
  }

  @Override
  public String toString() {
    return plain;
  }
}
