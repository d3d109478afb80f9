package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Listing;
import org.lacis.serve.page.ListingMaker;
import org.lacis.serve.page.Words;
import org.lacis.serve.web.Ask;

/// `/search?q=…`: things by name or identifier.
record SearchEndpoint(Site site) implements Handler {
  @Override
  public void handle(Context ctx) {
    Words words = site.pages().words(ctx);
    String sought = Ask.text(ctx, "q");
    Listing listing =
        site.store()
            .read(view ->
                new ListingMaker(view.dataset(), site.iris(), words, site.twins()).found(sought));
    Frame frame = site.pages().frame(ctx, words, listing.title(), "", List.of());
    site.pages().send(ctx, "list", frame, Map.of("listing", listing));
  }
}
