package org.lacis.serve;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.system.Txn;
import org.lacis.ingest.KeptDepartures;
import org.lacis.ingest.ServerLimits;
import org.lacis.serve.interop.Checks;
import org.lacis.serve.page.Question;
import org.lacis.serve.page.TwinPart;
import org.lacis.serve.web.Language;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;

/// A small synthetic twin behind a running server, and a client for it.
final class ServedTwin implements AutoCloseable {
  static final String KEY = "a key that only the tests know";
  static final String BASE = "https://jumeaux.example/";

  private final TwinStore store = TwinStore.memory();
  private final TwinServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  ServedTwin(Duration limit) {
    this(limit, ServerLimits.STANDARD, TwinServer.Workshop.NONE);
  }

  ServedTwin(Duration limit, ServerLimits limits) {
    this(limit, limits, TwinServer.Workshop.NONE);
  }

  ServedTwin(Duration limit, Checks checks) {
    this(limit, ServerLimits.STANDARD, TwinServer.Workshop.NONE.with(checks));
  }

  private ServedTwin(Duration limit, ServerLimits limits, TwinServer.Workshop workshop) {
    Txn.executeWrite(
        store.dataset(),
        () ->
            RDFParser.source(ServedTwin.class.getResourceAsStream("twin.trig"))
                .lang(Lang.TRIG)
                .parse(store.dataset()));
    KeptDepartures _ = KeptDepartures.follow(store, new TwinIris(BASE));
    server = TwinServer.start(settings(limit, limits), store, workshop);
  }

  /// The running server.
  TwinServer server() {
    return server;
  }

  /// Carries out an update with the key.
  void update(String text) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        post("/update", "application/sparql-update", text, "Authorization", "Bearer " + KEY);
    if (answer.statusCode() != 204) {
      throw new IllegalStateException(answer.body());
    }
  }

  static ServeSettings settings(Duration limit) {
    return settings(limit, ServerLimits.STANDARD);
  }

  private static ServeSettings settings(Duration limit, ServerLimits limits) {
    return new ServeSettings(
        "127.0.0.1",
        0,
        BASE,
        Map.of("fr", "Jumeaux de Valbrune", "en", "Twins of Valbrune"),
        Map.of(),
        "Commune de Valbrune (synthétique)",
        List.of(Language.FR, Language.EN),
        List.of(
            new TwinPart(
                "national",
                Map.of("fr", "Jumeau national", "en", "National twin"),
                "#2a4f9e",
                "#a3bbf7"),
            new TwinPart(
                "local", Map.of("fr", "Valbrune", "en", "Valbrune"), "#b23c22", "#f2a08a")),
        List.of(
            Question.read(
                "hauts-batiments",
                """
                # fr: Quels bâtiments dépassent 20 m ?
                # en: Which buildings are taller than 20 m?
                PREFIX lacis: <https://w3id.org/lacis#>
                SELECT ?building ?height { ?building lacis:height ?height FILTER(?height > 20) }
                """)),
        limit,
        AdminKey.ofKey(KEY),
        limits);
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path)).GET(), headers);
  }

  HttpResponse<String> post(String path, String type, String body, String... headers)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        headers);
  }

  HttpResponse<String> send(HttpRequest.Builder request, String... headers)
      throws IOException, InterruptedException {
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Override
  public void close() {
    server.stop();
    client.close();
    store.close();
  }
}
