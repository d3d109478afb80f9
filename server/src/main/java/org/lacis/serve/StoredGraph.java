package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.NodeFactory;
import org.lacis.serve.twin.Rights;

/// `/data`: the Graph Store Protocol, whose answers tell the licence of the graph that they hand
/// out; of every one where they hand out all.
record StoredGraph(Rights rights, Handler inner) implements Handler {
  @Override
  public void handle(Context ctx) throws Exception {
    tell(ctx, rights, Optional.ofNullable(ctx.queryParam("graph")).orElse(""));
    inner.handle(ctx);
  }

  /// @param graph its IRI; empty for all
  static void tell(Context ctx, Rights rights, String graph) {
    if (ctx.method().name().equals("GET") || ctx.method().name().equals("HEAD")) {
      List<Rights.Terms> terms =
          graph.isEmpty() ? rights.all() : rights.of(List.of(NodeFactory.createURI(graph)));
      Rights.links(terms).forEach(link -> ctx.res().addHeader("Link", link));
    }
  }
}
