package org.lacis.store;

import java.util.function.LongConsumer;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Envelope;

/// Geometry literals by where they lie. Safe for several readers at once.
///
/// The index knows literals, not the triples they stand in: a reader joins the ids it gets back
/// with the quads of its view. It may name a literal that no quad of the view uses any more, and
/// never misses one that is used.
public interface SpatialIndex {
  /// Tells every literal whose envelope meets the given one.
  ///
  /// @param lonLat envelope in CRS84, degrees
  /// @param literal receives [NodeIds] ids of geometry literals, each once, in no order
  void search(Envelope lonLat, LongConsumer literal);

  /// The parsed geometry of a literal of this index, from a cache where possible.
  GeometryValue geometry(long literal);

  /// About how many literals an envelope meets; cheap, for planning.
  long estimate(Envelope lonLat);

  /// How many literals are indexed.
  long size();
}
