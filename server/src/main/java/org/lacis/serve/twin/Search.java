package org.lacis.serve.twin;

import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.vocabulary.Lacis;

/// Finds things by name or identifier: whole identifiers at once, then by reading names for at most
/// a second.
public final class Search {
  private static final int MOST = 50;
  private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

  private static final List<Node> IDENTIFIERS =
      List.of(
          DCTerms.identifier.asNode(),
          Lacis.term("inseeCode"),
          Lacis.term("parcelIdentifier"),
          Lacis.term("siren"));

  private Search() {}

  /// @param things best first, at most fifty
  /// @param complete whether all names were read
  public record Found(List<Node> things, boolean complete) {
    public Found {
      things = List.copyOf(things);
    }
  }

  /// Searches a view.
  public static Found in(DatasetGraph data, String words) {
    String wanted = plain(words);
    Map<Node, Integer> ranks = new HashMap<>();
    if (wanted.isEmpty()) {
      return new Found(List.of(), true);
    }
    for (Node predicate : IDENTIFIERS) {
      Iterator<Quad> exact =
          data.findNG(
              Node.ANY, Node.ANY, predicate, NodeFactory.createLiteralString(words.strip()));
      exact.forEachRemaining(quad -> ranks.put(quad.getSubject(), 0));
    }
    List<Node> read = new ArrayList<>(List.of(RDFS.label.asNode()));
    read.addAll(IDENTIFIERS);
    long end = System.nanoTime() + PATIENCE;
    boolean complete = true;
    for (Node predicate : read) {
      complete &= scan(data, predicate, wanted, ranks, end);
    }
    List<Node> best =
        ranks.entrySet().stream()
            .filter(entry -> entry.getKey().isURI())
            .sorted(
                Map.Entry.<Node, Integer>comparingByValue()
                    .thenComparing(entry -> entry.getKey().getURI(), Comparator.naturalOrder()))
            .limit(MOST)
            .map(Map.Entry::getKey)
            .toList();
    return new Found(best, complete);
  }

  private static boolean scan(
      DatasetGraph data, Node predicate, String wanted, Map<Node, Integer> ranks, long end) {
    Iterator<Quad> quads = data.findNG(Node.ANY, Node.ANY, predicate, Node.ANY);
    for (int i = 0; quads.hasNext(); i++) {
      if (i % 1024 == 0 && System.nanoTime() > end) {
        return false;
      }
      Quad quad = quads.next();
      if (quad.getObject().isLiteral()) {
        int rank = rank(plain(quad.getObject().getLiteralLexicalForm()), wanted);
        if (rank < 9) {
          ranks.merge(quad.getSubject(), rank, Math::min);
        }
      }
    }
    return true;
  }

  private static int rank(String text, String wanted) {
    int at = text.indexOf(wanted);
    if (at < 0) {
      return 9;
    }
    return text.length() == wanted.length() ? 1 : at == 0 ? 2 : text.charAt(at - 1) == ' ' ? 3 : 4;
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
