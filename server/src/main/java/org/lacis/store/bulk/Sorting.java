package org.lacis.store.bulk;

import java.io.IOException;
import java.util.List;

/// How the records of one kind are brought into the orders of their trees.
interface Sorting {
  /// Names of the trees, as TDB2 names their files.
  List<String> trees();

  int keyWords();

  int valueWords();

  /// Tells the records to one sink a tree, each in its order, equal ones once.
  ///
  /// @param words the records, as they came
  /// @param count how many
  void sort(long[] words, int count, List<? extends RecordSink> sinks) throws IOException;

  default int width() {
    return keyWords() + valueWords();
  }

  /// Tells records that an order gives the places of.
  ///
  /// @param columns which long of the record stands where
  static void tell(long[] words, int[] order, int[] columns, RecordSink sink) throws IOException {
    int width = columns.length;
    long[] record = new long[width];
    for (int place : order) {
      int at = place * width;
      for (int i = 0; i < width; i++) {
        record[i] = words[at + columns[i]];
      }
      sink.add(record, 0);
    }
  }
}
