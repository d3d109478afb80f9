package org.lacis.tests.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacis.link.review.Choice;
import org.lacis.link.review.Pair;
import org.lacis.link.review.Review;
import org.lacis.link.review.Reviews;
import org.lacis.serve.AdminKey;
import org.lacis.serve.Reviewers;
import org.lacis.serve.ServeSettings;
import org.lacis.serve.TwinServer;
import org.lacis.serve.page.TwinPart;
import org.lacis.serve.web.Language;

/// The pages on which people judge links, in the system's chromium: sound in both languages, on a
/// screen and a phone, light and dark; usable by keyboard alone, and without JavaScript.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReviewPagesTest {
  private static final Path SCREENS = Path.of("target", "screens");
  private static final Path NODE = Path.of("/usr/bin/node");

  @TempDir private static Path folder;

  private Optional<Playwright> playwright = Optional.empty();
  private Optional<Browser> browser = Optional.empty();
  private Optional<TwinServer> server = Optional.empty();
  private Survey survey;
  private String key = "";

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
      env.putIfAbsent("PLAYWRIGHT_NODEJS_PATH", NODE.toString());
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
    survey = new Survey(folder);
    key = Reviewers.make(folder.resolve("reviewers"), "Chloé Dupuis");
    server =
        Optional.of(
            TwinServer.start(
                settings(),
                survey.store,
                new TwinServer.Workshop(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(
                        new TwinServer.Reviewing(
                            List.of(survey.rule), folder.resolve("reviewers"))))));
  }

  @AfterAll
  void close() {
    server.ifPresent(TwinServer::stop);
    playwright.ifPresent(Playwright::close);
    if (survey != null) {
      survey.store.close();
    }
  }

  static ServeSettings settings() {
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
        List.of(),
        Duration.ofSeconds(10),
        AdminKey.ofKey("a key that only the tests know"));
  }

  private String origin() {
    return "http://127.0.0.1:" + server.orElseThrow().port();
  }

  private String address(String page) {
    return switch (page) {
      case "disputed" -> at(survey.disputed);
      case "altered" -> at(survey.altered);
      case "open" -> at(survey.open);
      default -> page;
    };
  }

  private static String at(Pair pair) {
    return "/review?rule=" + Survey.RULE + "&at=" + pair.hash();
  }

  private BrowserContext context(String locale, int width, ColorScheme scheme, boolean scripts) {
    return browser
        .orElseThrow()
        .newContext(
            new Browser.NewContextOptions()
                .setLocale(locale)
                .setJavaScriptEnabled(scripts)
                .setViewportSize(width, width > 700 ? 1000 : 844)
                .setDeviceScaleFactor(width > 700 ? 1 : 2)
                .setColorScheme(scheme));
  }

  @ParameterizedTest
  @CsvSource({
    "links, /links",
    "rule, /links/meme-batiment",
    "rule-open, /links/meme-batiment?verdict=review",
    "open, open",
    "disputed, disputed",
    "altered, altered"
  })
  void thePageIsSound(String name, String page) {
    for (int width : new int[] {1440, 390, 320}) {
      look("link-" + name, address(page), "fr-FR", width, ColorScheme.LIGHT);
    }
    look("link-" + name, address(page), "en-GB", 1440, ColorScheme.LIGHT);
    look("link-dark-" + name, address(page), "fr-FR", 1440, ColorScheme.DARK);
  }

  private void look(String name, String address, String locale, int width, ColorScheme scheme) {
    List<String> complaints = new CopyOnWriteArrayList<>();
    try (BrowserContext context = context(locale, width, scheme, true)) {
      Page page = context.newPage();
      page.onConsoleMessage(message -> {
        if (message.type().equals("error")) {
          complaints.add(message.text());
        }
      });
      page.onRequest(request -> {
        if (!request.url().startsWith(origin())) {
          complaints.add("asks " + request.url());
        }
      });
      if (!name.contains("altered")) {
        enter(page);
      }
      page.navigate(origin() + address);
      page.locator("h1").waitFor();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(
                  SCREENS.resolve(name + "-" + locale.substring(0, 2) + "-" + width + ".png")));
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo(locale.substring(0, 2));
      assertThat(page.locator("main").evaluate("e => e.ownerDocument.documentElement.scrollWidth"))
          .isEqualTo(width);
      // what is between the widest and the narrowest is laid out as one of them
      if (width != 390) {
        assertThat(
                new AxeBuilder(page)
                    .analyze().getViolations().stream()
                        .map(v -> v.getId() + " " + v.getNodes().getFirst().getHtml())
                        .toList())
            .isEmpty();
      }
      assertThat(complaints).isEmpty();
    }
  }

  private void enter(Page page) {
    page.navigate(origin() + at(survey.altered));
    page.locator("#key").fill(key);
    page.locator(".enter button").click();
    page.locator(".leave").waitFor();
  }

  private List<Review> said(Pair pair) {
    return survey.store.<List<Review>>read(
        view -> Reviews.read(view, Survey.IRIS, Survey.RULE, _ -> {}).of(pair));
  }

  @Test
  void thePairsAreJudgedByKeyboardAlone() {
    try (BrowserContext context = context("fr-FR", 1440, ColorScheme.LIGHT, true)) {
      Page page = context.newPage();
      page.navigate(origin() + "/review");
      assertThat(page.locator(".notice").textContent()).contains("ne sont pas d’accord");
      enter(page);
      Pair pair = new Pair(survey.open.source(), survey.open.target());
      page.navigate(origin() + at(pair));
      String shown = page.url();
      page.keyboard().press("n");
      page.waitForURL(url -> !url.equals(shown));
      page.keyboard().press("p");
      page.waitForURL(shown);
      page.keyboard().press("c");
      page.keyboard().type("a la main");
      page.keyboard().press("Escape");
      page.keyboard().press("u");
      page.waitForURL(url -> !url.equals(shown));
      assertThat(said(pair))
          .singleElement()
          .satisfies(review -> {
            assertThat(review.choice()).isEqualTo(Choice.UNSURE);
            assertThat(review.author()).isEqualTo("Chloé Dupuis");
            assertThat(review.comment()).isEqualTo("a la main");
          });
    }
  }

  @Test
  void thePairsAreJudgedWithoutScripts() {
    try (BrowserContext context = context("en-GB", 390, ColorScheme.LIGHT, false)) {
      Page page = context.newPage();
      Pair pair = survey.altered;
      page.navigate(origin() + at(pair));
      assertThat(page.locator(".notice").textContent())
          .startsWith("To certify again. The boundary of the source has moved by");
      assertThat(page.locator(".map .hue-before").count()).isEqualTo(1);
      page.locator("#key").fill(key);
      page.locator(".enter button").click();
      page.locator("#comment").fill("A wing was built on.");
      page.locator("button[value=accept]").click();
      page.navigate(origin() + "/links/" + Survey.RULE + "/" + pair.hash());
      assertThat(page.locator(".stands").textContent()).contains("Chloé Dupuis accepted it");
      assertThat(page.locator(".notice").count()).isZero();
      survey.alter(pair.source()); // for whoever comes after this test
    }
  }

  @Test
  void aKeyThatOpensNothingIsRefusedInWords() {
    try (BrowserContext context = context("fr-FR", 1440, ColorScheme.LIGHT, false)) {
      Page page = context.newPage();
      page.navigate(origin() + at(survey.altered));
      page.locator("#key").fill("chloe-dupuis.wrong");
      page.locator(".enter button").click();
      assertThat(page.locator("h1").textContent()).isNotEmpty();
      assertThat(page.locator("main").textContent()).contains("lacis link key NAME");
    }
  }
}
