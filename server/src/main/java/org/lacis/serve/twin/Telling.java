package org.lacis.serve.twin;

import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.RDF;
import org.lacis.vocabulary.Geo;
import org.locationtech.jts.geom.Envelope;

/// Writes statements into a graph.
record Telling(Graph graph) {
  void say(Node subject, Node predicate, Node object) {
    graph.add(Triple.create(subject, predicate, object));
  }

  void say(Node subject, org.apache.jena.rdf.model.Property predicate, Node object) {
    say(subject, predicate.asNode(), object);
  }

  void say(Node subject, Node predicate, Optional<Node> object) {
    object.ifPresent(node -> say(subject, predicate, node));
  }

  void kind(Node subject, Resource kind) {
    say(subject, RDF.type.asNode(), kind.asNode());
  }

  void kind(Node subject, String iri) {
    say(subject, RDF.type.asNode(), iri(iri));
  }

  static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }

  static Node text(String text) {
    return NodeFactory.createLiteralString(text);
  }

  static Node text(String text, String language) {
    return NodeFactory.createLiteralLang(text, language);
  }

  static Node number(long number) {
    return NodeFactory.createLiteralDT(Long.toString(number), XSDDatatype.XSDinteger);
  }

  /// A box as a polygon, in CRS84.
  static Node box(Envelope lonLat) {
    String wkt =
        "POLYGON((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %4$s, %1$s %2$s))"
            .formatted(lonLat.getMinX(), lonLat.getMinY(), lonLat.getMaxX(), lonLat.getMaxY());
    return NodeFactory.createLiteralDT(wkt, NodeFactory.getType(Geo.WKT_LITERAL));
  }

  /// The middle of a box.
  static Node middle(Envelope lonLat) {
    String wkt =
        "POINT("
            + (lonLat.getMinX() + lonLat.getMaxX()) / 2
            + " "
            + (lonLat.getMinY() + lonLat.getMaxY()) / 2
            + ")";
    return NodeFactory.createLiteralDT(wkt, NodeFactory.getType(Geo.WKT_LITERAL));
  }
}
