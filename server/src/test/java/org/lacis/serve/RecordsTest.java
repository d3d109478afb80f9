package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The catalogue as a collection of records (OGC API - Records, Part 1).
class RecordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOT = "/ogc/collections/catalogue";
  private static ServedTwin twin;

  @BeforeAll
  static void start() throws Exception {
    twin = new ServedTwin(Duration.ofSeconds(10));
    for (int i = 0; i < 100 && json(ROOT + "/items/local:bati").path("geometry").isNull(); i++) {
      Thread.sleep(50); // where data lie is counted in the background
    }
  }

  @AfterAll
  static void stop() {
    twin.close();
  }

  private static JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = twin.get(path, "Accept", "application/json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String items(String query) throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    json(ROOT + "/items" + query).path("features").forEach(one -> ids.add(one.path("id").asText()));
    return String.join(" ", ids);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void itStandsBesideTheFeatures() throws Exception {
    JsonNode listed =
        json("/ogc/collections")
            .path("collections")
            .valueStream()
            .filter(one -> one.path("id").asText().equals("catalogue"))
            .findFirst()
            .orElseThrow();
    assertThat(listed.path("itemType").asText()).isEqualTo("record");
    assertThat(json(ROOT).path("id").asText()).isEqualTo("catalogue");
    assertThat(json("/ogc/conformance").toString())
        .contains("http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core");
    assertThat(json("/ogc/api").at("/paths").has("/collections/catalogue/items")).isTrue();
    assertThat(json(ROOT + "/queryables").at("/properties").has("keywords")).isTrue();
    assertThat(json(ROOT + "/sortables").at("/properties").has("updated")).isTrue();
    // The features are still there.
    assertThat(json("/ogc/collections/building").path("itemType").asText()).isEqualTo("feature");
  }

  @Test
  void aRecordTellsWhatADatasetIsAndWhereToHaveIt() throws Exception {
    JsonNode record = json(ROOT + "/items/local:bati?lang=en");
    assertThat(record.path("type").asText()).isEqualTo("Feature");
    assertThat(record.at("/geometry/type").asText()).isEqualTo("Polygon");
    JsonNode properties = record.path("properties");
    assertThat(properties.path("type").asText()).isEqualTo("dataset");
    assertThat(properties.path("title").asText()).isEqualTo("3D model");
    assertThat(properties.path("license").asText()).contains("etalab");
    assertThat(properties.at("/externalIds/0/value").asText())
        .isEqualTo("https://jumeaux.example/graph/local/bati");
    assertThat(properties.at("/contacts/0/name").asText()).contains("Valbrune");
    List<String> relations = new ArrayList<>();
    record.path("links").forEach(link -> relations.add(link.path("rel").asText()));
    assertThat(relations).contains("self", "alternate", "collection", "enclosure", "license");
    String dump =
        record
            .path("links")
            .valueStream()
            .filter(link -> link.path("rel").asText().equals("enclosure"))
            .findFirst()
            .orElseThrow()
            .path("href")
            .asText();
    assertThat(dump).startsWith("http://127.0.0.1");
    assertThat(twin.get(dump.substring(dump.indexOf('/', 8))).body()).contains("BU_A1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "?type=dataset                     § local:bati national:batiments",
        "?q=batiments                      § national:batiments",
        "?q=3d model,BUILDINGS             § local:bati national:batiments",
        "?q=model 3d                       § ``",
        "?type=dataset&sortby=-title       § national:batiments local:bati",
        "?ids=local:bati,nothing           § local:bati",
        "?externalIds=https://jumeaux.example/graph/local/bati § local:bati",
        "?type=dataset&limit=1             § local:bati",
        "?type=dataset&limit=1&offset=1    § national:batiments",
        "?bbox=4,45,6,46                   § local:bati national:batiments",
        "?bbox=100,45,110,46               § ``",
        "?bbox=170,-90,-170,90             § ``",
        "?filter=title LIKE '3D%' OR type = 'nothing' § local:bati",
        "?filter=S_WITHIN(geometry, BBOX(4,45,6,46)) AND license IS NOT NULL"
            + " § local:bati national:batiments",
        "?filter=T_AFTER(updated, DATE('2026-01-01')) § local:bati",
        "?filter={\"op\":\"=\",\"args\":[{\"property\":\"id\"},\"local:bati\"]}&filter-lang=cql2-json"
            + " § local:bati",
      })
  void recordsAreSearched(String query, String expected) throws Exception {
    StringBuilder escaped = new StringBuilder();
    for (String part : query.substring(1).split("&")) {
      int equals = part.indexOf('=');
      escaped
          .append(escaped.isEmpty() ? "?" : "&")
          .append(part, 0, equals + 1)
          .append(encoded(part.substring(equals + 1)));
    }
    assertThat(items(escaped.toString())).isEqualTo(expected);
  }

  @Test
  void pagesAreLinked() throws Exception {
    JsonNode first = json(ROOT + "/items?limit=2");
    assertThat(first.path("numberReturned").asInt()).isEqualTo(2);
    assertThat(first.path("numberMatched").asInt()).isGreaterThan(2);
    String next =
        first
            .path("links")
            .valueStream()
            .filter(link -> link.path("rel").asText().equals("next"))
            .findFirst()
            .orElseThrow()
            .path("href")
            .asText();
    assertThat(json(next.substring(next.indexOf("/ogc"))).path("links").toString())
        .contains("\"prev\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/items?colour=red            | 400",
        "/items?limit=0               | 400",
        "/items?bbox=1,2,3            | 400",
        "/items?bbox=1,2,3,x          | 400",
        "/items?datetime=yesterday    | 400",
        "/items?sortby=size           | 400",
        "/items?filter=titel%3D1      | 400",
        "/items?filter=a&filter-lang=x | 400",
        "/items?crs=EPSG:2154         | 400",
        "/items?f=csv                 | 400",
        "/items/nothing               | 404",
      })
  void whatCannotBeAskedIsRefused(String path, int status) throws Exception {
    HttpResponse<String> answer = twin.get(ROOT + path, "Accept", "application/json");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  @Test
  void peopleAreSentToThePagesOfTheCatalogue() throws Exception {
    HttpResponse<String> page = twin.get(ROOT + "/items/local:bati?f=html");
    assertThat(page.statusCode()).isEqualTo(303);
    assertThat(twin.get(page.headers().firstValue("Location").orElseThrow()).statusCode())
        .isEqualTo(200);
    assertThat(twin.get(ROOT, "Accept", "text/html").headers().firstValue("Location"))
        .contains("/catalogue");
  }
}
