package org.lacis.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.graph.Node;

/// Writes a store anew, packed: TDB2 never writes to a page or a term of a committed state, so what
/// was replaced and removed goes on taking room until then.
///
/// The new store takes the place of the old one in one step, as that of a [BulkLoad] does; killed
/// at any moment, the store is the old or the new one, which hold the same.
public final class Compaction {
  private Compaction() {}

  /// A store that was written anew.
  ///
  /// @param content what it holds
  /// @param before bytes that it took on the disk
  /// @param now bytes that it takes
  public record Compacted(BulkLoad.Loaded content, long before, long now) {}

  /// Compacts a store that nobody has open. Needs as much room as the new store takes.
  ///
  /// @throws StoreException `store.in-use`, `store.disk-full`; the store is as it was
  public static Compacted run(Path folder) {
    Path tdb = folder.resolve("tdb2");
    try (BulkLoad load = BulkLoad.over(folder, Compaction::version)) {
      copyQuads(folder, load);
      copyPrefixes(tdb, load.staged().resolve("tdb2"));
      long before = StoreFolder.bytes(folder) - StoreFolder.bytes(load.staged());
      BulkLoad.Loaded content = load.finish();
      return new Compacted(content, before, StoreFolder.bytes(folder));
    } catch (IOException e) {
      throw StoreFolder.explained(new UncheckedIOException(e), folder);
    }
  }

  private static long version(Path folder) {
    try (TwinStore store = TwinStore.openTaken(folder)) {
      return store.version();
    }
  }

  private static void copyQuads(Path folder, BulkLoad load) {
    try (TwinStore store = TwinStore.openTaken(folder)) {
      store.read(view -> {
        view.dataset().findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(load::add);
        return true;
      });
    }
  }

  /// Prefixes have a table of terms of their own, which is small and is kept as it is.
  private static void copyPrefixes(Path from, Path to) throws IOException {
    if (Files.size(from.resolve("prefixes-data.obj")) == 0) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "{GPU,prefixes}*")) {
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
