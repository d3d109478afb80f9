package org.lacis.serve.twin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.link.stored.LinkTable;
import org.lacis.link.stored.StoredLink;
import org.lacis.store.View;

/// Some links of a rule: those that meet a filter, from one place on.
///
/// @param wanted the filter
/// @param text that a name or an IRI of either thing holds; empty for any
/// @param next the hash after which to go on; empty at the end
public record LinkListing(
    LinkTable.Wanted wanted, String text, List<StoredLink> links, String next) {
  /// So many links are looked at for a text before what was found is shown.
  private static final int LOOKED_AT = 20_000;

  public LinkListing {
    links = List.copyOf(links);
  }

  /// @param limit how many links at most
  public static LinkListing of(
      View view,
      LinkBook book,
      LinkBook.Chapter chapter,
      LinkTable.Wanted wanted,
      String text,
      int limit) {
    List<StoredLink> links = new ArrayList<>();
    Iterator<LinkTable.Row> rows = chapter.table().rows(wanted).iterator();
    String last = "";
    for (int seen = 0; rows.hasNext() && links.size() < limit && seen < LOOKED_AT; seen++) {
      last = rows.next().hash();
      Optional<StoredLink> link = book.link(view, chapter, last);
      link.filter(one -> text.isEmpty() || holds(view, one, text)).ifPresent(links::add);
    }
    return new LinkListing(wanted, text, links, rows.hasNext() ? last : "");
  }

  private static boolean holds(View view, StoredLink link, String text) {
    String sought = text.toLowerCase(Locale.ROOT);
    for (String thing : List.of(link.pair().source(), link.pair().target())) {
      if (thing.toLowerCase(Locale.ROOT).contains(sought)) {
        return true;
      }
      Iterator<Quad> names =
          view.dataset()
              .findNG(Node.ANY, NodeFactory.createURI(thing), RDFS.label.asNode(), Node.ANY);
      while (names.hasNext()) {
        Node name = names.next().getObject();
        if (name.isLiteral()
            && name.getLiteralLexicalForm().toLowerCase(Locale.ROOT).contains(sought)) {
          return true;
        }
      }
    }
    return false;
  }

  /// The parameters that ask for this listing, with one of them put in the place of its own.
  public String with(String name, String value) {
    Map<String, String> parameters = new LinkedHashMap<>();
    wanted.verdict().ifPresent(verdict -> parameters.put("verdict", verdict.key()));
    wanted.mark().ifPresent(mark -> parameters.put("mark", mark.key()));
    parameters.put("cardinality", wanted.cardinality());
    parameters.put("min", wanted.least() > 0 ? Double.toString(wanted.least()) : "");
    parameters.put("max", wanted.most() < 1 ? Double.toString(wanted.most()) : "");
    parameters.put("q", text);
    parameters.put(name, value);
    return parameters.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry ->
            entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
