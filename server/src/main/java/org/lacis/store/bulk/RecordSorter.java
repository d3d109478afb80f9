package org.lacis.store.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/// Takes records in any order and packs the trees that hold them. What does not fit in memory is
/// put aside in sorted runs, which are merged at the end. Belongs to one thread.
final class RecordSorter {
  private static final int LEAST = 1 << 12;

  private final Path folder;
  private final Sorting sorting;
  private final int width;
  private final int capacity;
  private final Executor workers;

  private long[] words;
  private int count;

  /// One list a tree.
  private final List<List<Run>> runs = new ArrayList<>();

  /// @param folder where the trees, and meanwhile the runs, are written
  /// @param capacity records kept in memory
  RecordSorter(Path folder, Sorting sorting, int capacity, Executor workers) {
    this.folder = folder;
    this.sorting = sorting;
    this.width = sorting.width();
    this.capacity = capacity;
    this.workers = workers;
    this.words = new long[width * Math.min(LEAST, capacity)];
    sorting.trees().forEach(_ -> runs.add(new ArrayList<>()));
  }

  void add(long a, long b, long c) throws IOException {
    int at = next();
    words[at] = a;
    words[at + 1] = b;
    words[at + 2] = c;
  }

  void add(long a, long b, long c, long d) throws IOException {
    int at = next();
    words[at] = a;
    words[at + 1] = b;
    words[at + 2] = c;
    words[at + 3] = d;
  }

  private int next() throws IOException {
    if (count == capacity) {
      putAside();
    } else if (width * count == words.length) {
      words = Arrays.copyOf(words, width * Math.min(2 * count, capacity));
    }
    return width * count++;
  }

  private void putAside() throws IOException {
    List<Run.Writer> writers = new ArrayList<>();
    try {
      for (int tree = 0; tree < runs.size(); tree++) {
        List<Run> before = runs.get(tree);
        String name = sorting.trees().get(tree) + ".run" + before.size();
        Run run = new Run(folder.resolve(name), width);
        before.add(run);
        writers.add(run.write());
      }
      sorting.sort(words, count, writers);
      for (Run.Writer writer : writers) {
        writer.finish();
      }
    } finally {
      close(writers);
    }
    count = 0;
  }

  /// Writes the trees; nothing can be added any more.
  ///
  /// @return records, equal ones counted once
  long finish() throws IOException {
    List<TreeWriter> writers = new ArrayList<>();
    try {
      for (String tree : sorting.trees()) {
        writers.add(new TreeWriter(folder, tree, sorting.keyWords(), sorting.valueWords()));
      }
      if (runs.getFirst().isEmpty()) {
        sorting.sort(words, count, writers);
        words = new long[0];
      } else {
        putAside();
        words = new long[0];
      }
      int half = (writers.size() + 1) / 2;
      if (half == writers.size()) {
        write(writers, 0, half);
      } else {
        Parallel.both(
            workers, () -> write(writers, 0, half), () -> write(writers, half, writers.size()));
      }
      return writers.getFirst().count();
    } finally {
      close(writers);
    }
  }

  private void write(List<TreeWriter> writers, int from, int to) throws IOException {
    for (int tree = from; tree < to; tree++) {
      if (!runs.get(tree).isEmpty()) {
        Run.merge(runs.get(tree), writers.get(tree));
      }
      writers.get(tree).finish();
    }
  }

  private static void close(List<? extends RecordSink> sinks) throws IOException {
    for (RecordSink sink : sinks) {
      sink.close();
    }
  }
}
