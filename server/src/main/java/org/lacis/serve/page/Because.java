package org.lacis.serve.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.serve.twin.Labels;

/// Finds, near an inferred statement, the statements and the line of the ontology that give it in
/// one step, and says so in a sentence. What takes more steps is not looked for.
record Because(DatasetGraph data, Labels labels, Words words) {
  private static final Node SYMMETRIC = OWL.SymmetricProperty.asNode();
  private static final Node TRANSITIVE = OWL.TransitiveProperty.asNode();

  // statements tried for one sentence; a page says many
  private static final int TRIED = 200;

  /// The sentence; empty when no single step gives the statement.
  Optional<String> why(Node thing, Node predicate, Node value) {
    return symmetric(thing, predicate, value)
        .or(() -> inverse(thing, predicate, value))
        .or(() -> narrower(thing, predicate, value))
        .or(() -> chain(thing, predicate, value))
        .or(() -> transitive(thing, predicate, value));
  }

  private Optional<String> symmetric(Node thing, Node predicate, Node value) {
    return holds(predicate, RDF.type.asNode(), SYMMETRIC) && holds(value, predicate, thing)
        ? say("because.symmetric", thing, predicate, value)
        : Optional.empty();
  }

  private Optional<String> inverse(Node thing, Node predicate, Node value) {
    List<Node> inverses = objects(predicate, OWL.inverseOf.asNode());
    inverses.addAll(subjects(OWL.inverseOf.asNode(), predicate));
    return inverses.stream()
        .filter(inverse -> holds(value, inverse, thing))
        .findFirst()
        .flatMap(inverse -> say("because.inverse", thing, inverse, value, predicate));
  }

  private Optional<String> narrower(Node thing, Node predicate, Node value) {
    Set<Node> seen = new HashSet<>(Set.of(predicate));
    Deque<Node> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (Node narrower : subjects(RDFS.subPropertyOf.asNode(), open.pop())) {
        if (seen.add(narrower)) {
          if (holds(thing, narrower, value)) {
            return say("because.narrower", thing, narrower, value, predicate);
          }
          open.push(narrower);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> transitive(Node thing, Node predicate, Node value) {
    return holds(predicate, RDF.type.asNode(), TRANSITIVE)
        ? between(thing, predicate, predicate, value)
            .flatMap(middle -> say("because.transitive", thing, predicate, middle, value))
        : Optional.empty();
  }

  private Optional<String> chain(Node thing, Node predicate, Node value) {
    for (Node list : objects(predicate, OWL2.propertyChainAxiom.asNode())) {
      List<Node> links = members(list);
      if (links.size() == 2) {
        Node first = links.getFirst();
        Node second = links.getLast();
        Optional<Node> middle = between(thing, first, second, value);
        if (middle.isPresent()) {
          return say("because.chain", thing, first, middle.get(), second, value, predicate);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Node> between(Node thing, Node first, Node second, Node value) {
    return objects(thing, first).stream()
        .filter(middle -> !middle.equals(thing) && !middle.equals(value))
        .filter(middle -> holds(middle, second, value))
        .findFirst();
  }

  private Optional<String> say(String key, Node... nodes) {
    Object[] names = new Object[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      names[i] = labels.of(nodes[i]);
    }
    return Optional.of(Words.capital(words.get(key, names)));
  }

  private boolean holds(Node subject, Node predicate, Node object) {
    return data.contains(Node.ANY, subject, predicate, object);
  }

  private List<Node> members(Node list) {
    List<Node> members = new ArrayList<>();
    Node rest = list;
    while (members.size() < TRIED && !rest.equals(RDF.nil.asNode())) {
      List<Node> first = objects(rest, RDF.first.asNode());
      List<Node> next = objects(rest, RDF.rest.asNode());
      if (first.isEmpty() || next.isEmpty()) {
        return List.of();
      }
      members.add(first.getFirst());
      rest = next.getFirst();
    }
    return members;
  }

  private List<Node> objects(Node subject, Node predicate) {
    return some(data.findNG(Node.ANY, subject, predicate, Node.ANY), Quad::getObject);
  }

  private List<Node> subjects(Node predicate, Node object) {
    return some(data.findNG(Node.ANY, Node.ANY, predicate, object), Quad::getSubject);
  }

  private static List<Node> some(Iterator<Quad> quads, Function<Quad, Node> end) {
    Set<Node> nodes = new LinkedHashSet<>();
    while (nodes.size() < TRIED && quads.hasNext()) {
      nodes.add(end.apply(quads.next()));
    }
    return new ArrayList<>(nodes);
  }
}
