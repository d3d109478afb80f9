package org.lacis.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.util.IsoMatcher;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.vocabulary.FindingTally;

/// Blank nodes are named by what is said of them: the graph stays what it is, and what is the same
/// in two runs gets the same names.
final class BlankLabelsTest {
  static {
    JenaSystem.init();
  }

  private static final Node G = NodeFactory.createURI("https://twin.example/graph/town/shops");

  private static Node iri(String name) {
    return NodeFactory.createURI("https://ex.example/" + name);
  }

  private static Set<Triple> labelled(List<Triple> triples) {
    List<Triple> out = new ArrayList<>();
    BlankLabels labels =
        new BlankLabels("town/shops", G, quad -> out.add(quad.asTriple()), new FindingTally());
    triples.forEach(triple -> labels.take(Quad.create(G, triple)));
    labels.finish();
    return new HashSet<>(out);
  }

  private static Graph graph(Iterable<Triple> triples) {
    Graph graph = GraphFactory.createDefaultGraph();
    triples.forEach(graph::add);
    return graph;
  }

  /// The same triples under other labels, in another order.
  private static List<Triple> otherRun(List<Triple> triples, Random random) {
    Map<Node, Node> names = new HashMap<>();
    List<Triple> other = new ArrayList<>();
    for (Triple triple : triples) {
      other.add(
          Triple.create(
              renamed(triple.getSubject(), names),
              triple.getPredicate(),
              renamed(triple.getObject(), names)));
    }
    Collections.shuffle(other, random);
    return other;
  }

  private static Node renamed(Node node, Map<Node, Node> names) {
    if (node.isTripleTerm()) {
      Triple inner = node.getTriple();
      return NodeFactory.createTripleTerm(
          renamed(inner.getSubject(), names),
          inner.getPredicate(),
          renamed(inner.getObject(), names));
    }
    return node.isBlank() ? names.computeIfAbsent(node, _ -> NodeFactory.createBlankNode()) : node;
  }

  @TestFactory
  Stream<DynamicTest> theGraphStaysAndTheNamesAreTheSameInEveryRun() {
    return IntStream.range(0, 60)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(new Random(seed))));
  }

  private static void check(Random random) {
    List<Node> blanks = new ArrayList<>();
    int many = 1 + random.nextInt(12);
    for (int i = 0; i < many; i++) {
      blanks.add(NodeFactory.createBlankNode());
    }
    List<Triple> triples = new ArrayList<>();
    int statements = random.nextInt(30);
    for (int i = 0; i < statements; i++) {
      Node subject = random.nextInt(4) == 0 ? iri("s" + random.nextInt(3)) : pick(blanks, random);
      Node object =
          switch (random.nextInt(5)) {
            case 0 -> iri("o" + random.nextInt(2));
            case 1 -> NodeFactory.createLiteralString("v" + random.nextInt(2));
            case 2 ->
                NodeFactory.createTripleTerm(pick(blanks, random), iri("q"), pick(blanks, random));
            default -> pick(blanks, random);
          };
      triples.add(Triple.create(subject, iri("p" + random.nextInt(2)), object));
    }
    Set<Triple> once = labelled(triples);
    assertThat(IsoMatcher.isomorphic(graph(once), graph(triples))).isTrue();
    assertThat(once).hasSameSizeAs(new HashSet<>(triples));
    Set<Triple> again = labelled(otherRun(triples, random));
    assertThat(IsoMatcher.isomorphic(graph(again), graph(triples))).isTrue();
    assertThat(again).isEqualTo(once);
  }

  private static Node pick(List<Node> nodes, Random random) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  @Test
  void whatDidNotChangeKeepsItsNames() {
    Random random = new Random(3);
    List<Triple> before = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      address(before, i, "Street " + i);
    }
    List<Triple> after = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      address(after, i, i == 7 ? "Square" : "Street " + i);
    }
    Set<Triple> old = labelled(before);
    Set<Triple> fresh = labelled(otherRun(after, random));
    Set<Triple> removed = new HashSet<>(old);
    removed.removeAll(fresh);
    fresh.removeAll(old);
    assertThat(removed).hasSize(3);
    assertThat(fresh).hasSize(3);
  }

  private static void address(List<Triple> triples, int shop, String street) {
    Node address = NodeFactory.createBlankNode();
    Node place = NodeFactory.createBlankNode();
    triples.add(Triple.create(iri("shop" + shop), iri("address"), address));
    triples.add(Triple.create(address, iri("in"), place));
    triples.add(Triple.create(place, iri("street"), NodeFactory.createLiteralString(street)));
  }

  @Test
  void equalBlankNodesStayAsManyAsTheyAre() {
    List<Triple> triples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Node blank = NodeFactory.createBlankNode();
      triples.add(Triple.create(iri("a"), iri("p"), blank));
      triples.add(Triple.create(blank, iri("q"), NodeFactory.createLiteralString("same")));
    }
    Set<Triple> out = labelled(triples);
    assertThat(out).hasSize(40);
    // one fewer takes one away
    Set<Triple> fewer = labelled(triples.subList(0, 38));
    assertThat(out).containsAll(fewer);
  }

  @Test
  void aLongListTakesNoTimeToSpeakOf() {
    List<Triple> triples = new ArrayList<>();
    Node at = NodeFactory.createBlankNode();
    triples.add(Triple.create(iri("a"), iri("list"), at));
    for (int i = 0; i < 100_000; i++) {
      Node next = NodeFactory.createBlankNode();
      triples.add(Triple.create(at, iri("first"), iri("e" + i % 3)));
      triples.add(Triple.create(at, iri("rest"), next));
      at = next;
    }
    long began = System.nanoTime();
    Set<Triple> once = labelled(triples);
    assertThat(once).hasSameSizeAs(triples);
    assertThat(labelled(otherRun(triples, new Random(1)))).isEqualTo(once);
    assertThat(System.nanoTime() - began).isLessThan(60_000_000_000L);
  }

  @Test
  void tooManyPassAsTheyAreAndAFindingSaysSo() {
    FindingTally findings = new FindingTally();
    Set<String> labels = new TreeSet<>();
    BlankLabels small =
        new BlankLabels(
            "town/shops", G, q -> labels.add(q.getObject().getBlankNodeLabel()), findings, 10);
    for (int i = 0; i < 30; i++) {
      small.take(Quad.create(G, iri("a"), iri("p"), NodeFactory.createBlankNode("label" + i)));
    }
    small.finish();
    assertThat(labels).hasSize(30).allMatch(label -> label.startsWith("label"));
    assertThat(findings.entries()).containsOnlyKeys("ingest.many-blank-nodes");
  }

  @Test
  void theSameContentInTwoGraphsIsTwoNodes() {
    Node other = NodeFactory.createURI("https://twin.example/graph/town/squares");
    Triple triple = Triple.create(iri("a"), iri("p"), NodeFactory.createBlankNode());
    List<Node> nodes = new ArrayList<>();
    for (Node graph : List.of(G, other)) {
      BlankLabels labels =
          new BlankLabels("d", graph, q -> nodes.add(q.getObject()), new FindingTally());
      labels.take(Quad.create(graph, triple));
      labels.finish();
    }
    assertThat(new HashSet<>(nodes)).hasSize(2);
  }
}
