package org.lacis.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.ingest.Workspace;
import org.lacis.interop.Asking;
import org.lacis.interop.InteropCheck;
import org.lacis.interop.InteropException;
import org.lacis.interop.Kind;
import org.lacis.interop.Ours;
import org.lacis.interop.Profile;
import org.lacis.interop.Report;
import org.lacis.interop.Severity;
import org.lacis.interop.probe.Budget;
import org.lacis.interop.probe.LiveTransport;
import org.lacis.interop.probe.Recording;
import org.lacis.interop.probe.Transport;
import org.lacis.interop.report.CheckBadge;
import org.lacis.interop.report.CheckGraph;
import org.lacis.interop.report.CheckJson;
import org.lacis.interop.report.CheckJunit;
import org.lacis.interop.report.CheckText;
import org.lacis.interop.report.Comparison;
import org.lacis.interop.report.Pair;
import org.lacis.outbound.EgressRules;
import org.lacis.outbound.Outbound;
import org.lacis.query.QuerySetup;
import org.lacis.serve.page.CheckPageMaker;
import org.lacis.serve.page.ReportFile;
import org.lacis.store.TwinStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Checks whether a partner's twin works with ours.
@Command(
    name = "check",
    description = {
      "Checks whether a partner's twin works with ours: protocols, names, terms, shapes, places,",
      "links, answers of both together, freshness, rights. URL is a SPARQL endpoint, the landing",
      "page of an OGC API, an RDF file, an event stream (LDES) or a mapping.",
      "A sample is drawn by the seed, and no more is taken than the budget allows; what is not",
      "tested never counts as passed.",
      "Exit code 1 when a test fails that matters as much as --fail-on says."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  /// How the report is written.
  enum Format {
    TEXT,
    JSON,
    TURTLE,
    JUNIT,
    HTML,
    SVG
  }

  /// From which severity on the command fails.
  enum Threshold {
    BLOCKING(Optional.of(Severity.BLOCKING)),
    MAJOR(Optional.of(Severity.MAJOR)),
    MINOR(Optional.of(Severity.MINOR)),
    NEVER(Optional.empty());

    private final Optional<Severity> severity;

    Threshold(Optional<Severity> severity) {
      this.severity = severity;
    }
  }

  @Parameters(
      paramLabel = "URL",
      description = "Address of the partner (not with --replay).",
      arity = "0..1")
  private @Nullable String address;

  @Option(
      names = "--against",
      paramLabel = "DATASET|WORKSPACE",
      description = {
        "Our side: a built workspace, or twin/dataset of the one in this folder. Without it what",
        "takes two sides stays untested."
      })
  private @Nullable String against;

  @Option(
      names = "--profile",
      paramLabel = "P",
      description = "all, alone, linked-data, mim7, ogc, or a file.yaml (default: all, or alone).")
  private @Nullable String profile;

  @Option(
      names = "--kind",
      paramLabel = "K",
      description = "sparql, features, dump, ldes or mapping (default: found out).")
  private @Nullable String kind;

  @Option(
      names = "--budget",
      paramLabel = "requests=N,seconds=N,bytes=N,rate=N",
      description = {
        "What may be taken of the partner, any of these (default: requests=400,seconds=60,",
        "bytes=64MB,rate=20; rate is requests a second, 0 for no limit)."
      })
  private @Nullable String budget;

  @Option(names = "--seed", paramLabel = "N", description = "Of the sample (default: 1).")
  private @Nullable Long seed;

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "TEXT")
  private Format format = Format.TEXT;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "File to write the report to (default: standard output).")
  private @Nullable Path output;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Keeps every exchange; compressed when it ends with .gz.")
  private @Nullable Path record;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Makes a recorded check again, without any network.")
  private @Nullable Path replay;

  @Option(
      names = "--compare",
      paramLabel = "OLD.json",
      description = "Tells what got worse and better since a report in JSON.")
  private @Nullable Path compare;

  @Option(
      names = "--pair",
      paramLabel = "OTHER.json",
      description = "Joins it with the partner's report on us: what each cannot do with the other.")
  private @Nullable Path pair;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "MAJOR")
  private Threshold threshold = Threshold.MAJOR;

  @Option(names = "--lang", paramLabel = "LANG", description = "fr or en (default: en).")
  private String language = "en";

  @Override
  public Integer call() {
    Optional<Report> older = Optional.ofNullable(compare).map(CheckCommand::report);
    Optional<Report> other = Optional.ofNullable(pair).map(CheckCommand::report);
    Report report = replay == null ? live() : replayed(replay);
    String text;
    if (older.isPresent()) {
      Comparison compared = Comparison.of(older.get(), report);
      text =
          switch (format) {
            case JSON -> compared.json();
            case TEXT -> join(compared.lines(new CheckText(language)));
            case TURTLE, JUNIT, HTML, SVG ->
                throw wrong("--compare", "--format " + format, "text or json");
          };
    } else if (other.isPresent()) {
      Pair both = new Pair(report, other.get());
      text =
          switch (format) {
            case JSON -> both.json();
            case TEXT -> join(both.lines(new CheckText(language)));
            case TURTLE, JUNIT, HTML, SVG ->
                throw wrong("--pair", "--format " + format, "text or json");
          };
    } else {
      text = text(report);
    }
    write(text);
    return threshold.severity.filter(report::fails).isPresent() ? Main.FINDINGS : Main.DONE;
  }

  private String text(Report report) {
    return switch (format) {
      case TEXT -> join(new CheckText(language).lines(report));
      case JSON -> CheckJson.write(report);
      case TURTLE -> CheckGraph.turtle(report, CheckGraph.name(report));
      case JUNIT -> CheckJunit.write(report);
      case HTML -> {
        org.lacis.serve.page.Words words = ReportFile.words(language);
        yield ReportFile.page(words, new CheckPageMaker(words).make(report));
      }
      case SVG -> CheckBadge.write(report, language);
    };
  }

  private static String join(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private Report live() {
    URI uri = address();
    Budget allowed = budget == null ? Budget.standard() : budget(budget);
    try (Outbound outbound = new Outbound(rules(uri))) {
      return with(ours -> {
        Asking asking =
            new Asking(
                uri,
                kind(),
                profile != null ? profile : ours.isPresent() ? "all" : "alone",
                allowed,
                seed == null ? 1 : seed,
                ours.map(Ours::title));
        LiveTransport transport = new LiveTransport(outbound, allowed, () -> false);
        if (record == null) {
          return run(asking, transport, ours);
        }
        ObjectNode settings = CheckJson.settings(asking);
        try (Recording.Recorder recorder = Recording.record(record, settings, transport)) {
          return run(asking, recorder, ours);
        }
      });
    }
  }

  private Report replayed(Path file) {
    Recording.Replay recording = Recording.replay(file);
    Asking asking = CheckJson.settings(recording.settings());
    if (address != null || kind != null || budget != null || seed != null || record != null) {
      throw wrong(
          "--replay",
          "another address, kind, budget, seed or recording",
          "only what looks at our side and the report: --against, --profile, --format");
    }
    if (asking.against().isPresent() && against == null) {
      throw wrong(
          "--replay",
          "a check against " + asking.against().get(),
          "--against with the same workspace, as its side is not recorded");
    }
    Asking again =
        profile == null
            ? asking
            : new Asking(
                asking.address(),
                asking.kind(),
                profile,
                asking.budget(),
                asking.seed(),
                asking.against());
    return with(ours -> run(again, recording, ours));
  }

  private Report run(Asking asking, Transport transport, Optional<Ours> ours) {
    return new InteropCheck(Wiring.testers())
        .run(asking, Profile.open(asking.profile()), transport, ours, progress());
  }

  /// On a terminal the test that is run; nothing in a pipe, where JDK 25 has no console at all
  /// again.
  @SuppressWarnings("SystemConsoleNull")
  private static InteropCheck.Progress progress() {
    if (System.console() == null || !System.console().isTerminal()) {
      return InteropCheck.Progress.NONE;
    }
    return (done, all, next) ->
        System.err.print(
            next.isEmpty() ? "\r\u001b[K" : "\r\u001b[K" + (done + 1) + "/" + all + " " + next);
  }

  /// What is done with our side.
  private interface Doing {
    Report with(Optional<Ours> ours);
  }

  private Report with(Doing doing) {
    String side = against;
    if (side == null) {
      return doing.with(Optional.empty());
    }
    boolean folder = Files.isDirectory(Path.of(side));
    Workspace workspace = Workspace.open(folder ? Path.of(side) : Path.of("."));
    if (!Files.isDirectory(workspace.store())) {
      throw wrong(workspace.folder().toString(), "nothing is built there", "lacis build first");
    }
    Optional<Node> dataset =
        folder ? Optional.empty() : Optional.of(workspace.settings().iris().datasetGraph(side));
    try (TwinStore store = QuerySetup.equip(TwinStore.open(workspace.store()))) {
      return store.read(view -> {
        if (dataset.isPresent() && !view.dataset().containsGraph(dataset.get())) {
          throw wrong(
              "--against",
              side,
              "a folder with twin.yaml, or twin/dataset of the workspace in this folder");
        }
        String title =
            folder
                ? Objects.requireNonNullElse(
                    workspace.settings().title().get("en"), workspace.settings().base())
                : side;
        return doing.with(Optional.of(new Ours(view, workspace.settings().iris(), title, dataset)));
      });
    }
  }

  private URI address() {
    String given = address;
    if (given == null) {
      throw wrong("URL", "none", "the address of a partner, or --replay FILE");
    }
    try {
      URI uri = new URI(given);
      if (uri.getHost() != null
          && List.of("http", "https")
              .contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // told below
    }
    throw wrong("URL", given, "an address that begins with http:// or https://");
  }

  /// The rules of the workspace here, if there is one. The address that a person types may be one
  /// of their own network; where it leads to may not be another one of it.
  private static EgressRules rules(URI uri) {
    EgressRules rules =
        Files.isRegularFile(Path.of("twin.yaml"))
            ? Workspace.open(Path.of(".")).settings().egress()
            : EgressRules.standard();
    try {
      return rules.withPrivate(
          Stream.of(InetAddress.getAllByName(uri.getHost()))
              .map(one -> one.getHostAddress().replaceFirst("%.*", ""))
              .toArray(String[]::new));
    } catch (UnknownHostException _) {
      return rules; // the check tells that it cannot be reached
    }
  }

  private Optional<Kind> kind() {
    String given = kind;
    return given == null
        ? Optional.empty()
        : Optional.of(
            Kind.of(given.toLowerCase(Locale.ROOT))
                .orElseThrow(() ->
                    wrong(
                        "--kind",
                        given,
                        Stream.of(Kind.values())
                            .map(Kind::key)
                            .collect(Collectors.joining(", ")))));
  }

  /// Reads `requests=N,seconds=N,bytes=N,rate=N`.
  static Budget budget(String text) {
    Budget read = Budget.standard();
    for (String part : text.split(",")) {
      String[] pair = part.strip().split("=", 2);
      double number = pair.length == 2 ? number(pair[1]) : -1;
      if (number < 0 || (number == 0 && !pair[0].equals("rate"))) {
        throw budgetWrong(part);
      }
      read =
          switch (pair[0]) {
            case "requests" ->
                new Budget(
                    (int) Math.min(number, 1e6), read.time(), read.bytes(), read.perSecond());
            case "seconds" ->
                new Budget(
                    read.requests(),
                    Duration.ofMillis((long) (Math.min(number, 86_400) * 1000)),
                    read.bytes(),
                    read.perSecond());
            case "bytes" ->
                new Budget(
                    read.requests(), read.time(), (long) Math.min(number, 1e12), read.perSecond());
            case "rate" -> new Budget(read.requests(), read.time(), read.bytes(), number);
            default -> throw budgetWrong(part);
          };
    }
    return read;
  }

  private static double number(String text) {
    Map<String, Double> units = Map.of("", 1.0, "KB", 1e3, "MB", 1e6, "GB", 1e9);
    String plain = text.strip().toUpperCase(Locale.ROOT);
    String digits = plain.replaceFirst("[KMG]B$", "");
    return digits.matches("[0-9]{1,12}(\\.[0-9]{1,6})?")
        ? Double.parseDouble(digits) * units.getOrDefault(plain.substring(digits.length()), 1.0)
        : -1;
  }

  private static InteropException budgetWrong(String found) {
    return wrong("--budget", found, "requests=400,seconds=60,bytes=64MB,rate=20, or some of these");
  }

  private static Report report(Path file) {
    try {
      return CheckJson.read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw wrong(file.toString(), "no file that can be read", "a report in JSON");
    }
  }

  private void write(String text) {
    Path file = output;
    if (file == null) {
      PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      out.print(text);
      out.flush();
      return;
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw wrong("--output", file + ": " + e.getMessage(), "a file that can be written");
    }
  }

  private static InteropException wrong(String place, String found, String expected) {
    return InteropException.of("interop.usage", place, found, expected, "");
  }
}
