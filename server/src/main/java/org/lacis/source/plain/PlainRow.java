package org.lacis.source.plain;

/// The columns of the row at hand, as places in a piece of the file: UTF-8, quotes and escapes
/// undone. One object serves a whole reading of one thread; bytes are good until the next row.
public final class PlainRow {
  /// What a value is by nature: text, or a number or truth value of JSON in its canonical form.
  public static final int TEXT = 0;

  public static final int INTEGER = 1;
  public static final int DOUBLE = 2;
  public static final int BOOLEAN = 3;

  byte[] bytes = {};
  final int[] from;
  final int[] to;
  final int[] nature;

  PlainRow(int columns) {
    from = new int[columns];
    to = new int[columns];
    nature = new int[columns];
  }

  public byte[] bytes() {
    return bytes;
  }

  /// Where the value of a column begins.
  public int from(int column) {
    return from[column];
  }

  /// Where it ends; -1 when the row has no value there.
  public int to(int column) {
    return to[column];
  }

  /// [#TEXT], [#INTEGER], [#DOUBLE] or [#BOOLEAN].
  public int nature(int column) {
    return nature[column];
  }
}
