package org.lacis.serve.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.lacis.serve.twin.Labels;
import org.lacis.serve.twin.LocalIris;
import org.lacis.vocabulary.Lacis;

/// What refers to one thing, counted by property first. Counting stops at [#MOST], and says so.
record Refer(
    Node thing,
    Map<Node, Set<Node>> byPredicate,
    boolean all,
    Labels labels,
    LocalIris iris,
    Words words) {
  private static final int MOST = 20_000;

  // the links as things are told where their statement stands
  private static final Set<Node> ELSEWHERE =
      Set.of(Lacis.LINK_SOURCE, Lacis.LINK_TARGET, Lacis.CORRESPONDS_TO);

  static Refer of(DatasetGraph data, Node thing, Labels labels, LocalIris iris, Words words) {
    Map<Node, Set<Node>> byPredicate = new LinkedHashMap<>();
    Iterator<Quad> quads = data.findNG(Node.ANY, Node.ANY, Node.ANY, thing);
    int seen = 0;
    for (; seen < MOST && quads.hasNext(); seen++) {
      Quad quad = quads.next();
      if (quad.getSubject().isURI() && !ELSEWHERE.contains(quad.getPredicate())) {
        byPredicate
            .computeIfAbsent(quad.getPredicate(), _ -> new LinkedHashSet<>())
            .add(quad.getSubject());
      }
    }
    return new Refer(thing, byPredicate, !quads.hasNext(), labels, iris, words);
  }

  Optional<Entity.Incoming> list(String by, int page) {
    if (byPredicate.isEmpty()) {
      return Optional.empty();
    }
    List<Node> predicates = new ArrayList<>(byPredicate.keySet());
    predicates.sort(
        Comparator.comparingInt((Node p) -> byPredicate.getOrDefault(p, Set.of()).size())
            .reversed());
    Node chosen =
        predicates.stream()
            .filter(p -> p.getURI().equals(by))
            .findFirst()
            .orElse(predicates.getFirst());
    List<Node> things = List.copyOf(byPredicate.getOrDefault(chosen, Set.of()));
    Paging paging = Paging.of(things.size(), page, address(chosen) + "&page=");
    List<Entity.Link> links =
        things.stream()
            .skip(paging.from())
            .limit(Paging.SIZE)
            .map(node -> new Entity.Link(Words.capital(labels.of(node)), iris.page(node.getURI())))
            .toList();
    List<Entity.Kind> kinds =
        predicates.stream()
            .map(p ->
                new Entity.Kind(
                    Words.capital(labels.of(p)), count(p), address(p) + "#in", p.equals(chosen)))
            .toList();
    return Optional.of(new Entity.Incoming(kinds, Words.capital(labels.of(chosen)), links, paging));
  }

  private String count(Node predicate) {
    int size = byPredicate.getOrDefault(predicate, Set.of()).size();
    return all ? words.number(size) : words.get("over", size);
  }

  private String address(Node predicate) {
    String page = iris.page(thing.getURI());
    return page
        + (page.contains("?") ? "&" : "?")
        + "in="
        + URLEncoder.encode(predicate.getURI(), StandardCharsets.UTF_8);
  }
}
