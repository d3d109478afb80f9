package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which document about a thing is sent, what its headers say, and what is answered once the thing
/// is no more.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LinkedDataProfilesTest {
  private static final String THING = "/doc/local/batiment/BU_A1";
  private static final String IRI = ServedTwin.BASE + "id/local/batiment/BU_A1";
  private static final String OWN = "https://w3id.org/lacis/profile/";

  private ServedTwin twin;

  @BeforeAll
  void serve() throws Exception {
    twin = new ServedTwin(Duration.ofSeconds(20));
    twin.update(
        """
        PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX lacis: <https://w3id.org/lacis#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        INSERT DATA { GRAPH <https://jumeaux.example/graph/catalogue> {
          <https://jumeaux.example/graph/local/bati> dcterms:rights "Valbrune, 2015" ;
            prov:wasDerivedFrom <https://jumeaux.example/id/source/abc> .
          <https://jumeaux.example/id/source/abc> lacis:sha256 "abc" } }
        """);
  }

  @AfterAll
  void stop() {
    twin.close();
  }

  private static Graph turtle(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/turtle");
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(answer.body(), Lang.TURTLE).parse(graph);
    return graph;
  }

  @ParameterizedTest
  @CsvSource({
    // Accept, Accept-Profile, profile, type
    "text/turtle, '', full, text/turtle",
    "'*/*', '', full, text/html",
    "'text/turtle;q=0, */*;q=0.1', '', full, text/html",
    "'text/html;q=0, application/ld+json;q=0, */*', '', full, text/turtle",
    "'application/ld+json;q=0, application/*;q=0.5', '', full, application/n-triples",
    "'text/*;q=0.3, application/rdf+xml;q=0.3', '', full, text/html",
    "'application/geo+json', '', geometry, application/geo+json",
    "'application/geo+json, text/turtle;q=0.9', '', geometry, application/geo+json",
    "'application/geo+json;q=0.5, text/turtle;q=0.9', '', full, text/turtle",
    "'text/turtle', '<https://w3id.org/lacis/profile/labels>', labels, text/turtle",
    "'text/turtle', 'labels', labels, text/turtle",
    "'*/*', '<https://w3id.org/lacis/profile/provenance>', provenance, text/turtle",
    "'text/html, */*;q=0.1', 'geometry', geometry, text/turtle",
    "'*/*', 'labels;q=0.4, <https://w3id.org/lacis/profile/geometry>; q=0.8', geometry, text/turtle",
    "'text/html', 'labels, full;q=0.1', full, text/html",
    "'text/turtle', '<urn:nowhere>, *;q=0.1', full, text/turtle",
    "'text/turtle', '<urn:a,b>;q=1, labels;q=0.2', labels, text/turtle",
    "'application/json', 'labels', labels, application/ld+json",
    "'garbage', '', '', ''",
    "'text/html', 'labels', '', ''",
    "'text/turtle', '<urn:nowhere>', '', ''",
    "'text/turtle', 'labels;q=0', '', ''",
  })
  void theDocumentIsNegotiated(String accept, String profiles, String profile, String type)
      throws Exception {
    HttpResponse<String> answer =
        profiles.isEmpty()
            ? twin.get(THING, "Accept", accept)
            : twin.get(THING, "Accept", accept, "Accept-Profile", profiles);
    if (profile.isEmpty()) {
      assertThat(answer.statusCode()).isEqualTo(406);
      if (accept.equals("text/html")) {
        assertThat(answer.body()).contains("expected text/turtle, application/ld+json");
        return;
      }
      JsonNode problem = new ObjectMapper().readTree(answer.body());
      assertThat(problem.path("available").findValuesAsText("token"))
          .contains("full", "labels", "geometry", "provenance", "alt");
      assertThat(problem.path("available").findValuesAsText("mediaType"))
          .contains("text/turtle", "application/geo+json");
      return;
    }
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ServedTwin.header(answer, "Content-Type")).startsWith(type);
    assertThat(ServedTwin.header(answer, "Content-Profile")).isEqualTo("<" + OWN + profile + ">");
    assertThat(answer.headers().allValues("Link"))
        .contains("<" + OWN + profile + ">; rel=\"profile\"")
        .contains("<" + IRI + ">; rel=\"describes\"");
    assertThat(String.join(",", answer.headers().allValues("Vary")))
        .contains("Accept", "Accept-Profile");
  }

  @ParameterizedTest
  @CsvSource({
    "?_profile=labels, text/turtle",
    "?_profile=https%3A%2F%2Fw3id.org%2Flacis%2Fprofile%2Flabels&_mediatype=jsonld,"
        + " application/ld+json",
    "?_profile=geometry&_mediatype=application%2Fgeo%2Bjson, application/geo+json",
    ".geojson, application/geo+json",
    ".nt?_profile=labels, application/n-triples",
    "?_profile=alt, text/turtle",
  })
  void theAddressMaySayIt(String rest, String type) throws Exception {
    HttpResponse<String> answer =
        twin.get(THING + rest, "Accept", "text/turtle", "Accept-Profile", "provenance");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ServedTwin.header(answer, "Content-Type")).startsWith(type);
  }

  @Test
  void aProfileTellsItsPart() throws Exception {
    Node thing = NodeFactory.createURI(IRI);
    Graph labels = turtle(twin.get(THING + "?_profile=labels", "Accept", "text/turtle"));
    assertThat(labels.contains(thing, RDFS.label.asNode(), Node.ANY)).isTrue();
    assertThat(labels.contains(thing, lacis("height"), Node.ANY)).isFalse();
    Graph place = turtle(twin.get(THING + "?_profile=geometry", "Accept", "text/turtle"));
    assertThat(place.contains(Node.ANY, geo("asWKT"), Node.ANY)).isTrue();
    assertThat(place.contains(thing, lacis("height"), Node.ANY)).isFalse();
    Graph origin = turtle(twin.get(THING + "?_profile=provenance", "Accept", "text/turtle"));
    Node dataset = NodeFactory.createURI(ServedTwin.BASE + "graph/local/bati");
    assertThat(origin.contains(Node.ANY, prov("wasDerivedFrom"), dataset)).isTrue();
    assertThat(origin.contains(Node.ANY, lacis("sha256"), Node.ANY)).isTrue();
    assertThat(origin.contains(thing, lacis("height"), Node.ANY)).isFalse();
    Graph full = turtle(twin.get(THING, "Accept", "text/turtle"));
    assertThat(full.contains(thing, lacis("height"), Node.ANY)).isTrue();
    Graph list = turtle(twin.get(THING + "?_profile=alt", "Accept", "text/turtle"));
    assertThat(list.find(thing, Node.ANY, Node.ANY).toList()).hasSize(5 + 4 + 5 + 4 + 5);
    assertThat(twin.get(THING + "?_profile=alt", "Accept", "text/html").body())
        .contains("_profile=geometry&amp;_mediatype=geojson");
  }

  @Test
  void everyAlternateIsThere() throws Exception {
    int checked = 0;
    for (String link : twin.get(THING, "Accept", "text/turtle").headers().allValues("Link")) {
      if (link.contains("rel=\"alternate\"")) {
        String address = link.substring(1, link.indexOf('>'));
        String type = link.replaceAll(".*type=\"([^\"]*)\".*", "$1");
        HttpResponse<String> other = twin.get(address, "Accept", "image/png");
        assertThat(other.statusCode()).as(link).isEqualTo(200);
        assertThat(ServedTwin.header(other, "Content-Type")).startsWith(type);
        checked++;
      }
    }
    assertThat(checked).isEqualTo(8);
  }

  @Test
  void aFeatureLiesInDegrees() throws Exception {
    JsonNode feature = new ObjectMapper().readTree(twin.get(THING + ".geojson").body());
    assertThat(feature.path("type").asText()).isEqualTo("Feature");
    assertThat(feature.path("id").asText()).isEqualTo(IRI);
    JsonNode corner = feature.path("geometry").path("coordinates").path(0).path(0);
    assertThat(corner.path(0).asDouble()).isBetween(4.0, 6.0);
    assertThat(corner.path(1).asDouble()).isBetween(45.0, 46.5);
    assertThat(feature.path("properties").path("height").asDouble()).isEqualTo(42.95);
    assertThat(feature.path("license").path(0).asText())
        .isEqualTo("https://www.etalab.gouv.fr/licence-ouverte-open-licence");
    assertThat(feature.path("attribution").path(0).asText()).isEqualTo("Valbrune, 2015");
    assertThat(twin.get("/doc/national/lieu/L01.geojson").statusCode()).isEqualTo(406);
  }

  @ParameterizedTest
  @ValueSource(strings = {THING + ".ttl", THING + ".geojson", THING + ".jsonld?_profile=labels"})
  void theLicenceIsCarried(String address) throws Exception {
    HttpResponse<String> answer = twin.get(address);
    assertThat(answer.headers().allValues("Link"))
        .contains("<https://www.etalab.gouv.fr/licence-ouverte-open-licence>; rel=\"license\"");
    assertThat(answer.body())
        .contains("https://www.etalab.gouv.fr/licence-ouverte-open-licence")
        .contains("Valbrune, 2015");
  }

  @Test
  void theLicencesOfAServiceAndOfAGraphAreCarried() throws Exception {
    String link = "<https://www.etalab.gouv.fr/licence-ouverte-open-licence>; rel=\"license\"";
    assertThat(twin.get("/sparql?query=ASK%7B%7D").headers().allValues("Link")).contains(link);
    String[] key = {"Authorization", "Bearer " + ServedTwin.KEY};
    assertThat(twin.get("/graph/local/bati", key).headers().allValues("Link")).contains(link);
    assertThat(
            twin.get("/data?graph=https://jumeaux.example/graph/national/lieux", key)
                .headers()
                .allValues("Link"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        THING + ".ttl",
        THING + ".geojson",
        THING + "?_profile=labels&_mediatype=nt",
        THING + ".html",
        "/about?iri=https://jumeaux.example/graph/local/bati&form=ttl"
      })
  void whoHasItIsNotSentItAgain(String address) throws Exception {
    HttpResponse<String> first = twin.get(address);
    String tag = ServedTwin.header(first, "ETag");
    assertThat(tag).isNotEmpty();
    for (String mark : List.of(tag, "W/" + tag.replaceFirst("^W/", ""), "\"x\", " + tag, "*")) {
      HttpResponse<String> again = twin.get(address, "If-None-Match", mark);
      assertThat(again.statusCode()).as(mark).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(ServedTwin.header(again, "ETag")).isEqualTo(tag);
    }
    assertThat(twin.get(address, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    assertThat(
            twin.send(HttpRequest.newBuilder(twin.at(address)).HEAD(), "If-None-Match", tag)
                .statusCode())
        .isEqualTo(304);
    assertThat(twin.get(address, "If-Modified-Since", "not a date").statusCode()).isEqualTo(200);
  }

  @Test
  void compressedOnesAreKnownToo() throws Exception {
    String address = THING + ".ttl";
    HttpResponse<String> zipped = twin.get(address, "Accept-Encoding", "gzip");
    String tag = ServedTwin.header(zipped, "ETag");
    assertThat(twin.get(address, "Accept-Encoding", "gzip", "If-None-Match", tag).statusCode())
        .isEqualTo(304);
  }

  @Test
  void anotherStateIsSentAnew() throws Exception {
    String address = "/doc/national/batiment/BAT02.ttl";
    String tag = ServedTwin.header(twin.get(address), "ETag");
    String query = "/sparql?query=ASK%7B%3Fs%20%3Fp%20%22flat%22%7D";
    String rows = ServedTwin.header(twin.get(query), "ETag");
    assertThat(twin.get(query, "If-None-Match", rows).statusCode()).isEqualTo(304);
    twin.update(
        "INSERT DATA { GRAPH <https://jumeaux.example/graph/national/batiments> {"
            + " <https://jumeaux.example/id/national/batiment/BAT02> <urn:roof> 'flat' } }");
    assertThat(twin.get(address, "If-None-Match", tag).body()).contains("flat");
    assertThat(twin.get(query, "If-None-Match", rows).body()).contains("true");
    assertThat(ServedTwin.header(twin.get("/sparql?query=SELECT(NOW()%20AS%20%3Fn)%7B%7D"), "ETag"))
        .isEmpty();
  }

  @Test
  void whatIsGoneIsToldWithWhatTookItsPlace() throws Exception {
    twin.update(
        """
        INSERT DATA { GRAPH <https://jumeaux.example/graph/local/parcelles> {
          <https://jumeaux.example/id/local/parcelle/P1> <urn:area> 12 .
          <https://jumeaux.example/id/local/parcelle/P2> <urn:area> 20 .
          <https://jumeaux.example/id/local/parcelle/P3> <urn:area> 30 .
          <https://jumeaux.example/id/local/parcelle/P9> <urn:next> \
        <https://jumeaux.example/id/local/parcelle/P1> } }
        """);
    assertThat(twin.get("/doc/local/parcelle/P1.ttl").statusCode()).isEqualTo(200);
    twin.update(
        """
        PREFIX dcterms: <http://purl.org/dc/terms/>
        DELETE DATA { GRAPH <https://jumeaux.example/graph/local/parcelles> {
          <https://jumeaux.example/id/local/parcelle/P1> <urn:area> 12 .
          <https://jumeaux.example/id/local/parcelle/P2> <urn:area> 20 } } ;
        INSERT DATA { GRAPH <https://jumeaux.example/graph/local/parcelles> {
          <https://jumeaux.example/id/local/parcelle/P1> dcterms:isReplacedBy \
        <https://jumeaux.example/id/local/parcelle/P2> .
          <https://jumeaux.example/id/local/parcelle/P3> dcterms:replaces \
        <https://jumeaux.example/id/local/parcelle/P2> } }
        """);
    String next = ServedTwin.BASE + "id/local/parcelle/P3";
    for (String address : List.of("/id/local/parcelle/P1", "/doc/local/parcelle/P2")) {
      HttpResponse<String> problem = twin.get(address);
      assertThat(problem.statusCode()).isEqualTo(410);
      assertThat(problem.headers().allValues("Link"))
          .containsExactly(
              "<" + next + ">; rel=\"successor-version http://purl.org/dc/terms/isReplacedBy\"");
      JsonNode told = new ObjectMapper().readTree(problem.body());
      assertThat(told.path("code").asText()).isEqualTo("serve.gone");
      assertThat(told.path("replacements").path(0).asText()).isEqualTo(next);
      assertThat(told.path("since").asText()).startsWith("20");
      Graph words = turtle(twin.get(address, "Accept", "text/turtle"));
      assertThat(
              words.contains(Node.ANY, DCTerms.isReplacedBy.asNode(), NodeFactory.createURI(next)))
          .isTrue();
      HttpResponse<String> page = twin.get(address, "Accept", "text/html", "Accept-Language", "en");
      assertThat(page.statusCode()).isEqualTo(410);
      assertThat(page.body()).contains("In its place").contains("/doc/local/parcelle/P3");
    }
    assertThat(twin.get("/doc/local/parcelle/P3.ttl").statusCode()).isEqualTo(200);
    assertThat(twin.get("/doc/local/parcelle/P9.ttl").statusCode()).isEqualTo(200);
    twin.update(
        "INSERT DATA { GRAPH <https://jumeaux.example/graph/local/parcelles> {"
            + " <https://jumeaux.example/id/local/parcelle/P2> <urn:area> 21 } }");
    assertThat(twin.get("/doc/local/parcelle/P2.ttl").statusCode()).isEqualTo(200);
    assertThat(twin.get("/doc/local/parcelle/P2.ttl").body()).doesNotContain("invalidated");
    assertThat(twin.get("/doc/local/parcelle/P77").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/doc/",
        "/id/",
        "/doc/local/batiment/BU_A1/",
        "/doc/local/batiment/BU_A1.ttl.ttl",
        "/doc/local/batiment/BU_A1.ttl/x",
        "/doc/local/batiment/BU_A1;x=1",
        "/doc/%00",
        "/doc/%FF%FE",
        "/doc/a%20b",
        "/doc/%3Cscript%3E",
        "/id/..%2F..%2Fetc",
        "/doc/local//BU_A1",
        "/doc/%E2%80%AE",
        "/about?iri=not%20an%20iri",
        "/about?iri=%3Cx%3E",
        "/about"
      })
  void junkIsUnknown(String address) throws Exception {
    HttpResponse<String> answer = twin.get(address);
    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
    assertThat(ServedTwin.header(answer, "Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void escapedSlashesAreLetters() throws Exception {
    twin.update(
        "INSERT DATA { GRAPH <https://jumeaux.example/graph/local/lots> {"
            + " <https://jumeaux.example/id/local/lot/A%2F12> <urn:area> 5 ."
            + " <https://jumeaux.example/id/local/lot/Côte-à-côte> <urn:area> 6 } }");
    HttpResponse<String> found = twin.get("/id/local/lot/A%2F12", "Accept", "text/turtle");
    assertThat(found.statusCode()).isEqualTo(303);
    assertThat(ServedTwin.header(found, "Location")).endsWith("/doc/local/lot/A%2F12");
    assertThat(twin.get("/doc/local/lot/A%2F12.nt").body()).contains("A%2F12");
    assertThat(twin.get("/doc/local/lot/C%C3%B4te-%C3%A0-c%C3%B4te.nt").body())
        .contains("urn:area");
    HttpResponse<String> letters =
        twin.get("/id/local/lot/C%C3%B4te-%C3%A0-c%C3%B4te?_profile=labels");
    assertThat(ServedTwin.header(letters, "Location"))
        .endsWith("/doc/local/lot/C%C3%B4te-%C3%A0-c%C3%B4te?_profile=labels");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sparql",
        "/doc/x",
        "/id/x",
        "/catalogue",
        "/.well-known/void",
        "/changes",
        "/why"
      })
  void otherSitesMayRead(String address) throws Exception {
    HttpResponse<String> preflight =
        twin.send(
            HttpRequest.newBuilder(twin.at(address))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()),
            "Access-Control-Request-Method",
            "GET",
            "Access-Control-Request-Headers",
            "accept-profile");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(ServedTwin.header(preflight, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(ServedTwin.header(preflight, "Access-Control-Allow-Headers"))
        .contains("Accept-Profile");
    HttpResponse<String> options =
        twin.send(
            HttpRequest.newBuilder(twin.at(address))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(ServedTwin.header(options, "Allow")).contains("GET");
    assertThat(ServedTwin.header(twin.get("/doc/nowhere"), "Access-Control-Allow-Origin"))
        .isEqualTo("*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/update", "/data", "/graph/local/bati", "/index", "/lift/local/x"})
  void otherSitesMayNotWrite(String address) throws Exception {
    HttpResponse<String> preflight =
        twin.send(
            HttpRequest.newBuilder(twin.at(address))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()),
            "Access-Control-Request-Method",
            "POST");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  private static Node lacis(String name) {
    return NodeFactory.createURI("https://w3id.org/lacis#" + name);
  }

  private static Node geo(String name) {
    return NodeFactory.createURI("http://www.opengis.net/ont/geosparql#" + name);
  }

  private static Node prov(String name) {
    return NodeFactory.createURI("http://www.w3.org/ns/prov#" + name);
  }
}
