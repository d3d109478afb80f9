package org.lacis.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lacis bench`: runs benchmarks by name. Exit codes: 0 done, 1 a floor was missed, 2 usage.
@Command(
    name = "lacis bench",
    description = {
      "Runs benchmarks and prints what they measured.",
      "spine: files of the sample twin to the first answer, stage by stage, at two sizes.",
      "thematic: twelve questions without geometry, against plain TDB2.",
    },
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  private static final int MISSED = 1;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Which benchmark: spine, thematic.")
  private List<String> names = List.of("spine");

  @Option(
      names = "--check",
      description = "Exit with 1 when a figure misses its floor in tests/bench/floors.yaml.")
  private boolean check;

  @Option(names = "--record", description = "Write the figures to tests/bench/RESULTS.md.")
  private boolean record;

  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "N,M",
      description = "Buildings of the small and the large run (default: ${DEFAULT-VALUE}).",
      defaultValue = "10000,100000")
  private List<Long> sizes = List.of();

  @Option(
      names = "--scale",
      paramLabel = "N",
      description = "Buildings of thematic, 20 statements each (default: ${DEFAULT-VALUE}).",
      defaultValue = "100000")
  private int scale;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "TEMPLATE",
      description = "Templates of thematic; all by default.")
  private List<String> only = List.of();

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() {
    Path home = Path.of(System.getProperty("lacis.home", ".")).toAbsolutePath().normalize();
    for (String name : names) {
      if (!List.of("spine", "thematic").contains(name)) {
        System.err.println(
            "lacis bench: no benchmark is called '" + name + "'; there are: spine, thematic");
        return 2;
      }
    }
    if (sizes.size() != 2 || sizes.get(0) >= sizes.get(1)) {
      System.err.println("lacis bench: --sizes wants two numbers, the smaller one first");
      return 2;
    }
    try {
      int worst = 0;
      for (String name : names) {
        worst = Math.max(worst, name.equals("spine") ? spine(home) : thematic(home));
      }
      return worst;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int spine(Path home) throws IOException {
    Floors floors = Floors.read(home.resolve("tests/bench/floors.yaml"));
    Spine spine = new Spine(home);
    Spine.Run small = spine.run(sizes.get(0));
    Spine.Run large = spine.run(sizes.get(1));
    String report = SpineReport.of(small, large, Machine.here(home));
    System.out.println(report);
    if (record) {
      SpineReport.record(home.resolve("tests/bench/RESULTS.md"), report);
    }
    List<String> misses = floors.misses(small, large);
    misses.forEach(miss -> System.out.println("MISSED: " + miss));
    return check && !misses.isEmpty() ? MISSED : 0;
  }

  private int thematic(Path home) throws IOException {
    Thematic.Run run = new Thematic(scale).run(only);
    String report = ThematicReport.of(run, Machine.here(home));
    System.out.println(report);
    if (record) {
      SpineReport.record(home.resolve("tests/bench/RESULTS.md"), report);
    }
    List<String> misses = ThematicReport.misses(run, home.resolve("tests/bench/floors.yaml"));
    misses.forEach(miss -> System.out.println("MISSED: " + miss));
    return check && !misses.isEmpty() ? MISSED : 0;
  }
}
