package org.lacis.link;

import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.jena.graph.Node;
import org.lacis.link.rule.Path;
import org.lacis.link.text.Normalisation;
import org.lacis.link.text.Text;
import org.lacis.store.NodeIds;

/// The texts that things of one side carry along the paths that a rule names. Safe for several
/// readers.
final class Attributes {
  private static final String[] NONE = {};

  private static final Text[] NO_TEXTS = {};

  private final Map<Path, String[][]> columns;
  private final Map<Normalised, AtomicReferenceArray<Text[]>> texts = new ConcurrentHashMap<>();

  /// A column, normalised.
  private record Normalised(Path path, Normalisation normalisation) {}

  private Attributes(Map<Path, String[][]> columns) {
    this.columns = columns;
  }

  /// @param things in the order of the positions that are asked for
  static Attributes read(
      Selector selector,
      Selector.Selected selected,
      Things things,
      Collection<Path> paths,
      NodeIds ids) {
    Map<Path, String[][]> columns = new HashMap<>();
    for (Path path : paths) {
      columns.computeIfAbsent(path, one -> column(selector, selected, things, one, ids));
    }
    return new Attributes(columns);
  }

  /// The distinct values of a thing, in order: texts of literals, IRIs of things.
  String[] values(Path path, int thing) {
    String[][] column = columns.get(path);
    return column == null ? NONE : column[thing];
  }

  /// The same, normalised and ready to be compared; worked out when first asked for. Empty texts
  /// are left out.
  Text[] texts(Path path, Normalisation normalisation, int thing) {
    String[][] column = columns.get(path);
    if (column == null || column[thing].length == 0) {
      return NO_TEXTS;
    }
    AtomicReferenceArray<Text[]> ready =
        texts.computeIfAbsent(
            new Normalised(path, normalisation), _ -> new AtomicReferenceArray<>(column.length));
    Text[] known = ready.get(thing);
    if (known == null) {
      known =
          Arrays.stream(column[thing])
              .map(normalisation::text)
              .filter(text -> !text.isEmpty())
              .distinct()
              .toArray(Text[]::new);
      ready.set(thing, known);
    }
    return known;
  }

  private static String[][] column(
      Selector selector, Selector.Selected selected, Things things, Path path, NodeIds ids) {
    Long2IntMap positions = new Long2IntOpenHashMap(things.size());
    for (int i = 0; i < things.size(); i++) {
      positions.put(things.ids().getLong(i), i);
    }
    // What was reached so far, with the things that it belongs to.
    Long2ObjectMap<LongSet> reached = new Long2ObjectOpenHashMap<>();
    things.ids().forEach((long thing) -> reached.put(thing, LongSet.of(thing)));
    for (Path.Step step : path.steps()) {
      Long2ObjectMap<LongSet> next = new Long2ObjectOpenHashMap<>();
      selector.step(
          selected.graphs(),
          step,
          reached.keySet(),
          (from, to) ->
              next.computeIfAbsent(to, _ -> new LongOpenHashSet(2)).addAll(reached.get(from)));
      reached.clear();
      reached.putAll(next);
    }
    Int2ObjectMap<SortedSet<String>> texts = new Int2ObjectOpenHashMap<>();
    reached
        .long2ObjectEntrySet()
        .forEach(end -> {
          Node node = ids.node(end.getLongKey());
          if (node.isBlank()) {
            return;
          }
          String text = node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
          end.getValue()
              .forEach((long thing) ->
                  texts.computeIfAbsent(positions.get(thing), _ -> new TreeSet<>()).add(text));
        });
    String[][] column = new String[things.size()][];
    Arrays.fill(column, NONE);
    texts
        .int2ObjectEntrySet()
        .forEach(one -> column[one.getIntKey()] = one.getValue().toArray(String[]::new));
    return column;
  }
}
