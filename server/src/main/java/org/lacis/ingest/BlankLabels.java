package org.lacis.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// Names the blank nodes of one graph by what is said of them, so that the same content gets the
/// same labels in every run: a difference between two runs then tells of blank nodes only where
/// something about them changed.
///
/// Statements without blank nodes pass at once. The others are held to the end and cut into
/// components, which hang together by blank nodes. In a component each node has a colour, a hash of
/// what is said of it and of its neighbours; colours are refined until they tell the nodes apart
/// (colour refinement, as in RDF Dataset Canonicalization, section 4.4), and where they do not, one
/// of the equal nodes is set apart and the refining goes on, without trying the other choices. A
/// label is made of the graph, the component, how many equal components came before, and the
/// colour: two different nodes never get the same label, whatever their hashes are. Nodes that look
/// alike and are not may be labelled otherwise in another run; the difference is then larger than
/// it need be, never wrong.
///
/// Heap: a few hundred bytes a held statement. Beyond a bound they pass as they are, and a finding
/// says so. Belongs to one thread.
final class BlankLabels {
  private static final int MOST_HELD = 1_000_000;

  /// Steps that one component may take to be refined, in statements read.
  private static final long PATIENCE = 20_000_000;

  private final String dataset;
  private final Node graph;
  private final Consumer<Quad> sink;
  private final FindingSink findings;
  private final int most;
  private List<Triple> held = new ArrayList<>();
  private boolean passing;

  BlankLabels(String dataset, Node graph, Consumer<Quad> sink, FindingSink findings) {
    this(dataset, graph, sink, findings, MOST_HELD);
  }

  BlankLabels(String dataset, Node graph, Consumer<Quad> sink, FindingSink findings, int most) {
    this.dataset = dataset;
    this.graph = graph;
    this.sink = sink;
    this.findings = findings;
    this.most = most;
  }

  void take(Quad quad) {
    if (passing || !(hasBlank(quad.getSubject()) || hasBlank(quad.getObject()))) {
      sink.accept(quad);
      return;
    }
    held.add(quad.asTriple());
    if (held.size() > most) {
      passing = true;
      held.forEach(triple -> sink.accept(Quad.create(graph, triple)));
      held = new ArrayList<>();
      findings.report(
          Finding.info(
              "ingest.many-blank-nodes",
              Place.of(dataset),
              "more than " + most + " statements with blank nodes",
              "fewer, to name blank nodes by what is said of them",
              "All of them count as changed whenever the dataset does; give the things IRIs."));
    }
  }

  /// Hands on what was held.
  void finish() {
    Map<Node, Integer> numbers = new LinkedHashMap<>();
    Set<Triple> distinct = new HashSet<>();
    List<Triple> triples = new ArrayList<>();
    for (Triple triple : held) {
      if (distinct.add(triple)) {
        triples.add(triple);
        blanks(triple).forEach(node -> numbers.putIfAbsent(node, numbers.size()));
      }
    }
    Map<Node, Node> labels = new HashMap<>();
    Map<Long, Integer> met = new HashMap<>();
    for (Component component : components(triples, numbers)) {
      component.label(labels, met);
    }
    for (Triple triple : triples) {
      sink.accept(
          Quad.create(
              graph,
              renamed(triple.getSubject(), labels),
              triple.getPredicate(),
              renamed(triple.getObject(), labels)));
    }
    held = new ArrayList<>();
  }

  private static boolean hasBlank(Node node) {
    if (node.isTripleTerm()) {
      return hasBlank(node.getTriple().getSubject()) || hasBlank(node.getTriple().getObject());
    }
    return node.isBlank();
  }

  private static List<Node> blanks(Triple triple) {
    List<Node> blanks = new ArrayList<>(2);
    collect(triple, blanks);
    return blanks;
  }

  private static void collect(Triple triple, List<Node> blanks) {
    for (Node node : List.of(triple.getSubject(), triple.getObject())) {
      if (node.isBlank()) {
        blanks.add(node);
      } else if (node.isTripleTerm()) {
        collect(node.getTriple(), blanks);
      }
    }
  }

  private static Node renamed(Node node, Map<Node, Node> labels) {
    if (node.isBlank()) {
      return labels.getOrDefault(node, node);
    }
    if (node.isTripleTerm() && hasBlank(node)) {
      Triple inner = node.getTriple();
      return NodeFactory.createTripleTerm(
          renamed(inner.getSubject(), labels),
          inner.getPredicate(),
          renamed(inner.getObject(), labels));
    }
    return node;
  }

  private List<Component> components(List<Triple> triples, Map<Node, Integer> numbers) {
    int[] root = new int[numbers.size()];
    Arrays.setAll(root, i -> i);
    for (Triple triple : triples) {
      List<Node> blanks = blanks(triple);
      int first = root(root, numbers.getOrDefault(blanks.getFirst(), 0));
      for (Node other : blanks) {
        root[root(root, numbers.getOrDefault(other, 0))] = first;
      }
    }
    Map<Integer, Component> byRoot = new LinkedHashMap<>();
    for (Triple triple : triples) {
      int at = root(root, numbers.getOrDefault(blanks(triple).getFirst(), 0));
      byRoot.computeIfAbsent(at, _ -> new Component()).add(triple);
    }
    return List.copyOf(byRoot.values());
  }

  private static int root(int[] root, int of) {
    int at = of;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }

  /// Blank nodes that hang together, and what is said of them.
  private final class Component {
    private final List<Triple> triples = new ArrayList<>();
    private final Map<Node, Integer> numbers = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Long> texts = new HashMap<>();
    private long[] colours = new long[0];
    private long read;

    void add(Triple triple) {
      triples.add(triple);
      for (Node node : blanks(triple)) {
        if (numbers.putIfAbsent(node, nodes.size()) == null) {
          nodes.add(node);
        }
      }
    }

    void label(Map<Node, Node> labels, Map<Long, Integer> met) {
      colours = new long[nodes.size()];
      fromTheLeaves();
      refine();
      while (read < PATIENCE && setOneApart()) {
        refine();
      }
      long sum = 0;
      for (Triple triple : triples) {
        sum += mixed(hash(triple, -1));
      }
      long hash = mixed(sum ^ textHash(graph.toString()));
      int before = met.merge(hash, 1, Integer::sum) - 1;
      Map<Long, Integer> used = new HashMap<>();
      for (int i = 0; i < colours.length; i++) {
        int twin = used.merge(colours[i], 1, Integer::sum) - 1;
        String label =
            "c" + Long.toHexString(hash) + "x" + before + "n" + Long.toHexString(colours[i]);
        labels.put(
            nodes.get(i), NodeFactory.createBlankNode(twin == 0 ? label : label + "t" + twin));
      }
    }

    /// Colours what points to no cycle by all that hangs below it, in one pass: a list of a
    /// thousand elements would otherwise take a thousand rounds.
    private void fromTheLeaves() {
      List<List<Triple>> out = new ArrayList<>();
      List<List<Integer>> in = new ArrayList<>();
      nodes.forEach(_ -> {
        out.add(new ArrayList<>());
        in.add(new ArrayList<>());
      });
      int[] open = new int[nodes.size()];
      for (Triple triple : triples) {
        if (triple.getSubject().isBlank()) {
          int subject = number(triple.getSubject());
          out.get(subject).add(triple);
          List<Node> below = new ArrayList<>();
          if (triple.getObject().isBlank()) {
            below.add(triple.getObject());
          } else if (triple.getObject().isTripleTerm()) {
            collect(triple.getObject().getTriple(), below);
          }
          for (Node node : below) {
            in.get(number(node)).add(subject);
            open[subject]++;
          }
        }
      }
      List<Integer> ready = new ArrayList<>();
      for (int i = 0; i < open.length; i++) {
        if (open[i] == 0) {
          ready.add(i);
        }
      }
      for (int at = 0; at < ready.size(); at++) {
        int node = ready.get(at);
        long sum = 0;
        for (Triple triple : out.get(node)) {
          sum += mixed(hash(triple, node));
        }
        colours[node] = mixed(sum + 1);
        for (int above : in.get(node)) {
          if (--open[above] == 0) {
            ready.add(above);
          }
        }
      }
      read += 2L * triples.size();
    }

    /// Mixes into each colour those of the neighbours, until that tells no more nodes apart.
    private void refine() {
      int different = different();
      while (different < colours.length && read < PATIENCE) {
        long[] sums = new long[colours.length];
        for (Triple triple : triples) {
          for (Node node : new HashSet<>(blanks(triple))) {
            sums[number(node)] += mixed(hash(triple, number(node)));
          }
        }
        read += triples.size();
        long[] before = colours.clone();
        for (int i = 0; i < colours.length; i++) {
          colours[i] = mixed(31 * before[i] + sums[i]);
        }
        int now = different();
        if (now == different) {
          return;
        }
        different = now;
      }
    }

    private int different() {
      long[] sorted = colours.clone();
      Arrays.sort(sorted);
      int different = 0;
      for (int i = 0; i < sorted.length; i++) {
        if (i == 0 || sorted[i] != sorted[i - 1]) {
          different++;
        }
      }
      return different;
    }

    /// @return false when every node has a colour of its own
    private boolean setOneApart() {
      Map<Long, Integer> first = new HashMap<>();
      long least = 0;
      int chosen = -1;
      for (int i = 0; i < colours.length; i++) {
        Integer other = first.putIfAbsent(colours[i], i);
        if (other != null && (chosen < 0 || Long.compareUnsigned(colours[i], least) < 0)) {
          least = colours[i];
          chosen = other;
        }
      }
      if (chosen < 0) {
        return false;
      }
      colours[chosen] = mixed(colours[chosen] + 0x5E7);
      return true;
    }

    /// @param self number of the node from which the statement is seen; -1 for none
    private long hash(Triple triple, int self) {
      long hash = term(triple.getSubject(), self);
      hash = mixed(hash * 3 + term(triple.getPredicate(), self));
      return mixed(hash * 5 + term(triple.getObject(), self));
    }

    private long term(Node node, int self) {
      if (node.isBlank()) {
        int number = number(node);
        return number == self ? 0xB1A2C3L : colours[number];
      }
      if (node.isTripleTerm() && hasBlank(node)) {
        return mixed(hash(node.getTriple(), self) + 7);
      }
      return texts.computeIfAbsent(node, other -> textHash(other.toString()));
    }

    private int number(Node node) {
      return numbers.getOrDefault(node, 0);
    }
  }

  private static long textHash(String text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return mixed(hash);
  }

  /// The finish of SplitMix64: every bit of the number changes half of those of the result.
  private static long mixed(long number) {
    long z = number + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
