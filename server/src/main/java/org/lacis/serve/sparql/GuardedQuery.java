package org.lacis.serve.sparql;

import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.servlets.SPARQL_QueryDataset;
import org.apache.jena.fuseki.servlets.ServletOps;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecResult;
import org.lacis.serve.web.ServeException;

/// Fuseki's query operation, which also leaves word in the request: of a query that cannot be read
/// (where and why), and of rows that the time limit cut off.
final class GuardedQuery extends SPARQL_QueryDataset {
  /// Request attribute: the [ServeException] that says what is wrong with the query.
  static final String REFUSAL = "org.lacis.serve.refusal";

  /// Request attribute: present when the time limit cut the rows off.
  static final String CANCELLED = "org.lacis.serve.cancelled";

  @Override
  protected void execute(String query, HttpAction action) {
    try {
      SparqlText.parse(query);
    } catch (ServeException e) {
      action.getRequest().setAttribute(REFUSAL, e);
      ServletOps.errorBadRequest("refused");
    }
    super.execute(query, action);
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
