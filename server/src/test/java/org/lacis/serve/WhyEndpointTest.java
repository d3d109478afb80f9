package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class WhyEndpointTest {
  private static ServedTwin twin;

  @BeforeAll
  static void start() throws Exception {
    twin = new ServedTwin(Duration.ofSeconds(10));
    String ontology =
        """
        PREFIX lacis: <https://w3id.org/lacis#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        INSERT DATA {
          GRAPH <https://jumeaux.example/graph/ontology/ours> {
            lacis:Tower rdfs:subClassOf lacis:Building . lacis:Building rdfs:subClassOf lacis:Thing }
          GRAPH <https://jumeaux.example/graph/local/towers> { <https://jumeaux.example/t> a lacis:Tower }
        }
        """;
    assertThat(
            twin.post(
                    "/update",
                    "application/sparql-update",
                    ontology,
                    "Authorization",
                    "Bearer " + ServedTwin.KEY)
                .statusCode())
        .isBetween(200, 204);
  }

  @AfterAll
  static void stop() {
    twin.close();
  }

  private static HttpResponse<String> why(String statement, String... headers) throws Exception {
    return twin.get(
        "/why?statement=" + URLEncoder.encode(statement, StandardCharsets.UTF_8), headers);
  }

  @Test
  void theProofIsToldInTheReadersLanguage() throws Exception {
    HttpResponse<String> english =
        why("<https://jumeaux.example/t> a lacis:Thing", "Accept-Language", "en");
    assertThat(english.statusCode()).isEqualTo(200);
    assertThat(english.body())
        .startsWith("<https://jumeaux.example/t> rdf:type lacis:Thing  — because")
        .contains("said in <https://jumeaux.example/graph/local/towers>", "cax-sco");
    assertThat(why("<https://jumeaux.example/t> a lacis:Thing", "Accept-Language", "fr").body())
        .contains("parce que", "dit dans");
  }

  @Test
  void programsReadItAsJson() throws Exception {
    JsonNode proof =
        new ObjectMapper()
            .readTree(
                why("<https://jumeaux.example/t> a lacis:Building", "Accept", "application/json")
                    .body());
    assertThat(proof.get("rule").asText()).isEqualTo("cax-sco");
    assertThat(proof.get("checked").asBoolean()).isTrue();
    assertThat(proof.get("because")).hasSize(2);
    assertThat(proof.get("because").findValuesAsText("rule")).isEmpty();
  }

  @Test
  void whatIsNotKnownIsNotFoundAndWhatIsNoStatementIsWrong() throws Exception {
    assertThat(why("<https://jumeaux.example/t> a lacis:Parcel").statusCode()).isEqualTo(404);
    HttpResponse<String> wrong = why("lacis:Tower");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("subject, predicate and object");
    assertThat(twin.get("/why").statusCode()).isEqualTo(400);
  }
}
