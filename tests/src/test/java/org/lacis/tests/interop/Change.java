package org.lacis.tests.interop;

import java.time.Instant;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.NodeTransformLib;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.vocabulary.Geo;

/// Short ways to spoil a graph.
///
/// @param base of the partner
/// @param now the moment that dates are told from
record Change(Graph graph, String base, Instant now) {

  Node at(String path) {
    return NodeFactory.createURI(base + path);
  }

  Node building(int i) {
    return at("id/building/B%02d".formatted(i));
  }

  Node geometry(int i) {
    return at("id/building/B%02d/geometry".formatted(i));
  }

  void add(Node subject, Node predicate, Node object) {
    graph.add(subject, predicate, object);
  }

  void remove(Node subject, Node predicate, Node object) {
    graph.remove(subject, predicate, object);
  }

  void remove(Node subject, String predicate) {
    graph.remove(subject, NodeFactory.createURI(predicate), Node.ANY);
  }

  /// Puts one value in the place of all others.
  void set(Node subject, Node predicate, Node object) {
    graph.remove(subject, predicate, Node.ANY);
    graph.add(subject, predicate, object);
  }

  /// Every object of a property becomes another.
  void objects(Node predicate, Function<Node, Node> change) {
    for (Triple said : graph.find(Node.ANY, predicate, Node.ANY).toList()) {
      graph.delete(said);
      graph.add(said.getSubject(), predicate, change.apply(said.getObject()));
    }
  }

  /// A term becomes another wherever it stands.
  void rename(Node old, Node other) {
    for (Triple said : graph.find().toList()) {
      Triple renamed = NodeTransformLib.transform(node -> node.equals(old) ? other : node, said);
      if (!renamed.equals(said)) {
        graph.delete(said);
        graph.add(renamed);
      }
    }
  }

  /// Every geometry becomes another.
  void geometries(Function<GeometryValue, String> change) {
    objects(Geo.AS_WKT, old -> wkt(change.apply(value(old))));
  }

  static GeometryValue value(Node literal) {
    return GeometryLiteral.parse(literal.getLiteralLexicalForm(), Geo.WKT_LITERAL);
  }

  static Node wkt(String text) {
    return NodeFactory.createLiteralDT(
        text,
        org.apache.jena.datatypes.TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL));
  }

  static Node date(String day) {
    return typed(day, "date");
  }

  static Node typed(String text, String type) {
    return NodeFactory.createLiteralDT(
        text,
        org.apache.jena.datatypes.TypeMapper.getInstance()
            .getSafeTypeByName("http://www.w3.org/2001/XMLSchema#" + type));
  }

  static Node text(String words) {
    return NodeFactory.createLiteralString(words);
  }
}
