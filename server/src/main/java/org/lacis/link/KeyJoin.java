package org.lacis.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.lacis.link.rule.Match;
import org.lacis.store.NodeIds;

/// Joins things by the text of a property. No shape is looked at.
final class KeyJoin {
  private final Selector selector;
  private final NodeIds ids;

  KeyJoin(Selector selector, NodeIds ids) {
    this.selector = selector;
    this.ids = ids;
  }

  /// @param pairs accepted; the note is a position in `keys`
  /// @param keys texts that both ends carry
  /// @param sources the sources that carry a key, in order
  /// @param targets likewise
  /// @param sourceKeys all keys of each source, as one text
  /// @param targetKeys likewise
  record Joined(
      Pairs pairs,
      List<String> keys,
      List<String> sources,
      List<String> targets,
      List<String> sourceKeys,
      List<String> targetKeys) {}

  Joined join(Match.Key match, Selector.Selected sources, Selector.Selected targets) {
    // Ordered by IRI and by key, so that nothing hangs on the order of loading.
    Map<String, SortedSet<String>> left = keys(sources, match.source(), match.sourcePattern());
    Map<String, SortedSet<String>> right = keys(targets, match.target(), match.targetPattern());
    List<String> rights = List.copyOf(right.keySet());
    Map<String, List<Integer>> byKey = new HashMap<>();
    for (int target = 0; target < rights.size(); target++) {
      for (String key : right.getOrDefault(rights.get(target), new TreeSet<>())) {
        byKey.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(target);
      }
    }
    List<String> lefts = List.copyOf(left.keySet());
    List<String> keys = new ArrayList<>();
    Pairs pairs = new Pairs();
    for (int source = 0; source < lefts.size(); source++) {
      Map<Integer, String> reached = new TreeMap<>();
      for (String key : left.getOrDefault(lefts.get(source), new TreeSet<>())) {
        byKey.getOrDefault(key, List.of()).forEach(target -> reached.putIfAbsent(target, key));
      }
      for (Map.Entry<Integer, String> end : reached.entrySet()) {
        if (!lefts.get(source).equals(rights.get(end.getKey()))) {
          pairs.add(source, end.getKey(), 1, 0, Double.NaN, Pairs.NO_MATRIX, keys.size());
          keys.add(end.getValue());
        }
      }
    }
    return new Joined(
        pairs,
        keys,
        lefts,
        rights,
        left.values().stream().map(all -> String.join("\n", all)).toList(),
        right.values().stream().map(all -> String.join("\n", all)).toList());
  }

  private Map<String, SortedSet<String>> keys(
      Selector.Selected selected, Node property, Optional<Pattern> pattern) {
    Map<String, SortedSet<String>> keys = new TreeMap<>();
    selector.values(
        selected,
        property,
        (thing, value) -> {
          Node node = ids.node(thing);
          if (node.isURI()) {
            key(ids.node(value), pattern)
                .ifPresent(
                    key -> keys.computeIfAbsent(node.getURI(), _ -> new TreeSet<>()).add(key));
          }
        });
    return keys;
  }

  private static Optional<String> key(Node value, Optional<Pattern> pattern) {
    String text;
    if (value.isLiteral()) {
      text = value.getLiteralLexicalForm().strip();
    } else if (value.isURI()) {
      text = value.getURI();
    } else {
      return Optional.empty();
    }
    Optional<String> key = pattern.isEmpty() ? Optional.of(text) : group(pattern.get(), text);
    return key.filter(found -> !found.isEmpty());
  }

  private static Optional<String> group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find()
        ? Optional.ofNullable(matcher.group(Math.min(1, matcher.groupCount())))
        : Optional.empty();
  }
}
