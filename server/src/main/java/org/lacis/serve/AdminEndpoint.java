package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// `/update` (SPARQL 1.1 Update), `/data` (Graph Store Protocol) and `/index` (check and rebuild):
/// behind the admin key, given as `Authorization: Bearer …`.
///
/// @param key what opens it
/// @param inner what answers once the key is right
record AdminEndpoint(AdminKey key, Handler inner) implements Handler {
  private static final String BEARER = "Bearer ";

  @Override
  public void handle(Context ctx) throws Exception {
    @Nullable String given = ctx.header("Authorization");
    boolean bearer = given != null && given.regionMatches(true, 0, BEARER, 0, BEARER.length());
    if (given == null || !bearer || !key.matches(given.substring(BEARER.length()).strip())) {
      throw refusal(given != null);
    }
    ctx.header("Cache-Control", "no-store");
    inner.handle(ctx);
  }

  private static ServeException refusal(boolean given) {
    Finding finding =
        Finding.violation(
            "serve.admin-key",
            Place.of("header Authorization"),
            given ? "another key" : "no key",
            "'Bearer' and the admin key",
            "Send 'Authorization: Bearer KEY'; the key was printed at the first serve, or is the one"
                + " in LACIS_ADMIN_KEY.");
    return new ServeException(
        401, finding, Map.of("WWW-Authenticate", "Bearer realm=\"lacis\""), Map.of());
  }
}
