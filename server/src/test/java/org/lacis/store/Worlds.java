package org.lacis.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.lacis.vocabulary.Geo;
import org.locationtech.jts.geom.Envelope;

/// Small worlds to test the store with.
final class Worlds {
  private Worlds() {}

  static Node iri(String name) {
    return NodeFactory.createURI("http://example.org/" + name);
  }

  static Node point(int x, int y) {
    return wkt("POINT (" + x + " " + y + ")");
  }

  static Node point(double x, double y) {
    return wkt("POINT (" + x + " " + y + ")");
  }

  static Node wkt(String text) {
    return NodeFactory.createLiteralDT(
        text, TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL));
  }

  /// Literals in use that the index finds; fails when it tells one twice.
  static List<Node> indexed(View view, Envelope envelope) {
    List<Node> found = new ArrayList<>();
    Set<Long> told = new HashSet<>();
    NodeIds ids = view.ids();
    view.spatial()
        .search(
            envelope,
            id -> {
              if (!told.add(id)) {
                throw new AssertionError("told twice: " + ids.node(id));
              }
              Node literal = ids.node(id);
              boolean used = view.dataset().find(Node.ANY, Node.ANY, Node.ANY, literal).hasNext();
              if (used
                  && view.spatial()
                      .geometry(id)
                      .shape()
                      .getEnvelopeInternal()
                      .intersects(envelope)) {
                found.add(literal);
              }
            });
    return found;
  }

  /// The same by looking at every quad.
  static List<Node> scanned(View view, Envelope envelope) {
    Set<Node> found = new HashSet<>();
    for (Iterator<Quad> quads = view.dataset().find(); quads.hasNext(); ) {
      Node object = quads.next().getObject();
      if (GeometryLiterals.isGeometry(object)
          && GeometryLiterals.parse(object).shape().getEnvelopeInternal().intersects(envelope)) {
        found.add(object);
      }
    }
    return List.copyOf(found);
  }
}
