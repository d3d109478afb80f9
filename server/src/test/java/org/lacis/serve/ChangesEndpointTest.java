package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.ingest.ChangeLog;
import org.lacis.ingest.Workspace;
import org.lacis.store.TwinStore;

/// `/changes` lists what builds changed, and hands out each change as RDF Patch.
final class ChangesEndpointTest {
  static {
    JenaSystem.init();
  }

  private static final String OLDER = "20261125T080000.000Z";
  private static final String NEWER = "20261126T080000.000Z";

  @TempDir Path folder;

  private HttpResponse<String> get(TwinServer server, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void listsAndHandsOut() throws Exception {
    Files.writeString(folder.resolve("twin.yaml"), "");
    Path own = Files.createDirectories(folder.resolve(".lacis/changes/town/shops"));
    String patch = "TX .\nD <x:a> <x:b> <x:c> <x:g> .\nTC .\n# 1 removed, 0 added\n";
    Files.writeString(own.resolve(OLDER + ".rdfp"), patch);
    Files.writeString(own.resolve(NEWER + ".rdfp"), patch.replace("1 removed", "7 removed"));
    Files.writeString(own.resolve("20261127T080000.000Z.rdfp.pending"), patch);
    Files.writeString(folder.resolve(".lacis/secret.rdfp"), "secret");
    ChangeLog log = ChangeLog.of(Workspace.open(folder));
    try (TwinStore store = TwinStore.memory();
        TwinServer server =
            TwinServer.start(
                ServedTwin.settings(Duration.ofSeconds(5)),
                store,
                new TwinServer.Workshop(
                    Optional.empty(), Optional.of(log), Optional.empty(), Optional.empty()))) {
      for (String list : new String[] {"/changes", "/changes/town/shops"}) {
        HttpResponse<String> answer = get(server, list);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode rows = new ObjectMapper().readTree(answer.body());
        assertThat(rows.findValuesAsText("run")).containsExactly(NEWER, OLDER);
        assertThat(rows.findValuesAsText("removed")).containsExactly("7", "1");
        assertThat(rows.get(1).path("patch").asText()).isEqualTo("/changes/town/shops/" + OLDER);
      }
      HttpResponse<String> one = get(server, "/changes/town/shops/" + OLDER);
      assertThat(one.body()).isEqualTo(patch);
      assertThat(ServedTwin.header(one, "Content-Type")).startsWith("application/rdf-patch");
      assertThat(ServedTwin.header(one, "Cache-Control")).contains("immutable");
      for (String none :
          new String[] {
            "/changes/town/shops/20200101T000000.000Z",
            "/changes/town/squares",
            "/changes/town/shops/../../secret",
            "/changes/%2e%2e/secret",
            "/changes/town%2f..%2f../secret"
          }) {
        assertThat(get(server, none).statusCode()).as(none).isBetween(400, 404);
      }
    }
  }

  @Test
  void aServerWithoutThemHasNone() throws Exception {
    try (ServedTwin twin = new ServedTwin(Duration.ofSeconds(5))) {
      assertThat(twin.get("/changes").statusCode()).isEqualTo(404);
    }
  }
}
