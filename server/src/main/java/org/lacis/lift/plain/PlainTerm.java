package org.lacis.lift.plain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.lacis.lift.Iris;
import org.lacis.source.plain.NotPlainException;
import org.lacis.source.plain.PlainRow;

/// A term as text and columns in turn, ready to be copied into a line.
///
/// @param hole how the values of columns are written
/// @param texts one more than columns: bytes before, between and after them, as they stand in a
///   line
/// @param columns of the table
/// @param base for values that are relative IRIs; empty elsewhere
/// @param datatype that values have to fit
/// @param tails what stands in place of the last text behind numbers and truth values, by
///   [PlainRow#nature]; empty when a value's nature makes no difference
@SuppressWarnings("ArrayRecordComponent") // compiled once, never compared
record PlainTerm(
    Hole hole,
    byte[][] texts,
    int[] columns,
    byte[] base,
    Optional<PlainType> datatype,
    byte[][] tails) {

  /// How a value is written.
  enum Hole {
    /// percent-encoded, characters beyond ASCII stay
    IN_IRI,
    /// percent-encoded, those beyond ASCII too
    IN_URI,
    /// the IRI itself
    WHOLE_IRI,
    /// escaped
    IN_LITERAL
  }

  private static final boolean[] UNRESERVED = new boolean[256];
  private static final boolean[] PLAIN_TEXT = new boolean[256];

  /// Those that may stand in an IRI whatever is beside them.
  private static final boolean[] IRI = new boolean[256];

  static {
    for (char c = 0; c < 128; c++) {
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      UNRESERVED[c] = letterOrDigit || "-._~".indexOf(c) >= 0;
      IRI[c] = UNRESERVED[c] || ":/?#[]@!$&'()*+,;=".indexOf(c) >= 0;
      PLAIN_TEXT[c] = c >= ' ' && c < 127 && c != '"' && c != '\\';
    }
    for (int c = 128; c < 256; c++) {
      PLAIN_TEXT[c] = true;
    }
  }

  private static final String HEX = "0123456789ABCDEF";

  /// The same with other text around it: predicate and end of a line, for an object.
  PlainTerm within(byte[] before, byte[] behind) {
    byte[][] around = texts.clone();
    around[0] = joined(before, texts[0]);
    int last = texts.length - 1;
    around[last] = joined(around[last], behind);
    byte[][] ends = new byte[tails.length][];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = joined(tails[i], behind);
    }
    return new PlainTerm(hole, around, columns, base, datatype, ends);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /// Writes the term of a row.
  ///
  /// @return false when a column has no value: what was written is to be taken back
  boolean write(PlainRow row, Bytes out) {
    out.put(texts[0]);
    for (int i = 0; i < columns.length; i++) {
      int column = columns[i];
      int from = row.from(column);
      int to = row.to(column);
      if (to < 0) {
        return false;
      }
      byte[] bytes = row.bytes();
      switch (hole) {
        case IN_LITERAL -> text(bytes, from, to, out);
        case IN_IRI -> encoded(bytes, from, to, Iris.Encoding.IRI, out);
        case IN_URI -> encoded(bytes, from, to, Iris.Encoding.URI, out);
        case WHOLE_IRI -> {
          if (!absolute(bytes, from, to)) {
            out.put(base);
          }
          out.put(bytes, from, to);
        }
      }
      int nature = row.nature(column);
      out.put(nature == PlainRow.TEXT || tails.length == 0 ? texts[i + 1] : tails[nature]);
    }
    return true;
  }

  private static void text(byte[] bytes, int from, int to, Bytes out) {
    out.room(6 * (to - from));
    byte[] target = out.array;
    int end = out.end;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (PLAIN_TEXT[b & 0xFF]) {
        target[end++] = b;
      } else {
        end = escaped(b, target, end);
      }
    }
    out.end = end;
  }

  private static int escaped(byte b, byte[] target, int at) {
    int end = at;
    target[end++] = '\\';
    int letter =
        switch (b) {
          case '"', '\\' -> b;
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          case '\b' -> 'b';
          case '\f' -> 'f';
          default -> 0;
        };
    if (letter != 0) {
      target[end++] = (byte) letter;
      return end;
    }
    target[end++] = 'u';
    target[end++] = '0';
    target[end++] = '0';
    target[end++] = (byte) HEX.charAt((b >> 4) & 15);
    target[end++] = (byte) HEX.charAt(b & 15);
    return end;
  }

  private static void encoded(byte[] bytes, int from, int to, Iris.Encoding encoding, Bytes out) {
    out.room(3 * (to - from));
    byte[] target = out.array;
    int end = out.end;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (UNRESERVED[b & 0xFF]) {
        target[end++] = b;
      } else if (b >= 0) {
        target[end++] = '%';
        target[end++] = (byte) HEX.charAt(b >> 4);
        target[end++] = (byte) HEX.charAt(b & 15);
      } else {
        StringBuilder text = new StringBuilder();
        Iris.append(new String(bytes, from, to - from, StandardCharsets.UTF_8), encoding, text);
        out.put(text.toString().getBytes(StandardCharsets.UTF_8));
        return;
      }
    }
    out.end = end;
  }

  private static boolean absolute(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == ':') {
        return i > from;
      }
      boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
      boolean later = (b >= '0' && b <= '9') || b == '+' || b == '-' || b == '.';
      if (!letter && (i == from || !later)) {
        return false;
      }
    }
    return false;
  }

  /// Whether the term is the same for all rows that give one.
  boolean constant() {
    return columns.length == 0;
  }

  /// Whether anything of this term has to be looked at before it is written.
  boolean needsCheck() {
    return hole == Hole.WHOLE_IRI || datatype.isPresent();
  }

  /// @throws NotPlainException when the usual lifter would have something to tell about a value
  void check(PlainRow row) throws NotPlainException {
    for (int column : columns) {
      int from = row.from(column);
      int to = row.to(column);
      if (to < 0) {
        return;
      }
      if (hole == Hole.WHOLE_IRI && !surelyIri(row.bytes(), from, to)) {
        String iri = new String(row.bytes(), from, to - from, StandardCharsets.UTF_8);
        if (Iris.bad(iri) >= 0) {
          throw new NotPlainException("a value that is no IRI");
        }
      }
    }
    if (datatype.isPresent() && columns.length == 1) {
      int column = columns[0];
      if (!datatype.orElseThrow().fits(row.bytes(), row.from(column), row.to(column))) {
        throw new NotPlainException("a value that does not fit its datatype");
      }
    }
  }

  private static boolean surelyIri(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && IRI[bytes[i] & 0xFF]) {
      i++;
    }
    return i == to;
  }

  /// What the term begins with whatever the row says.
  byte[] beginning() {
    return texts[0];
  }
}
