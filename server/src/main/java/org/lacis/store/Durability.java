package org.lacis.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lacis.store.disk.Database;
import org.lacis.store.disk.Redo;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that a commit is on disk when it returns: a small one as a record in the redo log, a
/// large one by forcing all that it wrote. Used by the one writer; nothing to do for a store in
/// memory.
final class Durability {
  private static final Logger LOG = LoggerFactory.getLogger(Durability.class);

  private final Optional<Database> database;
  private final IndexFolder index;
  private volatile @Nullable StoreException broken;

  Durability(Optional<Database> database, IndexFolder index) {
    this.database = database;
    this.index = index;
  }

  /// @throws StoreException `store.broken` when the disk failed in a moment after which memory and
  ///   disk may differ
  void requireWhole() {
    StoreException why = broken;
    if (why != null) {
      throw new StoreException(why.finding(), why);
    }
  }

  /// Brings what TDB2 is about to commit to the disk.
  ///
  /// @param catalog the index that goes with it
  /// @throws UncheckedIOException when there is no room, for one; nothing is committed then
  void secure(long version, RedoWriter redo, Catalog catalog) {
    if (database.isEmpty()) {
      return;
    }
    Database files = database.orElseThrow();
    if (!redo.whole()) {
      index.force(catalog);
      files.force();
      return;
    }
    try {
      files.log(new Redo(version, redo.content()));
    } catch (IOException e) {
      takeBack(redo);
      throw new UncheckedIOException(e);
    }
  }

  /// The commit that was secured has failed.
  void takeBack(RedoWriter redo) {
    if (database.isEmpty() || !redo.whole()) {
      return;
    }
    try {
      database.orElseThrow().unlog();
    } catch (IOException e) {
      throw broken("a transaction that failed stands in the log", e);
    }
  }

  /// The commit that was secured is done.
  void committed(RedoWriter redo, Catalog catalog) {
    if (database.isEmpty()) {
      return;
    }
    if (!redo.whole()) {
      try {
        checkpoint(catalog);
      } catch (IOException | RuntimeException e) {
        throw broken("a transaction is in memory and not on disk", e);
      }
    } else if (database.orElseThrow().wantsCheckpoint()) {
      try {
        checkpoint(catalog);
      } catch (IOException | RuntimeException e) {
        // The log has it all; the next commit tries again.
        LOG.warn("The log of the store could not be shortened: {}", e.toString());
      }
    }
  }

  /// Makes the newest state the one that opening goes back to.
  void checkpoint(Catalog catalog) throws IOException {
    if (database.isPresent()) {
      index.force(catalog);
      database.orElseThrow().checkpoint();
      index.anchor(catalog);
    }
  }

  /// Closes the files; a log that opening would have to do again is put under a checkpoint first.
  void close(Catalog newest) {
    if (database.isEmpty()) {
      return;
    }
    Database files = database.orElseThrow();
    try {
      if (broken == null && files.logged()) {
        checkpoint(newest);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "The store is closed with its log, which the next start does again: {}", e.toString());
    } finally {
      files.close();
    }
  }

  private StoreException broken(String found, Exception e) {
    LOG.error("The store can be used again after it was closed and opened", e);
    StoreException why =
        new StoreException(
            Finding.violation(
                "store.broken",
                Place.of("the store"),
                found + ": " + e.getMessage(),
                "a disk that takes what is written",
                "Make room on the disk, then close and open the store: all that was acknowledged is"
                    + " there"),
            e);
    broken = why;
    return why;
  }
}
