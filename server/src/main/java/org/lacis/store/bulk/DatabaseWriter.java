package org.lacis.store.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/// Writes a whole database of TDB2 from quads in any order. Belongs to one thread, which gives the
/// terms their numbers; sorting and packing use a second one.
///
/// Memory: what `capacity` says on the heap, and about 30 bytes a distinct term outside it. What
/// does not fit is put aside in files beside the database, 128 bytes a quad, and merged at the end.
public final class DatabaseWriter implements AutoCloseable {
  /// Heap that a quad takes while it waits and while it is sorted.
  private static final int BYTES_A_QUAD = 128;

  private static final int MOST = 1 << 23;
  private static final int LEAST = 1 << 10;

  private final Path folder;
  private final Literals literals;
  private final ExecutorService workers =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
  private final TermDictionary terms;
  private final RecordSorter quads;

  /// Is told of literals.
  @FunctionalInterface
  public interface Literals {
    /// A literal stands as object for the first time.
    ///
    /// @param id its number
    void literal(Node literal, long id);
  }

  /// @param folder of the database, empty
  /// @param capacity quads kept in memory before they are put aside; see [#capacity(long)]
  public DatabaseWriter(Path folder, int capacity, Literals literals) throws IOException {
    this.folder = folder;
    this.literals = literals;
    this.terms = new TermDictionary(folder, capacity, workers);
    this.quads = new RecordSorter(folder, new QuadSorting(workers), capacity, workers);
  }

  /// How many quads to keep in memory.
  ///
  /// @param heap bytes of heap that may be used
  public static int capacity(long heap) {
    return Math.clamp(heap / BYTES_A_QUAD, LEAST, MOST);
  }

  /// @throws IllegalArgumentException when a node is no term of RDF
  public void add(Node graph, Node subject, Node predicate, Node object) throws IOException {
    long g = terms.id(graph);
    long s = terms.id(subject);
    long p = terms.id(predicate);
    long o = terms.id(object);
    if (terms.fresh() && object.isLiteral()) {
      literals.literal(object, o);
    }
    quads.add(g, s, p, o);
  }

  /// Puts all on disk.
  ///
  /// @param defaultGraph a few triples for TDB2's own default graph
  /// @return quads, equal ones counted once
  public long finish(List<Triple> defaultGraph) throws IOException {
    writeTriples(defaultGraph);
    CompletableFuture<Void> hashes = Parallel.begin(workers, terms::finish);
    try {
      return quads.finish();
    } finally {
      Parallel.await(hashes);
    }
  }

  private void writeTriples(List<Triple> triples) throws IOException {
    long[][] ids = new long[triples.size()][];
    for (int i = 0; i < ids.length; i++) {
      Triple triple = triples.get(i);
      ids[i] =
          new long[] {
            terms.id(triple.getSubject()),
            terms.id(triple.getPredicate()),
            terms.id(triple.getObject())
          };
    }
    for (String tree : List.of("SPO", "POS", "OSP")) {
      long[][] records = new long[ids.length][];
      for (int i = 0; i < ids.length; i++) {
        long[] record = new long[3];
        for (int column = 0; column < 3; column++) {
          record[column] = ids[i]["SPO".indexOf(tree.charAt(column))];
        }
        records[i] = record;
      }
      Arrays.sort(records, Arrays::compareUnsigned);
      try (TreeWriter writer = new TreeWriter(folder, tree, 3, 0)) {
        for (long[] record : records) {
          writer.add(record, 0);
        }
        writer.finish();
      }
    }
  }

  /// Different terms written down so far.
  public long terms() {
    return terms.terms();
  }

  @Override
  public void close() throws IOException {
    workers.shutdownNow();
    terms.close();
  }
}
