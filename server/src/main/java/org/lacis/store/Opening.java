package org.lacis.store;

import java.util.List;
import org.apache.jena.query.TxnType;
import org.lacis.vocabulary.FindingSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the spatial index that belongs to the data, or builds it anew.
record Opening(Quads quads, IndexFolder folder, FindingSink findings) {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  Ledger ledger() {
    long version;
    long generation;
    quads.tdb().begin(TxnType.READ);
    try {
      version = quads.note(Ledger.VERSION);
      generation = quads.note(Ledger.GENERATION);
    } finally {
      quads.tdb().end();
    }
    Catalog catalog = folder.load(generation).orElseGet(() -> rebuilt(generation));
    folder.keepOnly(catalog);
    return new Ledger(quads, folder, new Snapshots(version, catalog), findings);
  }

  /// The data stays what it is, so its version does too.
  private Catalog rebuilt(long generation) {
    long start = System.nanoTime();
    quads.tdb().begin(TxnType.WRITE);
    try {
      Entries all = new GeometryScan(quads).entries(findings);
      Catalog catalog = folder.save(generation + 1, List.of(), all, 0);
      quads.note(Ledger.GENERATION, catalog.generation());
      quads.tdb().commit();
      LOG.warn(
          "Spatial index built anew from the data: {} literals in {} ms",
          catalog.size(),
          (System.nanoTime() - start) / 1_000_000);
      return catalog;
    } finally {
      quads.tdb().end();
    }
  }
}
