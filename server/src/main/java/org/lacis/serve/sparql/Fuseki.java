package org.lacis.serve.sparql;

import io.javalin.http.Context;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import org.lacis.federate.FederatedDataset;
import org.lacis.federate.Federation;
import org.lacis.serve.limits.Turns;
import org.lacis.serve.web.Broken;
import org.lacis.serve.web.ServeException;
import org.lacis.store.TwinDataset;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// Fuseki's own protocol code behind our routes: `/sparql`, `/update` and `/data`, each as a
/// dataset with one operation, since they see the twin differently.
public final class Fuseki {
  private static final Pattern PLACE =
      Pattern.compile("[Ll]ine:? (\\d+),? [Cc]ol(?:umn)?:? (\\d+)");

  /// Queries of several twins under way.
  private static final int TOGETHER = 32;

  private final DataAccessPointRegistry points = new DataAccessPointRegistry();
  private final OperationRegistry operations = OperationRegistry.createStd();
  private final Duration limit;
  private final Turns turns;
  private final Turns waiting;

  /// @param iris names the graph for what is written to none
  /// @param turns in which queries are answered
  public Fuseki(TwinStore store, TwinIris iris, Duration limit, Turns turns) {
    this.limit = limit;
    this.turns = turns;
    this.waiting = new Turns(TOGETHER, limit);
    TwinDataset graphStore = store.dataset().writingDefaultTo(iris.defaultGraph());
    operations.register(Operation.Query, new GuardedQuery(iris.inferredGraph()));
    operations.register(Operation.Update, new GuardedUpdate(store, graphStore, iris.base()));
    operations.register(Operation.GSP_RW, new GuardedData(store, graphStore, iris));
    org.apache.jena.sparql.util.Context context = new org.apache.jena.sparql.util.Context();
    context.set(ARQ.queryTimeout, limit.toMillis() + "," + limit.toMillis());
    // A visitor's query could otherwise reach whatever this machine reaches.
    context.set(ARQ.httpServiceAllowed, false);
    point("/sparql", Operation.Query, store.dataset(), context);
    point("/update", Operation.Update, graphStore, new org.apache.jena.sparql.util.Context());
    point("/data", Operation.GSP_RW, graphStore, new org.apache.jena.sparql.util.Context());
  }

  /// Adds the address of questions to several twins.
  ///
  /// @param twin of the store that this serves
  public void federated(String path, Federation federation, TwinDataset twin) {
    Operation asked = Operation.alloc("https://w3id.org/lacis#federated", "federated", "federated");
    operations.register(asked, new FederatedQuery(federation, limit));
    FederatedDataset dataset = federation.dataset(twin);
    org.apache.jena.sparql.util.Context context = new org.apache.jena.sparql.util.Context();
    context.set(ARQ.queryTimeout, limit.toMillis() + "," + limit.toMillis());
    point(path, asked, dataset, context);
  }

  private void point(
      String path,
      Operation operation,
      DatasetGraph dataset,
      org.apache.jena.sparql.util.Context context) {
    Endpoint endpoint = Endpoint.create().operation(operation).context(context).build();
    DataService service = DataService.newBuilder(dataset).addEndpoint(endpoint).build();
    service.setEndpointProcessors(operations);
    service.goActive();
    points.register(new DataAccessPoint(path, service));
  }

  /// Puts the registries where Fuseki looks for them.
  public void install(ServletContext context) {
    DataAccessPointRegistry.set(context, points);
    OperationRegistry.set(context, operations);
  }

  /// Answers one request of the protocol.
  ///
  /// @throws LacisException for everything that is refused
  public void answer(Context ctx) {
    answer(ctx, ctx.req());
  }

  /// Answers a query when its turn comes.
  ///
  /// @throws LacisException for everything that is refused
  public void query(Context ctx) {
    try (Turns.Turn _ = turns.take()) {
      answer(ctx, ctx.req());
    }
  }

  /// Answers a request of the Graph Store Protocol whose address is the graph (section 4.1).
  ///
  /// @param graph IRI of the graph
  public void answerFor(Context ctx, String graph) {
    answer(ctx, new DirectRequest(ctx.req(), graph));
  }

  /// Answers a query of several twins when its turn comes. Such queries mostly wait for partners,
  /// and take no turn from those that work.
  ///
  /// @param response what takes the answer in the place of that of the context
  public void federated(Context ctx, HttpServletResponse response) {
    try (Turns.Turn _ = waiting.take()) {
      answer(ctx, ctx.req(), response);
    }
  }

  private void answer(Context ctx, HttpServletRequest request) {
    answer(ctx, request, ctx.res());
  }

  private void answer(Context ctx, HttpServletRequest request, HttpServletResponse taking) {
    SpooledResponse response = new SpooledResponse(taking);
    Dispatcher.dispatch(
        request.getHeader("Accept") == null ? new AnyForm(request) : request, response);
    if (ctx.req().getAttribute(GuardedQuery.REFUSAL) instanceof LacisException refusal) {
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
    Broken.off(ctx); // too late for a status
  }

  private ServeException refusal(SpooledResponse response) {
    int status = response.getStatus();
    String words = response.failure().strip();
    if (status == 503) {
      return QueryLimit.exceeded(limit);
    }
    if (status == 422 && words.contains("SERVICE")) {
      return ServeException.of(
          403,
          "serve.no-federation",
          "query",
          "SERVICE",
          "a query of this twin alone",
          "Ask /federated/sparql for partners of this twin; others, from where you are: lacis query.");
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
