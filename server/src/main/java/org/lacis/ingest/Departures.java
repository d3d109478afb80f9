package org.lacis.ingest;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL2;
import org.lacis.store.Difference;
import org.lacis.store.View;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.TwinIris;

/// Things that were in the twin and are no more, so that whoever asks for one is told so, and what
/// has taken its place.
///
/// A thing has departed when nothing is said of it any more but words of departure:
/// `prov:invalidatedAtTime` and `prov:wasInvalidatedBy`, which the commit that takes away the last
/// statement about it leaves in `<base>graph/gone`; `dcterms:isReplacedBy` and `owl:deprecated`,
/// which any dataset may say. What is inferred does not count, nor what points to it. A successor
/// may also say `dcterms:replaces` of the one that it takes the place of. A thing that comes back
/// loses its note.
public final class Departures {
  private static final String PROV = "http://www.w3.org/ns/prov#";
  private static final Node AT = NodeFactory.createURI(PROV + "invalidatedAtTime");
  private static final Node BY = NodeFactory.createURI(PROV + "wasInvalidatedBy");
  private static final Node REPLACED = DCTerms.isReplacedBy.asNode();
  private static final Node REPLACES = DCTerms.replaces.asNode();
  private static final Set<Node> WORDS = Set.of(AT, BY, REPLACED, OWL2.deprecated.asNode());

  /// Things of one commit beyond which no notes are left: it is another twin then.
  private static final int MOST = 500_000;

  /// Replacements of replacements that are followed.
  private static final int HOPS = 20;

  private final TwinIris iris;
  private final Set<Node> touched = new HashSet<>();

  /// A thing that is no more.
  ///
  /// @param replacements things of today that have taken its place; may be empty
  /// @param since when it went, as `xsd:dateTime`; empty when nobody knows
  /// @param statements the words of departure
  public record Departure(
      Node thing, List<Node> replacements, Optional<String> since, List<Triple> statements) {
    public Departure {
      replacements = List.copyOf(replacements);
      statements = List.copyOf(statements);
    }
  }

  Departures(TwinIris iris) {
    this.iris = iris;
  }

  /// The graph of the notes.
  public static Node graph(TwinIris iris) {
    return iris.node("graph/gone");
  }

  /// Looks whether a thing has departed; cheap for one that has not.
  public static Optional<Departure> find(DatasetGraph data, TwinIris iris, Node thing) {
    List<Triple> words = new ArrayList<>();
    if (isSaid(data, iris, thing, words)) {
      return Optional.empty();
    }
    Set<Node> replacements = replacements(data, iris, thing);
    if (words.isEmpty() && replacements.isEmpty()) {
      return Optional.empty();
    }
    replacements.forEach(other -> words.add(Triple.create(thing, REPLACED, other)));
    Optional<String> since =
        words.stream()
            .filter(triple -> triple.getPredicate().equals(AT) && triple.getObject().isLiteral())
            .map(triple -> triple.getObject().getLiteralLexicalForm())
            .max(String::compareTo);
    return Optional.of(
        new Departure(thing, List.copyOf(replacements), since, words.stream().distinct().toList()));
  }

  /// What takes the place of a thing that may still be there, as it says itself; in the order
  /// found.
  public static List<Node> successors(DatasetGraph data, Node thing) {
    Set<Node> found = new LinkedHashSet<>();
    data.findNG(Node.ANY, thing, REPLACED, Node.ANY)
        .forEachRemaining(quad -> found.add(quad.getObject()));
    data.findNG(Node.ANY, Node.ANY, REPLACES, thing)
        .forEachRemaining(quad -> found.add(quad.getSubject()));
    found.removeIf(node -> !node.isURI());
    return List.copyOf(found);
  }

  /// Follows replacements to things that are there.
  private static Set<Node> replacements(DatasetGraph data, TwinIris iris, Node thing) {
    Set<Node> seen = new HashSet<>(Set.of(thing));
    Set<Node> ends = new LinkedHashSet<>();
    Deque<Node> open = new ArrayDeque<>(successors(data, thing));
    for (int hop = 0; hop < HOPS && !open.isEmpty(); hop++) {
      Node next = open.pop();
      if (!seen.add(next)) {
        continue;
      }
      List<Node> further = successors(data, next);
      if (further.isEmpty() || isSaid(data, iris, next, new ArrayList<>())) {
        ends.add(next);
      } else {
        further.forEach(open::add);
      }
    }
    return ends;
  }

  /// Whether something is said of a thing beyond words of departure.
  ///
  /// @param words receives those that are met on the way
  private static boolean isSaid(DatasetGraph data, TwinIris iris, Node thing, List<Triple> words) {
    Node inferred = iris.inferredGraph();
    Iterator<Quad> quads = data.findNG(Node.ANY, thing, Node.ANY, Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      if (WORDS.contains(quad.getPredicate())) {
        words.add(quad.asTriple());
      } else if (!quad.getGraph().equals(inferred)) {
        return true;
      }
    }
    return false;
  }

  /// Hears a difference on its way to whoever keeps it.
  Difference hearing(Difference difference) {
    return new Difference() {
      @Override
      public void removed(Node subject, Node predicate, Node object) {
        touch(subject);
        difference.removed(subject, predicate, object);
      }

      @Override
      public void added(Node subject, Node predicate, Node object) {
        touch(subject);
        difference.added(subject, predicate, object);
      }
    };
  }

  /// Takes note of a graph that is about to be cleared.
  void leaving(View view, Node graph) {
    if (isSaidIn(graph)) {
      view.dataset()
          .findNG(graph, Node.ANY, Node.ANY, Node.ANY)
          .forEachRemaining(quad -> touch(quad.getSubject()));
    }
  }

  /// Whether a graph says things of its own, and is not worked out from others.
  boolean isSaidIn(Node graph) {
    String head = iris.base() + "graph/";
    String name = graph.isURI() ? graph.getURI() : "";
    String rest = name.startsWith(head) ? name.substring(head.length()) : "other";
    return !rest.startsWith("links/")
        && !rest.startsWith("ontology/")
        && !Set.of("inferred", "catalogue", "reviews", "gone").contains(rest);
  }

  /// Takes note of a thing of which something was said or taken back.
  void touch(Node subject) {
    if (touched.size() < MOST
        && subject.isURI()
        && subject.getURI().startsWith(iris.base() + "id/")) {
      touched.add(subject);
    }
  }

  /// Leaves a note for each thing that has departed, and takes away those of things that are there.
  ///
  /// @param run what took them away; empty for a change from outside
  void settle(WriteView view, Instant when, Optional<Node> run) {
    Node gone = graph(iris);
    Node time = NodeFactory.createLiteralDT(when.toString(), XSDDatatype.XSDdateTime);
    for (Node thing : touched) {
      List<Triple> words = new ArrayList<>();
      if (isSaid(view.dataset(), iris, thing, words)) {
        back(view, gone, thing);
      } else if (words.stream().noneMatch(word -> word.getPredicate().equals(AT))) {
        view.add(gone, thing, AT, time);
        run.ifPresent(node -> view.add(gone, thing, BY, node));
      }
    }
    touched.clear();
  }

  private static void back(WriteView view, Node gone, Node thing) {
    List<Quad> notes = new ArrayList<>();
    view.dataset().findNG(gone, thing, Node.ANY, Node.ANY).forEachRemaining(notes::add);
    notes.stream()
        .filter(quad -> Set.of(AT, BY).contains(quad.getPredicate()))
        .forEach(quad -> view.delete(gone, thing, quad.getPredicate(), quad.getObject()));
  }
}
