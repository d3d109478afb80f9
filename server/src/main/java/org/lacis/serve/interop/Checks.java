package org.lacis.serve.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.interop.Asking;
import org.lacis.interop.InteropCheck;
import org.lacis.interop.InteropException;
import org.lacis.interop.Level;
import org.lacis.interop.Ours;
import org.lacis.interop.Profile;
import org.lacis.interop.Report;
import org.lacis.interop.probe.LiveTransport;
import org.lacis.interop.probe.Recording;
import org.lacis.interop.report.CheckJson;
import org.lacis.outbound.EgressRules;
import org.lacis.outbound.Outbound;
import org.lacis.serve.web.ServeException;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The checks that were made or are to be made here, newest first; one is made at a time. Each has
/// a folder with what was asked, its exchange and its report. Safe for several threads.
public final class Checks implements AutoCloseable {
  /// How many are kept; the oldest go first.
  static final int KEPT = 200;

  /// How many may wait.
  static final int WAITING = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Checks.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final InteropCheck check;
  private final TwinStore store;
  private final TwinIris iris;
  private final String title;
  private final Outbound outbound;
  private final Path folder;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>(WAITING);
  private final SecureRandom random = new SecureRandom();
  private final Thread worker;
  private volatile boolean closed;

  /// A check.
  ///
  /// @param state where it stands
  /// @param done tests that are done
  /// @param all tests that there are
  /// @param next the test that is run; empty when none is
  /// @param problem why it could not be made; empty when it could
  /// @param level what it came to, once it is done
  /// @param counts results by outcome, once it is done
  public record Entry(
      String id,
      Asking asking,
      State state,
      int done,
      int all,
      String next,
      String problem,
      Level level,
      Map<String, Long> counts) {

    Entry at(State now, int tests, int of, String running, String why) {
      return new Entry(id, asking, now, tests, of, running, why, level, counts);
    }

    Entry done(Report report) {
      return new Entry(
          id,
          asking,
          State.DONE,
          report.results().size(),
          report.results().size(),
          "",
          "",
          report.verdict().level(),
          Map.copyOf(report.counts()));
    }

    public boolean isOver() {
      return state == State.DONE || state == State.FAILED;
    }
  }

  /// Where a check stands.
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED
  }

  /// Opens the checks of a workspace.
  ///
  /// @param title what our side is called in reports
  /// @param folder where they are kept; made when it is not there
  public Checks(
      InteropCheck check,
      TwinStore store,
      TwinIris iris,
      String title,
      EgressRules rules,
      Path folder) {
    this.check = check;
    this.store = store;
    this.iris = iris;
    this.title = title;
    this.outbound = new Outbound(rules);
    this.folder = folder;
    load();
    this.worker = Thread.ofVirtual().name("interop-checks").start(this::work);
  }

  Outbound outbound() {
    return outbound;
  }

  TwinStore store() {
    return store;
  }

  TwinIris iris() {
    return iris;
  }

  String title() {
    return title;
  }

  /// All of them, the newest first.
  public List<Entry> list() {
    return entries.values().stream().sorted(Comparator.comparing(Entry::id).reversed()).toList();
  }

  public Optional<Entry> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /// The report of a check that is done.
  public Optional<Report> report(String id) {
    Path file = folder.resolve(id).resolve("report.json");
    if (!entries.containsKey(id) || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(CheckJson.read(file.toString(), Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The recorded exchange of a check.
  Optional<Path> recording(String id) {
    Path file = folder.resolve(id).resolve("exchange.jsonl.gz");
    return entries.containsKey(id) && Files.isRegularFile(file)
        ? Optional.of(file)
        : Optional.empty();
  }

  /// Puts a check into the line.
  ///
  /// @throws ServeException 503 when too many wait
  public Entry start(Asking asking) {
    Profile _ = Profile.own(asking.profile());
    byte[] noise = new byte[3];
    random.nextBytes(noise);
    String id = STAMP.format(Instant.now()) + "-" + HexFormat.of().formatHex(noise);
    Entry entry = new Entry(id, asking, State.WAITING, 0, 0, "", "", Level.NONE, Map.of());
    Path own = folder.resolve(id);
    try {
      Files.createDirectories(own);
      Files.writeString(own.resolve("asking.json"), CheckJson.settings(asking).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    entries.put(id, entry);
    if (closed || !queue.offer(entry)) {
      remove(id);
      throw new ServeException(
          503,
          Finding.violation(
              "serve.checks-waiting",
              Place.of("/interop/checks"),
              WAITING + " checks that wait",
              "fewer",
              "Ask again when some of them are done."),
          Map.of("Retry-After", "60"),
          Map.of());
    }
    list().stream().filter(Entry::isOver).skip(KEPT - 1L).forEach(old -> remove(old.id()));
    return entry;
  }

  /// Forgets a check; one that is being made ends first.
  void remove(String id) {
    entries.remove(id);
    Path own = folder.resolve(id);
    try (Stream<Path> files = Files.exists(own) ? Files.walk(own) : Stream.empty()) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void load() {
    try {
      Files.createDirectories(folder);
      List<Path> own = new ArrayList<>();
      try (Stream<Path> all = Files.list(folder)) {
        all.filter(one -> Files.isRegularFile(one.resolve("asking.json"))).forEach(own::add);
      }
      for (Path one : own) {
        load(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void load(Path own) throws IOException {
    String id = String.valueOf(own.getFileName());
    Path report = own.resolve("report.json");
    try {
      JsonNode asked = JSON.readTree(Files.readString(own.resolve("asking.json")));
      Entry entry =
          new Entry(
              id,
              CheckJson.settings(asked),
              State.FAILED,
              0,
              0,
              "",
              "the server was stopped before it was done",
              Level.NONE,
              Map.of());
      entries.put(
          id,
          Files.isRegularFile(report)
              ? entry.done(CheckJson.read(report.toString(), Files.readString(report)))
              : entry);
    } catch (com.fasterxml.jackson.core.JacksonException
        | IllegalArgumentException
        | InteropException e) {
      LOG.warn("the check in {} cannot be read, and is left alone: {}", own, e.getMessage());
    }
  }

  private void work() {
    while (!closed) {
      @Nullable Entry next;
      try {
        next = queue.take();
      } catch (InterruptedException _) {
        return;
      }
      if (entries.containsKey(next.id())) {
        make(next);
      }
    }
  }

  private void make(Entry entry) {
    String id = entry.id();
    try {
      BooleanSupplier stopped = () -> closed || !entries.containsKey(id);
      Report report = run(entry, stopped);
      if (!stopped.getAsBoolean()) {
        Path own = folder.resolve(id);
        Path draft = own.resolve("report.json.new");
        Files.writeString(draft, CheckJson.write(report));
        Files.move(draft, own.resolve("report.json"), StandardCopyOption.ATOMIC_MOVE);
        put(entry.done(report));
      }
    } catch (LacisException e) {
      put(entry.at(State.FAILED, 0, 0, "", e.finding().sentence()));
    } catch (RuntimeException | IOException e) {
      LOG.error("the check {} of {} broke", id, entry.asking().address(), e);
      put(
          entry.at(
              State.FAILED, 0, 0, "", "something broke on our side; it is logged under " + id));
    }
  }

  private void put(Entry entry) {
    entries.computeIfPresent(entry.id(), (_, _) -> entry);
  }

  private Report run(Entry entry, BooleanSupplier stopped) {
    Asking asking = entry.asking();
    Path file = folder.resolve(entry.id()).resolve("exchange.jsonl.gz");
    LiveTransport live = new LiveTransport(outbound, asking.budget(), stopped);
    InteropCheck.Progress progress =
        (done, all, next) -> put(entry.at(State.RUNNING, done, all, next, ""));
    progress.at(0, 0, "");
    try (Recording.Recorder recorder = Recording.record(file, CheckJson.settings(asking), live)) {
      Profile profile = Profile.own(asking.profile());
      if (asking.against().isEmpty()) {
        return check.run(asking, profile, recorder, Optional.empty(), progress);
      }
      return store.read(view -> {
        Optional<Node> dataset =
            asking.against().filter(name -> !name.equals(title)).map(iris::datasetGraph);
        return check.run(
            asking,
            profile,
            recorder,
            Optional.of(new Ours(view, iris, asking.against().get(), dataset)),
            progress);
      });
    }
  }

  /// Ends the check that is being made, without its report.
  @Override
  public void close() {
    closed = true;
    worker.interrupt();
    try {
      worker.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    outbound.close();
  }
}
