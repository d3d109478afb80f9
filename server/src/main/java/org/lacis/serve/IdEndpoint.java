package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import org.lacis.serve.twin.Things;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.Form;

/// `/id/…`: the thing itself, which cannot be sent; 303 to what is known of it.
record IdEndpoint(Site site) implements Handler {
  @Override
  public void handle(Context ctx) {
    String path = ctx.req().getRequestURI().substring("/id/".length());
    Optional<Things> thing =
        site.store().read(view -> Things.find(view.dataset(), site.iris(), path));
    if (thing.isEmpty()) {
      throw DocEndpoint.unknown("/id/" + path);
    }
    ctx.header("Vary", "Accept, Accept-Language");
    if (thing.get().form().isEmpty()) {
      Form _ = Ask.form(ctx, List.of(Form.values()));
    }
    ctx.redirect("/doc/" + path, HttpStatus.SEE_OTHER);
  }
}
