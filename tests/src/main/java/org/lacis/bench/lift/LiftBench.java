package org.lacis.bench.lift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.lacis.bench.ChildRun;
import org.lacis.bench.Machine;
import org.lacis.bench.geo.Folders;

/// Lifts a feed of each form and size in processes of their own; the better of two times counts,
/// since noise only adds. The forms must give as many triples.
public final class LiftBench {
  private static final int TURNS = 2;
  private static final long PATIENCE = 5;

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

  /// The same timetables, lifted by us and by CARML.
  ///
  /// @param carml its figures: `lift`, `triples`, `peak`; empty when it failed
  /// @param wall seconds of its process
  public record Beside(Form form, ChildRun ours, Map<String, Double> carml, double wall) {
    public Beside {
      carml = Map.copyOf(carml);
    }

    private double theirs(String name) {
      return carml.getOrDefault(name, Double.NaN);
    }

    /// Our time over theirs.
    double ratio() {
      return ours.figure("lift") / theirs("lift");
    }
  }

  /// A city model.
  ///
  /// @param buildings in the file
  /// @param megabytes of the file
  record Model(City.Wanted wanted, int buildings, double megabytes, ChildRun child) {
    private double rate() {
      return megabytes / child.figure("lift");
    }
  }

  /// What was measured.
  ///
  /// @param beside with others, empty when they were not asked
  /// @param models city models, empty when none was asked for
  public record Runs(List<Run> all, List<Beside> beside, List<Model> models) {
    public Runs {
      all = List.copyOf(all);
      beside = List.copyOf(beside);
      models = List.copyOf(models);
    }

    /// Our time over that of CARML, by form: `csv-carml` and so on.
    public Map<String, Double> ratios() {
      Map<String, Double> ratios = new TreeMap<>();
      beside.forEach(each -> ratios.put(name(each.form()) + "-carml", each.ratio()));
      return ratios;
    }

    /// In words, where CARML gives another number of triples, or none.
    public List<String> differences() {
      return beside.stream()
          .filter(each -> each.ours().figure("triples") != each.theirs("triples"))
          .map(each ->
              String.format(
                  Locale.ROOT,
                  "lift, %s: CARML gives %,.0f triples, not %,.0f",
                  each.form(),
                  each.theirs("triples"),
                  each.ours().figure("triples")))
          .toList();
    }

    private static String name(Form form) {
      return form.name().toLowerCase(Locale.ROOT);
    }

    /// What must not be above its floor: microseconds a triple, by form, at the largest scale;
    /// seconds a megabyte of CityGML.
    public Map<String, Double> figures() {
      Map<String, Double> figures = new TreeMap<>(ratios());
      for (Run run : all) {
        String name = name(run.form());
        String where = run.target().equals("file") ? "" : "-" + run.target();
        figures.put(name + where + "-microseconds", 1e6 / run.rate());
        figures.put(name + where + "-megabytes", run.child().figure("peak"));
      }
      for (Model model : models) {
        String name = "citygml-" + model.wanted().name().toLowerCase(Locale.ROOT);
        figures.put(name + "-seconds", 1 / model.rate());
        figures.put(name + "-megabytes", model.child().figure("peak"));
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
      if (!beside.isEmpty()) {
        text.append("\n| scale 1, into a file | triples | Lacis, s | peak, MB | CARML 0.4.11, s");
        text.append(" | peak, MB | triples | times as fast | whole processes |\n");
        text.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
      }
      for (Beside each : beside) {
        text.append(
            String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.2f | %.0f | %.2f | %.0f | %,.0f | %.1f | %.1f |%n",
                each.form(),
                each.ours().figure("triples"),
                each.ours().figure("lift"),
                each.ours().figure("peak"),
                each.theirs("lift"),
                each.theirs("peak"),
                each.theirs("triples"),
                1 / each.ratio(),
                each.wall() / each.ours().wall()));
      }
      if (!models.isEmpty()) {
        text.append(
            "\n| CityGML, into a file | MB | buildings | triples | s | MB/s | peak, MB |\n");
        text.append("|---|---:|---:|---:|---:|---:|---:|\n");
      }
      for (Model model : models) {
        text.append(
            String.format(
                Locale.ROOT,
                "| with its %s | %.0f | %,d | %,.0f | %.2f | %.0f | %.0f |%n",
                model.wanted() == City.Wanted.WHOLE ? "surfaces in 3D" : "footprint",
                model.megabytes(),
                model.buildings(),
                model.child().figure("triples"),
                model.child().figure("lift"),
                model.rate(),
                model.child().figure("peak")));
      }
      return text.toString();
    }
  }

  /// @param targets `file`, `store`
  /// @param peers to ask CARML too, which takes half a minute
  /// @param city megabytes of a city model to lift too; 0 for none
  public Runs run(
      List<Integer> scales, List<Form> forms, List<String> targets, boolean peers, int city)
      throws IOException {
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
    List<Beside> beside = new ArrayList<>();
    if (peers) {
      for (Form form : forms) {
        beside.add(beside(folder, form));
      }
    }
    List<Model> models = city > 0 ? models(folder, city) : List.of();
    Folders.delete(folder);
    return new Runs(runs, beside, models);
  }

  private List<Model> models(Path folder, int megabytes) throws IOException {
    Path feed = folder.resolve("city");
    int buildings = City.write(feed, megabytes);
    double size = Files.size(feed.resolve("city.gml")) / 1e6;
    List<Model> models = new ArrayList<>();
    for (City.Wanted wanted : City.Wanted.values()) {
      System.err.printf("lift, CityGML of %.0f MB: %s…%n", size, wanted);
      Path mapping = City.mapping(feed, wanted);
      models.add(new Model(wanted, buildings, size, best(folder, mapping, "file")));
    }
    return models;
  }

  private Beside beside(Path folder, Form form) throws IOException {
    Path feed = folder.resolve(form.name().toLowerCase(Locale.ROOT));
    Folders.delete(feed);
    new Feed(form, 1).write(feed);
    ChildRun ours = best(folder, new Mapping(form, false).write(feed), "file");
    Path mapping = new Mapping(form, true).write(feed);
    Map<String, Double> best = Map.of();
    double wall = Double.NaN;
    double least = Double.MAX_VALUE;
    for (int turn = 0; turn < TURNS; turn++) {
      System.err.printf("lift, scale 1: %s by CARML…%n", form);
      long began = System.nanoTime();
      Map<String, Double> now = carml(mapping);
      double took = (System.nanoTime() - began) / 1e9;
      double seconds = now.getOrDefault("lift", Double.MAX_VALUE);
      if (seconds < least) {
        least = seconds;
        best = now;
        wall = took;
      }
    }
    Folders.delete(feed);
    return new Beside(form, ours, best, wall);
  }

  private Map<String, Double> carml(Path mapping) throws IOException {
    Path module = home.resolve("peers-carml/target");
    if (!Files.isDirectory(module.resolve("lib"))) {
      throw new IOException("not built: " + module + "; run mvn -Ppeers -Dquick package");
    }
    Path figures = mapping.resolveSibling("carml-figures");
    Files.deleteIfExists(figures);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx4g",
                "-XX:+UseParallelGC",
                "-cp",
                module.resolve("classes") + ":" + module.resolve("lib") + "/*",
                "org.lacis.carml.Main",
                figures.toString(),
                mapping.toString(),
                mapping.resolveSibling("carml-out").toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      process.waitFor(PATIENCE, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
    return ChildRun.figures(figures);
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
