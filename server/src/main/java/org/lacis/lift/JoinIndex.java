package org.lacis.lift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.lacis.source.Value;

/// The subjects of a parent triples map by the values they are joined on.
///
/// Held in memory, in proportion to the parent's records: a key and a node each, nothing else of
/// the parent. A record with no value on one side of a condition joins nothing.
final class JoinIndex {
  private final List<ValueMaker> sides;
  private final Map<Object, Set<Node>> subjects = new HashMap<>();
  private boolean complete;

  /// @param sides the parent's expressions, one per condition
  JoinIndex(List<ValueMaker> sides) {
    this.sides = sides;
  }

  void add(Row row, List<Node> nodes) {
    for (Object key : keys(sides, row)) {
      Set<Node> known = subjects.get(key);
      if (known == null) {
        subjects.put(key, Set.copyOf(nodes));
      } else if (known instanceof LinkedHashSet) {
        known.addAll(nodes);
      } else if (!known.containsAll(nodes)) {
        Set<Node> more = new LinkedHashSet<>(known);
        more.addAll(nodes);
        subjects.put(key, more);
      }
    }
  }

  Set<Node> find(Object key) {
    return subjects.getOrDefault(key, Set.of());
  }

  boolean complete() {
    return complete;
  }

  void close() {
    complete = true;
  }

  /// The keys of a record: a text for one condition, a list of texts for several; every combination
  /// of values.
  static List<Object> keys(List<ValueMaker> sides, Row row) {
    if (sides.size() == 1) {
      List<Value> values = sides.getFirst().make(row);
      List<Object> keys = new ArrayList<>(values.size());
      for (Value value : values) {
        keys.add(TermMaker.text(value));
      }
      return keys;
    }
    List<List<String>> keys = List.of(List.of());
    for (ValueMaker side : sides) {
      List<List<String>> longer = new ArrayList<>();
      for (Value value : side.make(row)) {
        for (List<String> key : keys) {
          List<String> next = new ArrayList<>(key);
          next.add(TermMaker.text(value));
          longer.add(next);
        }
      }
      keys = longer;
    }
    return new ArrayList<>(keys);
  }
}
