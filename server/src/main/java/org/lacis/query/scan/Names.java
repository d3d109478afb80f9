package org.lacis.query.scan;

import java.util.function.LongFunction;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.sparql.util.Symbol;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;
import org.lacis.store.TwinDataset;

/// The terms of a store that answers named lately, by their numbers: each has one place, and drives
/// out who was there. One a store; safe for threads, since what stands at a place never changes.
///
/// A number that was committed means the same term for good. TDB2 has a memory of terms too, which
/// keeps account of every use; most of the time of a large answer went there.
public final class Names {
  private static final Symbol NAMES = Symbol.create("https://w3id.org/lacis#names");
  private static final int BITS = 15;

  /// Longer terms are geometries, which are hardly named twice.
  private static final int LONGEST = 500;

  /// What TDB2 remembers is half a million terms. An answer that names more would drive out all of
  /// them, and itself find none; it reads from the file.
  private static final int MANY = 400_000;

  private record Named(long id, Node node) {}

  private final @Nullable Named[] named = new Named[1 << BITS];

  /// Gives the queries of a context such a memory.
  public static void equip(Context context) {
    context.set(NAMES, new Names());
  }

  /// Terms by their numbers as the transaction of this thread sees them.
  public static LongFunction<Node> of(Context context, TwinDataset twin) {
    NodeIds ids = twin.ids();
    Names names = context.get(NAMES);
    // What a transaction writes may be taken back, and its numbers given to others.
    if (names == null || twin.committedVersion().isEmpty()) {
      return ids::node;
    }
    // Belongs to the thread of one answer, like the transaction; an odd count does no harm.
    int[] missed = {0};
    return id -> names.node(id, ids, missed);
  }

  private Node node(long id, NodeIds ids, int[] missed) {
    int at = (int) ((id * 0x9E3779B97F4A7C15L) >>> (64 - BITS));
    Named known = named[at];
    if (known != null && known.id == id) {
      return known.node;
    }
    Node node = ++missed[0] > MANY ? ids.nodeOnce(id) : ids.node(id);
    if (!node.isLiteral() || node.getLiteralLexicalForm().length() <= LONGEST) {
      named[at] = new Named(id, node);
    }
    return node;
  }
}
