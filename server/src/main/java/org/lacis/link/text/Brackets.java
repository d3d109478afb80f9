package org.lacis.link.text;

import java.util.ArrayDeque;
import java.util.Deque;

/// What stands in round brackets, and the text without it.
final class Brackets {
  private Brackets() {}

  /// A bracket without its other half is no bracket, and stays.
  static String without(String text) {
    if (text.indexOf('(') < 0) {
      return text;
    }
    Deque<Integer> open = new ArrayDeque<>();
    int[] closedBy = new int[text.length()];
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (sign == '(') {
        open.push(i);
      } else if (sign == ')' && !open.isEmpty()) {
        closedBy[open.pop()] = i;
      }
    }
    StringBuilder rest = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (closedBy[i] > 0) {
        i = closedBy[i];
        rest.append(' ');
      } else {
        rest.append(text.charAt(i));
      }
    }
    return rest.toString();
  }
}
