package org.lacis.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lacis.app.sample.SampleReport;
import org.lacis.app.sample.SampleSettings;
import org.lacis.app.sample.SampleTwin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a synthetic pair of twins with the true answers beside it.
@Command(
    name = "sample",
    description = {
      "Writes a workspace with two synthetic twins of an invented commune, in the formats of real",
      "life, and the true links and exposures beside them. The same seed gives the same files."
    },
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Folder to make; must be empty or absent.")
  private Path folder = Path.of("sample");

  @Option(
      names = "--buildings",
      paramLabel = "N",
      description = "Buildings of the national side, from 500 (default: ${DEFAULT-VALUE}).",
      defaultValue = "2000")
  private long buildings;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Another seed, another commune (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--cityjson",
      description = "Also build from the CityJSON form of the local model.")
  private boolean cityJson;

  @Override
  public Integer call() {
    SampleReport report =
        SampleTwin.write(folder, new SampleSettings(buildings, seed, cityJson), _ -> {});
    System.out.printf(
        "Wrote %,d national and %,d local buildings, %,d true links, %,d exposures to %s.%n",
        report.national(), report.local(), report.links(), report.exposures(), folder);
    System.out.println("Next: lacis build " + folder);
    return Main.DONE;
  }
}
