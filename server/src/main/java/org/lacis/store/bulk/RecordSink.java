package org.lacis.store.bulk;

import java.io.IOException;

/// Takes records of a fixed number of longs, in ascending order of their longs as unsigned numbers.
interface RecordSink extends AutoCloseable {
  /// @param words holds the record from `at` on
  void add(long[] words, int at) throws IOException;

  /// Nothing follows; all is on disk when this returns.
  void finish() throws IOException;

  @Override
  void close() throws IOException;
}
