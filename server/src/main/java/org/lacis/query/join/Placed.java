package org.lacis.query.join;

import java.util.Optional;
import org.apache.jena.graph.Node;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Envelope;

/// A geometry that can be found by place, since its coordinates mean some longitude and latitude.
///
/// @param box as [GeometryValue#lonLatEnvelope()] gives it, which is work; not to be changed
public record Placed(GeometryValue value, Envelope box) {

  public static Optional<Placed> of(GeometryValue value) {
    try {
      return Optional.of(new Placed(value, value.lonLatEnvelope()));
    } catch (GeometryException _) {
      return Optional.empty();
    }
  }

  /// @return empty when the term is no geometry, or lies nowhere
  public static Optional<Placed> of(Node node) {
    return Literals.geometry(node).flatMap(Placed::of);
  }

  boolean isEmpty() {
    return value.shape().isEmpty();
  }
}
