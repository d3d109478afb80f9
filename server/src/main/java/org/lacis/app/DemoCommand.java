package org.lacis.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lacis.app.sample.SampleSettings;
import org.lacis.app.sample.SampleTwin;
import org.lacis.ingest.BuildReport;
import org.lacis.ingest.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// From nothing to a served twin.
@Command(
    name = "demo",
    description = {
      "Makes a small synthetic twin (once), builds it and serves it. With --data, builds this",
      "checkout's own twin from that folder of source files instead."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--data", paramLabel = "DIR", description = "Real source files instead.")
  private @Nullable Path data;

  @Option(names = "--port", paramLabel = "P", description = "Port (default: 7171).")
  private @Nullable Integer port;

  @Option(
      names = "--buildings",
      paramLabel = "N",
      description = "Size of the synthetic twin (default: ${DEFAULT-VALUE}).",
      defaultValue = "2000")
  private long buildings;

  @Override
  public Integer call() {
    Workspace workspace = data == null ? sample() : Workspace.open(home());
    BuildReport report = BuildCommand.build(workspace, Optional.ofNullable(data), false, false);
    BuildCommand.print(report);
    return ServeCommand.serve(
        workspace,
        Optional.ofNullable(port),
        Optional.empty(),
        List.of(
            "Three things to try:",
            "  1. open {}/ and follow a building from one twin to the other",
            "  2. ask a question in words: {}/query",
            "  3. curl -H 'Accept: text/turtle' {}/catalogue"));
  }

  private Workspace sample() {
    Path folder = home().resolve("target").resolve("demo-" + buildings);
    if (!Files.exists(folder.resolve("twin.yaml"))) {
      System.err.println("Drawing two synthetic twins of an invented commune in " + folder + " …");
      SampleTwin.write(folder, new SampleSettings(buildings, 1), _ -> {});
    }
    return Workspace.open(folder);
  }

  /// The folder of the program, which the launcher tells.
  private static Path home() {
    return Path.of(System.getProperty("lacis.home", "."));
  }
}
