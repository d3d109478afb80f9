package org.lacis.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lacis.ingest.Workspace;
import org.lacis.store.StoreStatus;
import org.lacis.store.TwinStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tells what a workspace holds.
@Command(
    name = "status",
    description = "Tells what is built: graphs, statements, geometries, size on disk.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "WORKSPACE",
      description = "Folder with twin.yaml (default: this folder).",
      arity = "0..1")
  private Path folder = Path.of(".");

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    Workspace workspace = Workspace.open(folder);
    if (!Files.isDirectory(workspace.store())) {
      System.out.println(json ? "{}" : "Nothing is built yet. Run: lacis build " + folder);
      return Main.DONE;
    }
    try (TwinStore store = TwinStore.open(workspace.store())) {
      StoreStatus status = store.status();
      if (json) {
        System.out.println(
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(asJson(status)));
      } else {
        print(workspace, status);
      }
    }
    return Main.DONE;
  }

  private static void print(Workspace workspace, StoreStatus status) {
    String base = workspace.settings().base() + "graph/";
    System.out.printf("%-48s %14s%n", "graph", "statements");
    status
        .graphs()
        .forEach((graph, quads) ->
            System.out.printf(
                "%-48s %,14d%n",
                graph.startsWith(base) ? graph.substring(base.length()) : graph, quads));
    System.out.printf("%-48s %,14d%n", "all", status.quads());
    System.out.printf("%-48s %,14d%n", "geometries in the spatial index", status.literals());
    System.out.printf("%-48s %,14.1f%n", "size on disk, MB", status.bytes() / 1e6);
    System.out.printf("%-48s %,14d%n", "version", status.version());
  }

  private static Map<String, Object> asJson(StoreStatus status) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", status.version());
    json.put("statements", status.quads());
    json.put("geometries", status.literals());
    json.put("bytes", status.bytes());
    json.put("graphs", status.graphs());
    return json;
  }
}
