package org.lacis.serve.interop;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import org.lacis.serve.AdminKey;
import org.lacis.serve.page.Pages;

/// The routes of the check of interoperability.
public final class InteropRoutes {
  private InteropRoutes() {}

  /// @param key opens what starts, stops and reads exchanges
  public static void install(RoutesConfig routes, Pages pages, Checks checks, AdminKey key) {
    Guard guard = new Guard(key);
    ChecksEndpoint all = new ChecksEndpoint(pages, checks, guard, new ShapesService(checks));
    reading(routes, "/interop", ctx -> ctx.redirect("/interop/checks"));
    reading(routes, "/interop/checks", all::list);
    routes.post("/interop/checks", all::start);
    CheckEndpoint one = new CheckEndpoint(pages, checks, guard);
    reading(routes, "/interop/checks/{id}", one::report);
    routes.delete("/interop/checks/{id}", one::remove);
    reading(routes, "/interop/checks/{id}/badge.svg", one::badge);
    reading(routes, "/interop/checks/{id}/exchange", one::exchange);
    BesideEndpoint beside = new BesideEndpoint(pages, checks, guard);
    reading(routes, "/interop/checks/{id}/compare/{other}", beside::compare);
    reading(routes, "/interop/checks/{id}/pair/{other}", beside::pair);
    routes.post("/interop/checks/{id}/pair", beside::pairWith);
  }

  private static void reading(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }
}
