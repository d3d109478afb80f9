package org.lacis.source.plain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;

/// CSV of RFC 4180 in UTF-8 whose first row names the columns, each once; every row has as many
/// fields; quotes stand around fields and doubled inside quoted ones. Empty lines are passed over.
///
/// Whether a line break ends a row is known by the quotes before it, counted as the pieces are cut.
public final class PlainCsv implements PlainTable {
  private final Path file;
  private final byte delimiter;
  private final List<String> columns;
  private final Nulls nulls;
  private final int start;
  private final long end;
  private final long rows;
  private final int pieceSize;
  private final BitSet asked = new BitSet();

  private PlainCsv(
      Path file,
      byte delimiter,
      List<String> columns,
      Nulls nulls,
      int start,
      long end,
      long rows,
      int pieceSize) {
    this.file = file;
    this.delimiter = delimiter;
    this.columns = columns;
    this.nulls = nulls;
    this.start = start;
    this.end = end;
    this.rows = rows;
    this.pieceSize = pieceSize;
  }

  /// @param delimiter between fields, ASCII
  /// @param nulls texts that mean "no value"
  public static PlainCsv open(Path file, char delimiter, List<String> nulls)
      throws IOException, NotPlainException {
    return open(file, delimiter, nulls, Pieces.SIZE);
  }

  /// @param pieceSize bytes of a piece, more if a row is longer
  public static PlainCsv open(Path file, char delimiter, List<String> nulls, int pieceSize)
      throws IOException, NotPlainException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(Pieces.SIZE);
    }
    int begin = Scan.mark(head);
    int end = begin;
    while (end < head.length && head[end] != '\n') {
      if (head[end] == '"') {
        throw new NotPlainException("quoted names of columns");
      }
      end++;
    }
    if (end == head.length) {
      throw new NotPlainException("no row");
    }
    int last = end > begin && head[end - 1] == '\r' ? end - 1 : end;
    Scan.requireText(head, begin, last);
    String line = new String(head, begin, last - begin, StandardCharsets.UTF_8);
    List<String> columns = List.of(line.split(String.valueOf(delimiter), -1));
    if (line.isEmpty() || new HashSet<>(columns).size() < columns.size()) {
      throw new NotPlainException("names of columns that are no names");
    }
    int lines = 1;
    for (int i = end + 1; i < head.length; i++) {
      lines += head[i] == '\n' ? 1 : 0;
    }
    long size = Files.size(file);
    long rows = size / Math.max(1, (head.length - end) / lines) + 1;
    return new PlainCsv(
        file, (byte) delimiter, columns, new Nulls(nulls), end + 1, size, rows, pieceSize);
  }

  @Override
  public int column(String reference) throws NotPlainException {
    int column = columns.indexOf(reference);
    if (column < 0) {
      throw new NotPlainException("no column " + reference);
    }
    asked.set(column);
    return column;
  }

  @Override
  public int width() {
    return columns.size();
  }

  @Override
  public long estimate() {
    return rows;
  }

  @Override
  public Reading read() throws IOException {
    int[] wanted = asked.stream().toArray();
    return new Pieces(file, pieceSize, start, end) {
      @Override
      int endOfRows(byte[] bytes, int length) {
        return PlainCsv.endOfRows(bytes, length);
      }

      @Override
      void parse(Piece piece, PlainRows rows) throws NotPlainException {
        PlainCsv.this.parse(piece, wanted, rows);
      }
    };
  }

  /// Behind the last line break that ends a row, in bytes that begin with a row.
  private static int endOfRows(byte[] bytes, int length) {
    if (Scan.find(bytes, 0, length, '"') == length) {
      int end = length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      return end;
    }
    int end = 0;
    boolean quoted = false;
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (b == '"') {
        quoted = !quoted;
      } else if (b == '\n' && !quoted) {
        end = i + 1;
      }
    }
    return end;
  }

  private void parse(Piece piece, int[] wanted, PlainRows rows) throws NotPlainException {
    byte[] bytes = piece.bytes;
    PlainRow row = piece.row;
    row.bytes = bytes;
    boolean[] stops = stops();
    int width = columns.size();
    int length = piece.length;
    int at = 0;
    while (at < length) {
      if (bytes[at] == '\n') {
        at++;
        continue;
      }
      if (bytes[at] == '\r' && at + 1 < length && bytes[at + 1] == '\n') {
        at += 2;
        continue;
      }
      int column = 0;
      boolean more = true;
      while (more) {
        if (column == width) {
          throw new NotPlainException("a row with more fields");
        }
        int end;
        if (at < length && bytes[at] == '"') {
          at = quoted(piece, at, column);
          end = at;
        } else {
          int from = at;
          while (at < length && !stops[bytes[at] & 0xFF]) {
            at++;
          }
          row.from[column] = from;
          row.to[column] = at;
          end = at;
        }
        column++;
        if (end == length) {
          more = false;
        } else if (bytes[end] == delimiter) {
          at = end + 1;
        } else if (bytes[end] == '\n') {
          at = end + 1;
          more = false;
        } else if (bytes[end] == '\r' && end + 1 < length && bytes[end + 1] == '\n') {
          at = end + 2;
          more = false;
        } else {
          throw new NotPlainException("a quote or a carriage return within a field");
        }
      }
      if (column < width) {
        throw new NotPlainException("a row with fewer fields");
      }
      for (int wantedColumn : wanted) {
        if (nulls.has(bytes, row.from[wantedColumn], row.to[wantedColumn])) {
          row.to[wantedColumn] = -1;
        }
      }
      rows.row(row);
    }
  }

  /// The bytes at which a field without quotes ends, or should.
  private boolean[] stops() {
    boolean[] stops = new boolean[256];
    stops[delimiter] = true;
    stops['\n'] = true;
    stops['\r'] = true;
    stops['"'] = true;
    return stops;
  }

  /// A field in quotes, whose doubled quotes are made single where they stand.
  ///
  /// @return behind the closing quote
  private static int quoted(Piece piece, int at, int column) throws NotPlainException {
    byte[] bytes = piece.bytes;
    int length = piece.length;
    int read = at + 1;
    int write = read;
    piece.row.from[column] = write;
    while (true) {
      if (read == length) {
        throw new NotPlainException("a quote that is not closed");
      }
      byte b = bytes[read++];
      if (b == '"') {
        if (read < length && bytes[read] == '"') {
          read++;
        } else {
          break;
        }
      }
      bytes[write++] = b;
    }
    piece.row.to[column] = write;
    return read;
  }
}
