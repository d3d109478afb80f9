package org.lacis.serve.ngsi;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.Optional;
import org.lacis.outbound.Outbound;
import org.lacis.serve.features.CollectionBook;
import org.lacis.serve.twin.Inventory;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;

/// The addresses below `/ngsi-ld/v1`.
public final class NgsiRoutes {
  private final Door door;

  /// @param outbound fetches the contexts of other servers; without it they are refused
  /// @param limit how long a request may look for entities
  public NgsiRoutes(
      TwinStore store,
      TwinIris iris,
      CollectionBook book,
      Inventory inventory,
      Optional<Outbound> outbound,
      Duration limit) {
    this.door =
        new Door(
            store, iris, new Types(store, iris, book, inventory), new Contexts(outbound), limit);
  }

  public void install(RoutesConfig routes) {
    EntitiesEndpoint entities = new EntitiesEndpoint(door);
    TypesEndpoint types = new TypesEndpoint(door);
    TemporalEndpoint temporal = new TemporalEndpoint(door);
    String root = Ngsi.ROOT;
    reading(routes, root + "/entities", entities);
    reading(routes, root + "/entities/<id>", entities::one);
    reading(routes, root + "/types", types::types);
    reading(routes, root + "/types/<type>", types::type);
    reading(routes, root + "/attributes", types::attributes);
    reading(routes, root + "/attributes/<attribute>", types::attribute);
    reading(routes, root + "/temporal/entities", temporal);
    reading(routes, root + "/temporal/entities/<id>", temporal::one);
    reading(routes, Contexts.PATH, types::context);
    Handler refuse = Ngsi.answering(Ngsi::refuse);
    String all = root + "/<path>";
    routes.post(all, refuse);
    routes.put(all, refuse);
    routes.patch(all, refuse);
    routes.delete(all, refuse);
    // What nobody else answers: an address of the standard that is not served.
    reading(
        routes,
        all,
        ctx -> {
          throw Ngsi.missing(
              "address",
              ctx.path(),
              "Read entities, types, attributes and temporal/entities; subscriptions and registrations"
                  + " are not kept here.");
        });
  }

  private static void reading(RoutesConfig routes, String path, Handler handler) {
    Handler answering = Ngsi.answering(handler);
    routes.get(path, answering);
    routes.head(path, answering);
  }
}
