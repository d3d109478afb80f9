package org.lacis.source.plain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The texts that mean "no value".
final class Nulls {
  private final byte[][] texts;

  Nulls(List<String> texts) {
    this.texts =
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  boolean has(byte[] bytes, int from, int to) {
    for (byte[] text : texts) {
      if (to - from == text.length && Arrays.equals(bytes, from, to, text, 0, text.length)) {
        return true;
      }
    }
    return false;
  }
}
