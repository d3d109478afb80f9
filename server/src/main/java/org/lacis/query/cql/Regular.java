package org.lacis.query.cql;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Regular expressions of strangers: one that takes too many steps on a text finds nothing there.
final class Regular {
  private static final int MOST_STEPS = 200_000;
  private static final int LONGEST = 1_000;

  private Regular() {}

  /// Whether a pattern can be read.
  static boolean sound(String pattern) {
    try {
      return pattern.length() <= LONGEST && Pattern.compile(pattern).flags() == 0;
    } catch (PatternSyntaxException _) {
      return false;
    }
  }

  static boolean finds(String pattern, String text) {
    try {
      return pattern.length() <= LONGEST
          && Pattern.compile(pattern).matcher(new Watched(text, new int[1])).find();
    } catch (PatternSyntaxException | TooManySteps | StackOverflowError _) {
      return false;
    }
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super("too many steps", null, false, false);
    }
  }

  /// A text that counts how often it is looked at.
  @SuppressWarnings("ArrayRecordComponent") // one counter for all parts of a text
  private record Watched(CharSequence text, int[] steps) implements CharSequence {
    @Override
    public char charAt(int index) {
      if (++steps[0] > MOST_STEPS) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Watched(text.subSequence(start, end), steps);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
