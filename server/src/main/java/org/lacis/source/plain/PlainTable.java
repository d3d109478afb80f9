package org.lacis.source.plain;

import java.io.IOException;
import java.util.List;

/// A table of a file that may be read as bytes, by several threads at once.
public interface PlainTable {
  /// The names of its columns.
  List<String> columns();

  /// About how many rows it has.
  long estimate();

  /// A new reading, from the first row on.
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

  /// The room of one thread for a piece of a file.
  final class Piece {
    byte[] bytes = new byte[0];
    int length;
    final PlainRow row;

    public Piece(PlainTable table) {
      row = new PlainRow(table.columns().size());
    }
  }
}
