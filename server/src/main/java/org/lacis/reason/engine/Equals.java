package org.lacis.reason.engine;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/// Classes of equal terms, each with one term that stands for all.
final class Equals {
  private int[] representative = new int[0];
  private final Int2ObjectOpenHashMap<int[]> members = new Int2ObjectOpenHashMap<>();
  private final Terms terms;

  Equals(Terms terms) {
    this.terms = terms;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  int representative(int term) {
    return term < representative.length ? representative[term] : term;
  }

  /// Whether a term is equal to itself alone.
  boolean isAlone(int term) {
    return members.isEmpty() || !members.containsKey(representative(term));
  }

  /// All that are equal to a term, itself among them.
  int[] members(int term) {
    int[] all = members.get(representative(term));
    return all == null ? new int[] {term} : all;
  }

  /// Puts pairs together.
  ///
  /// @return the terms that have another representative now
  /// @throws org.lacis.reason.ReasonException when too many are the same
  IntOpenHashSet join(LongArrayList pairs) {
    IntOpenHashSet moved = new IntOpenHashSet();
    for (int i = 0; i < pairs.size(); i++) {
      int one = representative(Runs.first(pairs.getLong(i)));
      int other = representative(Runs.second(pairs.getLong(i)));
      if (one == other) {
        continue;
      }
      int[] ones = members(one);
      int[] others = members(other);
      if (ones.length + others.length > Limits.MOST_EQUAL) {
        throw Limits.tooManyEqual(terms.node(one), terms.node(other));
      }
      boolean stays = ones.length != others.length ? ones.length > others.length : one < other;
      int winner = stays ? one : other;
      int[] leaving = stays ? others : ones;
      int[] all = Arrays.copyOf(ones, ones.length + others.length);
      System.arraycopy(others, 0, all, ones.length, others.length);
      for (int term : all) {
        room(term);
      }
      for (int term : leaving) {
        representative[term] = winner;
        moved.add(term);
      }
      members.remove(stays ? other : one);
      members.put(winner, all);
    }
    return moved;
  }

  private void room(int term) {
    int old = representative.length;
    if (term >= old) {
      representative = Arrays.copyOf(representative, Math.max(term + 1, old * 2));
      for (int i = old; i < representative.length; i++) {
        representative[i] = i;
      }
    }
  }

  /// Makes the terms of a class stand for themselves again.
  ///
  /// @return they
  int[] takenApart(int term) {
    int[] all = members(term);
    members.remove(representative(term));
    for (int each : all) {
      room(each);
      representative[each] = each;
    }
    return all;
  }

  void forget() {
    representative = new int[0];
    members.clear();
  }

  /// Tells each class of more than one.
  void forEachClass(Consumer<int[]> each) {
    members.values().forEach(each);
  }

  /// A literal that a term is equal to.
  @Nullable Node literal(int term, Terms terms) {
    for (int each : members(term)) {
      if (terms.isLiteral(each)) {
        return terms.node(each);
      }
    }
    return null;
  }
}
