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
    BulkLoad.Loaded loaded = Compaction.run(workspace.store());
    System.out.printf(
        "Wrote %s and %s anew.%n",
        Words.count(loaded.quads(), "statement"), Words.count(loaded.terms(), "term"));
    return Main.DONE;
  }
}
