package org.lacis.source.plain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Cuts a file into pieces that end with a row, one thread at a time, and has each thread parse its
/// own. A row is never cut: what is behind the last that is whole goes to the next piece.
abstract class Pieces implements PlainTable.Reading {
  /// Bytes of a piece: it stays in a core's cache while it is parsed.
  static final int SIZE = 1 << 18;

  private static final int LONGEST_ROW = 8 << 20;

  private final FileChannel in;
  private final int size;
  private long left;
  private byte[] rest = {};
  private int kept;
  private boolean begun;

  /// @param size bytes of a piece, more if a row is longer
  /// @param from the first byte of the first row
  /// @param to where the file ended when it was looked at first
  Pieces(Path file, int size, long from, long to) throws IOException {
    this.in = FileChannel.open(file);
    this.size = size;
    this.left = to - from;
    in.position(from);
  }

  /// Behind the last row that is whole, in bytes that begin with a row; 0 when there is none.
  abstract int endOfRows(byte[] bytes, int length);

  /// Hands over the rows of a piece, whose bytes are UTF-8.
  abstract void parse(PlainTable.Piece piece, PlainRows rows) throws NotPlainException;

  @Override
  public final boolean next(PlainTable.Piece mine, PlainRows rows)
      throws IOException, NotPlainException {
    synchronized (this) {
      if (!cut(mine)) {
        return false;
      }
    }
    Scan.requireText(mine.bytes, 0, mine.length);
    parse(mine, rows);
    return true;
  }

  @Override
  public final void close() throws IOException {
    in.close();
  }

  private boolean cut(PlainTable.Piece mine) throws IOException, NotPlainException {
    if (begun && left == 0 && kept == 0) {
      return false;
    }
    mine.first = !begun;
    begun = true;
    int more = size;
    while (true) {
      int wanted = (int) Math.min(left, more);
      if (mine.bytes.length < kept + wanted) {
        mine.bytes = new byte[Math.max(kept + wanted, size + size / 4)];
      }
      System.arraycopy(rest, 0, mine.bytes, 0, kept);
      read(mine.bytes, kept, wanted);
      int length = kept + wanted;
      left -= wanted;
      if (left == 0) {
        mine.last = true;
        mine.length = length;
        kept = 0;
        return true;
      }
      int end = endOfRows(mine.bytes, length);
      keep(mine.bytes, end, length);
      if (end > 0) {
        mine.last = false;
        mine.length = end;
        return true;
      }
      if (length > LONGEST_ROW) {
        throw new NotPlainException("a row of " + length + " bytes");
      }
      more = length;
    }
  }

  private void keep(byte[] bytes, int from, int to) {
    kept = to - from;
    if (rest.length < kept) {
      rest = new byte[Math.max(kept, 1 << 12)];
    }
    System.arraycopy(bytes, from, rest, 0, kept);
  }

  private void read(byte[] target, int at, int count) throws IOException, NotPlainException {
    ByteBuffer buffer = ByteBuffer.wrap(target, at, count);
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        throw new NotPlainException("a file that has become shorter");
      }
    }
  }
}
