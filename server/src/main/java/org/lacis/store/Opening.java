package org.lacis.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.query.TxnType;
import org.apache.jena.rdfpatch.binary.RDFPatchReaderBinary;
import org.apache.jena.rdfpatch.changes.RDFChangesBase;
import org.lacis.store.disk.Database;
import org.lacis.store.disk.Redo;
import org.lacis.vocabulary.FindingSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the spatial index that belongs to the data, or builds it anew, and does again what was
/// committed since the last checkpoint.
record Opening(Quads quads, Optional<Database> database, IndexFolder folder, FindingSink findings) {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  Ledger ledger() throws IOException {
    List<Redo> pending = database.isPresent() ? database.orElseThrow().pending() : List.of();
    long version;
    long generation;
    quads.tdb().begin(TxnType.READ);
    try {
      version = quads.note(Ledger.VERSION);
      generation = quads.note(Ledger.GENERATION);
    } finally {
      quads.tdb().end();
    }
    Durability durability = new Durability(database, folder);
    Optional<Catalog> found = folder.load(generation);
    Catalog catalog = found.orElseGet(() -> rebuilt(generation));
    if (found.isPresent()) {
      folder.anchor(catalog);
    } else if (pending.isEmpty()) {
      // With a log, doing it again ends with a checkpoint.
      durability.checkpoint(catalog);
    }
    folder.keepOnly(catalog);
    Ledger ledger =
        new Ledger(quads, folder, durability, new Snapshots(version, catalog), findings);
    if (!pending.isEmpty()) {
      redo(ledger, pending);
    }
    return ledger;
  }

  private static void redo(Ledger ledger, List<Redo> pending) {
    long start = System.nanoTime();
    TwinDataset twin = new TwinDataset(ledger);
    twin.begin(TxnType.WRITE);
    try {
      // It is there to be put under a checkpoint, not to be logged again.
      ledger.changes().redo().give();
      ledger.changes().touch();
      for (Redo commit : pending) {
        RDFPatchReaderBinary.read(
            new ByteArrayInputStream(commit.content()),
            new RDFChangesBase() {
              @Override
              public void add(Node graph, Node subject, Node predicate, Node object) {
                twin.add(graph, subject, predicate, object);
              }

              @Override
              public void delete(Node graph, Node subject, Node predicate, Node object) {
                twin.delete(graph, subject, predicate, object);
              }

              @Override
              public void addPrefix(Node graph, String prefix, String iri) {
                twin.prefixes().add(prefix, iri);
              }

              @Override
              public void deletePrefix(Node graph, String prefix) {
                twin.prefixes().delete(prefix);
              }
            });
      }
      ledger.commit(pending.getLast().version());
    } finally {
      twin.end();
    }
    LOG.info(
        "Did {} commits of the log again in {} ms",
        pending.size(),
        (System.nanoTime() - start) / 1_000_000);
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
