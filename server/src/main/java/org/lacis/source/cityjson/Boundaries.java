package org.lacis.source.cityjson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The nested index lists of one geometry, flattened: every list of lists gives [#OPEN], every list
/// of indices its length and the indices.
final class Boundaries {
  /// Stands before the rings of a surface; shells and solids around it give more of them.
  private static final int OPEN = -1;

  /// What an index that cannot exist becomes.
  private static final int NOWHERE = Integer.MAX_VALUE;

  private int[] code = new int[64];
  private int length;
  private int depth;
  private boolean malformed;

  /// Reads the lists that the parser points at.
  static Boundaries read(JsonParser json) throws IOException {
    Boundaries boundaries = new Boundaries();
    if (json.currentToken() == JsonToken.START_ARRAY) {
      boundaries.depth = boundaries.list(json);
    } else {
      boundaries.malformed = true;
      json.skipChildren();
    }
    boundaries.code = Arrays.copyOf(boundaries.code, boundaries.length);
    return boundaries;
  }

  /// How deep the lists are nested: 1 for points, 2 for lines, 3 for surfaces, 4 for a solid.
  int depth() {
    return depth;
  }

  /// Whether lists and numbers are mixed.
  boolean isMalformed() {
    return malformed;
  }

  boolean isEmpty() {
    return depth == 0;
  }

  /// The indices of each ring, ring by ring, surface by surface.
  List<List<int[]>> surfaces() {
    List<List<int[]>> surfaces = new ArrayList<>();
    boolean open = true;
    int at = 0;
    while (at < code.length) {
      if (code[at] == OPEN) {
        open = true;
        at++;
        continue;
      }
      if (open) {
        surfaces.add(new ArrayList<>(1));
        open = false;
      }
      int end = at + 1 + code[at];
      surfaces.getLast().add(Arrays.copyOfRange(code, at + 1, end));
      at = end;
    }
    return surfaces;
  }

  private int list(JsonParser json) throws IOException {
    JsonToken first = json.nextToken();
    if (first == JsonToken.END_ARRAY) {
      return 0;
    }
    if (first == JsonToken.START_ARRAY) {
      return lists(json);
    }
    indices(json);
    return 1;
  }

  private int lists(JsonParser json) throws IOException {
    append(OPEN);
    int deepest = 0;
    while (json.currentToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_ARRAY) {
        deepest = Math.max(deepest, list(json));
      } else {
        malformed = true;
        json.skipChildren();
      }
      json.nextToken();
    }
    return deepest == 0 ? 0 : deepest + 1;
  }

  private void indices(JsonParser json) throws IOException {
    int start = length;
    append(0);
    while (json.currentToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        append(index(json));
      } else {
        malformed = true;
        json.skipChildren();
      }
      json.nextToken();
    }
    code[start] = length - start - 1;
  }

  private static int index(JsonParser json) throws IOException {
    boolean small = json.getNumberType() == JsonParser.NumberType.INT && json.getIntValue() >= 0;
    return small ? json.getIntValue() : NOWHERE;
  }

  private void append(int number) {
    if (length == code.length) {
      code = Arrays.copyOf(code, 2 * length);
    }
    code[length++] = number;
  }
}
