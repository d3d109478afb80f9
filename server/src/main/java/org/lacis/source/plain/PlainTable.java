package org.lacis.source.plain;

import java.io.IOException;

/// A table of a file that may be read as bytes, by several threads at once.
public interface PlainTable {
  /// The column that a reference of the source's language means, which is read from then on.
  ///
  /// @throws NotPlainException when it means none, or more than a column
  int column(String reference) throws NotPlainException;

  /// How many places a row has: columns are numbered below.
  int width();

  /// About how many rows it has.
  long estimate();

  /// A new reading, from the first row on, of all columns that were asked for.
  Reading read() throws IOException, NotPlainException;

  /// One reading, shared by threads.
  interface Reading extends AutoCloseable {
    /// Hands the rows of the next piece of the file to whom this thread brings.
    ///
    /// @return false when nothing was left
    boolean next(Piece mine, PlainRows rows) throws IOException, NotPlainException;

    @Override
    void close() throws IOException;
  }

  /// The room of one thread for pieces of files.
  final class Piece {
    byte[] bytes = new byte[0];
    int length;

    /// Whether it is the first of its file.
    boolean first;

    /// Whether nothing follows it.
    boolean last;

    PlainRow row = new PlainRow(0);

    /// Makes it ready for a table.
    public void begin(PlainTable table) {
      row = new PlainRow(table.width());
    }
  }
}
