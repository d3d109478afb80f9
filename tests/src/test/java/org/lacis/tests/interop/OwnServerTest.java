package org.lacis.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.app.sample.SampleSettings;
import org.lacis.app.sample.SampleTwin;
import org.lacis.ingest.Build;
import org.lacis.ingest.BuildObserver;
import org.lacis.ingest.Workspace;
import org.lacis.interop.Asking;
import org.lacis.interop.InteropCheck;
import org.lacis.interop.Level;
import org.lacis.interop.Ours;
import org.lacis.interop.Outcome;
import org.lacis.interop.Profile;
import org.lacis.interop.Report;
import org.lacis.interop.family.Families;
import org.lacis.interop.probe.Budget;
import org.lacis.interop.probe.LiveTransport;
import org.lacis.link.Linker;
import org.lacis.outbound.EgressRules;
import org.lacis.outbound.Outbound;
import org.lacis.query.QuerySetup;
import org.lacis.serve.AdminKey;
import org.lacis.serve.ServeSettings;
import org.lacis.serve.TwinServer;
import org.lacis.serve.web.Language;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.store.TwinStore;

/// Our own server passes the check of a pair, both sides of which it is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OwnServerTest {
  private static final Budget BUDGET = new Budget(2_000, Duration.ofSeconds(60), 64_000_000, 0);

  @TempDir private static Path folder;

  private final InteropCheck check = new InteropCheck(Families.all());
  private Workspace workspace;
  private TwinStore store;
  private TwinServer server;
  private Outbound outbound;

  @BeforeAll
  void serveASampleTwin() throws IOException {
    int port = freePort();
    SampleTwin.write(folder, new SampleSettings(500, 42), _ -> {});
    Path settings = folder.resolve("twin.yaml");
    // names that lead to the server
    Files.writeString(
        settings, "base: http://127.0.0.1:" + port + "/\n" + Files.readString(settings));
    workspace = Workspace.open(folder);
    store = TwinStore.open(workspace.store());
    var _ =
        new Build(
                workspace,
                new Sources(StandardFormats.all()),
                new Linker(ForkJoinPool.commonPool(), 2),
                BuildObserver.SILENT)
            .run(store, Optional.empty());
    QuerySetup.equip(store);
    server =
        TwinServer.start(
            new ServeSettings(
                "127.0.0.1",
                port,
                workspace.settings().base(),
                Map.of("fr", "Jumeau d'essai", "en", "Sample twin"),
                Map.of("fr", "Une commune inventée.", "en", "An invented commune."),
                "Atelier d'essai",
                List.of(Language.FR, Language.EN),
                List.of(),
                List.of(),
                Duration.ofSeconds(30),
                AdminKey.ofKey("a key that only the tests know")),
            store);
    outbound = new Outbound(EgressRules.standard().withPrivate("127.0.0.0/8"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @AfterAll
  void stop() {
    outbound.close();
    server.stop();
    store.close();
  }

  @TestFactory
  Stream<DynamicTest> itPassesGoldAgainstItself() {
    return Stream.of("sparql", "ogc")
        .map(path ->
            DynamicTest.dynamicTest(
                path,
                () -> {
                  Report report = check(path);
                  assertThat(report.verdict().level()).as(words(report)).isEqualTo(Level.GOLD);
                }));
  }

  private Report check(String path) {
    URI address = URI.create(workspace.settings().base() + path);
    return store.read(view ->
        check.run(
            new Asking(address, Optional.empty(), "all", BUDGET, 7, Optional.of("Jumeau")),
            Profile.own("all"),
            new LiveTransport(outbound, BUDGET, () -> false),
            Optional.of(new Ours(view, workspace.settings().iris(), "Jumeau", Optional.empty())),
            InteropCheck.Progress.NONE));
  }

  private static String words(Report report) {
    return report.results().stream()
        .filter(result -> !(result.outcome() instanceof Outcome.Passed))
        .filter(result -> !(result.outcome() instanceof Outcome.Inapplicable))
        .map(result ->
            result.check().id()
                + " "
                + result.outcome().key()
                + ": "
                + result.outcome().why().en()
                + " | "
                + result.asked()
                + " | "
                + result.came()
                + " | "
                + result.failing())
        .collect(Collectors.joining("\n"));
  }
}
