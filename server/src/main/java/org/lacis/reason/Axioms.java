package org.lacis.reason;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// An ontology compiled to what the rules need: for every property the statements that one of its
/// statements entails at once, with class and property hierarchies already closed.
///
/// Covers, with the rule names of OWL 2 RL/RDF (section 4.3 of the OWL 2 Profiles): `cax-sco`,
/// `cax-eqc1`, `cax-eqc2`, `prp-dom`, `prp-rng`, `prp-spo1`, `prp-spo2`, `prp-eqp1`, `prp-eqp2`,
/// `prp-inv1`, `prp-inv2`, `prp-symp`, `prp-trp`. Annotations and the axioms about axioms (a class
/// is a class) are left out on purpose: they say nothing about a territory.
///
/// @param superClasses class to all its proper super-classes
/// @param superProperties property to all its proper super-properties
/// @param domains property to the classes of its subjects, closed upwards
/// @param ranges property to the classes of its objects, closed upwards
/// @param inverses property to its inverses; a symmetric property is its own
/// @param transitive transitive properties
/// @param chains property chains, at least two properties each
record Axioms(
    Map<Node, Set<Node>> superClasses,
    Map<Node, Set<Node>> superProperties,
    Map<Node, Set<Node>> domains,
    Map<Node, Set<Node>> ranges,
    Map<Node, Set<Node>> inverses,
    Set<Node> transitive,
    List<Chain> chains) {

  /// `p1 ∘ p2 ∘ … ⊑ entails`.
  record Chain(List<Node> links, Node entails) {
    Chain {
      links = List.copyOf(links);
    }
  }

  private static final Set<Node> TRIVIAL =
      Set.of(OWL.Thing.asNode(), RDFS.Resource.asNode(), OWL2.topObjectProperty.asNode());

  /// Compiles the axioms that stand in a graph.
  ///
  /// @param findings told of axioms outside the supported part, which are left out
  static Axioms compile(Graph ontology, FindingSink findings) {
    Map<Node, Set<Node>> classes =
        closure(ontology, RDFS.subClassOf.asNode(), OWL.equivalentClass.asNode(), findings);
    Map<Node, Set<Node>> properties =
        closure(ontology, RDFS.subPropertyOf.asNode(), OWL.equivalentProperty.asNode(), findings);
    Map<Node, Set<Node>> domains = classesOf(ontology, RDFS.domain.asNode(), classes);
    Map<Node, Set<Node>> ranges = classesOf(ontology, RDFS.range.asNode(), classes);
    return new Axioms(
        classes,
        properties,
        domains,
        ranges,
        inverses(ontology),
        subjects(ontology, OWL.TransitiveProperty.asNode()),
        chains(ontology, findings));
  }

  private static Map<Node, Set<Node>> closure(
      Graph ontology, Node sub, Node equivalent, FindingSink findings) {
    Map<Node, Set<Node>> direct = new LinkedHashMap<>();
    ontology
        .find(Node.ANY, sub, Node.ANY)
        .forEach(triple -> edge(direct, triple.getSubject(), triple, findings));
    ontology
        .find(Node.ANY, equivalent, Node.ANY)
        .forEach(triple -> {
          edge(direct, triple.getSubject(), triple, findings);
          Triple turned =
              Triple.create(triple.getObject(), triple.getPredicate(), triple.getSubject());
          edge(direct, turned.getSubject(), turned, findings);
        });
    Map<Node, Set<Node>> closed = new LinkedHashMap<>();
    direct.keySet().forEach(node -> closed.put(node, reach(direct, node)));
    return closed;
  }

  private static void edge(
      Map<Node, Set<Node>> edges, Node from, Triple axiom, FindingSink findings) {
    Node to = axiom.getObject();
    if (TRIVIAL.contains(to) || from.equals(to)) {
      return;
    }
    if (!from.isURI() || !to.isURI()) {
      findings.report(
          Finding.info(
              "reason.axiom-left-out",
              Place.of(from.toString()),
              axiom.getPredicate().getLocalName() + " with an anonymous class or property",
              "named classes and properties",
              "The rest of the ontology is used."));
      return;
    }
    edges.computeIfAbsent(from, _ -> new LinkedHashSet<>()).add(to);
  }

  private static Set<Node> reach(Map<Node, Set<Node>> edges, Node start) {
    Set<Node> reached = new LinkedHashSet<>();
    Deque<Node> open = new ArrayDeque<>(edges.getOrDefault(start, Set.of()));
    while (!open.isEmpty()) {
      Node next = open.poll();
      if (reached.add(next)) {
        open.addAll(edges.getOrDefault(next, Set.of()));
      }
    }
    // A cycle leads back to the start; that every class is below itself need not be said.
    reached.remove(start);
    return reached;
  }

  private static Map<Node, Set<Node>> classesOf(
      Graph ontology, Node predicate, Map<Node, Set<Node>> superClasses) {
    Map<Node, Set<Node>> result = new LinkedHashMap<>();
    ontology
        .find(Node.ANY, predicate, Node.ANY)
        .forEach(triple -> {
          Node type = triple.getObject();
          if (type.isURI() && !TRIVIAL.contains(type) && !isDatatype(type)) {
            Set<Node> types =
                result.computeIfAbsent(triple.getSubject(), _ -> new LinkedHashSet<>());
            types.add(type);
            types.addAll(superClasses.getOrDefault(type, Set.of()));
          }
        });
    return result;
  }

  private static boolean isDatatype(Node type) {
    return type.getURI().startsWith("http://www.w3.org/2001/XMLSchema#")
        || type.equals(RDFS.Literal.asNode())
        || type.equals(RDF.langString.asNode());
  }

  private static Map<Node, Set<Node>> inverses(Graph ontology) {
    Map<Node, Set<Node>> inverses = new LinkedHashMap<>();
    ontology
        .find(Node.ANY, OWL.inverseOf.asNode(), Node.ANY)
        .forEach(triple -> {
          if (triple.getSubject().isURI() && triple.getObject().isURI()) {
            add(inverses, triple.getSubject(), triple.getObject());
            add(inverses, triple.getObject(), triple.getSubject());
          }
        });
    subjects(ontology, OWL.SymmetricProperty.asNode()).forEach(p -> add(inverses, p, p));
    return inverses;
  }

  private static void add(Map<Node, Set<Node>> map, Node key, Node value) {
    map.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(value);
  }

  private static Set<Node> subjects(Graph ontology, Node type) {
    Set<Node> subjects = new LinkedHashSet<>();
    ontology
        .find(Node.ANY, NodeConst.nodeRDFType, type)
        .forEach(triple -> subjects.add(triple.getSubject()));
    return subjects;
  }

  private static List<Chain> chains(Graph ontology, FindingSink findings) {
    List<Chain> chains = new ArrayList<>();
    ontology
        .find(Node.ANY, OWL2.propertyChainAxiom.asNode(), Node.ANY)
        .forEach(triple -> {
          List<Node> links = list(ontology, triple.getObject());
          if (links.size() >= 2 && links.stream().allMatch(Node::isURI)) {
            chains.add(new Chain(links, triple.getSubject()));
          } else {
            findings.report(
                Finding.warning(
                    "reason.axiom-left-out",
                    Place.of(triple.getSubject().toString()),
                    "a property chain of " + links.size() + " named properties",
                    "a list of at least two named properties",
                    "Mend the list; the rest of the ontology is used."));
          }
        });
    return chains;
  }

  private static List<Node> list(Graph graph, Node head) {
    List<Node> items = new ArrayList<>();
    Set<Node> seen = new LinkedHashSet<>();
    Node cell = head;
    while (!cell.equals(NodeConst.nodeNil) && seen.add(cell)) {
      Node here = cell;
      graph.find(here, NodeConst.nodeFirst, Node.ANY).forEach(t -> items.add(t.getObject()));
      List<Triple> rest = graph.find(here, NodeConst.nodeRest, Node.ANY).toList();
      cell = rest.isEmpty() ? NodeConst.nodeNil : rest.getFirst().getObject();
    }
    return items;
  }
}
