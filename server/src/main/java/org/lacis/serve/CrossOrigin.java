package org.lacis.serve;

import io.javalin.http.Context;
import java.util.regex.Pattern;

/// What pages of other sites may do (CORS, Fetch standard): read everything that needs no key, and
/// ask what is asked by POST. Nothing is allowed with credentials.
final class CrossOrigin {
  /// What writes, behind a key: a page of another site has no business there.
  private static final Pattern CLOSED =
      Pattern.compile("/(update|data|graph/.*|lift/.*|index|review.*|links/.*/decisions)");

  private CrossOrigin() {}

  /// Opens an answer to other sites; answers a preflight.
  static void answer(Context ctx) {
    if (CLOSED.matcher(ctx.path()).matches()) {
      return;
    }
    ctx.header("Access-Control-Allow-Origin", "*");
    ctx.header(
        "Access-Control-Expose-Headers",
        "Content-Crs, Content-Profile, ETag, Last-Modified, Link, Location, Retry-After,"
            + " Lacis-Partial, NGSILD-Results-Count");
    if (ctx.method().name().equals("OPTIONS")) {
      boolean preflight = ctx.header("Access-Control-Request-Method") != null;
      ctx.header(preflight ? "Access-Control-Allow-Methods" : "Allow", "GET, HEAD, POST, OPTIONS");
      if (preflight) {
        ctx.header(
            "Access-Control-Allow-Headers",
            "Accept, Accept-Crs, Accept-Language, Accept-Profile, Content-Crs, Content-Type,"
                + " If-Modified-Since, If-None-Match, Link, Prefer, Range");
        ctx.header("Access-Control-Max-Age", "86400");
      }
      ctx.status(204).skipRemainingHandlers();
    }
  }
}
