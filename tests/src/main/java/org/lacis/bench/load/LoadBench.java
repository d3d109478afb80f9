package org.lacis.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lacis.bench.ChildRun;
import org.lacis.bench.Machine;
import org.lacis.bench.geo.Folders;

/// Loads the territory of `lacis bench geo` into a store of ours and into plain TDB2, by turns,
/// each time in a process of its own; the better of the times counts, since noise only adds.
public final class LoadBench {
  private static final int TURNS = 2;

  private final Path home;

  public LoadBench(Path home) {
    this.home = home;
  }

  /// The better run of each.
  ///
  /// @param nothing the statements only made
  /// @param cached whether they ran with the cache that `lacis load` starts with
  public record Run(ChildRun ours, ChildRun plain, ChildRun nothing, boolean cached) {

    /// What must not be above its floor: `bytes` a statement.
    public Map<String, Double> figuresOfFloors() {
      Map<String, Double> figures = new TreeMap<>(ratios());
      figures.put("bytes", bytes(ours));
      return figures;
    }

    /// Ours over plain TDB2: `time`, `disk`.
    public Map<String, Double> ratios() {
      return Map.of(
          "time", ours.figure("load") / plain.figure("load"),
          "disk", ours.figure("bytes") / plain.figure("bytes"));
    }

    /// The figures as Markdown.
    public String report(Machine machine) {
      StringBuilder text = new StringBuilder();
      text.append("## load, ").append(machine.date()).append(", commit ");
      text.append(machine.commit()).append("\n\n").append(machine.words()).append(". ");
      text.append(
          String.format(
              Locale.ROOT,
              "%,.0f statements into named graphs; ours until the spatial index has answered.%n"
                  + "Each loads once in a process of its own, %s.%n%n",
              ours.figure("statements"),
              cached
                  ? "with the cache of classes and method profiles that the launcher gives to"
                      + " `lacis load`"
                  : "without the launcher's cache"));
      text.append("| | s | statements/s | bytes a statement | peak memory, MB |\n");
      text.append("|---|---:|---:|---:|---:|\n");
      line(text, "Lacis", ours);
      line(text, "plain TDB2, parallel loader, no spatial index", plain);
      line(text, "only making the statements", nothing);
      text.append(
          String.format(
              Locale.ROOT,
              "%nTime %.2f of plain TDB2, disk %.2f.%n",
              ratios().get("time"),
              ratios().get("disk")));
      return text.toString();
    }

    private static void line(StringBuilder text, String words, ChildRun run) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %,.0f | %.0f | %.0f |%n",
              words,
              run.figure("load"),
              run.figure("statements") / run.figure("load"),
              bytes(run),
              run.figure("peak")));
    }

    private static double bytes(ChildRun run) {
      return run.figure("bytes") / run.figure("statements");
    }
  }

  /// @param flags for the measured Java
  public Run run(double scale, List<String> flags) throws IOException {
    Path folder = home.resolve("target/bench/load-" + scale);
    Folders.delete(folder);
    Files.createDirectories(folder);
    List<ChildRun> ours = new ArrayList<>();
    List<ChildRun> plain = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      ours.add(child(folder, "load-ours", scale, flags));
      plain.add(child(folder, "load-tdb2", scale, flags));
    }
    ChildRun nothing = child(folder, "load-nothing", scale, flags);
    Folders.delete(folder);
    return new Run(best(ours), best(plain), nothing, ChildRun.hasCache(home));
  }

  private ChildRun child(Path folder, String what, double scale, List<String> flags)
      throws IOException {
    System.err.printf("load, scale %s: %s…%n", scale, what);
    Path store = folder.resolve(what);
    Folders.delete(store);
    Files.createDirectories(store);
    List<String> all = new ArrayList<>(ChildRun.WITH_STORE);
    all.addAll(flags);
    ChildRun run =
        ChildRun.asLaunched(home, folder, all, what, store.toString(), Double.toString(scale));
    if (run.exit() != 0) {
      throw new IllegalStateException("a step ended with exit code " + run.exit());
    }
    return run;
  }

  private static ChildRun best(List<ChildRun> runs) {
    return runs.stream()
        .min((a, b) -> Double.compare(a.figure("load"), b.figure("load")))
        .orElseThrow();
  }
}
