package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdminEndpointTest {
  private static final String INSERT =
      "INSERT DATA { GRAPH <https://jumeaux.example/graph/local/essai> { <urn:a> <urn:b> 'x' } }";

  @Test
  void writingNeedsTheKey() throws Exception {
    try (ServedTwin twin = new ServedTwin(Duration.ofSeconds(20))) {
      HttpResponse<String> refused = twin.post("/update", "application/sparql-update", INSERT);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(ServedTwin.header(refused, "WWW-Authenticate")).startsWith("Bearer");
      assertThat(ServedTwin.header(refused, "Content-Type")).isEqualTo("application/problem+json");
      assertThat(refused.body()).contains("serve.admin-key");
      assertThat(twin.get("/data?default").statusCode()).isEqualTo(401);
      assertThat(
              twin.post(
                      "/update", "application/sparql-update", INSERT, "Authorization", "Bearer no")
                  .statusCode())
          .isEqualTo(401);

      String right = "Bearer " + ServedTwin.KEY;
      assertThat(
              twin.post("/update", "application/sparql-update", INSERT, "Authorization", right)
                  .statusCode())
          .isEqualTo(204);
      HttpResponse<String> graph =
          twin.get(
              "/data?graph=https://jumeaux.example/graph/local/essai",
              "Authorization",
              right,
              "Accept",
              "application/n-triples");
      assertThat(graph.body()).contains("<urn:a> <urn:b> \"x\"");
      HttpResponse<String> bad =
          twin.post(
              "/update", "application/sparql-update", "INSERT DATA {", "Authorization", right);
      assertThat(bad.statusCode()).isEqualTo(400);
      assertThat(bad.body()).contains("\"line\":1");
    }
  }

  @Test
  void theKeyIsMadeOnceAndKeptHashed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve(".lacis/admin-key");
    List<String> told = new ArrayList<>();
    AdminKey first = AdminKey.open(file, Optional.empty(), told::add);
    AdminKey second = AdminKey.open(file, Optional.empty(), told::add);
    assertThat(told).hasSize(1);
    String key = told.getFirst();
    assertThat(first.matches(key)).isTrue();
    assertThat(second.matches(key)).isTrue();
    assertThat(second.matches(key + "x")).isFalse();
    assertThat(Files.readString(file)).doesNotContain(key).startsWith("pbkdf2-sha256:");
    AdminKey given = AdminKey.open(file, Optional.of("given"), told::add);
    assertThat(given.matches("given")).isTrue();
    assertThat(given.matches(key)).isFalse();
  }
}
