package org.lacis.serve.features;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lacis.query.feature.FeatureIds;
import org.lacis.query.feature.NamedQuery;
import org.lacis.serve.page.Pages;
import org.lacis.serve.page.Question;
import org.lacis.serve.page.TwinPart;
import org.lacis.serve.twin.Freshness;
import org.lacis.serve.twin.LocalIris;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.TwinIris;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The addresses below `/ogc`. Keeps the collections in step with the store until it is closed.
public final class FeaturesRoutes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeaturesRoutes.class);

  private final FeatureDoor door;
  private final Duration limit;

  /// @param twins in the order to show
  /// @param queries questions that are collections
  /// @param limit how long it may take to find the next feature of an answer
  /// @param title name of the twin by language
  /// @param description a sentence about it by language
  /// @param neighbours collections that others answer; their routes come first
  public FeaturesRoutes(
      TwinStore store,
      TwinIris iris,
      Pages pages,
      List<TwinPart> twins,
      Freshness freshness,
      List<NamedQuery> queries,
      Duration limit,
      Map<String, String> title,
      Map<String, String> description,
      List<Neighbour> neighbours) {
    this.door =
        new FeatureDoor(
            store,
            new CollectionBook(store, iris, queries),
            new FeatureIds(iris.base()),
            pages,
            new LocalIris(iris.base()),
            twins,
            freshness,
            title,
            description,
            neighbours);
    this.limit = limit;
  }

  /// The address of `/ogc` as the client sees it, without a `/` at the end.
  public static String root(Context ctx) {
    return Addresses.of(ctx).at("");
  }

  /// The questions that say to be a collection. One that cannot be read is told in the log: its
  /// page tells it, too.
  public static List<NamedQuery> named(List<Question> questions) {
    List<NamedQuery> named = new ArrayList<>();
    for (Question question : questions) {
      try {
        NamedQuery.named(question.sparql(), question.name())
            .ifPresent(id ->
                named.add(
                    new NamedQuery(
                        id,
                        question.words(),
                        org.lacis.query.Question.of(question.sparql(), question.name()))));
      } catch (LacisException e) {
        LOG.warn("{}", e.finding().sentence());
      }
    }
    return named;
  }

  /// Begins to work out the collections.
  public void begin() {
    door.book().begin();
  }

  /// What collections there are, for others who tell of them.
  public CollectionBook book() {
    return door.book();
  }

  public void install(RoutesConfig routes) {
    FeaturePages pages = new FeaturePages(door);
    String root = Addresses.ROOT;
    String collection = root + "/collections/{collection}";
    CollectionsEndpoint collections = new CollectionsEndpoint(door, pages);
    ItemsEndpoint items = new ItemsEndpoint(door, pages, limit);
    reading(routes, root, new LandingEndpoint(door, pages));
    reading(routes, root + "/conformance", new ConformanceEndpoint(door, pages));
    reading(routes, root + "/api", new ApiEndpoint(door, pages));
    reading(routes, root + "/functions", new FunctionsEndpoint());
    reading(routes, root + "/collections", collections);
    reading(routes, collection, collections::one);
    reading(routes, collection + "/queryables", new SchemaEndpoint(door, pages, true));
    reading(routes, collection + "/schema", new SchemaEndpoint(door, pages, false));
    reading(routes, collection + "/items", items);
    reading(routes, collection + "/items/{feature}", items::one);
  }

  private static void reading(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
    routes.options(path, FeaturesRoutes::preflight);
  }

  private static void preflight(Context ctx) {
    ctx.header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
    ctx.header("Access-Control-Allow-Headers", "Accept, Accept-Language, If-None-Match");
    ctx.header("Access-Control-Max-Age", "86400");
    ctx.status(204);
  }

  /// Stops working the collections out: the store may be closed afterwards.
  @Override
  public void close() {
    door.book().close();
  }
}
