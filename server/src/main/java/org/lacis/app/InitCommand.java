package org.lacis.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.lacis.ingest.WorkspaceException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Makes an empty workspace that builds: the layout, a commented `twin.yaml` and one small dataset
/// to change.
@Command(
    name = "init",
    description = "Makes a new workspace, with one small dataset to start from.",
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  private static final String[] FILES = {
    "twin.yaml",
    "mappings/example/trees/dataset.yaml",
    "mappings/example/trees/mapping.ttl",
    "mappings/example/trees/sample.csv",
    "data/trees.csv",
    "queries/tallest-trees.rq",
    "README.md"
  };

  @Parameters(paramLabel = "DIR", description = "Folder to make; must be empty or absent.")
  private Path folder = Path.of(".");

  @Override
  public Integer call() {
    requireEmpty();
    for (String file : FILES) {
      copy(file, folder.resolve(file));
    }
    Ontologies.copyTo(folder.resolve("ontologies"));
    System.out.println("Made a workspace in " + folder + ". Next:");
    System.out.println("  lacis build " + folder);
    System.out.println("  lacis query " + folder + " " + folder + "/queries/tallest-trees.rq");
    System.out.println("  lacis serve " + folder);
    return Main.DONE;
  }

  private void requireEmpty() {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw new WorkspaceException(
            Finding.violation(
                "workspace.not-empty",
                Place.of(folder.toString()),
                "a folder with something in it",
                "an empty or absent folder",
                "Name another one; nothing was changed."));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(String name, Path to) {
    try (InputStream in =
        Objects.requireNonNull(InitCommand.class.getResourceAsStream("init/" + name), name)) {
      Files.createDirectories(Objects.requireNonNull(to.toAbsolutePath().getParent()));
      Files.copy(in, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
