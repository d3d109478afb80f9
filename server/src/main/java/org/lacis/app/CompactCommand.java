package org.lacis.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lacis.ingest.Workspace;
import org.lacis.store.BulkLoad;
import org.lacis.store.Compaction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Writes a workspace's store anew.
@Command(
    name = "compact",
    description = {
      "Writes the store anew, packed: gives back the room of what was replaced or removed.",
      "Nobody may have it open; stopped at any moment, it holds what it held."
    },
    mixinStandardHelpOptions = true)
final class CompactCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  @Parameters(
      paramLabel = "WORKSPACE",
      description = "Folder with twin.yaml (default: this folder).",
      arity = "0..1")
  private Path folder = Path.of(".");

  @Override
  public Integer call() {
    Workspace workspace = Workspace.open(folder);
    if (!Files.isDirectory(workspace.store()) || BulkLoad.isNew(workspace.store())) {
      System.out.println("Nothing is built yet. Run: lacis build " + folder);
      return Main.DONE;
    }
    Compaction.Compacted done = Compaction.run(workspace.store());
    System.out.printf(
        "Wrote %s and %s anew: %,.1f MB before, %,.1f MB now, %,.1f MB given back.%n",
        Words.count(done.content().quads(), "statement"),
        Words.count(done.content().terms(), "term"),
        done.before() / MEGABYTE,
        done.now() / MEGABYTE,
        (done.before() - done.now()) / MEGABYTE);
    return Main.DONE;
  }
}
