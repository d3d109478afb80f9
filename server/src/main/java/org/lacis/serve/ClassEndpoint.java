package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.NodeFactory;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Listing;
import org.lacis.serve.page.ListingMaker;
import org.lacis.serve.page.Words;
import org.lacis.serve.web.Ask;

/// `/class?iri=…&page=…`: the things of one kind, twenty-five a page.
record ClassEndpoint(Site site) implements Handler {
  private static final int LAST_PAGE = 10_000_000;

  @Override
  public void handle(Context ctx) {
    String iri = Ask.text(ctx, "iri");
    int page = Ask.number(ctx, "page", 1, 1, LAST_PAGE);
    Words words = site.pages().words(ctx);
    Listing listing =
        site.store()
            .read(view ->
                new ListingMaker(view.dataset(), site.iris(), words, site.twins())
                    .kind(NodeFactory.createURI(iri), page));
    if (iri.isEmpty() || listing.rows().isEmpty()) {
      throw DocEndpoint.unknown(iri.isEmpty() ? "parameter iri" : iri);
    }
    Frame frame = site.pages().frame(ctx, words, listing.title(), "explore", List.of());
    site.pages().send(ctx, "list", frame, Map.of("listing", listing));
  }
}
