package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.lacis.serve.sparql.Fuseki;
import org.lacis.serve.twin.Rights;

/// `/graph/…`: the Graph Store Protocol at the address of a graph itself, for those who take the
/// address of the server for the base of the twin.
///
/// @param base the IRIs of the twin's graphs begin with it
/// @param rights those of the graph are told with it
record GraphEndpoint(Fuseki fuseki, Rights rights, String base) implements Handler {
  @Override
  public void handle(Context ctx) {
    String graph = base + ctx.req().getRequestURI().substring(1);
    StoredGraph.tell(ctx, rights, graph);
    fuseki.answerFor(ctx, graph);
  }
}
