package org.lacis.store.bulk;

import java.io.IOException;
import java.util.List;

/// Terms by the 128 bits that TDB2 finds them by: two longs of hash, and the number of the term.
record TermSorting() implements Sorting {
  private static final int[] COLUMNS = {0, 1, 2};

  @Override
  public List<String> trees() {
    return List.of("nodes");
  }

  @Override
  public int keyWords() {
    return 2;
  }

  @Override
  public int valueWords() {
    return 1;
  }

  @Override
  public void sort(long[] words, int count, List<? extends RecordSink> sinks) throws IOException {
    int[] order = Radix.asTheyCame(count);
    Radix.sort(words, 3, 0, order);
    Sorting.tell(words, Radix.refine(words, COLUMNS, order), COLUMNS, sinks.getFirst());
  }
}
