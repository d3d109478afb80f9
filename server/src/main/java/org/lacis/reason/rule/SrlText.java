package org.lacis.reason.rule;

import java.util.ArrayList;
import java.util.List;

/// A text made of pieces of another, which knows where each of its signs comes from.
final class SrlText {
  private record Piece(int begin, int origin, boolean isCopy) {}

  private final StringBuilder text = new StringBuilder();
  private final List<Piece> pieces = new ArrayList<>();

  /// Adds what stands for something at a place of the origin.
  SrlText add(String words, int origin) {
    pieces.add(new Piece(text.length(), origin, false));
    text.append(words);
    return this;
  }

  /// Adds a piece of the origin as it is; a tab as a blank, so that columns are counted as signs.
  SrlText copy(String from, int begin, int end) {
    pieces.add(new Piece(text.length(), begin, true));
    String piece = from.substring(begin, end);
    text.append(piece.isBlank() ? piece.replace('\t', ' ') : piece);
    return this;
  }

  /// Where in the origin a line and column of this text, both from 1 on, come from.
  int origin(int line, int column) {
    int at = 0;
    for (int i = 1; i < line; i++) {
      int next = text.indexOf("\n", at);
      if (next < 0) {
        // After the end.
        return pieces.getLast().origin;
      }
      at = next + 1;
    }
    at += Math.max(0, column - 1);
    Piece found = pieces.getFirst();
    for (Piece piece : pieces) {
      if (piece.begin > at) {
        break;
      }
      found = piece;
    }
    return found.origin + (found.isCopy ? at - found.begin : 0);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
