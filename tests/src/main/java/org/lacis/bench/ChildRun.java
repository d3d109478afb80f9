package org.lacis.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One run in a Java process of its own, so that neither its warm classes nor its memory mix with
/// those of another.
///
/// @param exit its exit code
/// @param wall seconds from the start of the process to its end
/// @param out what it said
/// @param figures what it measured of itself
public record ChildRun(int exit, double wall, String out, Map<String, Double> figures) {
  /// The flags of the launcher, and a heap that leaves the whole process below two gigabytes.
  private static final List<String> FLAGS =
      List.of(
          "-Xmx1500m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseSerialGC",
          "-Dfile.encoding=UTF-8");

  /// What the launcher adds for commands that work with a store.
  public static final List<String> WITH_STORE = List.of("-XX:-UseSerialGC", "-XX:+UseParallelGC");

  private static final String PROGRAM = "server/target/lacis.jar";
  private static final String CACHE = "server/target/lacis.aot";

  public ChildRun {
    figures = Map.copyOf(figures);
  }

  /// One figure; NaN when it was not measured.
  public double figure(String name) {
    return figures.getOrDefault(name, Double.NaN);
  }

  /// Runs to the end; what goes to standard error is shown.
  static ChildRun of(Path home, Path scratch, String... arguments) throws IOException {
    return of(home, scratch, List.of(), arguments);
  }

  /// @param flags for its Java, after ours
  public static ChildRun of(Path home, Path scratch, List<String> flags, String... arguments)
      throws IOException {
    Path figures = scratch.resolve("figures.txt");
    Path out = scratch.resolve("out.txt");
    Files.deleteIfExists(figures);
    List<String> command = new ArrayList<>(java(home));
    command.addAll(flags);
    command.add(Child.class.getName());
    command.add(figures.toString());
    command.addAll(List.of(arguments));
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int exit = await(process);
    double wall = (System.nanoTime() - began) / 1e9;
    return new ChildRun(
        exit, wall, Files.readString(out, StandardCharsets.UTF_8), figures(figures));
  }

  /// Starts a process that goes on; what it says goes to standard error.
  ///
  /// @param figures where it puts what it measured of itself, at its end
  /// @param flags for its Java, after ours
  public static Process start(Path home, Path figures, List<String> flags, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(java(home));
    command.addAll(flags);
    command.add(Child.class.getName());
    command.add(figures.toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// Runs as the launcher starts a command: with its cache of classes and of what was learnt of
  /// their methods, when it has made one that is as new as the program.
  ///
  /// @param flags for its Java, after ours
  public static ChildRun asLaunched(
      Path home, Path scratch, List<String> flags, String... arguments) throws IOException {
    List<String> all = new ArrayList<>();
    if (hasCache(home)) {
      // A cache is good for a class path that begins as the one it was made with.
      all.add("-XX:AOTCache=" + home.resolve(CACHE));
      all.add("-cp");
      all.add(home.resolve(PROGRAM) + ":" + System.getProperty("java.class.path"));
    }
    all.addAll(flags);
    return of(home, scratch, all, arguments);
  }

  /// Whether the launcher has a cache that fits its program.
  public static boolean hasCache(Path home) throws IOException {
    Path cache = home.resolve(CACHE);
    Path program = home.resolve(PROGRAM);
    return Files.exists(cache)
        && Files.exists(program)
        && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(program)) >= 0;
  }

  /// The command that starts a Java like this one, without the class to run.
  static List<String> java(Path home) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-Dlacis.home=" + home);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    return command;
  }

  static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Lines of `name=number`; empty when there is no such file.
  public static Map<String, Double> figures(Path file) throws IOException {
    Map<String, Double> figures = new HashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        figures.put(line.substring(0, equals), Double.valueOf(line.substring(equals + 1)));
      }
    }
    return figures;
  }
}
