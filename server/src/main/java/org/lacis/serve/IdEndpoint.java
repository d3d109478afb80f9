package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import org.lacis.ingest.Departures;
import org.lacis.serve.twin.LocalIris;
import org.lacis.serve.twin.Things;
import org.lacis.serve.web.Answered;
import org.lacis.serve.web.Variant;
import org.lacis.vocabulary.TwinIris;

/// `/id/…`: the thing itself, which cannot be sent; 303 to what is known of it, 410 when it is no
/// more.
record IdEndpoint(Site site) implements Handler {
  private record Found(Things thing, Optional<Departures.Departure> gone) {}

  @Override
  public void handle(Context ctx) {
    String path = ctx.req().getRequestURI().substring("/id/".length());
    TwinIris iris = new TwinIris(site.iris().base());
    Optional<Found> found =
        site.store()
            .read(view ->
                Things.find(view.dataset(), site.iris(), path)
                    .map(thing ->
                        new Found(thing, Departures.find(view.dataset(), iris, thing.node()))));
    Found one = found.orElseThrow(() -> DocEndpoint.unknown("/id/" + path));
    if (one.gone().isPresent()) {
      LinkedData.gone(ctx, one.gone().get());
      return;
    }
    ctx.header("Vary", Answered.VARY);
    Variant _ = Variant.asked(ctx, one.thing().ending());
    String query = ctx.queryString();
    ctx.redirect(
        LocalIris.escaped("/doc/" + path + (query == null ? "" : "?" + query)),
        HttpStatus.SEE_OTHER);
  }
}
