package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
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

/// NGSI-LD as a client of a broker meets it: entities, queries, pages, contexts, observations.
class NgsiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOT = "/ngsi-ld/v1";
  private static final String BAT01 = ServedTwin.BASE + "id/national/batiment/BAT01";
  private static final String HALL = ServedTwin.BASE + "id/local/batiment/BU_A1";
  private static final String STATION = ServedTwin.BASE + "id/local/station/7";
  private static ServedTwin twin;

  @BeforeAll
  static void start() throws Exception {
    twin = new ServedTwin(Duration.ofSeconds(10));
    twin.update(
        """
        PREFIX lacis: <https://w3id.org/lacis#>
        PREFIX sosa: <http://www.w3.org/ns/sosa/>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        BASE <https://jumeaux.example/>
        INSERT DATA {
          GRAPH <graph/local/stations> {
            <id/local/station/7> a lacis:BikeStation ; lacis:capacity 20 .
            <id/local/station/8> a lacis:BikeStation ; lacis:capacity 12 .
            <id/local/state/1> a lacis:BikeStationState ;
              sosa:hasFeatureOfInterest <id/local/station/7> ;
              sosa:resultTime "2024-05-01T10:00:00Z"^^xsd:dateTime ; lacis:availableBikes 3 .
            <id/local/state/2> a lacis:BikeStationState ;
              sosa:hasFeatureOfInterest <id/local/station/7> ;
              sosa:resultTime "2024-05-01T12:00:00+02:00"^^xsd:dateTime ; lacis:availableDocks 9 .
            <id/local/state/3> a lacis:BikeStationState ;
              sosa:hasFeatureOfInterest <id/local/station/7> ;
              sosa:resultTime "2024-05-01T11:00:00Z"^^xsd:dateTime ; lacis:availableBikes 5 .
            <id/local/sensor/t1> a sosa:Sensor ; sosa:observes <id/local/property/temperature> .
            <id/local/obs/1> a sosa:Observation ; sosa:madeBySensor <id/local/sensor/t1> ;
              sosa:resultTime "2024-05-01T10:00:00Z"^^xsd:dateTime ; sosa:hasSimpleResult 14.5 .
          }
          GRAPH <graph/thematic/heights> { <id/national/batiment/BAT01> lacis:height 27.5 . }
          GRAPH <graph/ontology/territory> {
            lacis:height lacis:unitOfMeasure <http://qudt.org/vocab/unit/M> .
          }
        }
        """);
    // The background counts what there is now.
    for (int i = 0; i < 100 && !ask("/types").body().contains("BikeStation\""); i++) {
      Thread.sleep(50);
    }
  }

  @AfterAll
  static void stop() {
    twin.close();
  }

  private static HttpResponse<String> ask(String path, String... headers)
      throws IOException, InterruptedException {
    return twin.get(ROOT + path, headers);
  }

  private static JsonNode json(String path, String... headers)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(path, headers);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> ids(JsonNode entities) {
    List<String> ids = new ArrayList<>();
    entities.forEach(entity -> ids.add(entity.path("id").asText()));
    return ids.stream().map(id -> id.substring(id.lastIndexOf('/') + 1)).sorted().toList();
  }

  @Test
  void anEntityHasPropertiesRelationshipsAndAPlace() throws Exception {
    JsonNode entity = json("/entities/" + encoded(BAT01));
    assertThat(entity.path("id").asText()).isEqualTo(BAT01);
    assertThat(entity.path("type").asText()).isEqualTo("Building");
    assertThat(entity.at("/storeys"))
        .isEqualTo(JSON.readTree("{\"type\":\"Property\",\"value\":6}"));
    assertThat(entity.at("/validFrom"))
        .isEqualTo(
            JSON.readTree(
                "{\"type\":\"Property\",\"value\":{\"@type\":\"Date\",\"@value\":\"2010-07-12\"}}"));
    assertThat(entity.at("/inCommune"))
        .isEqualTo(
            JSON.readTree(
                "{\"type\":\"Relationship\",\"object\":\"https://jumeaux.example/id/national/commune/99001\"}"));
    assertThat(entity.at("/usage"))
        .isEqualTo(
            JSON.readTree(
                "{\"type\":\"LanguageProperty\",\"languageMap\":{\"fr\":\"Commercial et services\"}}"));
    assertThat(entity.at("/location/type").asText()).isEqualTo("GeoProperty");
    assertThat(entity.at("/location/value/type").asText()).isEqualTo("Polygon");
    double longitude = entity.at("/location/value/coordinates/0/0/0").asDouble();
    assertThat(longitude).isBetween(4.0, 6.0);
    // The reasoner's word is not the twins': nothing inferred is told.
    assertThat(entity.has("correspondsTo")).isFalse();
  }

  @Test
  void datasetsThatDisagreeHaveInstancesOfTheirOwn() throws Exception {
    JsonNode height = json("/entities/" + encoded(BAT01)).path("height");
    assertThat(height)
        .isEqualTo(
            JSON.readTree(
                """
                [{"type":"Property","value":26.8,"unitCode":"MTR",
                  "datasetId":"https://jumeaux.example/graph/national/batiments"},
                 {"type":"Property","value":27.5,"unitCode":"MTR",
                  "datasetId":"https://jumeaux.example/graph/thematic/heights"}]
                """));
    JsonNode links = json("/entities/" + encoded(HALL)).path("correspondsTo");
    assertThat(links).hasSize(2);
    assertThat(links.get(0).has("datasetId")).isFalse();
    assertThat(links.get(1).path("datasetId").asText()).isEqualTo("urn:ngsi-ld:Dataset:2");
  }

  @Test
  void theFormsOfAnEntity() throws Exception {
    JsonNode plain = json("/entities/" + encoded(BAT01) + "?options=keyValues&lang=fr");
    assertThat(plain.path("storeys").asInt()).isEqualTo(6);
    assertThat(plain.path("usage").asText()).isEqualTo("Commercial et services");
    assertThat(plain.path("height")).isEqualTo(JSON.readTree("[26.8,27.5]"));
    assertThat(plain.at("/location/type").asText()).isEqualTo("Polygon");
    JsonNode concise = json("/entities/" + encoded(BAT01) + "?options=concise");
    assertThat(concise.path("storeys").asInt()).isEqualTo(6);
    assertThat(concise.at("/inCommune/object").asText()).endsWith("99001");
    assertThat(concise.at("/location/type").asText()).isEqualTo("Polygon");
    JsonNode feature =
        json(
            "/entities/" + encoded(BAT01) + "?options=keyValues", "Accept", "application/geo+json");
    assertThat(feature.path("type").asText()).isEqualTo("Feature");
    assertThat(feature.at("/geometry/type").asText()).isEqualTo("Polygon");
    assertThat(feature.at("/properties/type").asText()).isEqualTo("Building");
    JsonNode some = json("/entities/" + encoded(BAT01) + "?attrs=storeys,nothing");
    assertThat(some).hasSize(3);
  }

  @Test
  void theContextStandsInTheLinkOrInTheBody() throws Exception {
    HttpResponse<String> json = ask("/entities/" + encoded(BAT01));
    assertThat(json.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    assertThat(json.headers().firstValue("Link").orElse(""))
        .contains("/ngsi-ld/v1/jsonldContexts/twin>")
        .contains("http://www.w3.org/ns/json-ld#context");
    JsonNode body = json("/entities/" + encoded(BAT01), "Accept", "application/ld+json");
    assertThat(body.path("@context").get(0).asText()).endsWith("/ngsi-ld/v1/jsonldContexts/twin");
    assertThat(body.path("@context").get(1).asText()).contains("ngsi-ld-core-context");
    assertThat(json("/jsonldContexts/twin").at("/@context/height").asText())
        .isEqualTo("https://w3id.org/lacis#height");
    // A context of another server is refused where nothing may be fetched, and says so.
    HttpResponse<String> foreign =
        ask(
            "/entities?type=Building",
            "Link",
            "<https://example.org/context.jsonld>; rel=\"http://www.w3.org/ns/json-ld#context\"");
    assertThat(foreign.statusCode()).isEqualTo(503);
    assertThat(JSON.readTree(foreign.body()).path("type").asText())
        .isEqualTo("https://uri.etsi.org/ngsi-ld/errors/LdContextNotAvailable");
    // The core context is known and never fetched.
    assertThat(
            json(
                "/entities?type=Building",
                "Link",
                "<https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.8.jsonld>;"
                    + " rel=\"http://www.w3.org/ns/json-ld#context\""))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "storeys==6                     § BAT01",
        "storeys==5..7                  § BAT01",
        "height>20                      § BAT01 BU_A1",
        "height>20;inCommune            § BAT01",
        "height>40|identifier==\"BAT03\" § BAT03 BU_A1",
        "(height>40|storeys==6);validFrom>2012-01-01 § BU_A1",
        "identifier==\"BAT02\",\"BAT03\" § BAT02 BAT03",
        "identifier~=^BAT0[12]          § BAT01 BAT02",
        "identifier!~=^BAT              § BU_A1 Éclusier",
        "!storeys;height<10             § Éclusier",
        "inCommune==https://jumeaux.example/id/national/commune/99001 § BAT01 BAT02 BAT03",
        "partOf==\"https://jumeaux.example/id/local/batiment/BU_A1\" § Éclusier",
        "usage==\"Indifférencié\"       § BAT02",
        "https://w3id.org/lacis#storeys==6 § BAT01",
        "height==\"tall\"               § ``",
        "nothing==3                     § ``",
        "identifier==\"BAT01\";identifier!=\"BAT02\" § BAT01",
      })
  void theQueryLanguage(String q, String expected) throws Exception {
    assertThat(String.join(" ", ids(json("/entities?type=Building&q=" + encoded(q)))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "height>              | column 8",
        "height=3             | column 7",
        "(height>3            | column 10",
        "height>3;;storeys==1 | column 10",
        "name[fr]==\"x\"      | column 1",
        "height==\"open       | column 9",
        "height>2024-13-01    | column 8",
        "a~=(                 | regular expression",
      })
  void aMistakeInAQueryIsToldWithItsPlace(String q, String words) throws Exception {
    HttpResponse<String> answer = ask("/entities?type=Building&q=" + encoded(q));
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("type").asText())
        .isEqualTo("https://uri.etsi.org/ngsi-ld/errors/BadRequestData");
    assertThat(problem.path("detail").asText()).contains(words);
  }

  @Test
  void placesAreAskedFor() throws Exception {
    JsonNode where = json("/entities/" + encoded(BAT01)).at("/location/value/coordinates/0/0");
    String point = "&geometry=Point&coordinates=" + encoded(where.toString());
    assertThat(ids(json("/entities?type=Building&georel=near;maxDistance==1" + point)))
        .contains("BAT01")
        .doesNotContain("BAT03");
    assertThat(ids(json("/entities?type=Building&georel=near;minDistance==20" + point)))
        .contains("BAT03")
        .doesNotContain("BAT01", "Éclusier");
    String world =
        "&geometry=Polygon&coordinates="
            + encoded("[[[-10,40],[20,40],[20,60],[-10,60],[-10,40]]]");
    assertThat(ids(json("/entities?type=Building&georel=within" + world))).hasSize(4);
    assertThat(ids(json("/entities?type=Building&georel=disjoint" + world))).isEmpty();
    assertThat(ask("/entities?type=Building&georel=beside" + world).statusCode()).isEqualTo(400);
    assertThat(ask("/entities?type=Building&georel=within").statusCode()).isEqualTo(400);
    assertThat(ask("/entities?georel=within&geometry=Point&coordinates=%5B4%5D").statusCode())
        .isEqualTo(400);
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    HttpResponse<String> first = ask("/entities?type=Facility&limit=15&count=true");
    assertThat(first.headers().firstValue("NGSILD-Results-Count")).contains("41");
    List<String> seen = new ArrayList<>(ids(JSON.readTree(first.body())));
    String next = next(first);
    while (!next.isEmpty()) {
      HttpResponse<String> page = twin.get(next);
      seen.addAll(ids(JSON.readTree(page.body())));
      assertThat(page.headers().allValues("Link").toString()).contains("rel=\"prev\"");
      next = next(page);
    }
    assertThat(seen).hasSize(41).doesNotHaveDuplicates();
    HttpResponse<String> none = ask("/entities?type=Facility&limit=0&options=count");
    assertThat(none.body()).isEqualTo("[]");
    assertThat(none.headers().firstValue("NGSILD-Results-Count")).contains("41");
    assertThat(ids(json("/entities?type=Facility,Commune&limit=100"))).hasSize(42);
    assertThat(ids(json("/entities?idPattern=" + encoded("/L0[1-3]$")))).hasSize(3);
    assertThat(ids(json("/entities?id=" + encoded(BAT01) + "," + encoded(HALL)))).hasSize(2);
    assertThat(ids(json("/entities?attrs=storeys"))).containsExactly("BAT01");
  }

  private static String next(HttpResponse<String> page) {
    return page.headers().allValues("Link").stream()
        .flatMap(value -> java.util.Arrays.stream(value.split(", ")))
        .filter(value -> value.contains("rel=\"next\""))
        .map(value -> value.substring(1, value.indexOf('>')))
        .findFirst()
        .orElse("");
  }

  @Test
  void typesAndAttributesAreListed() throws Exception {
    assertThat(json("/types").path("typeList").toString()).contains("\"Building\"", "\"Commune\"");
    JsonNode type = json("/types/Building");
    assertThat(type.path("entityCount").asInt()).isEqualTo(5);
    assertThat(type.path("attributeDetails").toString())
        .contains("\"attributeName\":\"location\",\"attributeTypes\":[\"GeoProperty\"]")
        .contains("\"attributeName\":\"inCommune\",\"attributeTypes\":[\"Relationship\"]");
    assertThat(json("/types?details=true").get(0).path("type").asText()).isEqualTo("EntityType");
    assertThat(
            json("/types/" + encoded("https://w3id.org/lacis#Building")).path("typeName").asText())
        .isEqualTo("Building");
    assertThat(json("/attributes").path("attributeList").toString()).contains("\"height\"");
    assertThat(json("/attributes/height").path("typeNames").toString()).contains("Building");
    assertThat(ask("/types/Castle").statusCode()).isEqualTo(404);
    assertThat(ask("/attributes/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void whatWasObservedIsToldAtItsTime() throws Exception {
    JsonNode station = json("/entities/" + encoded(STATION));
    assertThat(station.at("/availableBikes"))
        .isEqualTo(
            JSON.readTree(
                "{\"type\":\"Property\",\"value\":5,\"observedAt\":\"2024-05-01T11:00:00Z\"}"));
    JsonNode history = json("/temporal/entities/" + encoded(STATION));
    assertThat(history.path("availableBikes")).hasSize(2);
    assertThat(history.at("/availableBikes/0/value").asInt()).isEqualTo(3);
    assertThat(history.at("/availableBikes/0/instanceId").asText()).endsWith("state/1");
    JsonNode pairs = json("/temporal/entities/" + encoded(STATION) + "?options=temporalValues");
    assertThat(pairs.at("/availableBikes/values"))
        .isEqualTo(JSON.readTree("[[3,\"2024-05-01T10:00:00Z\"],[5,\"2024-05-01T11:00:00Z\"]]"));
    assertThat(
            json("/temporal/entities/" + encoded(STATION) + "?lastN=1&attrs=availableBikes")
                .at("/availableBikes/0/value")
                .asInt())
        .isEqualTo(5);
    JsonNode all =
        json(
            "/temporal/entities?type=BikeStation&timerel=between&timeAt=2024-05-01T10:00:00Z"
                + "&endTimeAt=2024-05-01T10:30:00Z");
    assertThat(ids(all)).containsExactly("7");
    assertThat(all.get(0).path("availableBikes")).hasSize(1);
    assertThat(all.get(0).path("availableDocks")).hasSize(1);
    assertThat(
            json("/temporal/entities?type=BikeStation&timerel=after&timeAt=2025-01-01T00:00:00Z"))
        .isEmpty();
    assertThat(json("/temporal/entities?type=Sensor").get(0).at("/temperature/0/value").asDouble())
        .isEqualTo(14.5);
    assertThat(ask("/temporal/entities/" + encoded(BAT01)).statusCode()).isEqualTo(404);
    assertThat(ask("/temporal/entities?type=BikeStation&timerel=before").statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/entities                            | 400 | BadRequestData",
        "/entities?type=Building&colour=red   | 400 | BadRequestData",
        "/entities?type=Building&limit=5000   | 400 | BadRequestData",
        "/entities?type=Building&limit=0      | 400 | BadRequestData",
        "/entities?type=Building&options=fast | 400 | BadRequestData",
        "/entities/not-an-iri                 | 400 | BadRequestData",
        "/entities/urn:ngsi-ld:Building:9     | 404 | ResourceNotFound",
        "/subscriptions                       | 404 | ResourceNotFound",
      })
  void errorsAreThoseOfTheStandard(String path, int status, String type) throws Exception {
    HttpResponse<String> answer = ask(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("type").asText())
        .isEqualTo("https://uri.etsi.org/ngsi-ld/errors/" + type);
  }

  @Test
  void nothingIsWritten() throws Exception {
    for (String method : List.of("POST", "PATCH", "PUT", "DELETE")) {
      HttpResponse<String> answer =
          twin.send(
              HttpRequest.newBuilder(twin.at(ROOT + "/entities/" + encoded(BAT01)))
                  .method(method, HttpRequest.BodyPublishers.ofString("{}")));
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
      assertThat(answer.body()).contains("errors/OperationNotSupported");
    }
    assertThat(ask("/entities?type=Building", "Accept", "text/csv").statusCode()).isEqualTo(406);
  }

  @Test
  void aPatternThatNeverEndsIsGivenUp() throws Exception {
    long start = System.nanoTime();
    json("/entities?type=Facility&q=" + encoded("label~=^(a+)+$|label~=((G|r|a|n|d|e| )+)+x"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
