package org.lacis.bench.lift;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lacis.bench.ChildRun;
import org.lacis.bench.Machine;
import org.lacis.bench.geo.Folders;

/// Lifts a feed of each form and size in processes of their own; the better of two times counts,
/// since noise only adds. The forms must give as many triples.
public final class LiftBench {
  private static final int TURNS = 2;

  private final Path home;

  public LiftBench(Path home) {
    this.home = home;
  }

  /// @param target `file` or `store`
  /// @param megabytes of the tables
  public record Run(Form form, int scale, String target, double megabytes, ChildRun child) {

    double rate() {
      return child.figure("triples") / child.figure("lift");
    }
  }

  /// What was measured.
  public record Runs(List<Run> all) {
    public Runs {
      all = List.copyOf(all);
    }

    /// What must not be above its floor: microseconds a triple, by form, at the largest scale.
    public Map<String, Double> figures() {
      Map<String, Double> figures = new TreeMap<>();
      for (Run run : all) {
        String name = run.form().name().toLowerCase(Locale.ROOT);
        String where = run.target().equals("file") ? "" : "-" + run.target();
        figures.put(name + where + "-microseconds", 1e6 / run.rate());
        figures.put(name + where + "-megabytes", run.child().figure("peak"));
      }
      return figures;
    }

    /// The figures as Markdown.
    public String report(Machine machine) {
      StringBuilder text = new StringBuilder();
      text.append("## lift, ").append(machine.date()).append(", commit ");
      text.append(machine.commit()).append("\n\n").append(machine.words());
      text.append(
          ". Timetables, thirteen triples maps, twelve joins, repeated triples once; reading the"
              + " mapping included, start of Java not.\n\n");
      text.append(
          "| form | into a | scale | MB | triples | s | triples/s | process, s | peak, MB |\n");
      text.append("|---|---|---:|---:|---:|---:|---:|---:|---:|\n");
      for (Run run : all) {
        text.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %d | %.0f | %,.0f | %.2f | %,.0f | %.2f | %.0f |%n",
                run.form(),
                run.target(),
                run.scale(),
                run.megabytes(),
                run.child().figure("triples"),
                run.child().figure("lift"),
                run.rate(),
                run.child().wall(),
                run.child().figure("peak")));
      }
      return text.toString();
    }
  }

  /// @param targets `file`, `store`
  public Runs run(List<Integer> scales, List<Form> forms, List<String> targets) throws IOException {
    Path folder = home.resolve("target/bench/lift");
    Folders.delete(folder);
    List<Run> runs = new ArrayList<>();
    for (int scale : scales) {
      double triples = -1;
      for (Form form : forms) {
        for (Run run : measured(folder, form, scale, targets)) {
          double now = run.child().figure("triples");
          if (triples >= 0 && now != triples) {
            throw new IllegalStateException(form + " gives " + now + " triples, not " + triples);
          }
          triples = now;
          runs.add(run);
        }
      }
    }
    Folders.delete(folder);
    return new Runs(runs);
  }

  /// Those of `lacis lift`, and the memory that it must not go beyond.
  private List<String> flags() {
    return List.of(
        "-Xmx512m",
        "-Xms64m",
        "-Xmn32m",
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:-DisplayVMOutput",
        "-XX:CompilerDirectivesFile=" + home.resolve("server/lift-compiler.json"));
  }

  private List<Run> measured(Path folder, Form form, int scale, List<String> targets)
      throws IOException {
    Path feed = folder.resolve(form.name().toLowerCase(Locale.ROOT));
    Folders.delete(feed);
    double megabytes = new Feed(form, scale).write(feed) / 1e6;
    Path mapping = new Mapping(form, false).write(feed);
    List<Run> runs = new ArrayList<>();
    for (String target : targets) {
      System.err.printf("lift, scale %d: %s into a %s…%n", scale, form, target);
      runs.add(new Run(form, scale, target, megabytes, best(folder, mapping, target)));
    }
    Folders.delete(feed);
    return runs;
  }

  private ChildRun best(Path folder, Path mapping, String target) throws IOException {
    ChildRun best = null;
    for (int turn = 0; turn < TURNS; turn++) {
      Path out = mapping.resolveSibling("out");
      Folders.delete(out);
      ChildRun run =
          ChildRun.asLaunched(
              home,
              folder,
              target.equals("file") ? flags() : ChildRun.WITH_STORE,
              "lift-to-" + target,
              mapping.toString(),
              out.toString());
      if (run.exit() != 0) {
        throw new IllegalStateException("a step ended with exit code " + run.exit());
      }
      if (best == null || run.figure("lift") < best.figure("lift")) {
        best = run;
      }
    }
    return java.util.Objects.requireNonNull(best);
  }
}
