package org.lacis.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lacis.ingest.Workspace;
import org.lacis.store.IndexReport;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Checks the spatial index of a workspace against its data, or builds it anew.
@Command(
    name = "index",
    description = {
      "Checks the spatial index against the data, literal by literal, or builds it anew.",
      "A server that is running answers the same behind its admin key: GET and POST /index."
    },
    mixinStandardHelpOptions = true)
final class IndexCommand implements Callable<Integer> {
  /// Differences that are shown one by one.
  private static final int SHOWN = 20;

  @Parameters(
      paramLabel = "WORKSPACE",
      description = "Folder with twin.yaml (default: this folder).",
      arity = "0..1")
  private Path folder = Path.of(".");

  @Option(
      names = "--check",
      description = "Compare index and data (default); exit code 1 when they differ.")
  private boolean check;

  @Option(
      names = "--rebuild",
      description =
          "Build the index anew from the data, all or nothing; with --check, then compare.")
  private boolean rebuild;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  private long told;

  @Override
  public Integer call() throws JsonProcessingException {
    Workspace workspace = Workspace.open(folder);
    if (!Files.isDirectory(workspace.store())) {
      System.out.println(json ? "{}" : "Nothing is built yet. Run: lacis build " + folder);
      return Main.DONE;
    }
    try (TwinStore store = TwinStore.open(workspace.store(), _ -> {})) {
      if (rebuild) {
        store.rebuildIndex();
        System.err.println("The spatial index was built anew from the data.");
        if (!check) {
          return Main.DONE;
        }
      }
      IndexReport report = store.checkIndex(this::show);
      if (json) {
        System.out.println(
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
      } else {
        print(report);
      }
      return report.sound() ? Main.DONE : Main.FINDINGS;
    }
  }

  private void show(Finding finding) {
    if (told++ < SHOWN) {
      System.err.println(finding.sentence());
    } else if (told == SHOWN + 1) {
      System.err.println("… and more.");
    }
  }

  private static void print(IndexReport report) {
    long literals = Math.max(1, report.literals());
    System.out.printf("%-40s %,14d%n", "geometries in the index", report.literals());
    System.out.printf("%-40s %,14d%n", "of these, not used any more", report.unused());
    System.out.printf("%-40s %,14d%n", "literals that are no geometry", report.unreadable());
    System.out.printf("%-40s %,14d%n", "trees", report.trees());
    System.out.printf("%-40s %,14.1f%n", "bytes per geometry", (double) report.bytes() / literals);
    System.out.printf(
        "%-40s %,14.1f%n", "bytes per parsed shape", (double) report.shapeBytes() / literals);
    System.out.printf("%-40s %,14d%n", "differences from the data", report.differences());
  }
}
