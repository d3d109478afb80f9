package org.lacis.store.bulk;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

/// Quads (graph, subject, predicate, object) in the four orders of the store.
///
/// Only the first order is made from nothing: sorted by subject, which is nearly how quads come,
/// and within a subject by the rest. Sorting that by object, and the result by predicate, each
/// stably, gives two more orders; sorting the first by graph the fourth.
///
/// @param workers runs half of the work beside the caller
record QuadSorting(Executor workers) implements Sorting {
  private static final int GRAPH = 0;
  private static final int SUBJECT = 1;
  private static final int PREDICATE = 2;
  private static final int OBJECT = 3;

  @Override
  public List<String> trees() {
    return List.of("SPOG", "GSPO", "OSPG", "POSG");
  }

  @Override
  public int keyWords() {
    return 4;
  }

  @Override
  public int valueWords() {
    return 0;
  }

  @Override
  public void sort(long[] words, int count, List<? extends RecordSink> sinks) throws IOException {
    int[] all = Radix.asTheyCame(count);
    Radix.sort(words, 4, SUBJECT, all);
    int[] spog = Radix.refine(words, columns("SPOG"), all);
    int[] forObjects = spog.clone();
    Parallel.both(
        workers,
        () -> {
          Sorting.tell(words, spog, columns("SPOG"), sinks.get(0));
          Radix.sort(words, 4, GRAPH, spog);
          Sorting.tell(words, spog, columns("GSPO"), sinks.get(1));
        },
        () -> {
          Radix.sort(words, 4, OBJECT, forObjects);
          Sorting.tell(words, forObjects, columns("OSPG"), sinks.get(2));
          Radix.sort(words, 4, PREDICATE, forObjects);
          Sorting.tell(words, forObjects, columns("POSG"), sinks.get(3));
        });
  }

  private static int[] columns(String tree) {
    int[] columns = new int[4];
    for (int i = 0; i < 4; i++) {
      columns[i] = "GSPO".indexOf(tree.charAt(i));
    }
    return columns;
  }
}
