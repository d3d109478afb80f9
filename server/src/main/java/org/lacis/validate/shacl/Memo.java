package org.lacis.validate.shacl;

/// Answers to yes-or-no questions about numbers, asked lately: each has one place, and drives out
/// who was there.
final class Memo {
  static final byte UNKNOWN = 0;
  static final byte NO = 1;
  static final byte YES = 2;

  private static final int LEAST = 1 << 6;
  private static final int MOST = 1 << 15;

  private long[] numbers = new long[LEAST];
  private byte[] answers = new byte[LEAST];
  private int misses;

  byte get(long number) {
    int at = place(number);
    return numbers[at] == number ? answers[at] : UNKNOWN;
  }

  void put(long number, boolean yes) {
    if (++misses > 2 * numbers.length && numbers.length < MOST) {
      numbers = new long[8 * numbers.length];
      answers = new byte[numbers.length];
      misses = 0;
    }
    int at = place(number);
    numbers[at] = number;
    answers[at] = yes ? YES : NO;
  }

  private int place(long number) {
    return (int) ((number * 0x9E3779B97F4A7C15L) >>> 40) & (numbers.length - 1);
  }
}
