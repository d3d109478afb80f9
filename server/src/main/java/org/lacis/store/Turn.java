package org.lacis.store;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Envelope;

/// One transaction as the spatial index sees it: the committed literals of its version and, in the
/// writing transaction, those it has added.
final class Turn implements SpatialIndex {
  final long held;
  final long version;
  final Catalog catalog;
  final @Nullable Changes changes;

  private final Quads quads;
  private final GeometryLiterals literals;

  Turn(
      long held,
      long version,
      Catalog catalog,
      @Nullable Changes changes,
      Quads quads,
      GeometryLiterals literals) {
    this.held = held;
    this.version = version;
    this.catalog = catalog;
    this.changes = changes;
    this.quads = quads;
    this.literals = literals;
  }

  void flush() {
    if (changes != null) {
      changes.flush();
    }
  }

  @Override
  public void search(Envelope lonLat, LongConsumer literal) {
    catalog.search(lonLat, literal);
    if (changes != null) {
      changes.search(lonLat, literal);
    }
  }

  @Override
  public GeometryValue geometry(long literal) {
    // A number given out by this very transaction may mean another term if it is aborted.
    return catalog.contains(literal)
        ? literals.parsed(literal, quads)
        : GeometryLiterals.parse((changes == null ? quads : changes.terms()).node(literal));
  }

  @Override
  public long estimate(Envelope lonLat) {
    return catalog.estimate(lonLat) + (changes == null ? 0 : changes.estimate(lonLat));
  }

  @Override
  public long size() {
    return catalog.size() + (changes == null ? 0 : changes.freshSize());
  }
}
