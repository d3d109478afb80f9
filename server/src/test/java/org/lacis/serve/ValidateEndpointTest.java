package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `/validate`: one report in three forms, kept until the store changes.
final class ValidateEndpointTest {
  private static final String SH = "http://www.w3.org/ns/shacl#";

  private ServedTwin twin;

  @BeforeEach
  void start() throws Exception {
    twin = new ServedTwin(Duration.ofSeconds(30));
    String shapes =
        Files.readString(Path.of("..", "ontologies", "territory", "shapes.ttl"))
            .lines()
            .filter(line -> !line.startsWith("@prefix"))
            .reduce("", (all, line) -> all + line + "\n");
    String prefixes =
        """
        PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX geo: <http://www.opengis.net/ont/geosparql#>
        PREFIX lacis: <https://w3id.org/lacis#>
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX sosa: <http://www.w3.org/ns/sosa/>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        """;
    update(
        prefixes
            + "INSERT DATA { GRAPH <https://jumeaux.example/graph/ontology/territory> {"
            + shapes
            + "} GRAPH <https://jumeaux.example/graph/local/bad> {"
            + " <https://jumeaux.example/id/local/building/tall> a lacis:Building ;"
            + " dcterms:identifier 'tall' ; lacis:height 9999 ; lacis:inCommune"
            + " <https://jumeaux.example/id/nowhere> } }");
  }

  @AfterEach
  void stop() {
    twin.close();
  }

  private void update(String sparql) throws Exception {
    HttpResponse<String> answer =
        twin.post(
            "/update",
            "application/sparql-update",
            sparql,
            "Authorization",
            "Bearer " + ServedTwin.KEY);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
  }

  private JsonNode json() throws Exception {
    HttpResponse<String> answer =
        twin.get("/validate", "Accept", "application/json", "Accept-Language", "en");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(ServedTwin.header(answer, "Content-Type")).startsWith("application/json");
    return new ObjectMapper().readTree(answer.body());
  }

  private static JsonNode group(JsonNode report, String title) {
    for (JsonNode group : report.get("groups")) {
      if (group.get("title").asText().equals(title)) {
        return group;
      }
    }
    throw new AssertionError(title + " not in " + report.toPrettyString());
  }

  @Test
  void programsReadGroupsCountsExamplesAndSources() throws Exception {
    JsonNode report = json();
    assertThat(report.get("conforms").asBoolean()).isFalse();
    JsonNode height = group(report, "Building · height");
    assertThat(height.get("count").asInt()).isEqualTo(1);
    assertThat(height.get("severity").asText()).isEqualTo("violation");
    assertThat(height.get("remedy").asText()).contains("rml:null");
    JsonNode example = height.get("examples").get(0);
    assertThat(example.get("focusNode").asText()).endsWith("/building/tall");
    assertThat(example.get("value").asText()).isEqualTo("9999");
    assertThat(example.get("source").get("dataset").asText()).isEqualTo("local/bad");
    assertThat(group(report, "Ends of links · commune").get("remedy").asText())
        .contains("Take the dataset that describes it");
    assertThat(report.get("checks")).hasSize(7);
  }

  @Test
  void theGraphIsAReportOfShacl() throws Exception {
    HttpResponse<String> answer = twin.get("/validate", "Accept", "text/turtle");
    assertThat(answer.statusCode()).isEqualTo(200);
    Graph graph =
        RDFParser.create().source(new StringReader(answer.body())).lang(Lang.TURTLE).toGraph();
    Node report =
        graph
            .find(Node.ANY, RDF.type.asNode(), NodeFactory.createURI(SH + "ValidationReport"))
            .next()
            .getSubject();
    int results =
        graph.find(report, NodeFactory.createURI(SH + "result"), Node.ANY).toList().size();
    assertThat(results).isEqualTo(json().get("results").asInt());
    assertThat(
            graph
                .find(
                    Node.ANY,
                    NodeFactory.createURI(SH + "focusNode"),
                    NodeFactory.createURI("https://jumeaux.example/id/local/building/tall"))
                .toList())
        .isNotEmpty();
    for (String property :
        new String[] {"resultSeverity", "sourceConstraintComponent", "sourceShape"}) {
      assertThat(graph.find(Node.ANY, NodeFactory.createURI(SH + property), Node.ANY).toList())
          .hasSize(results);
    }
  }

  @Test
  void peopleReadAPageInTheirLanguage() throws Exception {
    json();
    HttpResponse<String> french =
        twin.get("/validate", "Accept", "text/html", "Accept-Language", "fr");
    assertThat(french.statusCode()).isEqualTo(200);
    assertThat(french.body())
        .contains("<h1>Contrôles</h1>", "Bâtiment · hauteur", "9999", "local/bad")
        .contains(
            "href=\"/doc/local/building/tall\"", "/validate?form=ttl", "Contrôles du registre");
    assertThat(twin.get("/validate", "Accept", "text/html", "Accept-Language", "en").body())
        .contains("<h1>Checks</h1>", "Building · height", "Checks of the register");
    assertThat(twin.get("/", "Accept", "text/html").body()).contains("href=\"/validate\"");
    assertThat(twin.get("/validate", "Accept", "image/png").statusCode()).isEqualTo(406);
  }

  @Test
  void aReportIsKeptUntilTheStoreChanges() throws Exception {
    String before = twin.get("/validate?form=json").body();
    assertThat(twin.get("/validate?form=json").body()).isEqualTo(before);
    update(
        "PREFIX lacis: <https://w3id.org/lacis#> DELETE WHERE { GRAPH ?g {"
            + " <https://jumeaux.example/id/local/building/tall> lacis:height ?h } }");
    assertThat(json().findValuesAsText("title")).doesNotContain("Building · height");
    assertThat(before.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
  }
}
