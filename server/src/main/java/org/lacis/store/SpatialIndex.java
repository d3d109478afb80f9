package org.lacis.store;

import java.util.function.LongConsumer;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Envelope;

/// Geometry literals by where they lie. Any number of threads may ask at once, as long as the view
/// that it came from is open; in a writing transaction only the thread of that transaction may.
///
/// The index knows literals, not the triples they stand in: a reader joins the ids it gets back
/// with the quads of its view. It may name a literal that no quad of the view uses any more, and
/// never misses one that is used.
///
/// Boxes are in CRS84, degrees, and contain the shape in whichever system it is compared in; they
/// are floats rounded outwards. Nothing is split at the antimeridian, and no box is told twice.
public interface SpatialIndex {
  /// Tells every literal whose box meets the given envelope.
  ///
  /// @param lonLat envelope in CRS84, degrees
  /// @param literal receives [NodeIds] ids of geometry literals, each once; neighbours mostly come
  ///   one after the other
  void search(Envelope lonLat, LongConsumer literal);

  /// As [#search(Envelope, LongConsumer)], with the boxes.
  void search(Envelope lonLat, Boxes literal);

  /// Tells every literal in the order of a Hilbert curve, tree by tree: a few trees, each of which
  /// holds literals that were committed together or have been merged since.
  void scan(Boxes literal);

  /// Tells literals from the nearest box to the farthest, as long as the caller wants more.
  ///
  /// @param from where distances are measured from: 0 to whatever meets it
  /// @param perLon what a degree of longitude counts against one of latitude, 0 to 1: the cosine of
  ///   the latitude farthest from the equator that matters makes distances lower bounds
  /// @param literal is told each literal with its distance in degrees, never less than the one
  ///   before
  void nearest(Envelope from, double perLon, Nearer literal);

  /// The box of a literal; a null envelope when the index does not hold it.
  Envelope box(long literal);

  /// The parsed geometry of a literal of this index, from the compact form it is kept in; a few
  /// hundred nanoseconds. Shared: not to be changed.
  ///
  /// @throws org.lacis.geometry.GeometryException when the literal is not in the index and its text
  ///   is no geometry
  GeometryValue geometry(long literal);

  /// About how many bytes the index keeps of the shape of a literal, three to sixteen a coordinate;
  /// 0 when it does not hold it.
  int bytes(long literal);

  /// How many literals an envelope meets; cheap, for planning.
  long estimate(Envelope lonLat);

  /// How many literals are indexed.
  long size();

  /// Takes a literal and its box.
  @FunctionalInterface
  interface Boxes {
    void literal(long literal, float west, float south, float east, float north);
  }

  /// Takes a literal and how far its box is.
  @FunctionalInterface
  interface Nearer {
    /// @return whether to go on
    boolean literal(long literal, double distance);
  }
}
