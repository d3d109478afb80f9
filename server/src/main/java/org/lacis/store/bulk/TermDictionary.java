package org.lacis.store.bulk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.apache.jena.graph.Node;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.NodeIdFactory;
import org.jspecify.annotations.Nullable;

/// Gives terms the numbers that TDB2 would give them, and writes its table of terms: short values
/// are their own numbers, other terms are numbered by their places in the file of terms, and an
/// index finds them by their hashes. Belongs to one thread.
final class TermDictionary implements AutoCloseable {
  /// Terms that came lately, by hash code; most predicates, graphs and subjects are among them.
  private static final int LATELY = 1 << 14;

  private static final int LONGEST = 500;

  private final TermText text = new TermText();
  private final TermTable table = new TermTable(new SplittableRandom());
  private final TermFile file;
  private final RecordSorter index;
  private final @Nullable Node[] lately = new Node[LATELY];
  private final int[] hashes = new int[LATELY];
  private final long[] numbers = new long[LATELY];
  private final ByteBuffer eight = ByteBuffer.allocate(Long.BYTES);
  private boolean fresh;
  private long terms;

  /// @param folder of the database
  /// @param capacity terms whose hashes are sorted in memory
  TermDictionary(Path folder, int capacity, Executor workers) throws IOException {
    file = new TermFile(folder);
    index = new RecordSorter(folder, new TermSorting(), capacity, workers);
  }

  /// The number of a term.
  ///
  /// @throws IllegalArgumentException when it is no term of RDF
  long id(Node node) throws IOException {
    fresh = false;
    int hash = node.hashCode();
    int at = (hash * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(LATELY - 1);
    // Whoever was there is hardly ever equal, and its text lies far off in memory.
    if (hashes[at] == hash && node.equals(lately[at])) {
      return numbers[at];
    }
    NodeId inline = NodeId.inline(node);
    long id = inline == null ? place(node) : encode(inline);
    if (inline != null || text.lexicalLength() < LONGEST) {
      lately[at] = node;
      hashes[at] = hash;
      numbers[at] = id;
    }
    return id;
  }

  private long place(Node node) throws IOException {
    text.set(node);
    long known = table.find(text);
    if (known != TermTable.ABSENT) {
      return known;
    }
    long id = file.append(node, text);
    table.put(id);
    ByteBuffer hash = ByteBuffer.wrap(text.md5());
    index.add(hash.getLong(), hash.getLong(), id);
    fresh = true;
    terms++;
    return id;
  }

  private long encode(NodeId inline) {
    NodeIdFactory.set(inline, eight, 0);
    return eight.getLong(0);
  }

  /// Whether the term asked for last was written down for the first time.
  boolean fresh() {
    return fresh;
  }

  /// Terms written down so far.
  long terms() {
    return terms;
  }

  /// Writes what is left; the dictionary is over then.
  void finish() throws IOException {
    table.close();
    file.finish();
    index.finish();
  }

  @Override
  public void close() throws IOException {
    table.close();
    file.close();
  }
}
