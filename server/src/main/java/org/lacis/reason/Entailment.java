package org.lacis.reason;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.reason.engine.Engine;
import org.lacis.reason.engine.Proof;
import org.lacis.reason.engine.Terms;

/// What follows from one graph by rules. Not safe for threads.
public final class Entailment {
  private static final Pattern CONTAINER =
      Pattern.compile(Pattern.quote(RDF.getURI()) + "_[1-9][0-9]*");

  private final Terms terms = new Terms(null);
  private final Engine engine;

  private Entailment(RuleBook rules) {
    this.engine = new Engine(terms, rules.rules());
  }

  public static Entailment of(Graph said, RuleBook rules) {
    Entailment entailment = new Entailment(rules);
    said.find().forEach(entailment::say);
    entailment.engine.run();
    return entailment;
  }

  private void say(Triple triple) {
    engine.say(
        terms.of(triple.getSubject()),
        terms.of(triple.getPredicate()),
        terms.of(triple.getObject()));
  }

  private void unsay(Triple triple) {
    engine.unsay(
        terms.of(triple.getSubject()),
        terms.of(triple.getPredicate()),
        terms.of(triple.getObject()));
  }

  /// Takes some statements back, then says others; what follows is in step with both afterwards.
  public void change(Iterable<Triple> gone, Iterable<Triple> come) {
    gone.forEach(this::unsay);
    come.forEach(this::say);
    engine.run();
  }

  /// Tells what may follow now and did not when this was last called, or the other way round, each
  /// with whether it follows now.
  ///
  /// @return whether all that may be otherwise was told; if not, anything may be
  public boolean shifted(BiConsumer<Triple, Boolean> statement) {
    boolean whole = engine.isShiftedWhole();
    if (!whole) {
      engine.shifted((s, p, o) ->
          statement.accept(
              Triple.create(terms.node(s), terms.node(p), terms.node(o)),
              engine.isInferred(s, p, o)));
    }
    engine.settled();
    return !whole;
  }

  /// Whether some different terms are equal.
  public boolean hasEquals() {
    return engine.hasEquals();
  }

  /// Contradictions in what was said.
  public List<Engine.Clash> clashes() {
    return engine.clashes();
  }

  /// Tells what follows and was not said.
  public void inferred(Consumer<Triple> statement) {
    engine.inferred(
        (s, p, o) -> statement.accept(Triple.create(terms.node(s), terms.node(p), terms.node(o))));
  }

  /// The shortest proof of a statement.
  ///
  /// @return empty when it does not follow, or shows in the value of a literal alone
  public Optional<Proof> proof(Triple statement) {
    return engine.proof(statement.getSubject(), statement.getPredicate(), statement.getObject());
  }

  /// Whether a graph follows: each statement of it, for some choice of terms for its blank nodes
  /// (RDF 1.1 Semantics, section 5). A blank node of the conclusion is not one of what was said.
  ///
  /// The axioms of `rdf:_1`, where rules have them, hold of each such number that the conclusion
  /// names: there are endlessly many.
  public boolean entails(Graph conclusion) {
    List<Triple> axioms = ofContainers(conclusion);
    axioms.removeIf(
        axiom -> engine.holds(axiom.getSubject(), axiom.getPredicate(), axiom.getObject()));
    change(List.of(), axioms);
    try {
      return follows(conclusion);
    } finally {
      change(axioms, List.of());
    }
  }

  private List<Triple> ofContainers(Graph conclusion) {
    Node first = RDF.li(1).asNode();
    Node membership = RDFS.ContainerMembershipProperty.asNode();
    Set<Node> numbers = new LinkedHashSet<>();
    if (engine.holds(first, RDF.type.asNode(), membership)) {
      conclusion
          .find()
          .forEach(triple ->
              List.of(triple.getSubject(), triple.getPredicate(), triple.getObject()).stream()
                  .filter(term -> term.isURI() && CONTAINER.matcher(term.getURI()).matches())
                  .forEach(numbers::add));
    }
    List<Triple> axioms = new ArrayList<>();
    for (Node number : numbers) {
      axioms.add(Triple.create(number, RDF.type.asNode(), membership));
      axioms.add(Triple.create(number, RDFS.domain.asNode(), RDFS.Resource.asNode()));
      axioms.add(Triple.create(number, RDFS.range.asNode(), RDFS.Resource.asNode()));
    }
    return axioms;
  }

  private boolean follows(Graph conclusion) {
    List<Triple> ground = new ArrayList<>();
    List<Triple> open = new ArrayList<>();
    conclusion.find().forEach(triple -> (blanks(triple).isEmpty() ? ground : open).add(triple));
    for (Triple triple : ground) {
      if (!engine.holds(triple.getSubject(), triple.getPredicate(), triple.getObject())) {
        return false;
      }
    }
    return open.isEmpty() || chosen(ordered(open), 0, new HashMap<>(), candidates());
  }

  private static Set<Node> blanks(Triple triple) {
    Set<Node> blanks = new LinkedHashSet<>();
    for (Node term : List.of(triple.getSubject(), triple.getPredicate(), triple.getObject())) {
      if (term.isBlank()) {
        blanks.add(term);
      }
    }
    return blanks;
  }

  /// Statements so that each brings as few blank nodes as may be that are not chosen yet.
  private static List<Triple> ordered(List<Triple> open) {
    List<Triple> rest = new ArrayList<>(open);
    List<Triple> ordered = new ArrayList<>();
    Set<Node> known = new HashSet<>();
    while (!rest.isEmpty()) {
      Triple best = rest.getFirst();
      long least = Long.MAX_VALUE;
      for (Triple triple : rest) {
        long fresh = blanks(triple).stream().filter(blank -> !known.contains(blank)).count();
        if (fresh < least) {
          best = triple;
          least = fresh;
        }
      }
      rest.remove(best);
      ordered.add(best);
      known.addAll(blanks(best));
    }
    return ordered;
  }

  private List<Node> candidates() {
    List<Node> candidates = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      candidates.add(terms.node(i));
    }
    return candidates;
  }

  private boolean chosen(List<Triple> open, int at, Map<Node, Node> choice, List<Node> all) {
    if (at == open.size()) {
      return true;
    }
    Triple triple = open.get(at);
    for (Node blank : blanks(triple)) {
      if (!choice.containsKey(blank)) {
        for (Node each : all) {
          choice.put(blank, each);
          if (chosen(open, at, choice, all)) {
            return true;
          }
        }
        choice.remove(blank);
        return false;
      }
    }
    return engine.holds(
            choice.getOrDefault(triple.getSubject(), triple.getSubject()),
            choice.getOrDefault(triple.getPredicate(), triple.getPredicate()),
            choice.getOrDefault(triple.getObject(), triple.getObject()))
        && chosen(open, at + 1, choice, all);
  }
}
