package org.lacis.tests.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.lacis.serve.TwinServer;
import org.lacis.store.TwinStore;
import org.lacis.tests.Shared;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/// `/ogc` as clients of OGC API Features see it: what the abstract tests of Parts 1 and 2 ask for,
/// for every collection, and known answers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FeaturesApiTest {
  private static final String GEOJSON = "application/geo+json";
  private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
  private static final String EPSG = "http://www.opengis.net/def/crs/EPSG/0/";
  private static final String BUILDINGS = "/ogc/collections/building/items";
  private static final String TREES = "/ogc/collections/old-tree/items";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private TwinStore store;
  private TwinServer server;

  @BeforeAll
  void start() {
    store = Hamlet.store();
    server = TwinServer.start(Hamlet.settings(), store);
  }

  @AfterAll
  void stop() {
    server.stop();
    client.close();
    store.close();
  }

  // ---- asking

  private HttpResponse<String> get(String address, String... headers) throws Exception {
    String absolute =
        address.startsWith("http") ? address : "http://127.0.0.1:" + server.port() + address;
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(absolute));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode json(String address) throws Exception {
    return json(address, "application/json");
  }

  private JsonNode json(String address, String accepted) throws Exception {
    HttpResponse<String> response = get(address, "Accept", accepted);
    assertThat(response.statusCode()).as(address + " " + response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private JsonNode features(String address) throws Exception {
    return json(address, GEOJSON);
  }

  private static String escaped(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static List<JsonNode> links(JsonNode document, String rel) {
    List<JsonNode> links = new ArrayList<>();
    for (JsonNode link : document.path("links")) {
      if (link.path("rel").asText().equals(rel)) {
        links.add(link);
      }
    }
    return links;
  }

  private static String link(JsonNode document, String rel, String type) {
    return links(document, rel).stream()
        .filter(link -> link.path("type").asText().equals(type))
        .map(link -> link.path("href").asText())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no link " + rel + " of type " + type));
  }

  private static void assertLinked(JsonNode document, String own, String... others) {
    assertThat(links(document, "self")).hasSize(1);
    assertThat(links(document, "self").getFirst().path("type").asText()).isEqualTo(own);
    for (String other : others) {
      assertThat(link(document, "alternate", other)).startsWith("http");
    }
    for (JsonNode link : document.path("links")) {
      assertThat(link.path("rel").asText()).isNotEmpty();
      assertThat(link.path("type").asText()).isNotEmpty();
      assertThat(link.path("href").asText()).startsWith("http");
    }
  }

  private static List<String> ids(JsonNode features) {
    List<String> ids = new ArrayList<>();
    features.path("features").forEach(feature -> ids.add(feature.path("id").asText()));
    return ids;
  }

  private List<JsonNode> collections() throws Exception {
    List<JsonNode> collections = new ArrayList<>();
    json("/ogc/collections")
        .path("collections")
        .forEach(collection -> {
          // The records of the catalogue are listed among them, and tested elsewhere.
          if (collection.path("itemType").asText().equals("feature")) {
            collections.add(collection);
          }
        });
    return collections;
  }

  private static String problem(HttpResponse<String> response) throws IOException {
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    return JSON.readTree(response.body()).path("code").asText();
  }

  // ---- Part 1: what is offered

  @Test
  void theLandingPageLeadsToEverything() throws Exception {
    for (String address : List.of("/ogc", "/ogc/")) {
      JsonNode landing = json(address);
      assertLinked(landing, "application/json", "text/html");
      assertThat(landing.path("title").asText()).isEqualTo("Hamlet");
      for (String rel : List.of("service-desc", "service-doc", "conformance", "data")) {
        assertThat(links(landing, rel)).as(rel).isNotEmpty();
      }
      JsonNode data = json(links(landing, "data").getFirst().path("href").asText());
      assertThat(data.has("collections")).isTrue();
      String conformance = links(landing, "conformance").getFirst().path("href").asText();
      assertThat(json(conformance).path("conformsTo")).isNotEmpty();
    }
    assertThat(get("/ogc").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }

  @Test
  void itConformsToCoreGeoJsonHtmlOpenApiAndCrs() throws Exception {
    List<String> classes = new ArrayList<>();
    json("/ogc/conformance").path("conformsTo").forEach(one -> classes.add(one.asText()));
    String one = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";
    assertThat(classes)
        .contains(one + "core", one + "geojson", one + "html", one + "oas30")
        .contains("http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs")
        .doesNotHaveDuplicates();
  }

  @Test
  void theDefinitionIsOpenApi30() throws Exception {
    String address =
        link(json("/ogc"), "service-desc", "application/vnd.oai.openapi+json;version=3.0");
    HttpResponse<String> response =
        get(address, "Accept", "application/vnd.oai.openapi+json;version=3.0");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow().replace(" ", ""))
        .isEqualTo("application/vnd.oai.openapi+json;version=3.0");
    JsonNode api = JSON.readTree(response.body());
    assertThat(api.path("openapi").asText()).matches("3\\.0\\.\\d+");
    assertThat(api.at("/servers/0/url").asText())
        .isEqualTo("http://127.0.0.1:" + server.port() + "/ogc");
    assertThat(api.path("paths").has("/conformance")).isTrue();
    assertThat(api.path("paths").has("/collections")).isTrue();
    Set<String> operations = new HashSet<>();
    api.path("paths")
        .properties()
        .forEach(path -> {
          JsonNode get = path.getValue().path("get");
          assertThat(operations.add(get.path("operationId").asText())).as(path.getKey()).isTrue();
          assertThat(get.at("/responses/200/description").asText()).isNotEmpty();
        });
    assertReferencesLead(api, api);
    assertThat(get("/ogc/api", "Accept", "text/html").headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
  }

  private static void assertReferencesLead(JsonNode document, JsonNode node) {
    if (node.path("$ref").isTextual()) {
      String pointer = node.path("$ref").asText().substring(1);
      assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
    }
    node.forEach(child -> assertReferencesLead(document, child));
  }

  private static JsonNode parameter(JsonNode api, String collection, String name) {
    for (JsonNode one :
        api.path("paths").path("/collections/" + collection + "/items").at("/get/parameters")) {
      JsonNode parameter = one.has("$ref") ? api.at(one.path("$ref").asText().substring(1)) : one;
      if (parameter.path("name").asText().equals(name)) {
        return parameter;
      }
    }
    throw new AssertionError(collection + " takes no " + name);
  }

  @TestFactory
  Stream<DynamicTest> parametersAreDeclared() throws Exception {
    JsonNode api = json("/ogc/api?f=json");
    return collections().stream()
        .map(collection -> collection.path("id").asText())
        .map(id ->
            DynamicTest.dynamicTest(
                id,
                () -> {
                  Map<String, String> types =
                      Map.of("limit", "integer", "bbox", "array", "datetime", "string");
                  for (Map.Entry<String, String> entry : types.entrySet()) {
                    JsonNode parameter = parameter(api, id, entry.getKey());
                    assertThat(parameter.path("in").asText()).isEqualTo("query");
                    assertThat(parameter.path("required").asBoolean(true)).isFalse();
                    assertThat(parameter.path("style").asText()).isEqualTo("form");
                    assertThat(parameter.path("explode").asBoolean(true)).isFalse();
                    assertThat(parameter.at("/schema/type").asText()).isEqualTo(entry.getValue());
                  }
                  JsonNode limit = parameter(api, id, "limit").path("schema");
                  assertThat(limit.path("minimum").asInt()).isEqualTo(1);
                  assertThat(limit.path("default").asInt()).isEqualTo(100);
                  assertThat(limit.path("maximum").asInt()).isGreaterThan(10_000);
                  JsonNode bbox = parameter(api, id, "bbox").path("schema");
                  assertThat(bbox.path("minItems").asInt()).isEqualTo(4);
                  assertThat(bbox.path("maxItems").asInt()).isEqualTo(6);
                  assertThat(bbox.at("/items/type").asText()).isEqualTo("number");
                  JsonNode queryables = json("/ogc/collections/" + id + "/queryables?f=json");
                  queryables
                      .path("properties")
                      .properties()
                      .forEach(property -> {
                        if (property.getValue().has("x-ogc-property-iri")) {
                          parameter(api, id, property.getKey());
                        }
                      });
                }));
  }

  @Test
  void collectionsAreClassesWithAPlaceTwinsAndQuestions() throws Exception {
    JsonNode document = json("/ogc/collections");
    assertLinked(document, "application/json", "text/html");
    assertThat(collections().stream().map(one -> one.path("id").asText()))
        .containsExactly(
            "building",
            "building.local",
            "building.national",
            "old-tree",
            "tall-buildings",
            "tower");
    Map<String, Integer> counts =
        collections().stream()
            .collect(
                Collectors.toMap(
                    one -> one.path("id").asText(), one -> one.path("numberOfFeatures").asInt()));
    assertThat(counts)
        .containsEntry("building", Hamlet.NATIONAL + Hamlet.LOCAL)
        .containsEntry("building.local", Hamlet.LOCAL)
        .containsEntry("old-tree", 4)
        .containsEntry("tower", 1);
    JsonNode building = collections().getFirst();
    assertThat(building.path("title").asText()).isEqualTo("Building");
    assertThat(building.path("description").asText()).isEqualTo("A construction.");
    assertThat(collections().get(1).path("title").asText()).isEqualTo("Building (local)");
    assertThat(building.path("attribution").asText())
        .isEqualTo("Institut synthétique ; Commune du hameau");
    assertThat(links(building, "license").stream().map(link -> link.path("href").asText()))
        .containsExactly("https://licence.example/open", "https://licence.example/other");
    JsonNode french =
        JSON.readTree(get("/ogc/collections/building", "Accept-Language", "fr").body());
    assertThat(french.path("title").asText()).isEqualTo("Bâtiment");
  }

  @TestFactory
  Stream<DynamicTest> aCollectionIsDescribedAlike() throws Exception {
    JsonNode all = json("/ogc/collections");
    Set<String> global = new LinkedHashSet<>();
    all.path("crs").forEach(crs -> global.add(crs.asText()));
    assertThat(global)
        .startsWith(CRS84)
        .contains(EPSG + 4326, EPSG + 2154, EPSG + 3857, EPSG + 3946);
    return collections().stream()
        .map(listed ->
            DynamicTest.dynamicTest(
                listed.path("id").asText(),
                () -> {
                  JsonNode alone = json("/ogc/collections/" + listed.path("id").asText());
                  for (String name :
                      List.of("id", "title", "description", "extent", "storageCrs")) {
                    assertThat(alone.path(name)).as(name).isEqualTo(listed.path(name));
                  }
                  assertLinked(alone, "application/json", "text/html");
                  for (String type : List.of(GEOJSON, "text/html")) {
                    assertThat(get(link(listed, "items", type)).statusCode()).isEqualTo(200);
                  }
                  assertThat(alone.at("/extent/spatial/bbox/0")).hasSize(4);
                  for (JsonNode end : alone.at("/extent/temporal/interval/0")) {
                    assertThat(OffsetDateTime.parse(end.asText())).isNotNull();
                  }
                  Set<String> crs = new LinkedHashSet<>();
                  alone.path("crs").forEach(one -> crs.add(one.asText()));
                  assertThat(crs)
                      .startsWith(CRS84)
                      .containsAll(global)
                      .contains(alone.path("storageCrs").asText());
                  Set<String> listedCrs = new HashSet<>();
                  listed.path("crs").forEach(one -> listedCrs.add(one.asText()));
                  assertThat(listedCrs).contains("#/crs");
                  if (!global.contains(alone.path("storageCrs").asText())) {
                    assertThat(listedCrs).contains(alone.path("storageCrs").asText());
                  }
                }));
  }

  // ---- Part 1: features

  @TestFactory
  Stream<DynamicTest> theFeaturesOfACollection() throws Exception {
    return collections().stream()
        .map(collection ->
            DynamicTest.dynamicTest(
                collection.path("id").asText(), () -> assertFeatures(collection)));
  }

  private void assertFeatures(JsonNode collection) throws Exception {
    String items = link(collection, "items", GEOJSON);
    HttpResponse<String> response = get(items, "Accept", GEOJSON);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(GEOJSON);
    assertThat(response.headers().firstValue("Content-Crs")).hasValue("<" + CRS84 + ">");
    JsonNode page = JSON.readTree(response.body());
    assertThat(page.path("type").asText()).isEqualTo("FeatureCollection");
    assertLinked(page, GEOJSON, "text/html", "application/vnd.ogc.fg+json");
    assertThat(links(page, "collection")).hasSize(1);
    assertThat(links(page, "license")).hasSameSizeAs(links(collection, "license"));
    assertThat(OffsetDateTime.parse(page.path("timeStamp").asText())).isNotNull();
    assertThat(page.path("numberReturned").asInt()).isEqualTo(page.path("features").size());
    int count = collection.path("numberOfFeatures").asInt();
    assertThat(page.path("numberMatched").asInt()).isEqualTo(count);
    List<String> ids = all(page, count);
    assertThat(ids).hasSize(count).doesNotHaveDuplicates();
    for (JsonNode feature : page.path("features")) {
      feature.path("geometry").findValues("coordinates").forEach(FeaturesApiTest::assertDegrees);
    }
    assertFeature(items, ids.getFirst());
    assertFeature(items, ids.getLast());
  }

  /// The ids of a page and of all that follow.
  private List<String> all(JsonNode first, int most) throws Exception {
    List<String> ids = new ArrayList<>(ids(first));
    JsonNode page = first;
    while (!links(page, "next").isEmpty()) {
      assertThat(ids.size()).isLessThan(most);
      String next = links(page, "next").getFirst().path("href").asText();
      page = features(next);
      ids.addAll(ids(page));
    }
    return ids;
  }

  private static void assertDegrees(JsonNode coordinates) {
    if (coordinates.path(0).isNumber()) {
      assertThat(coordinates.get(0).asDouble()).isBetween(-180.0, 180.0);
      assertThat(coordinates.get(1).asDouble()).isBetween(-90.0, 90.0);
    } else {
      coordinates.forEach(FeaturesApiTest::assertDegrees);
    }
  }

  private void assertFeature(String items, String id) throws Exception {
    // As clients do: the id is put behind the path as it is.
    String address = items.substring(0, items.indexOf('?')) + "/" + id;
    HttpResponse<String> response = get(address, "Accept", GEOJSON);
    assertThat(response.statusCode()).as(address).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Crs")).hasValue("<" + CRS84 + ">");
    JsonNode feature = JSON.readTree(response.body());
    assertThat(feature.path("type").asText()).isEqualTo("Feature");
    assertThat(feature.path("id").asText()).isEqualTo(id);
    assertLinked(feature, GEOJSON, "text/html", "application/vnd.ogc.fg+json");
    assertThat(links(feature, "collection")).hasSize(1);
    HttpResponse<String> page = get(link(feature, "alternate", "text/html"));
    assertThat(page.statusCode()).isEqualTo(303);
    assertThat(
            get(
                    "http://127.0.0.1:"
                        + server.port()
                        + page.headers().firstValue("Location").orElseThrow(),
                    "Accept",
                    "text/html")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void answersFitTheSchemasOfTheStandard() throws Exception {
    OpenApiSchema schema =
        OpenApiSchema.read(
            Shared.get("suites/interop/ogc/core/openapi/ogcapi-features-1-oas30.yaml"));
    assertThat(schema.wrong("landingPage", json("/ogc"))).isEmpty();
    assertThat(schema.wrong("confClasses", json("/ogc/conformance"))).isEmpty();
    assertThat(schema.wrong("collections", json("/ogc/collections"))).isEmpty();
    for (JsonNode collection : collections()) {
      String id = collection.path("id").asText();
      assertThat(schema.wrong("collection", json("/ogc/collections/" + id))).isEmpty();
      JsonNode page = features("/ogc/collections/" + id + "/items");
      assertThat(schema.wrong("featureCollectionGeoJSON", page)).isEmpty();
      assertThat(schema.wrong("featureGeoJSON", page.at("/features/0"))).isEmpty();
    }
    // A schema that finds nothing wrong with anything would be none.
    assertThat(schema.wrong("landingPage", json("/ogc/conformance"))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=1, 1, 170",
    "limit=30, 30, 170",
    "limit=170, 170, 170",
    "limit=171, 170, 170",
    "limit=99999999999999999999, 170, 170",
    "limit=100&limit=5, 5, 170",
    "height=3.5, 11, 11",
    "height=3.50, 11, 11",
    "usage=Agricole&limit=1000, 112, 112",
    "identifier=L7, 1, 1",
    "identifier=none, 0, 0",
    "correspondsTo=https%3A%2F%2Fhamlet.example%2Fid%2Flocal%2Fbuilding%2FL0, 1, 1",
    "datetime=1990-01-01, 7, 7",
    "datetime=../1990-06-01T12:00:00Z, 7, 7",
    "datetime=1985-01-01/P3D, 0, 0",
    "datetime=2019-01-01T00:00:00Z/.., 100, 170",
    "height=999, 0, 0"
  })
  void whatIsAskedForIsCounted(String query, int returned, int matched) throws Exception {
    JsonNode page = features(BUILDINGS + "?" + query);
    assertThat(page.path("numberReturned").asInt()).isEqualTo(returned);
    assertThat(page.path("features")).hasSize(returned);
    assertThat(page.path("numberMatched").asInt(-1)).isEqualTo(matched);
    assertThat(links(page, "next").isEmpty()).isEqualTo(returned == matched);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // across the antimeridian, and without what has no place: that is everywhere
        "bbox=177,-20,-170,-10; local:tree:apia local:tree:suva local:tree:the~2520lost~3f",
        "bbox=177,-20,180,-10; local:tree:suva local:tree:the~2520lost~3f",
        "bbox=-180,-20,-170,-10; local:tree:apia local:tree:the~2520lost~3f",
        "bbox=-180,85,180,90; local:tree:the~2520lost~3f",
        "bbox=4.87,45.77,4.87,45.77; local:tree:the~2520lost~3f ~~https~3a::other.example:tree:1",
        "bbox=4,45,200,5,46,220; local:tree:the~2520lost~3f ~~https~3a::other.example:tree:1",
        "bbox=4,45,220,5,46,230; local:tree:the~2520lost~3f",
        "bbox=-20,177,-10,179&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326; local:tree:suva local:tree:the~2520lost~3f",
        "girth=4; local:tree:suva",
        "girth=10; ~~https~3a::other.example:tree:1",
        "sacred=true; local:tree:suva",
        "label=Niu; local:tree:apia",
        "datetime=2020-01-01; local:tree:suva local:tree:the~2520lost~3f ~~https~3a::other.example:tree:1",
        "datetime=2019-12-31; local:tree:apia local:tree:suva local:tree:the~2520lost~3f ~~https~3a::other.example:tree:1",
        "datetime=2000-01-01T00:00:00Z/2000-12-31T00:00:00Z; local:tree:the~2520lost~3f ~~https~3a::other.example:tree:1",
        "filter=girth > 3; local:tree:suva local:tree:the~2520lost~3f ~~https~3a::other.example:tree:1",
        "filter=rdfs_label LIKE 'Bread%'; local:tree:suva",
        "filter=S_INTERSECTS(geometry, BBOX(170,-20,179,-10)); local:tree:suva",
        "filter=S_INTERSECTS(geometry, BBOX(-20,170,-10,179))&filter-crs=http://www.opengis.net/def/crs/EPSG/0/4326; local:tree:suva",
        "filter={\"op\":\">\",\"args\":[{\"property\":\"girth\"},8]}&filter-lang=cql2-json; ~~https~3a::other.example:tree:1"
      })
  void treesAreFound(String query, String expected) throws Exception {
    String address =
        Stream.of(query.split("&"))
            .map(part -> part.split("=", 2))
            .map(part -> part[0] + "=" + escaped(part[1]))
            .collect(Collectors.joining("&", TREES + "?", ""));
    if (query.startsWith("label=") || query.contains("rdfs_label")) {
      address = address.replace("?label=", "?rdfs_label=");
    }
    assertThat(new TreeSet<>(ids(features(address))))
        .containsExactlyElementsOf(new TreeSet<>(List.of(expected.split(" "))));
  }

  @Test
  void propertiesAreValuesOrArrays() throws Exception {
    JsonNode suva = json(TREES + "/local:tree:suva", GEOJSON).path("properties");
    assertThat(suva.path("iri").asText()).isEqualTo("https://hamlet.example/id/local/tree/suva");
    assertThat(suva.path("girth")).hasSize(2);
    assertThat(suva.path("sacred").asBoolean(false)).isTrue();
    assertThat(suva.path("rdfs_label").asText()).isEqualTo("Breadfruit");
    HttpResponse<String> french =
        get(TREES + "/local:tree:suva", "Accept-Language", "fr", "Accept", GEOJSON);
    assertThat(JSON.readTree(french.body()).at("/properties/rdfs_label").asText())
        .isEqualTo("Arbre à pain");
    JsonNode first =
        json("/ogc/collections/building/items/national:building:B0", GEOJSON).path("properties");
    assertThat(first.path("height").decimalValue()).isEqualByComparingTo("3.5");
    assertThat(first.path("correspondsTo").asText())
        .isEqualTo("https://hamlet.example/id/local/building/L0");
    JsonNode lost = json(TREES + "/local:tree:the~2520lost~3f", GEOJSON);
    assertThat(lost.path("geometry").isNull()).isTrue();
    assertThat(lost.at("/properties/iri").asText())
        .isEqualTo("https://hamlet.example/id/local/tree/the%20lost?");
    JsonNode high = json(TREES + "/~~https~3a::other.example:tree:1", GEOJSON);
    assertThat(high.at("/geometry/coordinates/2").asDouble()).isEqualTo(210);
  }

  @Test
  void aQuestionIsACollection() throws Exception {
    JsonNode page = features("/ogc/collections/tall-buildings/items?limit=1000");
    assertThat(page.path("numberMatched").asInt()).isEqualTo(page.path("features").size());
    assertThat(page.path("features")).isNotEmpty();
    page.path("features")
        .forEach(
            feature -> assertThat(feature.at("/properties/height").asDouble()).isGreaterThan(18));
    assertThat(json("/ogc/collections/tall-buildings").path("title").asText())
        .isEqualTo("Which buildings are taller than 18 m?");
    assertThat(ids(features("/ogc/collections/building.local/items?limit=1000")))
        .hasSize(Hamlet.LOCAL)
        .allMatch(id -> id.startsWith("local:"));
  }

  // ---- Part 2

  @TestFactory
  Stream<DynamicTest> everySystemOfEveryCollection() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode listed : collections()) {
      JsonNode collection = json("/ogc/collections/" + listed.path("id").asText());
      for (JsonNode crs : collection.path("crs")) {
        tests.add(
            DynamicTest.dynamicTest(
                collection.path("id").asText() + " " + crs.asText(),
                () -> assertSystem(collection, crs.asText())));
      }
    }
    return tests.stream();
  }

  private void assertSystem(JsonNode collection, String crs) throws Exception {
    String items = "/ogc/collections/" + collection.path("id").asText() + "/items";
    String asked = "?crs=" + escaped(crs);
    HttpResponse<String> response = get(items + asked, "Accept", GEOJSON);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Crs")).hasValue("<" + crs + ">");
    JsonNode there = JSON.readTree(response.body());
    JsonNode here = features(items);
    assertThat(ids(there)).isEqualTo(ids(here));
    Crs system = Crs.of(crs);
    for (int i = 0; i < here.path("features").size(); i++) {
      Coordinate back = first(there.path("features").get(i).path("geometry"), system);
      Coordinate known = first(here.path("features").get(i).path("geometry"), Crs.CRS84);
      assertThat(back == null).isEqualTo(known == null);
      if (known != null && back != null) {
        // A ten-thousandth of a metre in a plane, and a hundred-millionth of a degree.
        assertThat(back.distance(known)).isLessThan(3e-8);
      }
    }
    String id = ids(here).getFirst();
    HttpResponse<String> one = get(items + "/" + id + asked, "Accept", GEOJSON);
    assertThat(one.statusCode()).isEqualTo(200);
    assertThat(one.headers().firstValue("Content-Crs")).hasValue("<" + crs + ">");
    assertThat(JSON.readTree(one.body()).path("geometry"))
        .isEqualTo(there.at("/features/0/geometry"));
    assertSameBox(collection, items, system);
  }

  /// The extent of a collection, said in another system by its corners, holds the same features.
  private void assertSameBox(JsonNode collection, String items, Crs crs) throws Exception {
    double[] box = new double[4];
    for (int i = 0; i < 4; i++) {
      box[i] = collection.at("/extent/spatial/bbox/0/" + i).asDouble();
    }
    if (box[2] - box[0] > 90) {
      return; // half the globe has no image in most systems
    }
    Coordinate low = transformed(box[0], box[1], crs);
    Coordinate high = transformed(box[2], box[3], crs);
    String said =
        crs.northFirst()
            ? low.y + "," + low.x + "," + high.y + "," + high.x
            : low.x + "," + low.y + "," + high.x + "," + high.y;
    JsonNode there = features(items + "?bbox=" + said + "&bbox-crs=" + escaped(crs.iri()));
    JsonNode here =
        features(items + "?bbox=" + box[0] + "," + box[1] + "," + box[2] + "," + box[3]);
    assertThat(ids(here)).isNotEmpty();
    assertThat(ids(there)).isEqualTo(ids(here));
    assertThat(here.path("numberMatched").asInt())
        .isEqualTo(collection.path("numberOfFeatures").asInt());
  }

  private static Coordinate transformed(double x, double y, Crs crs) {
    return new GeometryValue(new GeometryFactory().createPoint(new Coordinate(x, y)), Crs.CRS84)
        .to(crs)
        .shape()
        .getCoordinate();
  }

  private static @org.jspecify.annotations.Nullable Coordinate first(JsonNode geometry, Crs crs) {
    if (geometry.isNull()) {
      return null;
    }
    JsonNode position = geometry.path("coordinates");
    while (!position.path(0).isNumber()) {
      position = position.path(0);
    }
    double first = position.get(0).asDouble();
    double second = position.get(1).asDouble();
    Coordinate plane =
        crs.northFirst() ? new Coordinate(second, first) : new Coordinate(first, second);
    return new GeometryValue(new GeometryFactory().createPoint(plane), crs)
        .to(Crs.CRS84)
        .shape()
        .getCoordinate();
  }

  @Test
  void latitudeComesFirstWhereTheSystemSaysSo() throws Exception {
    String crs = "&crs=" + escaped(EPSG + 4326);
    JsonNode suva = features(TREES + "?girth=4" + crs).at("/features/0/geometry/coordinates");
    assertThat(suva.get(0).asDouble()).isEqualTo(-18.1);
    assertThat(suva.get(1).asDouble()).isEqualTo(178.4);
    JsonNode lambert =
        features(BUILDINGS + "?identifier=B0&crs=" + escaped(EPSG + 2154))
            .at("/features/0/geometry/coordinates/0");
    Set<String> corners = new TreeSet<>();
    lambert.forEach(position -> corners.add(position.toString()));
    assertThat(corners)
        .containsExactly(
            "[842000,6519000]", "[842000,6519012]", "[842010,6519000]", "[842010,6519012]");
  }

  // ---- JSON-FG

  @Test
  void jsonFgTellsPlaceAndTime() throws Exception {
    HttpResponse<String> response =
        get(
            BUILDINGS + "?identifier=B0&crs=" + escaped(EPSG + 2154),
            "Accept",
            "application/vnd.ogc.fg+json");
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/vnd.ogc.fg+json");
    JsonNode document = JSON.readTree(response.body());
    assertThat(document.path("conformsTo").toString()).contains("json-fg-1/1.0/conf/core");
    assertThat(document.path("coordRefSys").asText()).isEqualTo(EPSG + 2154);
    assertThat(document.path("featureType").asText()).isEqualTo("building");
    JsonNode feature = document.at("/features/0");
    assertThat(feature.at("/time/interval").toString()).isEqualTo("[\"1990-01-01\",\"..\"]");
    assertThat(feature.at("/place/coordinates/0/0/0").asDouble()).isGreaterThan(842_000 - 1);
    assertThat(feature.at("/geometry/coordinates/0/0/0").asDouble()).isBetween(4.0, 5.0);
    JsonNode tower =
        json("/ogc/collections/tower/items/local:tower?f=jsonfg&crs=" + escaped(EPSG + 2154));
    assertThat(tower.at("/place/type").asText()).isEqualTo("Polyhedron");
    assertThat(tower.at("/place/coordinates/0")).hasSize(6);
    assertThat(tower.at("/place/coordinates/0/1/0/0/2").asDouble()).isEqualTo(230);
    assertThat(tower.at("/geometry/type").asText()).isEqualTo("Polygon");
    JsonNode plain = json("/ogc/collections/tower/items/local:tower");
    assertThat(plain.has("place")).isFalse();
  }

  // ---- Part 3

  @Test
  void queryablesAreASchema() throws Exception {
    HttpResponse<String> response =
        get("/ogc/collections/old-tree/queryables", "Accept", "application/schema+json");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/schema+json");
    JsonNode schema = JSON.readTree(response.body());
    assertThat(schema.path("type").asText()).isEqualTo("object");
    assertThat(schema.path("$schema").asText()).contains("2020-12");
    assertThat(schema.path("$id").asText()).endsWith("/ogc/collections/old-tree/queryables");
    assertThat(schema.at("/properties/girth/type").asText()).isEqualTo("number");
    assertThat(schema.at("/properties/geometry/format").asText()).isEqualTo("geometry-any");
    assertThat(schema.at("/properties/validFrom/format").asText()).isEqualTo("date");
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          // Whatever is told can be asked.
          try {
            String filter = escaped("\"" + property.getKey() + "\" IS NULL");
            assertThat(get(TREES + "?filter=" + filter).statusCode())
                .as(property.getKey())
                .isEqualTo(200);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
    JsonNode functions = json("/ogc/functions");
    assertThat(functions.path("functions")).isNotEmpty();
  }

  // ---- what cannot be answered

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?limit=unlimited",
        "?limit=0",
        "?limit=-1",
        "?limit=1.5",
        "?limit=",
        "?unknownQueryParameter12345=1",
        "?bbox=1,2,3",
        "?bbox=1,2,3,4,5",
        "?bbox=1,2,3,x",
        "?bbox=1,2,3,NaN",
        "?bbox=1,2,3,1e999",
        "?bbox=1,5,3,4",
        "?bbox=1,2,9,3,4,8",
        "?bbox=5,49,6,50&bbox-crs=http://www.opengis.net/def/crs/0/unsupported",
        "?bbox-crs=http://www.opengis.net/def/crs/0/unsupported",
        "?crs=http://www.opengis.net/def/crs/0/unsupported",
        "?crs=EPSG:2154",
        "?datetime=yesterday",
        "?datetime=2020-13-01",
        "?datetime=2021-01-01/2020-01-01",
        "?datetime=2020-01-01/2021-01-01/2022-01-01",
        "?datetime=",
        "?height=high",
        "?cursor=abc",
        "?cursor=AAAAAAAAAAAAAAAA",
        "?f=gml",
        "?filter=height%20%3E",
        "?filter=nothing%20%3E%201",
        "?filter=height%3D1&filter-lang=sql",
        "?filter=height%3D1&filter-crs=x",
        "?bbox=1,2,3,4&bbox=5,6,7,8"
      })
  void whatIsWrongIsRefused(String query) throws Exception {
    HttpResponse<String> response = get(BUILDINGS + query, "Accept", GEOJSON);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(problem(response)).matches("(features|cql)\\..*");
    assertThat(JSON.readTree(response.body()).path("detail").asText()).isNotEmpty();
  }

  @Test
  void unknownParametersAreRefusedEverywhere() throws Exception {
    for (String address :
        List.of(
            "",
            "/conformance",
            "/api",
            "/functions",
            "/collections",
            "/collections/building",
            "/collections/building/queryables",
            "/collections/building/items/national:building:B0")) {
      assertThat(get("/ogc" + address + "?surprise=1").statusCode()).as(address).isEqualTo(400);
    }
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    HttpResponse<String> collection = get("/ogc/collections/nothing/items", "Accept", GEOJSON);
    assertThat(collection.statusCode()).isEqualTo(404);
    assertThat(problem(collection)).isEqualTo("features.unknown-collection");
    for (String id :
        List.of("nothing", "national:building:B9999", "~", "~zz", "local:tree:suva", "~~")) {
      HttpResponse<String> feature = get(BUILDINGS + "/" + id, "Accept", GEOJSON);
      assertThat(feature.statusCode()).as(id).isEqualTo(404);
      assertThat(problem(feature)).isEqualTo("features.unknown-feature");
    }
    assertThat(get("/ogc/nothing").statusCode()).isEqualTo(404);
    assertThat(get(BUILDINGS, "Accept", "image/png").statusCode()).isEqualTo(406);
    HttpResponse<String> crs =
        get(BUILDINGS + "/national:building:B0?crs=http://www.opengis.net/def/crs/0/unsupported");
    assertThat(crs.statusCode()).isEqualTo(400);
  }

  @Test
  void aQueryOfMegabytesIsRefused() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(("GET " + BUILDINGS + "?filter=").getBytes(StandardCharsets.US_ASCII));
      byte[] piece = "a".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
      String answer = "";
      try {
        for (int i = 0; i < 160; i++) {
          out.write(piece);
        }
        out.write(" HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      } catch (IOException _) {
        answer = "HTTP/1.1 414"; // closed before all was sent
      }
      assertThat(answer).matches("HTTP/1.1 (414|431|400)");
    }
    assertThat(get(BUILDINGS + "?limit=1").statusCode()).isEqualTo(200);
  }

  @Test
  void whoHasItAlreadyIsToldSo() throws Exception {
    HttpResponse<String> first = get(BUILDINGS + "?limit=3", "Accept", GEOJSON);
    String mark = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        get(BUILDINGS + "?limit=3", "Accept", GEOJSON, "If-None-Match", mark);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(get(BUILDINGS + "?limit=4", "Accept", GEOJSON, "If-None-Match", mark).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aBrowserIsShownPages() throws Exception {
    for (String address :
        List.of(
            "/ogc",
            "/ogc/api",
            "/ogc/conformance",
            "/ogc/collections",
            "/ogc/collections/building",
            BUILDINGS,
            BUILDINGS + "?bbox=4,45,5,46&limit=7",
            TREES)) {
      HttpResponse<String> page = get(address, "Accept", "text/html,*/*;q=0.8");
      assertThat(page.statusCode()).as(address + page.body()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
      assertThat(page.body()).contains("<h1>");
    }
    assertThat(get(BUILDINGS, "Accept", "text/html").body())
        .contains("Institut synthétique")
        .contains("cursor=")
        .contains("<svg class=\"map\"");
  }
}
