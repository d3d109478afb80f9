package org.lacis.serve.sparql;

import java.util.Collection;
import java.util.List;
import org.apache.jena.atlas.lib.Pair;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.servlets.SPARQL_QueryDataset;
import org.apache.jena.fuseki.servlets.ServletOps;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecResult;
import org.lacis.query.SaidOnly;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.LacisException;

/// Fuseki's query operation, which also leaves word in the request: of a query that cannot be read
/// (where and why), and of rows that the time limit cut off.
class GuardedQuery extends SPARQL_QueryDataset {
  /// Request attribute: the [LacisException] that says what is wrong with the query.
  static final String REFUSAL = "org.lacis.serve.refusal";

  /// Request parameter: `false` asks of what was said alone.
  static final String INFER = "infer";

  private static final int LONGEST = 1 << 20;

  /// Request attribute: present when the time limit cut the rows off.
  static final String CANCELLED = "org.lacis.serve.cancelled";

  private final Node inferred;

  /// @param inferred the graph of inferences
  GuardedQuery(Node inferred) {
    this.inferred = inferred;
  }

  @Override
  protected Collection<String> customParams() {
    return List.of(INFER);
  }

  @Override
  protected Pair<DatasetGraph, Query> decideDataset(HttpAction action, Query query, String log) {
    Pair<DatasetGraph, Query> decided = super.decideDataset(action, query, log);
    if (!infers(action)) {
      SaidOnly.restrict(decided.getRight(), action.getActiveDSG(), inferred);
    }
    return decided;
  }

  private static boolean infers(HttpAction action) {
    String asked = action.getRequestParameter(INFER);
    return asked == null || !asked.equals("false");
  }

  private static void requireInfer(HttpAction action) {
    String asked = action.getRequestParameter(INFER);
    if (asked != null && !asked.equals("true") && !asked.equals("false")) {
      throw ServeException.of(
          400,
          "serve.bad-parameter",
          "parameter " + INFER,
          asked,
          "true or false",
          "false asks of what was said alone.");
    }
  }

  @Override
  protected void execute(String query, HttpAction action) {
    try {
      requireInfer(action);
      requireReadable(query);
      SparqlText.parse(query);
    } catch (LacisException e) {
      action.getRequest().setAttribute(REFUSAL, e);
      ServletOps.errorBadRequest("refused");
    }
    super.execute(query, action);
  }

  /// Reading takes the square of the length of a term, and is not cut off by the time limit.
  private static void requireReadable(String query) {
    if (query.length() > LONGEST) {
      throw ServeException.of(
          413,
          "serve.long-query",
          "query",
          query.length() + " characters",
          "at most " + LONGEST,
          "Ask for less at once, or have the values loaded as a graph.");
    }
  }

  @Override
  protected QueryExecResult executeQuery(
      HttpAction action, QueryExec execution, Query query, String log) {
    QueryExecResult result = super.executeQuery(action, execution, query, log);
    if (!result.isRowSet()) {
      return result;
    }
    Runnable mark = () -> action.getRequest().setAttribute(CANCELLED, true);
    return new QueryExecResult(new WatchedRows(result.rowSet(), mark));
  }
}
