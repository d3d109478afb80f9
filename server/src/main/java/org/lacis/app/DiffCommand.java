package org.lacis.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lacis.ingest.ChangeLog;
import org.lacis.ingest.Workspace;
import org.lacis.ingest.WorkspaceException;
import org.lacis.store.StoreException;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what builds changed in datasets.
@Command(
    name = "diff",
    description = {
      "Shows what builds changed: without a dataset the list of changes, with one its last change",
      "as RDF Patch (A adds a statement, D removes one), or another one by its run."
    },
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "[WORKSPACE] [DATASET]",
      description = "Folder with twin.yaml (default: this folder), and a dataset, TWIN/NAME.",
      arity = "0..2")
  private List<String> words = List.of();

  @Option(names = "--run", paramLabel = "RUN", description = "Which change, as the list names it.")
  private @Nullable String run;

  @Option(names = "--list", description = "The list of changes of the dataset.")
  private boolean list;

  @Option(names = "--json", description = "The list as JSON.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    boolean given = words.size() == 2 || (words.size() == 1 && isWorkspace(words.getFirst()));
    Path folder = Path.of(given ? words.getFirst() : ".");
    String dataset = words.size() == (given ? 1 : 0) ? null : words.getLast();
    Workspace workspace = Workspace.open(folder);
    ChangeLog log = ChangeLog.of(workspace);
    settle(workspace, log);
    if (dataset == null || list || json) {
      List<ChangeLog.Change> changes = new ArrayList<>();
      for (String name : dataset == null ? log.datasets() : List.of(dataset)) {
        changes.addAll(log.changes(name));
      }
      show(changes);
      return Main.DONE;
    }
    print(chosen(log, folder, dataset));
    return Main.DONE;
  }

  private static boolean isWorkspace(String word) {
    return Files.isRegularFile(Path.of(word).resolve("twin.yaml"));
  }

  /// What a killed build has left is settled, unless somebody has the store open, who does it.
  private static void settle(Workspace workspace, ChangeLog log) {
    if (!Files.isDirectory(workspace.store())) {
      return;
    }
    try (TwinStore store = TwinStore.open(workspace.store())) {
      log.settle(store);
    } catch (StoreException e) {
      if (!e.finding().code().equals("store.in-use")) {
        throw e;
      }
    }
  }

  private ChangeLog.Change chosen(ChangeLog log, Path folder, String name) {
    List<ChangeLog.Change> changes = log.changes(name);
    if (changes.isEmpty()) {
      throw new WorkspaceException(
          Finding.violation(
              "workspace.no-change",
              Place.of(name),
              "no change since its first build",
              log.datasets().isEmpty()
                  ? "a dataset that a build has changed"
                  : "one of " + String.join(", ", log.datasets()),
              "Look at the list: lacis diff " + folder));
    }
    return changes.stream()
        .filter(change -> run == null || change.run().equals(run))
        .reduce((_, later) -> later)
        .orElseThrow(() ->
            new WorkspaceException(
                Finding.violation(
                    "workspace.no-change",
                    Place.of(name),
                    "no run " + run,
                    "one of the list",
                    "Look at the list: lacis diff " + folder + " " + name + " --list")));
  }

  private static void print(ChangeLog.Change change) {
    try (Stream<String> lines = Files.lines(change.file())) {
      lines.forEach(System.out::println);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void show(List<ChangeLog.Change> changes) throws JsonProcessingException {
    if (json) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (ChangeLog.Change change : changes) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("dataset", change.dataset());
        row.put("run", change.run());
        row.put("removed", change.removed());
        row.put("added", change.added());
        row.put("file", change.file().toString());
        rows.add(row);
      }
      System.out.println(
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
    } else if (changes.isEmpty()) {
      System.out.println("Nothing has changed since the first build.");
    } else {
      System.out.printf("%-40s %-22s %10s %10s%n", "dataset", "run", "removed", "added");
      changes.forEach(change ->
          System.out.printf(
              "%-40s %-22s %,10d %,10d%n",
              change.dataset(), change.run(), change.removed(), change.added()));
    }
  }
}
