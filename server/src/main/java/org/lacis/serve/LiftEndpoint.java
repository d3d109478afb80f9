package org.lacis.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.ingest.Intake;
import org.lacis.lift.LiftSummary;
import org.lacis.lift.Spool;
import org.lacis.mapping.LogicalSource;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.Nearest;
import org.lacis.serve.web.Accept;
import org.lacis.serve.web.ServeException;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// `POST /lift/<twin>/<dataset>`: lifts the data that are sent by the mapping of the dataset.
///
/// Answers counts and findings as JSON, with the statements as N-Quads in the member `quads`; or
/// the N-Quads alone where they are preferred (`Accept: application/n-quads`), the counts in
/// headers. With `?store` the statements are added to the dataset's graph instead, with
/// `?graph=IRI` to another one. `?source=NAME` says which source of the mapping the data are, where
/// it has several.
///
/// Refusals: 401 without a key, 403 with a wrong one, 404 for a dataset that is not there, 413 for
/// more than the limit, 415 for a media type that the source is not read from, 422 for data that
/// the mapping cannot be carried out on or that give nothing, 503 when too many come at once.
final class LiftEndpoint implements Handler {
  private static final String BEARER = "Bearer ";
  private static final String QUADS = "application/n-quads";
  private static final int AT_ONCE = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Intake intake;
  private final Optional<AdminKey> liftKey;
  private final AdminKey adminKey;
  private final TwinStore store;
  private final Semaphore free = new Semaphore(AT_ONCE);

  /// @param liftKey opens lifting and the graphs of the datasets
  /// @param adminKey opens all of that, and other graphs
  LiftEndpoint(Intake intake, Optional<AdminKey> liftKey, AdminKey adminKey, TwinStore store) {
    this.intake = intake;
    this.liftKey = liftKey;
    this.adminKey = adminKey;
    this.store = store;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    boolean admin = admitted(ctx);
    String dataset = ctx.pathParam("path");
    List<String> names = intake.names();
    if (!names.contains(dataset)) {
      List<String> near = Nearest.to(dataset, names);
      throw ServeException.of(
          404,
          "serve.no-dataset",
          "/lift/" + dataset,
          "no dataset of this name with a mapping",
          names.isEmpty() ? "a dataset" : "one of " + String.join(", ", names),
          near.isEmpty() ? "Name one of these." : "Did you mean " + near.getFirst() + "?");
    }
    Optional<Node> graph = graph(ctx, dataset, admin);
    LogicalSource source = source(ctx, dataset);
    checkType(ctx, source);
    if (ctx.req().getContentLengthLong() > intake.limit()) {
      throw tooLarge();
    }
    if (!free.tryAcquire()) {
      throw new ServeException(
          503,
          Finding.violation(
              "serve.busy",
              Place.of("/lift"),
              AT_ONCE + " lifts under way",
              "at most as many at once",
              "Send the data again in a while."),
          Map.of("Retry-After", "5"),
          Map.of());
    }
    try (Intake.Taken taken = take(ctx, dataset, source)) {
      refuseNothing(taken);
      ctx.header("Cache-Control", "no-store");
      if (graph.isPresent()) {
        long added = intake.store(taken, graph.get(), store);
        answer(ctx, dataset, taken, Optional.of(graph.get()), added);
      } else if (Accept.of(header(ctx, "Accept")).quality(QUADS)
          > Accept.of(header(ctx, "Accept")).quality("application/json")) {
        quads(ctx, taken);
      } else {
        answer(ctx, dataset, taken, Optional.empty(), 0);
      }
    } finally {
      free.release();
    }
  }

  private static String header(Context ctx, String name) {
    @Nullable String value = ctx.header(name);
    return value == null ? "" : value;
  }

  /// @return whether the key is that of the administrator
  private boolean admitted(Context ctx) {
    String authorization = header(ctx, "Authorization");
    String key =
        authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? authorization.substring(BEARER.length()).strip()
            : header(ctx, "X-API-Key").strip();
    if (key.isEmpty()) {
      throw new ServeException(
          401, key("no key"), Map.of("WWW-Authenticate", "Bearer realm=\"lacis\""), Map.of());
    }
    if (liftKey.filter(one -> one.matches(key)).isPresent()) {
      return false;
    }
    if (adminKey.matches(key)) {
      return true;
    }
    throw new ServeException(403, key("another key"), Map.of(), Map.of());
  }

  private static Finding key(String found) {
    return Finding.violation(
        "serve.lift-key",
        Place.of("header Authorization"),
        found,
        "'Bearer' and the key for lifting",
        "Send 'Authorization: Bearer KEY' with the key in LACIS_LIFT_KEY, or the admin key.");
  }

  private Optional<Node> graph(Context ctx, String dataset, boolean admin) {
    @Nullable String named = ctx.queryParam("graph");
    if (named == null) {
      return ctx.queryParamMap().containsKey("store")
          ? Optional.of(intake.graph(dataset))
          : Optional.empty();
    }
    try {
      Node graph = Intake.named(named);
      if (!admin && !graph.equals(intake.graph(dataset))) {
        throw ServeException.of(
            403,
            "serve.other-graph",
            "parameter graph",
            named,
            intake.graph(dataset).getURI(),
            "Only the admin key opens other graphs; ?store adds to the graph of the dataset.");
      }
      return Optional.of(graph);
    } catch (IllegalArgumentException _) {
      throw ServeException.of(
          400,
          "serve.bad-graph",
          "parameter graph",
          named,
          "an absolute IRI",
          "Percent-encode it as part of the address.");
    }
  }

  private LogicalSource source(Context ctx, String dataset) {
    try {
      return intake.source(dataset, Optional.ofNullable(ctx.queryParam("source")));
    } catch (MappingException e) {
      boolean asked = e.finding().code().equals("lift.unknown-input");
      throw new ServeException(asked ? 400 : 422, e.finding(), Map.of(), problems(e));
    }
  }

  private static void checkType(Context ctx, LogicalSource source) {
    String type =
        header(ctx, "Content-Type").replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    String formulation = source.formulation().replaceFirst("^.*[/#]", "");
    List<String> taken = new ArrayList<>(List.of("application/octet-stream"));
    taken.addAll(
        switch (formulation) {
          case "CSV" -> List.of("text/csv", "text/tab-separated-values", "text/plain");
          case "JSONPath" ->
              List.of(
                  "application/json",
                  "application/x-ndjson",
                  "application/ndjson",
                  "application/jsonl",
                  "application/geo+json");
          case "GeoJSON" ->
              List.of("application/geo+json", "application/json", "application/geo+json-seq");
          case "CityJSON" ->
              List.of("application/city+json", "application/json", "application/city+json-seq");
          case "XPath", "CityGML" -> List.of("application/xml", "text/xml");
          case "GML" -> List.of("application/gml+xml", "application/xml", "text/xml");
          default -> List.<String>of();
        });
    if (!taken.contains(type)) {
      throw new ServeException(
          415,
          Finding.violation(
              "serve.media-type",
              Place.of("header Content-Type"),
              type.isEmpty() ? "none" : type,
              "one of " + String.join(", ", taken) + ", since the mapping reads " + formulation,
              "Say what the data are, or send what the mapping reads."),
          Map.of("Accept-Post", String.join(", ", taken)),
          Map.of());
    }
    String coding = header(ctx, "Content-Encoding");
    if (!List.of("", "identity", "gzip").contains(coding.toLowerCase(Locale.ROOT))) {
      throw new ServeException(
          415,
          Finding.violation(
              "serve.content-encoding",
              Place.of("header Content-Encoding"),
              coding,
              "gzip, or none",
              "Send the data packed by gzip, or as they are."),
          Map.of("Accept-Encoding", "gzip"),
          Map.of());
    }
  }

  private ServeException tooLarge() {
    return ServeException.of(
        413,
        "serve.too-large",
        "the body",
        "more than " + intake.limit() + " bytes",
        "at most as many, unpacked",
        "Send the data in parts, or raise 'limits: lift' of twin.yaml.");
  }

  private Intake.Taken take(Context ctx, String dataset, LogicalSource source) throws IOException {
    InputStream body = ctx.req().getInputStream();
    boolean packed = header(ctx, "Content-Encoding").equalsIgnoreCase("gzip");
    try {
      return intake.take(dataset, source, packed ? new GZIPInputStream(body) : body);
    } catch (Spool.TooLargeException _) {
      throw tooLarge();
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      throw ServeException.of(
          400,
          "serve.broken-body",
          "the body",
          String.valueOf(e.getMessage()),
          "data packed by gzip",
          "Send it again; it was cut, or is not packed as its header says.");
    } catch (MappingException e) {
      throw new ServeException(422, e.finding(), Map.of(), problems(e));
    }
  }

  private static Map<String, Object> problems(MappingException e) {
    return Map.of("problems", e.problems().stream().map(LiftSummary::json).toList());
  }

  /// Data of which nothing could be used are no success.
  private static void refuseNothing(Intake.Taken taken) {
    LiftSummary summary = taken.summary();
    if (summary.report().triples() == 0 && summary.findings().count() > 0) {
      throw new ServeException(
          422,
          Finding.violation(
              "serve.nothing-lifted",
              Place.of("the body"),
              "data that give no statement",
              "records that the mapping reads",
              "See the findings."),
          Map.of(),
          Map.of("findings", LiftSummary.json(summary.findings())));
    }
  }

  private static void quads(Context ctx, Intake.Taken taken) throws IOException {
    LiftSummary summary = taken.summary();
    ctx.contentType(QUADS);
    ctx.header("Lacis-Records", String.valueOf(summary.json().get("records")));
    ctx.header("Lacis-Triples", String.valueOf(summary.report().triples()));
    ctx.header("Lacis-Findings", String.valueOf(summary.findings().count()));
    Files.copy(taken.quads(), ctx.res().getOutputStream());
  }

  /// Writes as it reads: the statements are never in memory together.
  private static void answer(
      Context ctx, String dataset, Intake.Taken taken, Optional<Node> graph, long added)
      throws IOException {
    ctx.contentType("application/json; charset=utf-8");
    OutputStream out = ctx.res().getOutputStream();
    JsonGenerator json = JSON.createGenerator(out);
    json.writeStartObject();
    json.writeStringField("dataset", dataset);
    for (Map.Entry<String, Object> one : taken.summary().json().entrySet()) {
      json.writePOJOField(one.getKey(), one.getValue());
    }
    if (graph.isPresent()) {
      json.writeStringField("graph", graph.get().getURI());
      json.writeNumberField("added", added);
    } else {
      json.writeFieldName("quads");
      try (BufferedReader text = Files.newBufferedReader(taken.quads())) {
        json.writeString(text, -1);
      }
    }
    json.writeEndObject();
    json.flush();
  }
}
