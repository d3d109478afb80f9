package org.lacis.link.stored;

import it.unimi.dsi.fastutil.longs.Long2DoubleMap;
import it.unimi.dsi.fastutil.longs.Long2DoubleOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDF;
import org.lacis.link.review.Pair;
import org.lacis.link.review.Reviews;
import org.lacis.link.review.Standing;
import org.lacis.link.rule.Verdict;
import org.lacis.store.NodeIds;
import org.lacis.store.View;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// Every link of one rule, and every pair that people said something of, by a few facts each, in
/// the order of their names. About 150 bytes a link.
///
/// Never changed once read; safe for threads.
///
/// @param rule name of the rule
/// @param rows in the order of their hashes
public record LinkTable(String rule, List<Row> rows) {

  /// A pair.
  ///
  /// @param hash names it below the rule
  /// @param confidence 0 to 1; NaN when it is not told
  /// @param cardinality of its group; empty where there is none
  public record Row(
      String hash, Verdict verdict, double confidence, String cardinality, Mark mark) {

    /// Whether a person is to look at it.
    public boolean isOpen() {
      return (verdict == Verdict.REVIEW && mark != Mark.DECIDED)
          || mark == Mark.STALE
          || mark == Mark.CONTRADICTORY;
    }

    /// How much a decision would tell: 1 for what could be either, 0 for what is certain.
    /// Contradictions and what is to be certified again come before all.
    public double doubt() {
      return switch (mark) {
        case CONTRADICTORY -> 3;
        case STALE -> 2;
        case NONE, DECIDED -> Double.isNaN(confidence) ? 0.5 : 1 - 2 * Math.abs(confidence - 0.5);
      };
    }
  }

  /// Which rows are wanted; an empty part asks for nothing.
  ///
  /// @param least of the confidence; rows without one are below every bound
  /// @param most likewise
  /// @param after the hash that rows come after; empty for all
  public record Wanted(
      Optional<Verdict> verdict,
      double least,
      double most,
      String cardinality,
      Optional<Mark> mark,
      String after) {
    public static final Wanted ALL = new Wanted(Optional.empty(), 0, 1, "", Optional.empty(), "");

    boolean takes(Row row) {
      double confidence = Double.isNaN(row.confidence) ? 0 : row.confidence;
      return (verdict.isEmpty() || verdict.get() == row.verdict)
          && confidence >= least
          && confidence <= most
          && (cardinality.isEmpty() || cardinality.equals(row.cardinality))
          && (mark.isEmpty() || mark.get() == row.mark)
          && row.hash.compareTo(after) > 0;
    }
  }

  public LinkTable {
    rows = List.copyOf(rows);
  }

  /// The rows that are wanted, in order.
  public Stream<Row> rows(Wanted wanted) {
    return rows.stream().filter(wanted::takes);
  }

  /// What people are to judge, the most telling first; equals in the order of their names.
  public List<Row> queue() {
    return rows.stream()
        .filter(Row::isOpen)
        .sorted(Comparator.comparingDouble(Row::doubt).reversed().thenComparing(Row::hash))
        .toList();
  }

  /// How many there are of each verdict.
  public SortedMap<Verdict, Long> tally() {
    SortedMap<Verdict, Long> tally = new TreeMap<>();
    rows.forEach(row -> tally.merge(row.verdict, 1L, Long::sum));
    return tally;
  }

  /// How many links there are in groups of each cardinality.
  public SortedMap<String, Long> cardinalities() {
    SortedMap<String, Long> tally = new TreeMap<>();
    rows.stream()
        .filter(row -> !row.cardinality.isEmpty())
        .forEach(row -> tally.merge(row.cardinality, 1L, Long::sum));
    return tally;
  }

  /// The names of the rules that have links in a view, or decisions of people, in order.
  public static List<String> rules(View view, TwinIris iris) {
    String head = iris.linkGraph("").getURI();
    TreeSet<String> names = new TreeSet<>();
    for (Iterator<Node> graphs = view.dataset().listGraphNodes(); graphs.hasNext(); ) {
      Node graph = graphs.next();
      if (graph.isURI() && graph.getURI().startsWith(head)) {
        names.add(graph.getURI().substring(head.length()));
      }
    }
    return List.copyOf(names);
  }

  /// Reads the links of one rule: about a second for 300,000.
  ///
  /// @param reviews of the rule
  public static LinkTable read(
      View view, TwinIris iris, String rule, Reviews reviews, Compared compared) {
    return new Maker(view, iris, rule).table(reviews, compared);
  }

  private static final class Maker {
    private final View view;
    private final TwinIris iris;
    private final String rule;
    private final NodeIds ids;
    private final long graph;

    Maker(View view, TwinIris iris, String rule) {
      this.view = view;
      this.iris = iris;
      this.rule = rule;
      this.ids = view.ids();
      this.graph = ids.id(iris.linkGraph(rule));
    }

    LinkTable table(Reviews reviews, Compared compared) {
      Map<String, Mark> marks = new HashMap<>();
      ThingReader things = new ThingReader(view.dataset(), iris, compared);
      for (Pair pair : reviews.pairs()) {
        Standing standing =
            reviews.standing(pair, things.source(pair), things.target(pair), compared.tolerance());
        marks.put(pair.hash(), Mark.of(standing));
      }
      List<Row> rows = new ArrayList<>();
      if (graph != NodeIds.ABSENT) {
        links(rows, marks);
      }
      marks.forEach((hash, mark) -> rows.add(new Row(hash, Verdict.REJECT, Double.NaN, "", mark)));
      rows.sort(Comparator.comparing(Row::hash));
      return new LinkTable(rule, rows);
    }

    /// @param marks by hash; those of the pairs that have a link are taken away
    private void links(List<Row> rows, Map<String, Mark> marks) {
      Long2LongMap groups = objects(Lacis.LINK_GROUP);
      Long2DoubleMap confidences = numbers(Lacis.CONFIDENCE);
      Long2DoubleMap scores = confidences.isEmpty() ? numbers(Lacis.SCORE) : confidences;
      LongSet proposed = subjects(RDF.type.asNode(), Lacis.PROPOSED_LINK);
      Long2ObjectMap<String> cardinalities = new Long2ObjectOpenHashMap<>();
      objects(Lacis.CARDINALITY)
          .long2LongEntrySet()
          .forEach(entry ->
              cardinalities.put(
                  entry.getLongKey(), ids.node(entry.getLongValue()).getLiteralLexicalForm()));
      int head = iris.node("id/link/" + rule + "/").getURI().length();
      for (long link : objects(Lacis.LINK_SOURCE).keySet()) {
        Node node = ids.nodeOnce(link);
        if (node.isURI() && node.getURI().length() > head) {
          String hash = node.getURI().substring(head);
          Mark mark = marks.remove(hash);
          rows.add(
              new Row(
                  hash,
                  proposed.contains(link) ? Verdict.REVIEW : Verdict.ACCEPT,
                  scores.getOrDefault(link, Double.NaN),
                  groups.containsKey(link) ? cardinalities.getOrDefault(groups.get(link), "") : "",
                  mark == null ? Mark.NONE : mark));
        }
      }
    }

    private Long2LongMap objects(Node property) {
      Long2LongMap objects = new Long2LongOpenHashMap();
      long predicate = ids.id(property);
      if (predicate != NodeIds.ABSENT) {
        ids.find(
            graph,
            NodeIds.ABSENT,
            predicate,
            NodeIds.ABSENT,
            (_, subject, _, object) -> objects.put(subject, object));
      }
      return objects;
    }

    private Long2DoubleMap numbers(Node property) {
      Long2DoubleMap numbers = new Long2DoubleOpenHashMap();
      objects(property)
          .long2LongEntrySet()
          .forEach(entry -> {
            try {
              numbers.put(
                  entry.getLongKey(),
                  Double.parseDouble(ids.node(entry.getLongValue()).getLiteralLexicalForm()));
            } catch (NumberFormatException _) {
              // shown as a link without a number
            }
          });
      return numbers;
    }

    private LongSet subjects(Node property, Node value) {
      LongSet subjects = new LongOpenHashSet();
      long predicate = ids.id(property);
      long object = ids.id(value);
      if (predicate != NodeIds.ABSENT && object != NodeIds.ABSENT) {
        ids.find(
            graph, NodeIds.ABSENT, predicate, object, (_, subject, _, _) -> subjects.add(subject));
      }
      return subjects;
    }
  }
}
