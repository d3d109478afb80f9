package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.lacis.search.Found;
import org.lacis.search.Sought;
import org.lacis.serve.page.Results;
import org.lacis.serve.page.ResultsMaker;
import org.lacis.serve.page.Words;
import org.lacis.serve.web.Ask;

/// `/search/suggest?q=…`: the first few things that unfinished words may mean, as JSON.
record SuggestEndpoint(Site site) implements Handler {
  private static final int FEW = 8;

  @Override
  public void handle(Context ctx) {
    Words words = site.pages().words(ctx);
    Sought sought = Sought.of(Ask.text(ctx, "q"), FEW);
    Found found = site.names().find(sought);
    Results results =
        site.store()
            .read(view ->
                new ResultsMaker(view.dataset(), site.iris(), words, site.twins())
                    .results(sought, found));
    ctx.header("Vary", "Accept-Language, Cookie");
    ctx.contentType("application/json;charset=utf-8").result(results.suggestions());
  }
}
