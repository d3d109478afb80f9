package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import org.lacis.serve.twin.LocalIris;
import org.lacis.serve.twin.Things;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.Form;
import org.lacis.store.TwinStore;

/// `/id/…`: the thing itself, which cannot be sent; 303 to what is known of it.
record IdEndpoint(TwinStore twin, LocalIris iris) implements Handler {
  @Override
  public void handle(Context ctx) {
    String path = ctx.req().getRequestURI().substring("/id/".length());
    Optional<Things> thing = twin.read(view -> Things.find(view.dataset(), iris, path));
    if (thing.isEmpty()) {
      throw DocEndpoint.unknown(path);
    }
    ctx.header("Vary", "Accept, Accept-Language");
    if (thing.get().form().isEmpty()) {
      Form _ = Ask.form(ctx, List.of(Form.values()));
    }
    ctx.redirect("/doc/" + path, HttpStatus.SEE_OTHER);
  }
}
