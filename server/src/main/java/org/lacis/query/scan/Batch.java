package org.lacis.query.scan;

/// Some rows, column by column; good until the operator that gave it is asked for the next.
///
/// @param columns numbers of terms, [org.lacis.store.NodeIds#ABSENT] where a row leaves the
///   variable unbound
@SuppressWarnings("ArrayRecordComponent") // columns are filled in place
record Batch(long[][] columns, int size) {
  static final int MOST = 1024;

  /// Rows of the first batch, since most questions have few.
  static final int FIRST = 32;

  /// Rows of the batch after one of some rows.
  static int more(int rows) {
    return Math.min(MOST, 4 * rows);
  }
}
