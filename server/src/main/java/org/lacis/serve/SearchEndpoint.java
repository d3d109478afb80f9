package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.NodeFactory;
import org.lacis.search.Found;
import org.lacis.search.Sought;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Paging;
import org.lacis.serve.page.Results;
import org.lacis.serve.page.ResultsMaker;
import org.lacis.serve.page.Words;
import org.lacis.serve.web.Ask;

/// `/search?q=…&kind=…&twin=…&page=…`: things by name, code or identifier, as a page or as JSON.
record SearchEndpoint(Site site) implements Handler {
  @Override
  public void handle(Context ctx) {
    Words words = site.pages().words(ctx);
    String kind = Ask.text(ctx, "kind");
    String twin = Ask.text(ctx, "twin");
    int page = Ask.number(ctx, "page", 1, 1, Sought.DEEPEST / Paging.SIZE);
    Sought sought =
        new Sought(
            Ask.text(ctx, "q"),
            kind.isEmpty() ? Optional.empty() : Optional.of(NodeFactory.createURI(kind)),
            twin.isEmpty() ? Optional.empty() : Optional.of(twin),
            (page - 1) * Paging.SIZE,
            Paging.SIZE);
    Found found = site.names().find(sought);
    Results results =
        site.store()
            .read(view ->
                new ResultsMaker(view.dataset(), site.iris(), words, site.twins())
                    .results(sought, found));
    ctx.header("Vary", "Accept, Accept-Language, Cookie");
    if (Ask.prefersJson(ctx)) {
      ctx.contentType("application/json;charset=utf-8").result(results.json());
      return;
    }
    Frame frame = site.pages().frame(ctx, words, results.title(), "", List.of());
    site.pages().send(ctx, "results", frame, Map.of("results", results));
  }
}
