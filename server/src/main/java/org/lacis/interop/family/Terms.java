package org.lacis.interop.family;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.util.graph.GNode;
import org.apache.jena.sparql.util.graph.GraphList;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.lacis.interop.Ours;

/// The terms that both sides may share: those of the ontology of territory twins and of the
/// standards, and of ontologies that our twin has in force; what their use implies, and which stand
/// for the same.
final class Terms {
  private static final int FARTHEST = 2;

  private final Graph graph;
  private final Set<String> spaces = new TreeSet<>();
  private final Map<Node, Set<Node>> ancestors = new HashMap<>();
  private final Map<Node, Set<Node>> apart = new HashMap<>();

  private Terms(Graph graph) {
    this.graph = graph;
    graph
        .find(Node.ANY, RDF.type.asNode(), Node.ANY)
        .forEachRemaining(triple -> {
          if (triple.getSubject().isURI() && isDefinition(triple.getObject())) {
            spaces.add(space(triple.getSubject()));
          }
        });
    for (Triple said : graph.find(Node.ANY, OWL2.disjointWith.asNode(), Node.ANY).toList()) {
      apart(said.getSubject(), said.getObject());
    }
    for (Triple said : graph.find(Node.ANY, OWL2.members.asNode(), Node.ANY).toList()) {
      List<Node> members = GraphList.members(new GNode(graph, said.getObject()));
      for (Node one : members) {
        members.forEach(other -> apart(one, other));
      }
    }
  }

  private void apart(Node one, Node other) {
    if (!one.equals(other)) {
      apart.computeIfAbsent(one, _ -> new HashSet<>()).add(other);
      apart.computeIfAbsent(other, _ -> new HashSet<>()).add(one);
    }
  }

  static Terms of(Optional<Ours> ours) {
    Graph graph = GraphFactory.createDefaultGraph();
    GraphUtil.addInto(graph, Shared.GRAPH);
    if (ours.isPresent()) {
      String head = ours.get().iris().ontologyGraph("").getURI();
      Iterator<Node> names = ours.get().view().dataset().listGraphNodes();
      while (names.hasNext()) {
        Node name = names.next();
        if (name.isURI() && name.getURI().startsWith(head)) {
          Iterator<Quad> quads =
              ours.get().view().dataset().findNG(name, Node.ANY, Node.ANY, Node.ANY);
          quads.forEachRemaining(quad -> graph.add(quad.asTriple()));
        }
      }
    }
    return new Terms(graph);
  }

  /// What the program brings along; read when it is first asked for, and never changed.
  private static final class Shared {
    private static final Graph GRAPH = read();

    private static Graph read() {
      Graph graph = GraphFactory.createDefaultGraph();
      Terms.read(graph, "/org/lacis/ontologies/territory/ontology.ttl");
      Terms.read(graph, "/org/lacis/ontologies/territory/alignments.ttl");
      Terms.read(graph, "/org/lacis/ontologies/link/ontology.ttl");
      Terms.read(graph, "/org/lacis/interop/family/standards.ttl");
      Terms.read(graph, "/org/lacis/interop/family/disjoint.ttl");
      return graph;
    }
  }

  /// The classes of the shared ontology and what is above them.
  static Graph hierarchy() {
    Graph classes = GraphFactory.createDefaultGraph();
    Shared.GRAPH.find(Node.ANY, RDFS.subClassOf.asNode(), Node.ANY).forEachRemaining(classes::add);
    return classes;
  }

  private static void read(Graph into, String path) {
    try (InputStream in = Terms.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + path);
      }
      GraphUtil.addInto(into, RDFParser.source(in).lang(Lang.TURTLE).toGraph());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isDefinition(Node type) {
    return type.isURI()
        && (type.getURI().startsWith(OWL2.getURI())
            || type.getURI().startsWith(RDFS.getURI())
            || type.getURI().startsWith(RDF.getURI())
            || type.equals(SKOS.Concept.asNode()));
  }

  /// The namespace of a term: up to its last `#` or `/`.
  static String space(Node term) {
    String iri = term.getURI();
    return iri.substring(0, Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
  }

  /// Whether all terms of its namespace are known.
  boolean covers(Node term) {
    return spaces.contains(space(term));
  }

  boolean defines(Node term) {
    return graph.contains(term, RDF.type.asNode(), Node.ANY)
        || term.getURI().startsWith(RDF.getURI() + "_");
  }

  private boolean is(Node term, Node type) {
    return graph.contains(term, RDF.type.asNode(), type);
  }

  boolean isObjectProperty(Node term) {
    return is(term, OWL2.ObjectProperty.asNode());
  }

  boolean isDatatypeProperty(Node term) {
    return is(term, OWL2.DatatypeProperty.asNode());
  }

  boolean isSymmetric(Node term) {
    return is(term, OWL2.SymmetricProperty.asNode());
  }

  boolean isFunctional(Node term) {
    return is(term, OWL2.FunctionalProperty.asNode());
  }

  Optional<Node> inverse(Node property) {
    return first(graph.find(property, OWL2.inverseOf.asNode(), Node.ANY).mapWith(Triple::getObject))
        .or(() ->
            first(
                graph
                    .find(Node.ANY, OWL2.inverseOf.asNode(), property)
                    .mapWith(Triple::getSubject)));
  }

  private static Optional<Node> first(Iterator<Node> nodes) {
    return nodes.hasNext() ? Optional.of(nodes.next()) : Optional.empty();
  }

  List<Node> domains(Node property) {
    return graph.find(property, RDFS.domain.asNode(), Node.ANY).mapWith(Triple::getObject).toList();
  }

  List<Node> ranges(Node property) {
    return graph.find(property, RDFS.range.asNode(), Node.ANY).mapWith(Triple::getObject).toList();
  }

  /// A class and all above it.
  Set<Node> withAncestors(Node type) {
    return ancestors.computeIfAbsent(
        type,
        _ -> {
          Set<Node> seen = new LinkedHashSet<>();
          ArrayDeque<Node> open = new ArrayDeque<>(List.of(type));
          while (!open.isEmpty()) {
            Node one = open.remove();
            if (seen.add(one)) {
              graph
                  .find(one, RDFS.subClassOf.asNode(), Node.ANY)
                  .forEachRemaining(triple -> open.add(triple.getObject()));
            }
          }
          return seen;
        });
  }

  /// Two of these classes that nothing is both of.
  record Clash(Node one, Node other) {
    @Override
    public String toString() {
      return name(one) + ", " + name(other);
    }
  }

  Optional<Clash> clash(Collection<Node> types) {
    Set<Node> all = new LinkedHashSet<>();
    types.forEach(type -> all.addAll(withAncestors(type)));
    for (Node one : all) {
      for (Node other : apart.getOrDefault(one, Set.of())) {
        if (all.contains(other)) {
          return Optional.of(new Clash(one, other));
        }
      }
    }
    return Optional.empty();
  }

  /// Our terms that stand for the same as a term of others.
  List<Node> counterparts(Node term) {
    Set<Node> found = new LinkedHashSet<>();
    for (Node relation :
        List.of(
            SKOS.exactMatch.asNode(),
            SKOS.closeMatch.asNode(),
            OWL2.equivalentClass.asNode(),
            OWL2.equivalentProperty.asNode())) {
      graph
          .find(Node.ANY, relation, term)
          .forEachRemaining(triple -> found.add(triple.getSubject()));
      if (!relation.equals(SKOS.closeMatch.asNode())) {
        graph
            .find(term, relation, Node.ANY)
            .forEachRemaining(triple -> found.add(triple.getObject()));
      }
    }
    return found.stream()
        .filter(one -> one.isURI() && !space(one).equals(space(term)) && defines(one))
        .sorted(java.util.Comparator.comparing(Node::getURI))
        .toList();
  }

  /// The term that was probably meant: of the same namespace, at most two letters off, or the same
  /// but for the case.
  Optional<Node> nearest(Node term) {
    String space = space(term);
    String name = term.getURI().substring(space.length());
    Optional<Node> best = Optional.empty();
    int least = Math.min(FARTHEST, Math.max(1, name.length() / 3)) + 1;
    for (Triple defined : graph.find(Node.ANY, RDF.type.asNode(), Node.ANY).toList()) {
      Node other = defined.getSubject();
      if (other.isURI() && space(other).equals(space)) {
        String known = other.getURI().substring(space.length());
        int edits = known.equalsIgnoreCase(name) ? 0 : edits(known, name, least);
        if (edits < least) {
          least = edits;
          best = Optional.of(other);
        }
      }
    }
    return best;
  }

  /// Letters put in, taken out, exchanged, or neighbours swapped; `most` when there are more.
  static int edits(String one, String other, int most) {
    if (Math.abs(one.length() - other.length()) > most) {
      return most;
    }
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int exchange = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + exchange, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[one.length()][other.length()];
  }

  /// The last part of an IRI, for people.
  static String name(Node term) {
    return term.isURI() ? term.getURI().substring(space(term).length()) : term.toString();
  }
}
