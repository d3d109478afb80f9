package org.lacis.store;

import java.util.ArrayList;
import java.util.List;
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

  /// The committed trees, then those of this transaction.
  private List<PackedTree> trees() {
    if (changes == null) {
      return catalog.all();
    }
    List<PackedTree> trees = new ArrayList<>(catalog.all());
    trees.addAll(changes.fresh().trees());
    return trees;
  }

  @Override
  public void search(Envelope lonLat, LongConsumer literal) {
    for (PackedTree tree : trees()) {
      tree.search(
          lonLat,
          leaf -> {
            literal.accept(tree.id(leaf));
            return true;
          });
    }
  }

  @Override
  public void search(Envelope lonLat, Boxes literal) {
    for (PackedTree tree : trees()) {
      tree.search(
          lonLat,
          leaf -> {
            tree.tell(leaf, literal);
            return true;
          });
    }
  }

  @Override
  public void scan(Boxes literal) {
    for (PackedTree tree : trees()) {
      for (int leaf = 0; leaf < tree.size(); leaf++) {
        tree.tell(leaf, literal);
      }
    }
  }

  @Override
  public void nearest(Envelope from, double perLon, Nearer literal) {
    new Nearest(from, perLon).search(trees(), literal);
  }

  @Override
  public Envelope box(long literal) {
    for (PackedTree tree : trees()) {
      int leaf = tree.leaf(literal);
      if (leaf >= 0) {
        return tree.box(leaf);
      }
    }
    return new Envelope();
  }

  @Override
  public int bytes(long literal) {
    for (PackedTree tree : trees()) {
      int leaf = tree.leaf(literal);
      if (leaf >= 0) {
        return tree.shapeLength(leaf);
      }
    }
    return 0;
  }

  @Override
  public GeometryValue geometry(long literal) {
    for (PackedTree tree : catalog.all()) {
      int leaf = tree.leaf(literal);
      if (leaf >= 0) {
        return literals.geometry(tree, leaf);
      }
    }
    return uncommitted(literal);
  }

  /// A number given out by this very transaction may mean another term if it is aborted, so nothing
  /// about it is remembered.
  private GeometryValue uncommitted(long literal) {
    if (changes == null) {
      return GeometryLiterals.parse(quads.node(literal));
    }
    for (PackedTree tree : changes.fresh().trees()) {
      int leaf = tree.leaf(literal);
      if (leaf >= 0) {
        return tree.geometry(leaf);
      }
    }
    return GeometryLiterals.parse(changes.terms().node(literal));
  }

  @Override
  public long estimate(Envelope lonLat) {
    long sum = 0;
    for (PackedTree tree : trees()) {
      sum += tree.count(lonLat);
    }
    return sum;
  }

  @Override
  public long size() {
    return catalog.size() + (changes == null ? 0 : changes.fresh().size());
  }
}
