package org.lacis.reason.engine;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;

/// Dense numbers for terms, from 0 on, so that a statement of a property fits one long.
///
/// Belongs to the thread of the store's transaction; what says so is for any thread, while no
/// number is given.
public final class Terms {
  private static final byte UNKNOWN = 0;
  private static final byte RESOURCE = 1;
  private static final byte LITERAL = 2;

  private @Nullable NodeIds ids;
  private final Long2IntOpenHashMap byId = new Long2IntOpenHashMap();
  private final LongArrayList idOf = new LongArrayList();
  private final List<@Nullable Node> nodes = new ArrayList<>();
  private final Map<Object, Integer> others = new HashMap<>();
  private byte[] kinds = new byte[1024];

  /// Literals without a value, of those that were looked at.
  private final IntArrayList malformed = new IntArrayList();

  /// @param ids of the store that holds the terms; null when they stand in memory alone
  public Terms(@Nullable NodeIds ids) {
    this.ids = ids;
    byId.defaultReturnValue(-1);
  }

  public int size() {
    return nodes.size();
  }

  /// From now on terms are looked up in another transaction of the same store.
  public void reading(NodeIds now) {
    ids = now;
  }

  /// As [#ofId], for a term that the store may hold since it was first numbered here.
  public int adopt(long id) {
    NodeIds store = ids;
    int number = byId.get(id);
    return number >= 0 || store == null || others.isEmpty() ? ofId(id) : adopt(id, store.node(id));
  }

  private int adopt(long id, Node term) {
    Integer number = others.remove(key(term));
    if (number == null) {
      return ofId(id);
    }
    byId.put(id, number.intValue());
    idOf.set(number.intValue(), id);
    return number;
  }

  private static Object key(Node term) {
    return term.isLiteral() ? Values.key(term) : term;
  }

  /// The number of a term that has one.
  ///
  /// @return below zero when it has none
  int find(Node term) {
    long id = ids == null ? NodeIds.ABSENT : ids.id(term);
    int number = id == NodeIds.ABSENT ? -1 : byId.get(id);
    return number >= 0 ? number : others.getOrDefault(key(term), -1);
  }

  /// The number of a term of the store that has one.
  ///
  /// @return below zero when it has none
  public int known(long id) {
    return byId.get(id);
  }

  /// The number of the store for a term, [NodeIds#ABSENT] when it was not there.
  public long idOf(int number) {
    return idOf.getLong(number);
  }

  /// The number of a term of the store.
  public int ofId(long id) {
    int number = byId.get(id);
    if (number < 0) {
      number = fresh(id, null);
      byId.put(id, number);
    }
    return number;
  }

  /// The number of a term, be it in the store or not. Literals of one value have one number.
  public int of(Node term) {
    long id = ids == null ? NodeIds.ABSENT : ids.id(term);
    if (id != NodeIds.ABSENT) {
      int number = byId.get(id);
      if (number < 0) {
        number = adopt(id, term);
      }
      if (nodes.get(number) == null) {
        name(number, term);
      }
      return number;
    }
    return others.computeIfAbsent(
        key(term),
        _ -> {
          int number = fresh(NodeIds.ABSENT, term);
          name(number, term);
          return number;
        });
  }

  private int fresh(long id, @Nullable Node term) {
    int number = nodes.size();
    nodes.add(term);
    idOf.add(id);
    if (number == kinds.length) {
      kinds = Arrays.copyOf(kinds, number * 2);
    }
    return number;
  }

  private void name(int number, Node term) {
    nodes.set(number, term);
    kinds[number] = term.isLiteral() ? LITERAL : RESOURCE;
    if (term.isLiteral() && !Values.isWellFormed(term)) {
      malformed.add(number);
    }
  }

  /// What stands as a subject in the store is no literal, and need not be looked up for that.
  public void isSubject(int number) {
    kinds[number] = RESOURCE;
  }

  /// The term of a number.
  public Node node(int number) {
    Node node = nodes.get(number);
    if (node == null) {
      if (ids == null) {
        throw new IllegalStateException("term " + number + " has no name");
      }
      node = ids.node(idOf.getLong(number));
      name(number, node);
    }
    return node;
  }

  /// Whether a term is known to be no literal, without looking it up; for any thread.
  boolean isResource(int number) {
    return kinds[number] == RESOURCE;
  }

  /// Whether a term is a literal; looked up in the store if need be, by the thread that has its
  /// transaction.
  boolean isLiteral(int number) {
    byte kind = kinds[number];
    return kind == UNKNOWN ? node(number).isLiteral() : kind == LITERAL;
  }

  /// Literals that have no value of their datatype, as far as any was looked at.
  int[] malformed() {
    return malformed.toIntArray();
  }

  long bytes() {
    return 24L * byId.size() + 13L * nodes.size();
  }
}
