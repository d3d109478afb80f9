package org.lacis.bench.kills;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.lacis.store.IndexReport;
import org.lacis.store.NodeIds;
import org.lacis.store.TwinStore;
import org.lacis.store.View;

/// Kills writers and looks at what they leave behind.
public final class Kills {
  private final Random random;
  private final List<String> wrong = new ArrayList<>();
  private int writers;
  private int loads;
  private int wholeLoads;
  private long acknowledgements;
  private long last;

  /// @param seed tells when to kill
  public Kills(long seed) {
    random = new Random(seed);
  }

  /// What was lost, half there, or not as the index has it, in words.
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  /// Kills each kind of writer so many times.
  public void run(int times) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("lacis-kills");
    try {
      for (int i = 0; i < times; i++) {
        write(folder.resolve("written" + i / 10), random.nextInt(2500));
        load(folder.resolve("loaded" + i), random.nextInt(6000));
      }
    } finally {
      delete(folder);
    }
  }

  /// In words.
  public String report() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d writers killed, %d transactions acknowledged; %d bulk loads killed, %d of them whole; %d differences%n"
            .formatted(writers, acknowledgements, loads, wholeLoads, wrong.size()));
    wrong.forEach(each -> text.append(each).append('\n'));
    return text.toString();
  }

  private void write(Path store, int millis) throws IOException, InterruptedException {
    long acknowledged = 0;
    for (String line : killed("write", store, millis)) {
      if (line.matches("\\d+\\.")) {
        acknowledged = Long.parseLong(line.substring(0, line.length() - 1));
        acknowledgements++;
      }
    }
    writers++;
    long told = acknowledged;
    try (TwinStore twin = TwinStore.open(store, _ -> {})) {
      last = twin.status().version();
      // The very last one may have been committed and not yet acknowledged.
      if (last < told) {
        wrong.add("writer %d: %d was acknowledged, %d is there".formatted(writers, told, last));
      }
      twin.<Boolean>read(this::whole);
      sound(twin, "writer " + writers);
    }
  }

  private boolean whole(View view) {
    for (long number = 1; number <= last + 1; number++) {
      long expected =
          number > last
              ? 0
              : Victim.quadsWhenNew(number) - (last - number >= Victim.AGE ? Victim.QUADS / 2 : 0);
      long found = quads(view, number);
      if (found != expected) {
        wrong.add(
            "writer %d: graph %d of %d holds %d quads, expected %d"
                .formatted(writers, number, last, found, expected));
      }
    }
    return true;
  }

  private static long quads(View view, long number) {
    NodeIds ids = view.ids();
    long graph = ids.id(Victim.graph(number));
    long[] count = {0};
    if (graph != NodeIds.ABSENT) {
      ids.find(graph, NodeIds.ABSENT, NodeIds.ABSENT, NodeIds.ABSENT, (_, _, _, _) -> count[0]++);
    }
    return count[0];
  }

  private void load(Path store, int millis) throws IOException, InterruptedException {
    boolean finished = killed("load", store, millis).contains("finished.");
    loads++;
    try (TwinStore twin = TwinStore.open(store, _ -> {})) {
      long quads = twin.status().quads();
      if (quads != Victim.BULK && (finished || quads != 0)) {
        wrong.add("load %d: %d quads, finished: %s".formatted(loads, quads, finished));
      }
      wholeLoads += quads == 0 ? 0 : 1;
      sound(twin, "load " + loads);
    }
    delete(store);
  }

  private void sound(TwinStore twin, String which) {
    IndexReport report = twin.checkIndex(finding -> wrong.add(which + ": " + finding.sentence()));
    if (!report.sound()) {
      wrong.add(which + ": the spatial index does not fit the data");
    }
  }

  /// @param millis from the first line to the end, or, one time in five, from when the store's
  ///   folder is taken, so that openings are hit too; the process may end earlier
  /// @return what the process printed
  private List<String> killed(String what, Path store, int millis)
      throws IOException, InterruptedException {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                what,
                store.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              try (BufferedReader out = victim.inputReader(StandardCharsets.UTF_8)) {
                out.lines().forEach(lines::add);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    boolean early = random.nextInt(5) == 0;
    while (victim.isAlive() && (early ? !Files.exists(store.resolve("lock")) : lines.isEmpty())) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    victim.waitFor(millis, TimeUnit.MILLISECONDS);
    victim.destroyForcibly().waitFor();
    reader.join();
    return lines;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
