package org.lacis.geometry;

import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/// What a reader of GML does with references between geometries (`xlink:href`).
///
/// A reference may point forward, so a stream cannot always follow it: a caller that reads
/// [#resolve] and answers empty knows which targets it owes, and can assemble the geometry later.
/// Whoever answers empty and does not mend it has to report a finding.
@FunctionalInterface
public interface GmlLinks {
  /// Follows nothing: every member that is only a reference is left out.
  GmlLinks NONE = _ -> Optional.empty();

  /// The geometry that a member refers to.
  ///
  /// @param href the reference as it stands, mostly `#id`
  /// @return a geometry in the CRS and axis order of this room, of the kind the member asks for
  Optional<Geometry> resolve(String href);

  /// Told of every polygon that has a `gml:id`, so that a later reference can be resolved.
  default void met(String id, Geometry polygon) {}

  /// Told of a ring of fewer than four positions, which bounds no area: real models have them. When
  /// this returns, the ring is left out, with its face when it is an exterior; whoever lets it
  /// return has to report the finding.
  ///
  /// @throws GeometryException by default: the whole geometry is refused
  default void degenerate(GeometryException ring) {
    throw ring;
  }
}
