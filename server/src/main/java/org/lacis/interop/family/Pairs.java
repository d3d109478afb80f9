package org.lacis.interop.family;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.interop.Examination;
import org.lacis.interop.Ours;
import org.lacis.interop.Thing;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;

/// Things of the sample and things of ours that one side or the other ties together.
record Pairs(List<Pair> all) {
  /// What says that two descriptions are of one thing.
  private static final Set<Node> SAME =
      Set.of(
          Lacis.CORRESPONDS_TO,
          OWL2.sameAs.asNode(),
          SKOS.exactMatch.asNode(),
          SKOS.closeMatch.asNode());

  private static final Set<Node> SYMMETRIC =
      Set.of(
          Lacis.CORRESPONDS_TO,
          OWL2.sameAs.asNode(),
          SKOS.exactMatch.asNode(),
          SKOS.closeMatch.asNode(),
          SKOS.relatedMatch.asNode(),
          SKOS.related.asNode());

  Pairs {
    all = List.copyOf(all);
  }

  /// @param byThem whether the partner says it
  /// @param byUs whether we say it, of our thing or, of a symmetric property, of theirs
  record Pair(Thing theirs, Node ours, Node property, boolean byThem, boolean byUs) {
    /// Whether both are to be one thing of the world.
    boolean same() {
      return SAME.contains(property);
    }
  }

  /// Those that say that two descriptions are of one thing, each two once.
  List<Pair> same() {
    Map<List<Node>, Pair> pairs = new LinkedHashMap<>();
    all.stream()
        .filter(Pair::same)
        .forEach(pair -> pairs.putIfAbsent(List.of(pair.theirs.iri(), pair.ours), pair));
    return List.copyOf(pairs.values());
  }

  static Pairs of(Examination exam, Ours ours) {
    return exam.once(Pairs.class, () -> read(exam, ours));
  }

  private static Pairs read(Examination exam, Ours ours) {
    Graph graph = ours.view().dataset().getDefaultGraph();
    String base = ours.iris().base();
    List<Pair> pairs = new ArrayList<>();
    for (Thing thing : exam.sample().things()) {
      if (!thing.iri().isURI()) {
        continue;
      }
      // the partner may be our own server: then a thing of theirs is one of ours
      boolean own = !base.isEmpty() && thing.iri().getURI().startsWith(base);
      for (Triple said : thing.statements()) {
        Node object = said.getObject();
        if (object.isURI()
            && !said.getPredicate().equals(RDF.type.asNode())
            && !isGeometry(said.getPredicate())
            && (own ? SAME.contains(said.getPredicate()) : isOurs(object, base, graph))) {
          boolean byUs =
              names(thing).stream()
                  .anyMatch(name -> isSaid(graph, name, said.getPredicate(), object));
          pairs.add(new Pair(thing, object, said.getPredicate(), true, byUs));
        }
      }
      for (Node name : names(thing)) {
        for (Triple said : graph.find(Node.ANY, Node.ANY, name).toList()) {
          Node subject = said.getSubject();
          boolean known =
              pairs.stream()
                  .anyMatch(pair ->
                      pair.theirs.equals(thing)
                          && pair.ours.equals(subject)
                          && pair.property.equals(said.getPredicate()));
          if (subject.isURI() && SYMMETRIC.contains(said.getPredicate()) && !known && !own) {
            pairs.add(new Pair(thing, subject, said.getPredicate(), false, true));
          }
        }
      }
    }
    return new Pairs(pairs);
  }

  private static boolean isGeometry(Node property) {
    return property.equals(Geo.HAS_GEOMETRY) || property.equals(Geo.HAS_DEFAULT_GEOMETRY);
  }

  private static boolean isOurs(Node thing, String base, Graph graph) {
    return (!base.isEmpty() && thing.getURI().startsWith(base))
        || graph.contains(thing, RDF.type.asNode(), Node.ANY);
  }

  /// What a thing is called: also what it is a version of, in an event stream.
  private static List<Node> names(Thing thing) {
    List<Node> names = new ArrayList<>(List.of(thing.iri()));
    for (Node property : List.of(DCTerms.isVersionOf.asNode(), Lacis.term("versionOf"))) {
      thing.objects(property).stream().filter(Node::isURI).forEach(names::add);
    }
    return names;
  }

  private static boolean isSaid(Graph graph, Node theirs, Node property, Node ours) {
    return graph.contains(theirs, property, ours)
        || (isSymmetric(property) && graph.contains(ours, property, theirs));
  }

  static boolean isSymmetric(Node property) {
    return SYMMETRIC.contains(property);
  }

  // --- what our side says of a thing

  static List<Node> types(Ours ours, Node thing) {
    return objects(ours, thing, RDF.type.asNode());
  }

  static List<Node> objects(Ours ours, Node thing, Node property) {
    return ours.view()
        .dataset()
        .getDefaultGraph()
        .find(thing, property, Node.ANY)
        .mapWith(Triple::getObject)
        .toList();
  }

  static Optional<String> label(Ours ours, Node thing) {
    return objects(ours, thing, RDFS.label.asNode()).stream()
        .filter(Node::isLiteral)
        .map(Node::getLiteralLexicalForm)
        .findFirst();
  }

  /// Where a thing of ours lies, by the first geometry that can be read.
  static Optional<GeometryValue> place(Ours ours, Node thing) {
    List<Node> holders = new ArrayList<>(objects(ours, thing, Geo.HAS_DEFAULT_GEOMETRY));
    holders.addAll(objects(ours, thing, Geo.HAS_GEOMETRY));
    for (Node holder : holders) {
      for (Node property : List.of(Geo.AS_WKT, Geo.AS_GML, Geo.AS_GEOJSON)) {
        for (Node literal : objects(ours, holder, property)) {
          Optional<GeometryValue> value = read(literal);
          if (value.isPresent()) {
            return value;
          }
        }
      }
    }
    return Optional.empty();
  }

  /// Where a thing of theirs lies, by the first geometry that can be read.
  static Optional<GeometryValue> place(Thing thing) {
    Iterator<Thing.Position> positions = thing.positions().iterator();
    while (positions.hasNext()) {
      Optional<GeometryValue> value = read(positions.next().literal());
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  private static Optional<GeometryValue> read(Node literal) {
    if (!literal.isLiteral()
        || !GeometryLiteral.DATATYPES.contains(literal.getLiteralDatatypeURI())) {
      return Optional.empty();
    }
    try {
      GeometryValue value =
          GeometryLiteral.parse(literal.getLiteralLexicalForm(), literal.getLiteralDatatypeURI());
      return value.shape().isEmpty() ? Optional.empty() : Optional.of(value);
    } catch (GeometryException _) {
      return Optional.empty();
    }
  }
}
