package org.lacis.search;

import java.util.Arrays;
import java.util.List;
import org.lacis.link.text.Normalisation;
import org.lacis.link.text.Normalisation.Step;

/// One way of writing words, for names and for what is asked: no accents, case, signs; `av`, `bd`,
/// `st` written whole, `1er` and `premier` alike.
final class Spelling {
  private static final Normalisation WORDS =
      new Normalisation(
          List.of(
              Step.ACRONYMS,
              Step.ELISIONS,
              Step.ACCENTS,
              Step.CASE,
              Step.PUNCTUATION,
              Step.ABBREVIATIONS,
              Step.ORDINALS));

  /// As [#WORDS], but words stay as they are: the last one that somebody types may be the beginning
  /// of another.
  private static final Normalisation PLAIN = Normalisation.PLAIN;

  private static final Normalisation CODE = new Normalisation(List.of(Step.CODE));

  private Spelling() {}

  /// The words of a text, in order.
  static List<String> words(String text) {
    return split(WORDS.of(text));
  }

  static List<String> plain(String text) {
    return split(PLAIN.of(text));
  }

  /// An identifier without signs, in capitals; empty when nothing is left.
  static String code(String text) {
    return CODE.of(text);
  }

  private static List<String> split(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(" ", -1));
  }
}
