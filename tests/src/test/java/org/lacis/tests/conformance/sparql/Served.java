package org.lacis.tests.conformance.sparql;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.jena.sparql.core.DatasetGraph;
import org.lacis.query.QuerySetup;
import org.lacis.serve.AdminKey;
import org.lacis.serve.ServeSettings;
import org.lacis.serve.TwinServer;
import org.lacis.serve.web.Language;
import org.lacis.store.TwinStore;

/// A running server over an empty store, and a client that has its key.
final class Served implements AutoCloseable {
  static final String KEY = "a key that only the tests know";

  private final TwinStore store = QuerySetup.equip(TwinStore.memory());
  private final HttpClient client = HttpClient.newHttpClient();
  private final TwinServer server;

  Served() {
    server =
        TwinServer.start(
            new ServeSettings(
                "127.0.0.1",
                0,
                World.BASE,
                Map.of("fr", "Jumeaux", "en", "Twins"),
                Map.of(),
                "W3C",
                List.of(Language.EN),
                List.of(),
                List.of(),
                Duration.ofSeconds(20),
                AdminKey.ofKey(KEY)),
            store);
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /// Puts these data in the place of all others.
  void hold(DatasetGraph data) {
    store.<Boolean>write(view -> {
      view.dataset().clear();
      World.copy(data, view);
      return true;
    });
  }

  /// Sends a request with the key.
  HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(
          request.header("Authorization", "Bearer " + KEY).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
    client.close();
    store.close();
  }
}
