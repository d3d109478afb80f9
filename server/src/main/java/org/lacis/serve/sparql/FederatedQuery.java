package org.lacis.serve.sparql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.jena.atlas.lib.Pair;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.servlets.ServletOps;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecResult;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetStream;
import org.lacis.federate.Described;
import org.lacis.federate.FederateException;
import org.lacis.federate.Federation;
import org.lacis.federate.Hops;
import org.lacis.federate.Inquiry;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.LacisException;

/// Fuseki's query operation over several twins. Rows are held back until the answer is whole, up to
/// [#HELD] of them, so that who took part and what is missing is told before the first of them; a
/// longer answer streams on, and its connection is broken off when something fails after that.
final class FederatedQuery extends GuardedQuery {
  /// Request attribute: the [Inquiry], once its answer is at hand.
  static final String INQUIRY = "org.lacis.serve.inquiry";

  private static final int HELD = 100_000;
  private static final Set<String> YES_NO = Set.of("true", "false");

  private final Federation federation;
  private final Duration limit;

  FederatedQuery(Federation federation, Duration limit) {
    super(Node.ANY);
    this.federation = federation;
    this.limit = limit;
  }

  @Override
  protected Collection<String> customParams() {
    return List.of(INFER, "partial", "sources", "engine");
  }

  @Override
  protected Pair<DatasetGraph, Query> decideDataset(HttpAction action, Query query, String log) {
    return told(
        action,
        () -> {
          boolean graphs =
              query.hasDatasetDescription()
                  || action.getRequestParameter("default-graph-uri") != null
                  || action.getRequestParameter("named-graph-uri") != null;
          if (graphs || action.getRequestParameter(INFER) != null) {
            throw ServeException.of(
                400,
                "federate.not-asked-here",
                graphs ? "query, FROM" : "parameter " + INFER,
                graphs ? "a choice of graphs" : "a choice of what was inferred",
                "a query of all that twins say",
                "Name graphs with GRAPH, or ask one twin at its own endpoint.");
          }
          return Pair.create(action.getActiveDSG(), query);
        });
  }

  @Override
  protected QueryExec createQueryExec(HttpAction action, Query query, DatasetGraph dataset) {
    return told(
        action,
        () -> {
          Duration time = time(action);
          Inquiry inquiry =
              federation.inquiry(
                  wishes(action),
                  federation.hops(header(action, Hops.HEADER), header(action, "Via")),
                  time);
          action.getContext().set(Inquiry.SYMBOL, inquiry);
          return QueryExec.newBuilder()
              .dataset(dataset)
              .query(Described.query(query, inquiry))
              .context(action.getContext())
              .overallTimeout(time.toMillis(), TimeUnit.MILLISECONDS)
              .build();
        });
  }

  private static String header(HttpAction action, String name) {
    return Objects.requireNonNullElse(action.getRequestHeader(name), "");
  }

  private Duration time(HttpAction action) {
    String asked = action.getRequestParameter("timeout");
    if (asked == null) {
      return limit;
    }
    if (!asked.matches("\\d{1,6}(\\.\\d{1,6})?") || Double.parseDouble(asked) <= 0) {
      throw ServeException.of(
          400, "serve.bad-parameter", "parameter timeout", asked, "seconds", "As timeout=5.");
    }
    Duration time = Duration.ofMillis(Math.max(1, (long) (Double.parseDouble(asked) * 1000)));
    return time.compareTo(limit) < 0 ? time : limit;
  }

  private static Inquiry.Wishes wishes(HttpAction action) {
    boolean whole = choice(action, "partial", "allow", Set.of("allow", "refuse")).equals("refuse");
    boolean sources = choice(action, "sources", "false", YES_NO).equals("true");
    Inquiry.Engine engine =
        switch (choice(action, "engine", "any", Set.of("any", "own", "fedx"))) {
          case "own" -> Inquiry.Engine.OWN;
          case "fedx" -> Inquiry.Engine.FEDX;
          default -> Inquiry.Engine.ANY;
        };
    return new Inquiry.Wishes(whole, sources, engine);
  }

  private static String choice(
      HttpAction action, String name, String otherwise, Set<String> allowed) {
    String said = action.getRequestParameter(name);
    if (said == null) {
      return otherwise;
    }
    if (!allowed.contains(said)) {
      throw ServeException.of(
          400,
          "serve.bad-parameter",
          "parameter " + name,
          said,
          String.join(" or ", allowed.stream().sorted().toList()),
          "Correct the parameter, or leave it out.");
    }
    return said;
  }

  @Override
  protected QueryExecResult executeQuery(
      HttpAction action, QueryExec execution, Query query, String log) {
    Inquiry inquiry = action.getContext().get(Inquiry.SYMBOL);
    return told(action, () -> answered(action, execution, query, inquiry));
  }

  private static QueryExecResult answered(
      HttpAction action, QueryExec execution, Query query, Inquiry inquiry) {
    QueryExecResult result;
    if (query.isSelectType()) {
      RowSet rows = execution.select();
      List<Binding> held = new ArrayList<>();
      while (held.size() < HELD && rows.hasNext()) {
        held.add(rows.next());
      }
      boolean more = rows.hasNext();
      Set<String> missing = Set.copyOf(inquiry.missing().keySet());
      Runnable mark = () -> action.getRequest().setAttribute(CANCELLED, true);
      result =
          new QueryExecResult(
              RowSetStream.create(
                  rows.getResultVars(),
                  more
                      ? new Rest(held.iterator(), rows, inquiry, missing, mark)
                      : held.iterator()));
    } else if (query.isAskType()) {
      result = new QueryExecResult(execution.ask());
    } else if (query.isConstructType() && query.isConstructQuad()) {
      result = new QueryExecResult(execution.constructDataset());
    } else {
      result = new QueryExecResult(execution.construct());
    }
    action.getRequest().setAttribute(INQUIRY, inquiry);
    return result;
  }

  /// Rows beyond those that were held back.
  private record Rest(
      Iterator<Binding> held, RowSet rows, Inquiry inquiry, Set<String> missing, Runnable mark)
      implements Iterator<Binding> {
    @Override
    public boolean hasNext() {
      try {
        boolean more = held.hasNext() || rows.hasNext();
        if (!missing.containsAll(inquiry.missing().keySet())) {
          throw new QueryCancelledException(); // too late to tell that somebody is missing
        }
        return more;
      } catch (QueryCancelledException | FederateException e) {
        mark.run();
        throw e;
      }
    }

    @Override
    public Binding next() {
      return held.hasNext() ? held.next() : rows.next();
    }
  }

  private static <T> T told(HttpAction action, Supplier<T> work) {
    try {
      return work.get();
    } catch (LacisException e) {
      action
          .getRequest()
          .setAttribute(REFUSAL, e instanceof FederateException ours ? refusal(ours) : e);
      ServletOps.errorBadRequest("refused");
      throw e;
    }
  }

  private static ServeException refusal(FederateException e) {
    String cause = String.valueOf(e.members().getOrDefault("cause", e.finding().code()));
    boolean later =
        Set.of("federate.resting", "federate.late", "outbound.too-slow").contains(cause);
    int status = e.isOfQuestion() ? 400 : e.isLoop() ? 508 : later ? 503 : 502;
    return new ServeException(
        status, e.finding(), later ? Map.of("Retry-After", "10") : Map.of(), e.members());
  }
}
