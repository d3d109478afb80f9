package org.lacis.source.plain;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/// CSV of RFC 4180 in UTF-8 whose first row names the columns, each once; every row has as many
/// fields; quotes stand around fields and doubled inside quoted ones. Empty lines are passed over.
///
/// Threads take pieces of about a megabyte that end with a row: whether a line break ends one is
/// known by the quotes before it, counted as the pieces are cut.
public final class PlainCsv implements PlainTable {
  private static final int PIECE = 1 << 20;
  private static final int LONGEST_ROW = 8 << 20;

  private final Path file;
  private final byte delimiter;
  private final List<String> columns;
  private final List<byte[]> nulls;
  private final int start;
  private final long rows;
  private final int pieceSize;

  private PlainCsv(
      Path file,
      byte delimiter,
      List<String> columns,
      List<byte[]> nulls,
      int start,
      long rows,
      int pieceSize) {
    this.file = file;
    this.delimiter = delimiter;
    this.columns = columns;
    this.nulls = nulls;
    this.start = start;
    this.rows = rows;
    this.pieceSize = pieceSize;
  }

  /// @param delimiter between fields, ASCII
  /// @param nulls texts that mean "no value"
  public static PlainCsv open(Path file, char delimiter, List<String> nulls)
      throws IOException, NotPlainException {
    return open(file, delimiter, nulls, PIECE);
  }

  /// @param pieceSize bytes of a piece, more if a row is longer
  public static PlainCsv open(Path file, char delimiter, List<String> nulls, int pieceSize)
      throws IOException, NotPlainException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(PIECE);
    }
    boolean marked =
        head.length >= 3
            && head[0] == (byte) 0xEF
            && head[1] == (byte) 0xBB
            && head[2] == (byte) 0xBF;
    int begin = marked ? 3 : 0;
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
    requireText(head, begin, last);
    String line = new String(head, begin, last - begin, StandardCharsets.UTF_8);
    List<String> columns = List.of(line.split(String.valueOf(delimiter), -1));
    if (line.isEmpty() || new HashSet<>(columns).size() < columns.size()) {
      throw new NotPlainException("names of columns that are no names");
    }
    int lines = 1;
    for (int i = end + 1; i < head.length; i++) {
      lines += head[i] == '\n' ? 1 : 0;
    }
    long rows = Files.size(file) / Math.max(1, (head.length - end) / lines) + 1;
    return new PlainCsv(
        file,
        (byte) delimiter,
        columns,
        nulls.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList(),
        end + 1,
        rows,
        pieceSize);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public long estimate() {
    return rows;
  }

  @Override
  public Reading read() throws IOException {
    return new Pieces();
  }

  private static void requireText(byte[] bytes, int from, int to) throws NotPlainException {
    int i = from;
    while (i < to && bytes[i] >= 0) {
      i++;
    }
    if (i == to) {
      return;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, i, to - i));
    } catch (CharacterCodingException e) {
      throw new NotPlainException("bytes that are no UTF-8");
    }
  }

  /// Cuts the file into pieces, one thread at a time.
  private final class Pieces implements Reading {
    private final FileInputStream in;
    private byte[] rest = {};
    private boolean ended;

    Pieces() throws IOException {
      this.in = new FileInputStream(file.toFile());
      in.skipNBytes(start);
    }

    @Override
    public boolean next(Piece mine, PlainRows rows) throws IOException, NotPlainException {
      synchronized (this) {
        if (!cut(mine)) {
          return false;
        }
      }
      requireText(mine.bytes, 0, mine.length);
      parse(mine, rows);
      return true;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    private boolean cut(Piece mine) throws IOException, NotPlainException {
      if (ended) {
        return false;
      }
      int room = pieceSize + rest.length;
      while (true) {
        if (mine.bytes.length < room) {
          mine.bytes = new byte[room];
        }
        System.arraycopy(rest, 0, mine.bytes, 0, rest.length);
        int read = in.readNBytes(mine.bytes, rest.length, room - rest.length);
        int length = rest.length + read;
        if (length < room) {
          ended = true;
          rest = new byte[0];
          mine.length = length;
          return length > 0;
        }
        int end = endOfRows(mine.bytes, length);
        if (end > 0) {
          rest = Arrays.copyOfRange(mine.bytes, end, length);
          mine.length = end;
          return true;
        }
        if (length > LONGEST_ROW) {
          throw new NotPlainException("a row of " + length + " bytes");
        }
        rest = Arrays.copyOf(mine.bytes, length);
        room = 2 * length;
      }
    }
  }

  /// Behind the last line break that ends a row, in bytes that begin with a row.
  private static int endOfRows(byte[] bytes, int length) {
    int first = 0;
    while (first < length && bytes[first] != '"') {
      first++;
    }
    if (first == length) {
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

  private void parse(Piece piece, PlainRows rows) throws NotPlainException {
    byte[] bytes = piece.bytes;
    PlainRow row = piece.row;
    row.bytes = bytes;
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
          while (at < length
              && bytes[at] != delimiter
              && bytes[at] != '\n'
              && bytes[at] != '"'
              && bytes[at] != '\r') {
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
      if (!nulls.isEmpty()) {
        takeNullsOut(row, width);
      }
      rows.row(row);
    }
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

  private void takeNullsOut(PlainRow row, int width) {
    for (int column = 0; column < width; column++) {
      int from = row.from[column];
      int to = row.to[column];
      for (byte[] none : nulls) {
        if (to - from == none.length && Arrays.equals(row.bytes, from, to, none, 0, none.length)) {
          row.to[column] = -1;
          break;
        }
      }
    }
  }
}
