package org.lacis.serve.sparql;

import io.javalin.http.Context;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.fuseki.server.DataAccessPoint;
import org.apache.jena.fuseki.server.DataAccessPointRegistry;
import org.apache.jena.fuseki.server.DataService;
import org.apache.jena.fuseki.server.Dispatcher;
import org.apache.jena.fuseki.server.Endpoint;
import org.apache.jena.fuseki.server.Operation;
import org.apache.jena.fuseki.server.OperationRegistry;
import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.core.DatasetGraph;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Fuseki's own protocol code behind our routes. Its endpoints are named as the routes are:
/// `sparql`, `update` and `data` at the root.
public final class Fuseki {
  private static final Pattern PLACE =
      Pattern.compile("[Ll]ine:? (\\d+),? [Cc]ol(?:umn)?:? (\\d+)");

  private final DataAccessPointRegistry points = new DataAccessPointRegistry();
  private final OperationRegistry operations = OperationRegistry.createStd();
  private final Duration limit;

  public Fuseki(DatasetGraph dataset, Duration limit) {
    this.limit = limit;
    operations.register(Operation.Query, new GuardedQuery());
    org.apache.jena.sparql.util.Context context = new org.apache.jena.sparql.util.Context();
    context.set(ARQ.queryTimeout, limit.toMillis() + "," + limit.toMillis());
    DataService service =
        DataService.newBuilder(dataset)
            .addEndpoint(
                Endpoint.create()
                    .operation(Operation.Query)
                    .endpointName("sparql")
                    .context(context)
                    .build())
            .addEndpoint(Operation.Update, "update")
            .addEndpoint(Operation.GSP_RW, "data")
            .build();
    service.setEndpointProcessors(operations);
    service.goActive();
    points.register(new DataAccessPoint("/", service));
  }

  /// Puts the registries where Fuseki looks for them.
  public void install(ServletContext context) {
    DataAccessPointRegistry.set(context, points);
    OperationRegistry.set(context, operations);
  }

  /// Answers one request of the protocol.
  ///
  /// @throws ServeException for everything that Fuseki refuses
  public void answer(Context ctx) {
    SpooledResponse response = new SpooledResponse(ctx.res());
    Dispatcher.dispatch(ctx.req(), response);
    if (ctx.req().getAttribute(GuardedQuery.REFUSAL) instanceof ServeException refusal) {
      throw refusal;
    }
    if (ctx.req().getAttribute(GuardedQuery.CANCELLED) != null) {
      cutOff(ctx, response);
      return;
    }
    if (response.failed()) {
      throw refusal(response);
    }
    try {
      response.send();
    } catch (IOException e) {
      throw new UncheckedIOException("the client left", e);
    }
    ctx.skipRemainingHandlers();
  }

  private void cutOff(Context ctx, SpooledResponse response) {
    if (!response.streaming()) {
      throw QueryLimit.exceeded(limit);
    }
    // too late for a status: a broken connection is the one thing that cannot look like an end
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
    ctx.skipRemainingHandlers();
  }

  private ServeException refusal(SpooledResponse response) {
    int status = response.getStatus();
    String words = response.failure().strip();
    if (status == 503) {
      return QueryLimit.exceeded(limit);
    }
    Matcher place = PLACE.matcher(words);
    if (status == 400 && place.find()) {
      int line = Integer.parseInt(place.group(1));
      int column = Integer.parseInt(place.group(2));
      Finding finding =
          Finding.violation(
              "serve.bad-request",
              Place.line("request", line).field("column " + column),
              tail(words),
              "",
              "Mend the text at that place.");
      return new ServeException(400, finding, Map.of(), Map.of("line", line, "column", column));
    }
    return ServeException.of(
        status,
        "serve.refused",
        "request",
        tail(words),
        "",
        status < 500 ? "Mend the request." : "");
  }

  // Fuseki repeats the whole text that it was sent before it says what is wrong with it
  private static String tail(String words) {
    int said = Math.max(words.lastIndexOf("Encountered"), words.lastIndexOf("Lexical error"));
    String useful = said > 0 ? words.substring(said) : words;
    int end = useful.indexOf("\nWas expecting");
    return (end < 0 ? useful : useful.substring(0, end)).replaceAll("\\s+", " ");
  }
}
