package org.lacis.serve.interop;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Objects;
import org.lacis.serve.AdminKey;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Lets in who has the admin key, as `Authorization: Bearer …` or, from the form of the page, in
/// the field `key`: whoever starts a check aims this server at others.
record Guard(AdminKey key) {
  private static final String BEARER = "Bearer ";

  /// @throws ServeException 401
  void require(Context ctx) {
    String header = Objects.requireNonNullElse(ctx.header("Authorization"), "");
    String given =
        header.regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? header.substring(BEARER.length()).strip()
            : isForm(ctx) ? Objects.requireNonNullElse(ctx.formParam("key"), "").strip() : "";
    if (given.isEmpty() || !key.matches(given)) {
      throw new ServeException(
          401,
          Finding.violation(
              "serve.admin-key",
              Place.of("header Authorization"),
              given.isEmpty() ? "no key" : "another key",
              "'Bearer' and the admin key",
              "Send 'Authorization: Bearer KEY'; the key was printed at the first serve, or is the"
                  + " one in LACIS_ADMIN_KEY."),
          Map.of("WWW-Authenticate", "Bearer realm=\"lacis\""),
          Map.of());
    }
    ctx.header("Cache-Control", "no-store");
  }

  static boolean isForm(Context ctx) {
    return Objects.requireNonNullElse(ctx.contentType(), "")
        .startsWith("application/x-www-form-urlencoded");
  }
}
