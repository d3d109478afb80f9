package org.lacis.store;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.lacis.geometry.GeometryException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// Compares the spatial index of a transaction with the quads of the same transaction: every tree
/// is what was written; every geometry literal that a quad uses is there once, with the box and the
/// shape that its text gives; nothing else is, but what lost its last quad since the last sweep.
final class IndexCheck {
  private static final String REMEDY = "Run 'lacis index --rebuild'";

  private final Quads quads;
  private final Catalog catalog;
  private final FindingSink findings;
  private final LongOpenHashSet used = new LongOpenHashSet();
  private final AtomicLong unreadable = new AtomicLong();
  private final AtomicLong differences = new AtomicLong();

  IndexCheck(Quads quads, Catalog catalog, FindingSink findings) {
    this.quads = quads;
    this.catalog = catalog;
    this.findings = findings;
  }

  IndexReport run() {
    for (Catalog.Part part : catalog.trees()) {
      if (!part.tree().sound()) {
        tell("store.index-damaged", part.name(), "other bytes", "the bytes that were written");
      }
    }
    Consumer<GeometryScan.Literal> worker = this::check;
    new GeometryScan(quads).run(List.of(worker, worker));
    long unused = rest();
    if (unused > catalog.unused()) {
      tell(
          "store.index-foreign",
          "the spatial index",
          unused + " literals that no quad uses",
          "at most " + catalog.unused() + ", which have lost their quads");
    }
    long bytes = 0;
    long shapes = 0;
    for (PackedTree tree : catalog.all()) {
      bytes += tree.bytes();
      shapes += tree.shapeBytes();
    }
    return new IndexReport(
        catalog.all().size(),
        catalog.size(),
        unused,
        bytes,
        shapes,
        unreadable.get(),
        differences.get());
  }

  private void check(GeometryScan.Literal literal) {
    Entries expected = new Entries();
    try {
      expected.add(literal.id(), literal.node(), GeometryLiterals.parse(literal.node()), _ -> {});
    } catch (GeometryException _) {
      unreadable.incrementAndGet();
    }
    boolean found = false;
    for (PackedTree tree : catalog.all()) {
      int leaf = tree.leaf(literal.id());
      if (leaf >= 0) {
        found = true;
        compare(expected, tree, leaf, literal.node());
      }
    }
    if (!found && expected.size() > 0) {
      tell("store.index-missing", words(literal.node()), "nothing", "a place in the spatial index");
    }
    synchronized (used) {
      used.add(literal.id());
    }
  }

  private void compare(Entries expected, PackedTree tree, int leaf, Node literal) {
    if (expected.size() == 0) {
      tell("store.index-foreign", words(literal), "a place in the spatial index", "none");
      return;
    }
    boolean same = true;
    for (int side = 0; side < 4; side++) {
      same &= tree.side(leaf, side) == expected.side(0, side);
    }
    if (!same || !Arrays.equals(tree.shape(leaf), expected.shape(0))) {
      tell("store.index-different", words(literal), "another box or shape", "what its text gives");
    }
  }

  /// Looks at what no quad uses.
  private long rest() {
    LongOpenHashSet seen = new LongOpenHashSet();
    long unused = 0;
    for (PackedTree tree : catalog.all()) {
      for (int leaf = 0; leaf < tree.size(); leaf++) {
        long id = tree.id(leaf);
        if (!seen.add(id)) {
          tell("store.index-different", "literal " + id, "two places", "one place");
        } else if (!used.contains(id)) {
          unused++;
        }
      }
    }
    return unused;
  }

  private static String words(Node literal) {
    String text = literal.getLiteralLexicalForm();
    return text.length() <= 80 ? text : text.substring(0, 77) + "…";
  }

  private synchronized void tell(String code, String where, String found, String expected) {
    differences.incrementAndGet();
    findings.report(Finding.violation(code, Place.of(where), found, expected, REMEDY));
  }
}
