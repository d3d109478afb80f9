package org.lacis.serve;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.lacis.federate.Federation;
import org.lacis.ingest.ChangeLog;
import org.lacis.ingest.Intake;
import org.lacis.ingest.KeptInferences;
import org.lacis.ingest.LinkDecisions;
import org.lacis.ingest.ServerLimits;
import org.lacis.ingest.SourceRecords;
import org.lacis.link.rule.LinkRule;
import org.lacis.outbound.Outbound;
import org.lacis.search.NameIndex;
import org.lacis.serve.features.FeaturesRoutes;
import org.lacis.serve.federated.FederatedRoutes;
import org.lacis.serve.interop.Checks;
import org.lacis.serve.interop.InteropRoutes;
import org.lacis.serve.limits.LimitsHandler;
import org.lacis.serve.limits.PlainProblems;
import org.lacis.serve.limits.Turns;
import org.lacis.serve.limits.Watch;
import org.lacis.serve.ngsi.NgsiRoutes;
import org.lacis.serve.page.Pages;
import org.lacis.serve.records.RecordsRoutes;
import org.lacis.serve.sparql.Fuseki;
import org.lacis.serve.twin.Figures;
import org.lacis.serve.twin.Freshness;
import org.lacis.serve.twin.Inventory;
import org.lacis.serve.twin.LinkBook;
import org.lacis.serve.twin.LocalIris;
import org.lacis.serve.twin.Rights;
import org.lacis.serve.twin.Speakers;
import org.lacis.serve.twin.Validations;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;

/// The server of one twin: one port for SPARQL, linked data and pages.
public final class TwinServer implements AutoCloseable {
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private final Javalin javalin;
  private final Inventory inventory;
  private final Validations validations;
  private final Figures figures;
  private final Watch watch;
  private final LimitsHandler limiting;
  private final NameIndex names;

  private TwinServer(
      Javalin javalin,
      Inventory inventory,
      Figures figures,
      Validations validations,
      Watch watch,
      LimitsHandler limiting,
      NameIndex names) {
    this.javalin = javalin;
    this.names = names;
    this.figures = figures;
    this.watch = watch;
    this.limiting = limiting;
    this.inventory = inventory;
    this.validations = validations;
  }

  /// Starts serving; the caller keeps the twin open for as long as the server runs.
  ///
  /// @throws io.javalin.util.JavalinBindException when the port is taken
  public static TwinServer start(ServeSettings settings, TwinStore twin) {
    return start(settings, twin, Workshop.NONE);
  }

  /// What lifts the data that are sent to `/lift`.
  ///
  /// @param key opens it beside the admin key; empty for the admin key alone
  public record Lifting(Intake intake, Optional<AdminKey> key) {}

  /// Who may decide about links.
  ///
  /// @param rules those of the workspace
  /// @param kept names of those whose links follow from a decision by themselves, as
  ///   [org.lacis.ingest.KeptLinks] keeps them
  /// @param keys folder of the keys of people; see [Reviewers]
  public record Reviewing(List<LinkRule> rules, Set<String> kept, Path keys) {
    public Reviewing {
      rules = List.copyOf(rules);
      kept = Set.copyOf(kept);
    }

    /// Links follow from decisions one by one, as nobody keeps them.
    public Reviewing(List<LinkRule> rules, Path keys) {
      this(rules, Set.of(), keys);
    }
  }

  /// What a server of a workspace offers beyond its store.
  ///
  /// @param lifting at `/lift`
  /// @param changes what builds changed, at `/changes`
  /// @param inferences what follows from the store, where it is kept in step with it
  /// @param records where things come from, for the report at `/validate`
  /// @param reviewing who may decide about links, and by which rules they are judged
  /// @param checks of partners, at `/interop/checks`; closed by who opened them
  /// @param contexts fetches the contexts that requests of NGSI-LD name; closed by who opened it
  /// @param federation the twin and its partners, at `/federated`; closed by whoever opened it
  public record Workshop(
      Optional<Lifting> lifting,
      Optional<ChangeLog> changes,
      Optional<KeptInferences> inferences,
      Optional<SourceRecords> records,
      Optional<Reviewing> reviewing,
      Optional<Federation> federation,
      Optional<Checks> checks,
      Optional<Outbound> contexts) {
    /// One without partners, that checks nobody.
    public Workshop(
        Optional<Lifting> lifting,
        Optional<ChangeLog> changes,
        Optional<KeptInferences> inferences,
        Optional<SourceRecords> records,
        Optional<Reviewing> reviewing) {
      this(
          lifting,
          changes,
          inferences,
          records,
          reviewing,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    /// The same with partners.
    public Workshop with(Federation partners) {
      return new Workshop(
          lifting,
          changes,
          inferences,
          records,
          reviewing,
          Optional.of(partners),
          checks,
          contexts);
    }

    /// The same, which checks others.
    public Workshop with(Checks made) {
      return new Workshop(
          lifting,
          changes,
          inferences,
          records,
          reviewing,
          federation,
          Optional.of(made),
          contexts);
    }

    /// One without rules and reviewers of its own: the admin key decides.
    public Workshop(
        Optional<Lifting> lifting,
        Optional<ChangeLog> changes,
        Optional<KeptInferences> inferences,
        Optional<SourceRecords> records) {
      this(lifting, changes, inferences, records, Optional.empty());
    }

    /// One that offers nothing.
    public static final Workshop NONE =
        new Workshop(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// Starts serving, with what its workspace offers.
  ///
  /// @throws io.javalin.util.JavalinBindException when the port is taken
  public static TwinServer start(ServeSettings settings, TwinStore twin, Workshop workshop) {
    Fuseki fuseki =
        new Fuseki(
            twin,
            new TwinIris(settings.base()),
            settings.queryTimeout(),
            new Turns(settings.limits().queries(), settings.queryTimeout()));
    Inventory inventory = new Inventory(twin, new Speakers(settings.base()));
    Figures figures = new Figures(twin, new TwinIris(settings.base()));
    Validations validations =
        new Validations(twin, new TwinIris(settings.base()), workshop.records());
    long lifted = workshop.lifting().map(one -> one.intake().limit()).orElse(0L);
    LimitsHandler limiting = new LimitsHandler(settings.limits(), lifted);
    NameIndex names = NameIndex.of(twin, new TwinIris(settings.base()), namesFolder());
    Javalin javalin =
        Javalin.create(config -> {
          configure(
              config,
              settings,
              twin,
              fuseki,
              inventory,
              figures,
              validations,
              limiting,
              names,
              workshop);
          workshop
              .lifting()
              .ifPresent(one ->
                  config.routes.post(
                      "/lift/<path>",
                      new LiftEndpoint(one.intake(), one.key(), settings.adminKey(), twin)));
        });
    try {
      javalin.start(settings.host(), settings.port());
    } catch (RuntimeException e) {
      names.close();
      throw e;
    }
    Watch watch = watched(javalin, limiting, settings.limits());
    var _ = inventory.refresh();
    return new TwinServer(javalin, inventory, figures, validations, watch, limiting, names);
  }

  /// Names are read anew at each start, so that nothing can be out of step; the folder goes when
  /// the server stops.
  private static Path namesFolder() {
    try {
      return Files.createTempDirectory("lacis-names");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The port that is listened on.
  public int port() {
    return javalin.port();
  }

  /// How many requests are being answered at this moment.
  public int active() {
    return limiting.active();
  }

  /// How many connections are open.
  public int connections() {
    return watch.open();
  }

  private static Watch watched(Javalin javalin, LimitsHandler limiting, ServerLimits limits) {
    Watch watch = new Watch(limiting, limits.idle());
    for (Connector connector : javalin.jettyServer().server().getConnectors()) {
      connector.addBean(watch);
      if (connector instanceof AbstractConnector one) {
        one.setIdleTimeout(limits.idle().toMillis());
      }
    }
    return watch;
  }

  /// Stops taking requests and waits for those that run.
  public void stop() {
    javalin.stop();
    watch.close();
    inventory.close();
    figures.close();
    validations.close();
    names.close();
  }

  @Override
  public void close() {
    stop();
  }

  private static void configure(
      JavalinConfig config,
      ServeSettings settings,
      TwinStore twin,
      Fuseki fuseki,
      Inventory inventory,
      Figures figures,
      Validations validations,
      LimitsHandler limiting,
      NameIndex names,
      Workshop workshop) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = settings.limits().body();
    config.jetty.modifyServer(server -> {
      server.setStopTimeout(10_000);
      server.setHandler(limiting);
      server.setErrorHandler(new PlainProblems());
      if (settings.limits().connections() > 0) {
        server.addBean(new NetworkConnectionLimit(settings.limits().connections(), server));
      }
    });
    // IRIs hold escaped slashes, which are no other way to write a slash here
    config.jetty.modifyHttpConfiguration(http -> {
      http.setUriCompliance(UriCompliance.UNSAFE);
      http.setRequestHeaderSize(settings.limits().header());
      http.setResponseHeaderSize(32 << 10);
    });
    config.jetty.modifyServletContextHandler(context -> prepare(context, fuseki));
    AssetEndpoint assets = AssetEndpoint.load(settings.twins());
    Pages pages =
        new Pages(settings.title(), settings.publisher(), settings.languages(), assets.stamp());
    Site site = new Site(twin, pages, new LocalIris(settings.base()), settings.twins(), names);
    new Failures(site).install(config.routes);
    reading(config.routes, "/assets/{name}", assets);
    routes(config.routes, settings, site, fuseki, inventory, figures, workshop.federation());
    reading(config.routes, "/why", new WhyEndpoint(site, workshop.inferences()));
    reading(
        config.routes,
        "/validate",
        new ValidateEndpoint(site, validations, settings.queryTimeout()));
    links(config.routes, settings, site, workshop.reviewing());
    features(config, settings, site, inventory, figures, workshop.contexts());
    workshop
        .checks()
        .ifPresent(
            checks -> InteropRoutes.install(config.routes, pages, checks, settings.adminKey()));
    workshop.federation().ifPresent(one -> FederatedRoutes.add(config.routes, fuseki, one, twin));
    workshop
        .changes()
        .map(ChangesEndpoint::new)
        .ifPresent(endpoint -> {
          reading(config.routes, "/changes", endpoint);
          reading(config.routes, "/changes/<path>", endpoint);
        });
  }

  private static void features(
      JavalinConfig config,
      ServeSettings settings,
      Site site,
      Inventory inventory,
      Figures figures,
      Optional<Outbound> contexts) {
    RecordsRoutes records =
        new RecordsRoutes(
            site.store(), new TwinIris(settings.base()), figures, site.pages(), settings.title());
    records.install(config.routes);
    FeaturesRoutes features =
        new FeaturesRoutes(
            site.store(),
            new TwinIris(settings.base()),
            site.pages(),
            site.twins(),
            new Freshness(site.store(), InstantSource.system()),
            FeaturesRoutes.named(settings.questions()),
            settings.queryTimeout(),
            settings.title(),
            settings.description(),
            List.of(records));
    features.install(config.routes);
    new NgsiRoutes(
            site.store(),
            new TwinIris(settings.base()),
            features.book(),
            inventory,
            contexts,
            settings.queryTimeout())
        .install(config.routes);
    config.events.serverStarted(features::begin);
    config.events.serverStopped(features::close);
  }

  private static void links(
      RoutesConfig routes, ServeSettings settings, Site site, Optional<Reviewing> reviewing) {
    TwinIris iris = new TwinIris(settings.base());
    LinkDecisions decisions =
        new LinkDecisions(
            site.store(),
            iris,
            reviewing.map(Reviewing::rules).orElse(List.of()),
            reviewing.map(Reviewing::kept).orElse(Set.of()));
    LinkBook book = new LinkBook(site.store(), iris, decisions);
    Reviewers reviewers = new Reviewers(reviewing.map(Reviewing::keys), settings.adminKey());
    LinksEndpoint links = new LinksEndpoint(site, book, reviewers);
    reading(routes, "/links", links);
    reading(routes, "/links/{rule}", links);
    reading(routes, "/links/{rule}/{hash}", links);
    DecisionEndpoint decide = new DecisionEndpoint(site, book, reviewers);
    routes.post("/links/{rule}/decisions", decide);
    routes.post("/links/{rule}/{hash}/decisions", decide);
    ReviewEndpoint review = new ReviewEndpoint(site, book, reviewers);
    reading(routes, "/review", review);
    routes.post("/review/session", review::enter);
    routes.post("/review/leave", review::leave);
  }

  private static void prepare(ServletContextHandler context, Fuseki fuseki) {
    fuseki.install(context.getServletContext());
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    // Fuseki writes past Javalin's own compression
    CompressionHandler compression = new CompressionHandler();
    compression.putCompression(new GzipCompression());
    compression.putConfiguration(
        "/*", CompressionConfig.builder().defaults().compressIncludeMethod("HEAD").build());
    context.insertHandler(compression);
  }

  private static void routes(
      RoutesConfig routes,
      ServeSettings settings,
      Site site,
      Fuseki fuseki,
      Inventory inventory,
      Figures figures,
      Optional<Federation> federation) {
    TwinIris iris = new TwinIris(settings.base());
    Rights rights = new Rights(site.store(), iris);
    Freshness freshness = new Freshness(site.store(), InstantSource.system());
    DocEndpoint doc = new DocEndpoint(site, rights, freshness);
    routes.before(TwinServer::headers);
    routes.before(CrossOrigin::answer);
    SparqlEndpoint sparql = new SparqlEndpoint(fuseki, iris, rights, freshness);
    reading(routes, "/sparql", sparql);
    routes.post("/sparql", sparql);
    routes.post("/update", new AdminEndpoint(settings.adminKey(), fuseki::answer));
    StoredGraph stored = new StoredGraph(rights, fuseki::answer);
    data(routes, "/data", new AdminEndpoint(settings.adminKey(), stored));
    GraphEndpoint graph = new GraphEndpoint(fuseki, rights, settings.base());
    data(routes, "/graph/<path>", new AdminEndpoint(settings.adminKey(), graph));
    AdminEndpoint index = new AdminEndpoint(settings.adminKey(), new IndexEndpoint(site.store()));
    routes.get("/index", index);
    routes.post("/index", index);
    reading(routes, "/", new HomeEndpoint(site, settings, inventory));
    reading(routes, "/id/<path>", new IdEndpoint(site));
    reading(routes, "/doc/ontology/{name}", new OntologyEndpoint(site));
    reading(routes, "/doc/<path>", doc);
    reading(routes, "/about", doc::about);
    reading(routes, "/class", new ClassEndpoint(site));
    reading(routes, "/search", new SearchEndpoint(site));
    reading(routes, "/search/suggest", new SuggestEndpoint(site));
    reading(
        routes, "/query", new QueryEndpoint(site, settings.questions(), settings.queryTimeout()));
    DescribedTwin described = new DescribedTwin(site, figures, federation);
    reading(routes, "/catalogue", new CatalogueEndpoint(site, described));
    reading(routes, "/.well-known/void", described);
    DumpEndpoint dump = new DumpEndpoint(site, rights, freshness);
    reading(routes, "/dump.nq", dump::all);
    reading(routes, "/dump/<path>", dump);
    reading(routes, "/health", new HealthEndpoint(site.store(), Instant.now()));
  }

  private static void data(RoutesConfig routes, String path, Handler handler) {
    reading(routes, path, handler);
    routes.put(path, handler);
    routes.post(path, handler);
    routes.delete(path, handler);
  }

  /// GET, and HEAD with the same answer: the server leaves its body out. Without a handler of its
  /// own Javalin answers every HEAD with 200.
  private static void reading(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }

  private static void headers(Context ctx) {
    ctx.header("Content-Security-Policy", POLICY);
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "strict-origin-when-cross-origin");
    ctx.header("Permissions-Policy", "geolocation=(), camera=(), microphone=()");
  }
}
