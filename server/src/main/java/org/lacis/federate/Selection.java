package org.lacis.federate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementNamedGraph;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementTriplesBlock;
import org.apache.jena.sparql.syntax.ElementUnion;
import org.apache.jena.vocabulary.RDF;

/// Who has something of a pattern. The twin itself is looked into; a partner that claims in its
/// VoID to have some is believed, any other is asked, once for all patterns of a question, and its
/// answer is remembered for a while. Nobody is left out on the word of a VoID alone. Safe for
/// threads.
final class Selection {
  /// How long an answer is remembered: for so long, what a partner begins to say may be missed.
  static final Duration REMEMBERED = Duration.ofMinutes(5);

  private final Cache<Known, Boolean> known =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(REMEMBERED).build();

  private record Known(String member, Pattern.Shape shape) {}

  /// Forgets what is known of a partner.
  void forget(String member) {
    known.asMap().keySet().removeIf(one -> one.member().equals(member));
  }

  /// The members for each pattern; one that could not be asked is among the missing, and is not
  /// asked again for this question.
  Map<Pattern, List<Member>> of(
      Collection<Pattern> patterns, List<Member> members, Inquiry inquiry) {
    Map<Pattern.Shape, Set<Member>> having = new LinkedHashMap<>();
    patterns.forEach(pattern -> having.put(pattern.shape(), new HashSet<>()));
    Map<Member, List<Pattern.Shape>> open = new LinkedHashMap<>();
    for (Member member : members) {
      if (inquiry.isMissing(member)) {
        continue;
      }
      having.forEach((shape, found) -> {
        switch (member) {
          case Own own -> {
            if (own.has(shape.graph(), shape.subject(), shape.predicate(), shape.object())) {
              found.add(own);
            }
          }
          default -> {
            Boolean said = known.getIfPresent(new Known(member.name(), shape));
            if (said == null && !claims(member, shape)) {
              open.computeIfAbsent(member, _ -> new ArrayList<>()).add(shape);
            } else if (said == null || said) {
              found.add(member);
            }
          }
        }
      });
    }
    ask(open, inquiry)
        .forEach((member, shapes) ->
            shapes.forEach(
                shape -> having.computeIfAbsent(shape, _ -> new HashSet<>()).add(member)));
    Map<Pattern, List<Member>> chosen = new LinkedHashMap<>();
    for (Pattern pattern : new LinkedHashSet<>(patterns)) {
      Set<Member> found = having.getOrDefault(pattern.shape(), Set.of());
      chosen.put(pattern, members.stream().filter(found::contains).toList());
    }
    return chosen;
  }

  private static boolean claims(Member member, Pattern.Shape shape) {
    if (shape.isAnything()) {
      return true;
    }
    boolean whole = shape.graph().equals(Node.ANY) && shape.subject().equals(Node.ANY);
    if (!whole || !shape.predicate().isURI()) {
      return false;
    }
    if (shape.object().equals(Node.ANY)) {
      return member.statements(shape.predicate().getURI()) > 0;
    }
    return shape.predicate().equals(RDF.type.asNode())
        && shape.object().isURI()
        && member.things(shape.object().getURI()) > 0;
  }

  private Map<Member, List<Pattern.Shape>> ask(
      Map<Member, List<Pattern.Shape>> open, Inquiry inquiry) {
    Map<Member, Future<List<Binding>>> asked = new LinkedHashMap<>();
    open.forEach((member, shapes) -> asked.put(member, member.rows(question(shapes), inquiry)));
    Map<Member, List<Pattern.Shape>> having = new LinkedHashMap<>();
    asked.forEach((member, future) -> {
      try {
        Set<Integer> numbers = new HashSet<>();
        inquiry.awaited(future).forEach(row -> numbers.add(Keys.of(row.get(Group.INDEX))));
        List<Pattern.Shape> shapes = open.getOrDefault(member, List.of());
        for (int i = 0; i < shapes.size(); i++) {
          boolean has = numbers.contains(i);
          known.put(new Known(member.name(), shapes.get(i)), has);
          if (has) {
            having.computeIfAbsent(member, _ -> new ArrayList<>()).add(shapes.get(i));
          }
        }
      } catch (FederateException e) {
        inquiry.miss(member, e.finding());
      }
    });
    return having;
  }

  /// One question for all: the numbers of the patterns that something meets.
  private static Query question(List<Pattern.Shape> shapes) {
    ElementUnion all = new ElementUnion();
    for (int i = 0; i < shapes.size(); i++) {
      Pattern.Shape shape = shapes.get(i);
      ElementTriplesBlock triple = new ElementTriplesBlock();
      triple.addTriple(
          Triple.create(
              open(shape.subject(), "s"), open(shape.predicate(), "p"), open(shape.object(), "o")));
      Query one = selecting(grouped(inGraph(shape.graph(), triple)));
      one.addResultVar(Group.INDEX, NodeValue.makeInteger(i));
      one.setLimit(1);
      all.addElement(grouped(new ElementSubQuery(one)));
    }
    Query question = selecting(grouped(all));
    question.addResultVar(Group.INDEX);
    return question;
  }

  private static Query selecting(Element pattern) {
    Query query = QueryFactory.make();
    query.setQuerySelectType();
    query.setQueryPattern(pattern);
    return query;
  }

  private static Element inGraph(Node graph, Element pattern) {
    return graph.equals(Node.ANY)
        ? pattern
        : new ElementNamedGraph(open(graph, "g"), grouped(pattern));
  }

  private static ElementGroup grouped(Element element) {
    ElementGroup group = new ElementGroup();
    group.addElement(element);
    return group;
  }

  private static Node open(Node node, String variable) {
    return node.equals(Node.ANY) ? Var.alloc(variable) : node;
  }
}
