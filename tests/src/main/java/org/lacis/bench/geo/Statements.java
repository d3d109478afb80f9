package org.lacis.bench.geo;

import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkt;
import org.lacis.vocabulary.Geo;
import org.locationtech.jts.geom.Geometry;

/// Features as statements, nine for a building; each kind in a graph of its own.
public final class Statements {
  static final String BASE = "https://example.org/territory/";
  static final String TERMS = BASE + "def#";

  private static final Crs LAMBERT = Crs.ofEpsg(2154);

  /// Takes one statement.
  @FunctionalInterface
  public interface Sink {
    void add(Node graph, Node subject, Node predicate, Node object);
  }

  private Statements() {}

  /// Tells the statements of a feature.
  public static void of(Feature feature, Sink sink) {
    Node graph = NodeFactory.createURI(BASE + "graph/" + feature.kind().graph());
    Node subject = iri(feature.kind(), feature.id());
    Node geometry = NodeFactory.createURI(subject.getURI() + "/geometry");
    sink.add(graph, subject, RDF.Nodes.type, term(feature.kind().type()));
    sink.add(graph, subject, RDFS.Nodes.label, NodeFactory.createLiteralString(feature.name()));
    for (Map.Entry<String, Object> value : new TreeMap<>(feature.values()).entrySet()) {
      sink.add(graph, subject, term(value.getKey()), node(value.getKey(), value.getValue()));
    }
    sink.add(graph, subject, Geo.HAS_GEOMETRY, geometry);
    sink.add(graph, geometry, RDF.Nodes.type, Geo.GEOMETRY);
    sink.add(graph, geometry, Geo.AS_WKT, literal(feature.shape()));
  }

  static Node iri(Kind kind, int id) {
    return NodeFactory.createURI(BASE + kind.graph() + "/" + id);
  }

  /// The number at the end of an IRI of [#iri].
  static int id(Node iri) {
    String text = iri.getURI();
    return Integer.parseInt(text, text.lastIndexOf('/') + 1, text.length(), 10);
  }

  static Node term(String name) {
    return NodeFactory.createURI(TERMS + name);
  }

  static Node usage(String name) {
    return term("usage-" + name);
  }

  static Node literal(Geometry shape) {
    return NodeFactory.createLiteralDT(
        Wkt.write(new GeometryValue(shape, LAMBERT)), NodeFactory.getType(Geo.WKT_LITERAL));
  }

  private static Node node(String property, Object value) {
    return switch (value) {
      case String text when property.equals("usage") -> usage(text);
      case Integer number -> NodeFactory.createLiteralDT(number.toString(), XSDDatatype.XSDinteger);
      case Double number -> NodeFactory.createLiteralDT(number.toString(), XSDDatatype.XSDdecimal);
      default -> NodeFactory.createLiteralString(value.toString());
    };
  }
}
