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
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.lacis.reason.Reasoner;
import org.lacis.store.IndexReport;
import org.lacis.store.NodeIds;
import org.lacis.store.TwinStore;
import org.lacis.store.View;

/// Kills writers and looks at what they leave behind.
public final class Kills {
  private final Random random;
  private final List<String> wrong = new ArrayList<>();
  private int writers;
  private final Tally loads = new Tally();
  private final Tally compactions = new Tally();

  /// Milliseconds from when they begin until they end, when nobody kills them.
  private long loading;

  private long compacting;

  private long acknowledgements;
  private int reasoners;
  private long followed;
  private int inferences;
  private long last;

  /// How often one kind was killed, and what it was at.
  private static final class Tally {
    private int kills;
    private int writing;
    private int publishing;
    private int whole;

    private String words(String name) {
      return "%d %s killed, %d of them while they wrote, %d while they published, %d of them whole; "
          .formatted(kills, name, writing, publishing, whole);
    }
  }

  /// When to kill a process.
  private sealed interface Moment {
    /// So long after its first line.
    record After(long millis) implements Moment {}

    /// So long after its store's folder was taken, so that openings are hit too.
    record AfterTaken(long millis) implements Moment {}

    /// So long after something is there in its store's folder.
    record AfterSight(String path, long micros) implements Moment {}
  }

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
      }
      reason(folder, times);
      loads(folder, times);
      compactions(folder, times);
    } finally {
      delete(folder);
    }
  }

  /// Kills only processes that keep inferences in step with what they write, so many times.
  public void runReasoning(int times) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("lacis-kills");
    try {
      reason(folder, times);
    } finally {
      delete(folder);
    }
  }

  private void reason(Path folder, int times) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      reasoned(folder.resolve("reasoned" + i / 10), random.nextInt(2500));
    }
  }

  private void reasoned(Path store, int millis) throws IOException, InterruptedException {
    long acknowledged = 0;
    for (String line : killed("reason", store, new Moment.After(millis))) {
      if (line.matches("\\d+\\.")) {
        acknowledged = Long.parseLong(line.substring(0, line.length() - 1));
        followed++;
      }
    }
    reasoners++;
    long told = acknowledged;
    String which = "reasoner " + reasoners;
    try (TwinStore twin = TwinStore.open(store, _ -> {})) {
      if (twin.version() < told) {
        wrong.add("%s: %d was acknowledged, %d is there".formatted(which, told, twin.version()));
      }
      twin.<Boolean>read(view -> {
        Set<Triple> expected = new HashSet<>();
        new Reasoner(Victim.IRIS).infer(view, _ -> {}).forEach(expected::add);
        Set<Triple> found = new HashSet<>();
        view.dataset()
            .findNG(Victim.IRIS.inferredGraph(), Node.ANY, Node.ANY, Node.ANY)
            .forEachRemaining(quad -> found.add(quad.asTriple()));
        if (!found.equals(expected)) {
          wrong.add(
              "%s: %d inferences are there, %d follow"
                  .formatted(which, found.size(), expected.size()));
        }
        inferences = Math.max(inferences, found.size());
        return true;
      });
    }
  }

  /// Kills loads and compactions only, each so many times.
  public void runBulk(int times) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("lacis-kills");
    try {
      loads(folder, times);
      compactions(folder, times);
    } finally {
      delete(folder);
    }
  }

  /// How many changes were acknowledged by processes that keep inferences, and how many inferences
  /// there were at most.
  public List<Long> reasoned() {
    return List.of(followed, (long) inferences);
  }

  /// How many loads, and how many compactions, were killed between the new store's being whole and
  /// its standing in the place of the old one.
  public List<Integer> publishing() {
    return List.of(loads.publishing, compactions.publishing);
  }

  /// In words.
  public String report() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d writers killed, %d transactions acknowledged; ".formatted(writers, acknowledgements));
    text.append(
        "%d reasoners killed, %d changes followed, up to %d inferences; "
            .formatted(reasoners, followed, inferences));
    text.append(loads.words("bulk loads")).append(compactions.words("compactions"));
    text.append("%d differences%n".formatted(wrong.size()));
    wrong.forEach(each -> text.append(each).append('\n'));
    return text.toString();
  }

  private void write(Path store, int millis) throws IOException, InterruptedException {
    long acknowledged = 0;
    for (String line :
        killed(
            "write",
            store,
            random.nextInt(5) == 0 ? new Moment.AfterTaken(millis) : new Moment.After(millis))) {
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

  private void loads(Path folder, int times) throws IOException, InterruptedException {
    Path first = folder.resolve("loaded");
    loading = undisturbed("load", first);
    delete(first);
    for (int i = 0; i < times; i++) {
      load(folder.resolve("loaded" + i), moment(loading));
    }
  }

  /// One in three while it publishes, one in six while it ends writing, one in six while it begins,
  /// the rest at any time.
  private Moment moment(long whole) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> new Moment.AfterSight("loaded", random.nextInt(3) * random.nextLong(1000));
      case 2 -> new Moment.AfterSight("loading/tdb2/checkpoint", random.nextLong(4000));
      case 3 -> new Moment.AfterTaken(random.nextLong(200));
      default -> new Moment.After(random.nextLong(whole + whole / 10));
    };
  }

  private void load(Path store, Moment moment) throws IOException, InterruptedException {
    boolean finished = killed("load", store, moment).contains("finished.");
    boolean publishing = note(loads, store);
    String which = "load " + loads.kills + " (" + moment + ")";
    try (TwinStore twin = TwinStore.open(store, _ -> {})) {
      long quads = twin.status().quads();
      if (quads != Victim.BULK && (finished || publishing || quads != 0)) {
        wrong.add(
            "%s: %d quads, finished: %s, published: %s"
                .formatted(which, quads, finished, publishing));
      }
      loads.whole += quads == 0 ? 0 : 1;
      sound(twin, which);
      tidy(store, which);
    }
    delete(store);
  }

  /// Takes down what a process was at when it was killed.
  ///
  /// @return whether the new store was whole and not yet in its place
  private static boolean note(Tally tally, Path store) {
    boolean publishing = Files.exists(store.resolve("loaded"));
    tally.kills++;
    tally.publishing += publishing ? 1 : 0;
    tally.writing += Files.exists(store.resolve("loading")) ? 1 : 0;
    return publishing;
  }

  private void tidy(Path store, String which) {
    for (String left : List.of("loading", "loaded")) {
      if (Files.exists(store.resolve(left))) {
        wrong.add(which + ": " + left + " is still there");
      }
    }
  }

  private void compactions(Path folder, int times) throws IOException, InterruptedException {
    Path first = folder.resolve("compacted");
    undisturbed("load", first);
    undisturbed("change", first);
    List<Long> expected = content(first);
    Path tried = folder.resolve("tried");
    copy(first, tried);
    compacting = undisturbed("compact", tried);
    if (!content(tried).equals(expected)) {
      wrong.add("an undisturbed compaction changed the store");
    }
    delete(tried);
    for (int i = 0; i < times; i++) {
      Path store = folder.resolve("compacted" + i);
      copy(first, store);
      compact(store, moment(compacting), expected);
      delete(store);
    }
  }

  private void compact(Path store, Moment moment, List<Long> expected)
      throws IOException, InterruptedException {
    boolean finished = killed("compact", store, moment).contains("finished.");
    note(compactions, store);
    compactions.whole += finished ? 1 : 0;
    String which = "compaction " + compactions.kills + " (" + moment + ")";
    try (TwinStore twin = TwinStore.open(store, _ -> {})) {
      List<Long> found = content(twin);
      if (!found.equals(expected)) {
        wrong.add("%s: %s is there, expected %s".formatted(which, found, expected));
      }
      sound(twin, which);
      tidy(store, which);
    }
  }

  private static List<Long> content(Path store) {
    try (TwinStore twin = TwinStore.open(store, _ -> {})) {
      return content(twin);
    }
  }

  /// How many quads there are, and the sum of what each hashes to.
  private static List<Long> content(TwinStore twin) {
    return twin.read(view -> {
      long[] sums = {0, 0};
      view.dataset()
          .find()
          .forEachRemaining(quad -> {
            sums[0]++;
            sums[1] += quad.toString().hashCode() * 0x9E3779B97F4A7C15L;
          });
      return List.of(sums[0], sums[1]);
    });
  }

  /// @return milliseconds from its first line to its end
  private static long undisturbed(String what, Path store)
      throws IOException, InterruptedException {
    Process victim = start(what, store);
    try (BufferedReader out = victim.inputReader(StandardCharsets.UTF_8)) {
      out.readLine();
      long began = System.nanoTime();
      String last = out.readLine();
      if (victim.waitFor() != 0 || !"finished.".equals(last)) {
        throw new IllegalStateException(what + " ends with " + last);
      }
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private void sound(TwinStore twin, String which) {
    IndexReport report = twin.checkIndex(finding -> wrong.add(which + ": " + finding.sentence()));
    if (!report.sound()) {
      wrong.add(which + ": the spatial index does not fit the data");
    }
  }

  private static Process start(String what, Path store) throws IOException {
    return new ProcessBuilder(
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
  }

  /// @return what the process printed; it may have ended before it was killed
  private static List<String> killed(String what, Path store, Moment moment)
      throws IOException, InterruptedException {
    Process victim = start(what, store);
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
    switch (moment) {
      case Moment.After(long millis) -> {
        while (victim.isAlive() && lines.isEmpty()) {
          TimeUnit.MILLISECONDS.sleep(2);
        }
        victim.waitFor(millis, TimeUnit.MILLISECONDS);
      }
      case Moment.AfterTaken(long millis) -> {
        while (victim.isAlive() && !Files.exists(store.resolve("lock"))) {
          TimeUnit.MILLISECONDS.sleep(2);
        }
        victim.waitFor(millis, TimeUnit.MILLISECONDS);
      }
      case Moment.AfterSight(String path, long micros) -> {
        // Publishing takes a few milliseconds: whoever sleeps misses it.
        Path sight = store.resolve(path);
        while (!Files.exists(sight) && victim.isAlive()) {
          Thread.onSpinWait();
        }
        long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
      }
    }
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
