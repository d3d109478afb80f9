package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PagesTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  private ServedTwin twin;

  @BeforeAll
  void serve() {
    twin = new ServedTwin(Duration.ofSeconds(20));
  }

  @AfterAll
  void stop() {
    twin.close();
  }

  private HttpResponse<String> page(String path, String language) throws Exception {
    return twin.get(path, "Accept", BROWSER, "Accept-Language", language);
  }

  @Test
  void homeSaysWhatTheTwinIs() throws Exception {
    String french = page("/", "fr").body();
    assertThat(french)
        .contains("Deux jumeaux décrivent", "Quels bâtiments dépassent", "Maquette 3D", "2 liens")
        .contains("/class?iri=https%3A%2F%2Fw3id.org%2Flacis%23Building");
    assertThat(page("/", "en-GB,en;q=0.9").body()).contains("Two twins", "3D model", "lang=\"en\"");
    assertThat(page("/?lang=en", "fr").body()).contains("lang=\"en\"");
  }

  @Test
  void anEntityIsToldInWords() throws Exception {
    HttpResponse<String> answer = page("/doc/local/batiment/BU_A1", "fr");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("Halle aux grains", "Un seul bâtiment côté Valbrune, deux côté jumeau national")
        .contains("42,95", "18,4 à 26,8", "<svg class=\"map\"", "déduit, pourquoi")
        .contains("1 812 m² en commun", "1\u202f812", "Maquette 3D")
        .doesNotContain("correspondsTo", "hasDefaultGeometry");
    assertThat(gzipped(answer.body())).isLessThan(20_000);
  }

  @Test
  void standardTermsAreNamedInTheLanguageOfThePage() throws Exception {
    assertThat(page("/doc/local/batiment/BU_A1", "fr").body())
        .contains(">Identifiant</a>")
        .doesNotContain(">Identifier<");
    assertThat(page("/doc/local/batiment/BU_A1", "en").body()).contains(">Identifier</a>");
  }

  @Test
  void whatIsInferredSaysFromWhat() throws Exception {
    assertThat(page("/doc/local/batiment/BU_A1", "fr").body())
        .contains("« fait partie de » Halle aux grains, et « fait partie de » est l’inverse de")
        .contains("les règles de l’ontologie partagée le déduisent");
  }

  @Test
  void theNeighboursOfABuildingAreBuildings() throws Exception {
    String page = page("/doc/local/batiment/BU_A1", "fr").body();
    String ground = page.split("class=\"ground\" d=\"", 2)[1].split("\"", 2)[0];
    assertThat(ground).startsWith("M").containsOnlyOnce("M");
  }

  @Test
  void manyCounterpartsAreListedPageByPage() throws Exception {
    String first = page("/doc/local/lieu/PLACE", "fr").body();
    assertThat(first).contains("Les 28 autres", "?all=national#with-national");
    assertThat(first.split("/doc/national/lieu/L", -1)).hasSize(13);
    String second = page("/doc/local/lieu/PLACE?all=national&page=2", "fr").body();
    assertThat(second.split("/doc/national/lieu/L", -1)).hasSize(16);
    assertThat(second).contains("Page 2 sur 2").doesNotContain("autres</a>");
  }

  @Test
  void whatRefersToAThingIsCountedAndListed() throws Exception {
    String commune = page("/doc/national/commune/99001", "en").body();
    assertThat(commune)
        .contains("Valbrune", "7,696 inhabitants", "Building BAT01", "What refers to it");
  }

  @Test
  void aKindIsListedAndASearchFinds() throws Exception {
    String kind =
        "/class?iri="
            + URLEncoder.encode("https://w3id.org/lacis#Building", StandardCharsets.UTF_8);
    assertThat(page(kind, "fr").body()).contains("5 objets", "Halle aux grains", "Bâtiment BAT02");
    assertThat(page(kind + "&page=x", "fr").statusCode()).isEqualTo(400);
    assertThat(twin.get(kind + "&page=%C3%A9", "Accept", "application/json").body())
        .contains("parameter page: é, expected");
    assertThat(page("/search?q=HALLE", "fr").body())
        .contains("1 réponse", "/doc/local/batiment/BU_A1");
    assertThat(page("/search?q=%C3%A9clusier", "fr").body()).contains("Maison de");
    assertThat(page("/search?q=zzz", "fr").body()).contains("Rien ne porte ce nom");
  }

  @Test
  void aQuestionIsAsked() throws Exception {
    String table = page("/query?example=hauts-batiments", "fr").body();
    assertThat(table).contains("2 lignes", "Halle aux grains", "26,8", "format=csv");
    HttpResponse<String> mistake =
        page(
            "/query?query="
                + URLEncoder.encode("SELECT ?a {\n ?a nope:b ?c }", StandardCharsets.UTF_8),
            "fr");
    assertThat(mistake.statusCode()).isEqualTo(400);
    assertThat(mistake.body()).contains("ligne 2", "data-line=\"2\"");
    assertThat(page("/query?query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D", "en").body()).contains("Yes");
  }

  @Test
  void theCatalogueIsAPageAndDcat() throws Exception {
    assertThat(page("/catalogue", "fr").body()).contains("Maquette 3D", "Licence Ouverte");
    assertThat(twin.get("/catalogue", "Accept", "text/turtle").body()).contains("dcat:Dataset");
  }

  @Test
  void aLostBrowserGetsAPageWithHints() throws Exception {
    HttpResponse<String> lost = page("/id/local/batiment/BAT0", "fr");
    assertThat(lost.statusCode()).isEqualTo(404);
    assertThat(ServedTwin.header(lost, "Content-Type")).startsWith("text/html");
    assertThat(lost.body()).contains("Peut-être cherchiez-vous", "BAT01");
  }

  @Test
  void whatIsWrittenInTheDataStaysText() throws Exception {
    String page = page("/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "fr").body();
    assertThat(page).doesNotContain("<script>alert").contains("&lt;script");
  }

  @Test
  void assetsAreKeptForAYear() throws Exception {
    HttpResponse<String> font = twin.get("/assets/source-sans-pro-latin-400-normal.woff2");
    assertThat(font.statusCode()).isEqualTo(200);
    assertThat(ServedTwin.header(font, "Cache-Control")).contains("immutable");
    assertThat(twin.get("/assets/twins.css").body()).contains(".hue-local{--hue:#b23c22}");
    assertThat(twin.get("/assets/../pom.xml").statusCode()).isIn(400, 404);
  }

  private static int gzipped(String text) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.size();
  }
}
