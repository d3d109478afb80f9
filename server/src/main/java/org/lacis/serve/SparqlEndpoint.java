package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.lacis.serve.sparql.Fuseki;
import org.lacis.serve.web.Accept;

/// `/sparql`: the SPARQL 1.1 protocol for queries; a browser is sent to the page that asks them.
record SparqlEndpoint(Fuseki fuseki) implements Handler {
  @Override
  public void handle(Context ctx) {
    ctx.header("Vary", "Accept, Accept-Encoding");
    @Nullable String query = ctx.queryParam("query");
    @Nullable String accept = ctx.header("Accept");
    if (!ctx.method().toString().equals("POST")
        && (query == null
            || query.isBlank()
            || (accept != null
                && ctx.queryParam("format") == null
                && Accept.of(accept).prefersPage()))) {
      String asked =
          query == null ? "" : "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
      ctx.redirect("/query" + asked, HttpStatus.SEE_OTHER);
      return;
    }
    fuseki.answer(ctx);
  }
}
