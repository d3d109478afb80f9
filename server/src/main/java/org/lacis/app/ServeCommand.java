package org.lacis.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.lacis.federate.Federation;
import org.lacis.ingest.ChangeLog;
import org.lacis.ingest.Intake;
import org.lacis.ingest.KeptDepartures;
import org.lacis.ingest.KeptInferences;
import org.lacis.ingest.KeptLinks;
import org.lacis.ingest.SourceRecords;
import org.lacis.ingest.TwinSettings;
import org.lacis.ingest.Workspace;
import org.lacis.interop.InteropCheck;
import org.lacis.link.rule.LinkRule;
import org.lacis.outbound.Outbound;
import org.lacis.query.QuerySetup;
import org.lacis.reason.Reasoner;
import org.lacis.serve.AdminKey;
import org.lacis.serve.ServeSettings;
import org.lacis.serve.TwinServer;
import org.lacis.serve.interop.Checks;
import org.lacis.serve.page.Question;
import org.lacis.serve.page.TwinPart;
import org.lacis.serve.web.Language;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Serves a built workspace until it is told to stop.
@Command(
    name = "serve",
    description = "Serves pages, linked data and SPARQL on one port, until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Duration READ = Duration.ofSeconds(5);
  private static final Duration WHOLE = Duration.ofSeconds(10);
  private static final long CONTEXT = 1L << 20;

  @Parameters(
      paramLabel = "WORKSPACE",
      description = "Folder with twin.yaml (default: this folder).",
      arity = "0..1")
  private Path folder = Path.of(".");

  @Option(names = "--port", paramLabel = "P", description = "Port (default: what twin.yaml says).")
  private @Nullable Integer port;

  @Option(names = "--host", paramLabel = "H", description = "Address to listen on.")
  private @Nullable String host;

  @Override
  public Integer call() {
    Workspace workspace = Workspace.open(folder);
    return serve(workspace, Optional.ofNullable(port), Optional.ofNullable(host), List.of());
  }

  /// @param more lines to print once it listens; `{}` in them stands for the address
  static int serve(
      Workspace workspace, Optional<Integer> port, Optional<String> host, List<String> more) {
    TwinIris iris = workspace.settings().iris();
    List<LinkRule> rules = workspace.linkRules().stream().map(LinkRule::read).toList();
    boolean linked = workspace.settings().linking() == TwinSettings.Linking.KEPT;
    try (TwinStore store = QuerySetup.equip(TwinStore.open(workspace.store()));
        KeptDepartures _ = KeptDepartures.follow(store, iris);
        KeptLinks links = KeptLinks.of(store, iris, Wiring.linker(), linked ? rules : List.of());
        KeptInferences inferences =
            KeptInferences.of(store, iris, new Reasoner(iris, workspace.ruleBook()));
        Checks checks = checks(workspace, store, iris);
        Federation federation = Wiring.federation(workspace);
        Outbound contexts =
            new Outbound(workspace.settings().egress().within(READ, WHOLE, CONTEXT));
        TwinServer server =
            TwinServer.start(
                settings(workspace, port, host),
                store,
                new TwinServer.Workshop(
                    lifting(workspace),
                    Optional.of(settled(workspace, store)),
                    Optional.of(inferences),
                    Optional.of(records(workspace)),
                    Optional.of(
                        new TwinServer.Reviewing(rules, links.names(), workspace.own("reviewers"))),
                    Optional.of(federation),
                    Optional.of(checks),
                    Optional.of(contexts).filter(_ -> mayFetch(workspace))))) {
      links.readyLater(inferences::readyLater);
      federation.keepDescribed();
      String address = "http://" + host.orElse(workspace.settings().host()) + ":" + server.port();
      System.out.println("Serving on " + address + "/ (Ctrl-C stops it)");
      more.forEach(line -> System.out.println(line.replace("{}", address)));
      awaitStop();
    }
    return Main.DONE;
  }

  /// What visitors name is fetched for them only from hosts that the operator has named: an open
  /// door would let strangers aim this server at others.
  private static boolean mayFetch(Workspace workspace) {
    return !workspace.settings().egress().allowedHosts().isEmpty();
  }

  private static Checks checks(Workspace workspace, TwinStore store, TwinIris iris) {
    TwinSettings settings = workspace.settings();
    return new Checks(
        new InteropCheck(Wiring.testers()),
        store,
        iris,
        Objects.requireNonNullElse(
            settings.title().get(settings.languages().getFirst()), settings.base()),
        settings.egress(),
        workspace.own("checks"));
  }

  private static Optional<TwinServer.Lifting> lifting(Workspace workspace) {
    Optional<AdminKey> key =
        Optional.ofNullable(System.getenv("LACIS_LIFT_KEY"))
            .filter(given -> !given.isBlank())
            .map(given -> AdminKey.ofKey(given.strip()));
    return Optional.of(new TwinServer.Lifting(new Intake(workspace, Wiring.sources()), key));
  }

  /// For the report: files of more than this are not read again for a page.
  private static SourceRecords records(Workspace workspace) {
    return SourceRecords.of(workspace, Wiring.sources(), Optional.empty(), 32L << 20);
  }

  private static ChangeLog settled(Workspace workspace, TwinStore store) {
    ChangeLog changes = ChangeLog.of(workspace);
    changes.settle(store);
    return changes;
  }

  /// Waits for the process to be asked to end, then lets the caller close what it opened first.
  private static void awaitStop() {
    CountDownLatch asked = new CountDownLatch(1);
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  asked.countDown();
                  try {
                    main.join(15_000);
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                }));
    try {
      asked.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static ServeSettings settings(
      Workspace workspace, Optional<Integer> port, Optional<String> host) {
    TwinSettings settings = workspace.settings();
    List<TwinPart> twins = new ArrayList<>();
    settings
        .twins()
        .forEach(
            (key, part) -> twins.add(new TwinPart(key, part.label(), part.colour(), part.dark())));
    AdminKey key =
        AdminKey.open(
            workspace.own("admin-key"),
            Optional.ofNullable(System.getenv("LACIS_ADMIN_KEY")),
            made ->
                System.out.println(
                    "Key for /update and /data, shown this once: "
                        + made
                        + "\n  (its hash is kept in .lacis/admin-key; LACIS_ADMIN_KEY sets another)"));
    return new ServeSettings(
        host.orElse(settings.host()),
        port.orElse(settings.port()),
        settings.base(),
        settings.title(),
        settings.description(),
        settings.publisher(),
        settings.languages().stream().flatMap(tag -> Language.byTag(tag).stream()).toList(),
        twins,
        questions(workspace),
        settings.queryTimeout(),
        key,
        settings.limits());
  }

  static List<Question> questions(Workspace workspace) {
    return workspace.queries().stream().map(ServeCommand::question).toList();
  }

  private static Question question(Path file) {
    try {
      String name = String.valueOf(file.getFileName()).replaceFirst("\\.rq$", "");
      return Question.read(name, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
