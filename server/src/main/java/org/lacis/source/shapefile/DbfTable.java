package org.lacis.source.shapefile;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.lacis.source.Value;
import org.lacis.source.file.Lexical;
import org.lacis.source.file.ValueRules;

/// A dBASE III table, read row by row.
final class DbfTable {

  /// A field of the table.
  record Field(String name, char type, int offset, int length, int decimals) {}

  private final DataInputStream in;
  private final Charset charset;
  private final List<Field> fields = new ArrayList<>();
  private final byte[] row;
  private final int count;
  private int read;

  DbfTable(DataInputStream in, Charset charset) throws IOException {
    this.in = in;
    this.charset = charset;
    ByteBuffer head = ByteBuffer.wrap(in.readNBytes(32)).order(ByteOrder.LITTLE_ENDIAN);
    if (head.remaining() < 32) {
      throw new IOException("no dBASE header");
    }
    this.count = head.getInt(4);
    int headLength = Short.toUnsignedInt(head.getShort(8));
    this.row = new byte[Short.toUnsignedInt(head.getShort(10))];
    byte[] rest = in.readNBytes(headLength - 32);
    int offset = 1;
    for (int at = 0; at + 32 <= rest.length && rest[at] != 0x0D; at += 32) {
      int end = at;
      while (end < at + 11 && rest[end] != 0) {
        end++;
      }
      int length = Byte.toUnsignedInt(rest[at + 16]);
      String name = new String(rest, at, end - at, charset).strip();
      fields.add(new Field(name, (char) rest[at + 11], offset, length, rest[at + 17]));
      offset += length;
    }
  }

  List<Field> fields() {
    return fields;
  }

  /// @return whether there was another row
  boolean next() throws IOException {
    if (read == count) {
      return false;
    }
    in.readFully(row);
    read++;
    return true;
  }

  /// Whether the row is marked as deleted.
  boolean deleted() {
    return row[0] == '*';
  }

  List<Value> value(Field field, ValueRules rules) {
    if (field.offset() + field.length() > row.length) {
      return List.of();
    }
    Charset used = field.type() == 'C' ? charset : StandardCharsets.ISO_8859_1;
    String text = new String(row, field.offset(), field.length(), used).strip();
    text = text.replace("\0", "");
    if (text.isEmpty() || text.startsWith("***")) {
      return List.of();
    }
    return switch (field.type()) {
      case 'N', 'F' -> number(text, field, rules);
      case 'D' ->
          text.matches("\\d{8}") && !text.equals("00000000")
              ? rules.typed(
                  text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6),
                  Lexical.DATE)
              : List.of();
      case 'L' ->
          switch (text.charAt(0)) {
            case 'T', 't', 'Y', 'y' -> rules.typed("true", Lexical.BOOLEAN);
            case 'F', 'f', 'N', 'n' -> rules.typed("false", Lexical.BOOLEAN);
            default -> List.of();
          };
      default -> rules.text(text);
    };
  }

  private static List<Value> number(String text, Field field, ValueRules rules) {
    if (rules.isNull(text)) {
      return List.of();
    }
    try {
      java.math.BigDecimal number = new java.math.BigDecimal(text);
      return field.decimals() == 0 && number.stripTrailingZeros().scale() <= 0
          ? rules.typed(number.toBigInteger().toString(), Lexical.INTEGER)
          : rules.typed(Lexical.ofDecimal(number), Lexical.DECIMAL);
    } catch (NumberFormatException _) {
      // Not a number after all: given as the text it is, so that a shape can object.
      return rules.text(text);
    }
  }
}
