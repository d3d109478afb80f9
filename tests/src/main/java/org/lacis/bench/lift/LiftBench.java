package org.lacis.bench.lift;

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

/// Lifts a feed of each form and size in processes of their own; the better of two times counts,
/// since noise only adds. The forms must give as many triples.
public final class LiftBench {
  private static final int TURNS = 2;

  private final Path home;

  public LiftBench(Path home) {
    this.home = home;
  }

  /// @param megabytes of the tables
  public record Run(Form form, int scale, double megabytes, ChildRun child) {

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
        figures.put(run.form().name().toLowerCase(Locale.ROOT) + "-microseconds", 1e6 / run.rate());
      }
      return figures;
    }

    /// The figures as Markdown.
    public String report(Machine machine) {
      StringBuilder text = new StringBuilder();
      text.append("## lift, ").append(machine.date()).append(", commit ");
      text.append(machine.commit()).append("\n\n").append(machine.words());
      text.append(
          ". Timetables, thirteen triples maps, twelve joins, repeated triples once, to a file;"
              + " reading the mapping included, start of Java not.\n\n");
      text.append("| form | scale | MB | triples | s | triples/s | process, s | peak, MB |\n");
      text.append("|---|---:|---:|---:|---:|---:|---:|---:|\n");
      for (Run run : all) {
        text.append(
            String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %,.0f | %.2f | %,.0f | %.2f | %.0f |%n",
                run.form(),
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

  public Runs run(List<Integer> scales) throws IOException {
    Path folder = home.resolve("target/bench/lift");
    Folders.delete(folder);
    List<Run> runs = new ArrayList<>();
    for (int scale : scales) {
      double triples = -1;
      for (Form form : Form.values()) {
        Run run = measured(folder, form, scale);
        double now = run.child().figure("triples");
        if (triples >= 0 && now != triples) {
          throw new IllegalStateException(form + " gives " + now + " triples, not " + triples);
        }
        triples = now;
        runs.add(run);
      }
    }
    Folders.delete(folder);
    return new Runs(runs);
  }

  private Run measured(Path folder, Form form, int scale) throws IOException {
    System.err.printf("lift, scale %d: %s…%n", scale, form);
    Path feed = folder.resolve(form.name().toLowerCase(Locale.ROOT));
    Folders.delete(feed);
    double megabytes = new Feed(form, scale).write(feed) / 1e6;
    Path mapping = new Mapping(form, false).write(feed);
    ChildRun best = null;
    for (int turn = 0; turn < TURNS; turn++) {
      Path out = feed.resolve("out.nt");
      Files.deleteIfExists(out);
      ChildRun run =
          ChildRun.of(
              home,
              folder,
              List.of("-Xmx512m"),
              "lift-to-file",
              mapping.toString(),
              out.toString());
      if (run.exit() != 0) {
        throw new IllegalStateException("a step ended with exit code " + run.exit());
      }
      if (best == null || run.figure("lift") < best.figure("lift")) {
        best = run;
      }
    }
    Folders.delete(feed);
    return new Run(form, scale, megabytes, java.util.Objects.requireNonNull(best));
  }
}
