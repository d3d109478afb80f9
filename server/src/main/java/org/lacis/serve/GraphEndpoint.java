package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.lacis.serve.sparql.Fuseki;

/// `/graph/…`: the Graph Store Protocol at the address of a graph itself, for those who take the
/// address of the server for the base of the twin.
///
/// @param base the IRIs of the twin's graphs begin with it
record GraphEndpoint(Fuseki fuseki, String base) implements Handler {
  @Override
  public void handle(Context ctx) {
    fuseki.answerFor(ctx, base + ctx.req().getRequestURI().substring(1));
  }
}
