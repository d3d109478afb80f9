package org.lacis.tests.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacis.interop.Asking;
import org.lacis.interop.InteropCheck;
import org.lacis.interop.family.Families;
import org.lacis.interop.probe.Budget;
import org.lacis.outbound.EgressRules;
import org.lacis.serve.AdminKey;
import org.lacis.serve.ServeSettings;
import org.lacis.serve.TwinServer;
import org.lacis.serve.interop.Checks;
import org.lacis.serve.page.Question;
import org.lacis.serve.page.TwinPart;
import org.lacis.serve.web.Language;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;

/// Opens the pages in the system's chromium: nothing serious for axe-core, no word in the console,
/// no request to anybody else, nothing wider than the screen. Leaves pictures in `target/screens`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrowserTest {
  private static final Set<String> NARROW = Set.of("home", "entity", "query", "features", "check");

  private static final Path SCREENS = Path.of("target", "screens");

  private static final Path NODE = Path.of("/usr/bin/node");

  private Optional<Playwright> playwright = Optional.empty();
  private Optional<Browser> browser = Optional.empty();
  private Optional<TwinStore> store = Optional.empty();
  private Optional<Checks> checks = Optional.empty();
  private Optional<TwinServer> server = Optional.empty();
  private String check = "";

  @TempDir static Path folder;

  @BeforeAll
  void open() {
    String named = System.getenv("LACIS_CHROMIUM");
    Path chromium = Path.of(named == null ? "/usr/bin/chromium" : named);
    assumeTrue(
        Files.isExecutable(chromium),
        "no chromium at " + chromium + "; LACIS_CHROMIUM names another place");
    Map<String, String> env = new HashMap<>(System.getenv());
    env.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    if (Files.isExecutable(NODE)) {
      env.putIfAbsent("PLAYWRIGHT_NODEJS_PATH", NODE.toString()); // its own does not run everywhere
    }
    Playwright started = Playwright.create(new Playwright.CreateOptions().setEnv(env));
    playwright = Optional.of(started);
    browser =
        Optional.of(
            started
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox"))));
    store = Optional.of(Quarter.store());
    checks =
        Optional.of(
            new Checks(
                new InteropCheck(Families.all()),
                store.orElseThrow(),
                new TwinIris(Quarter.BASE),
                "Valbrune",
                EgressRules.standard().withPrivate("127.0.0.0/8"),
                folder));
    server =
        Optional.of(
            TwinServer.start(
                settings(),
                store.orElseThrow(),
                TwinServer.Workshop.NONE.with(checks.orElseThrow())));
    check = checked(checks.orElseThrow());
  }

  /// Has the twin checked against itself, and waits for it.
  private String checked(Checks made) {
    URI own = URI.create("http://127.0.0.1:" + server.orElseThrow().port() + "/");
    Budget budget = new Budget(200, Duration.ofSeconds(30), 30_000_000, 0);
    String id =
        made.start(new Asking(own, Optional.empty(), "all", budget, 1, Optional.of("Valbrune")))
            .id();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> made.find(id).filter(Checks.Entry::isOver).isPresent());
    return id;
  }

  @AfterAll
  void close() {
    server.ifPresent(TwinServer::stop);
    checks.ifPresent(Checks::close);
    store.ifPresent(TwinStore::close);
    playwright.ifPresent(Playwright::close);
  }

  private static ServeSettings settings() {
    return new ServeSettings(
        "127.0.0.1",
        0,
        Quarter.BASE,
        Quarter.words("Jumeaux de Valbrune", "Twins of Valbrune"),
        Map.of(),
        "Commune de Valbrune (synthétique)",
        List.of(Language.FR, Language.EN),
        List.of(
            new TwinPart(
                "national",
                Quarter.words("Jumeau national", "National twin"),
                "#2a4f9e",
                "#a3bbf7"),
            new TwinPart("local", Quarter.words("Valbrune", "Valbrune"), "#b23c22", "#f2a08a")),
        List.of(
            Question.read(
                "hauts",
                """
                # fr: Quels bâtiments dépassent 20 m ?
                # en: Which buildings are taller than 20 m?
                PREFIX lacis: <https://w3id.org/lacis#>
                PREFIX geo: <http://www.opengis.net/ont/geosparql#>
                SELECT ?building ?height ?shape {
                  ?building lacis:height ?height ; geo:hasDefaultGeometry/geo:asWKT ?shape
                  FILTER(?height > 20)
                } ORDER BY DESC(?height)
                """),
            Question.read(
                "paires",
                """
                # fr: Quels bâtiments se correspondent d'un jumeau à l'autre ?
                # en: Which buildings correspond from one twin to the other?
                PREFIX lacis: <https://w3id.org/lacis#>
                SELECT ?a ?b { ?a lacis:correspondsTo ?b }
                """)),
        Duration.ofSeconds(10),
        AdminKey.ofKey("a key that only the tests know"));
  }

  @ParameterizedTest
  @CsvSource({
    "home, /, fr-FR",
    "home, /, en-GB",
    "entity, /doc/local/batiment/BU_99001AT70, fr-FR",
    "entity, /doc/local/batiment/BU_99001AT70, en-GB",
    "national, /doc/national/batiment/BAT900, fr-FR",
    "commune, /doc/national/commune/99001, fr-FR",
    "query, /query?example=hauts, fr-FR",
    "query, /query?example=hauts, en-GB",
    "mistake, '/query?query=SELECT%20?a%20{%0A?a%20nope:b%20?c}', fr-FR",
    "catalogue, /catalogue, fr-FR",
    "class, /class?iri=https%3A%2F%2Fw3id.org%2Flacis%23Building, fr-FR",
    "search, /search?q=halle, fr-FR",
    "geographic, /ogc, fr-FR",
    "collection, /ogc/collections/building, en-GB",
    "features, /ogc/collections/building/items, fr-FR",
    "checks, /interop/checks, fr-FR",
    "check, /interop/checks/{check}, fr-FR",
    "check, /interop/checks/{check}, en-GB",
    "pair, /interop/checks/{check}/pair/{check}, fr-FR",
    "compared, /interop/checks/{check}/compare/{check}, fr-FR",
    "lost, /id/local/batiment/BU_99001AT71, fr-FR"
  })
  void thePageIsSound(String name, String address, String locale) {
    for (int width : new int[] {1440, 390}) {
      look(name, address, locale, width, ColorScheme.LIGHT);
    }
  }

  @Test
  void darkIsDesigned() {
    look("dark-entity", "/doc/" + Quarter.MARKET, "fr-FR", 1440, ColorScheme.DARK);
    look("dark-home", "/", "fr-FR", 1440, ColorScheme.DARK);
    look("dark-query", "/query?example=hauts", "fr-FR", 1440, ColorScheme.DARK);
  }

  @Test
  void whatIsMeantIsOfferedWhileItIsTyped() {
    String origin = "http://127.0.0.1:" + server.orElseThrow().port();
    try (BrowserContext context =
        browser.orElseThrow().newContext(new Browser.NewContextOptions().setLocale("fr-FR"))) {
      Page page = context.newPage();
      page.navigate(origin + "/");
      page.locator("input[name=q]").pressSequentially("hall");
      page.getByRole(AriaRole.OPTION).first().waitFor();
      assertThat(page.getByRole(AriaRole.OPTION).first().textContent()).contains("Halle");
      assertThat(new AxeBuilder(page).analyze().getViolations().stream().map(v -> v.getId()))
          .isEmpty();
      page.keyboard().press("ArrowDown");
      assertThat(page.getByRole(AriaRole.OPTION).first().getAttribute("aria-selected"))
          .isEqualTo("true");
      page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve("meant.png")));
      page.keyboard().press("Enter");
      page.waitForURL(url -> url.contains("/doc/"));
      assertThat(page.locator("h1").textContent()).contains("Halle");
    }
  }

  private void look(String name, String address, String locale, int width, ColorScheme scheme) {
    String origin = "http://127.0.0.1:" + server.orElseThrow().port();
    List<String> complaints = new CopyOnWriteArrayList<>();
    try (BrowserContext context =
        browser
            .orElseThrow()
            .newContext(
                new Browser.NewContextOptions()
                    .setLocale(locale)
                    .setViewportSize(width, width > 700 ? 1000 : 844)
                    .setDeviceScaleFactor(width > 700 ? 1 : 2)
                    .setColorScheme(scheme))) {
      Page page = context.newPage();
      page.onConsoleMessage(message -> {
        boolean expected = message.text().contains("the server responded with a status of 40");
        if (message.type().equals("error") && !expected) {
          complaints.add(message.text());
        }
      });
      page.onRequest(request -> {
        if (!request.url().startsWith(origin)) {
          complaints.add("asks " + request.url());
        }
      });
      page.navigate(origin + address.replace("{check}", check));
      page.locator("h1").waitFor();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(
                  SCREENS.resolve(name + "-" + locale.substring(0, 2) + "-" + width + ".png")));
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo(locale.substring(0, 2));
      assertThat(page.locator("body").boundingBox().width).isLessThanOrEqualTo(width);
      assertThat(page.locator("main").evaluate("e => e.ownerDocument.documentElement.scrollWidth"))
          .isEqualTo(width);
      // the same document at both widths; where it is narrow, those that are laid out otherwise
      if (width > 700 || NARROW.contains(name)) {
        assertThat(
                new AxeBuilder(page)
                    .analyze().getViolations().stream()
                        .filter(v -> List.of("serious", "critical").contains(v.getImpact()))
                        .map(v -> v.getId() + " " + v.getNodes().getFirst().getHtml())
                        .toList())
            .isEmpty();
      }
      assertThat(complaints).isEmpty();
    }
  }
}
