package org.lacis.serve.records;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.lacis.geometry.Crs;
import org.lacis.query.cql.Queryable;
import org.lacis.serve.features.FeaturesRoutes;
import org.lacis.serve.features.Neighbour;
import org.lacis.serve.page.Pages;
import org.lacis.serve.twin.CatalogueDocument;
import org.lacis.serve.twin.Figures;
import org.lacis.serve.twin.LocalIris;
import org.lacis.serve.web.Accept;
import org.lacis.serve.web.ServeException;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// The addresses below `/ogc/collections/catalogue`, which come before those of the features. Pages
/// for people are those of the catalogue.
public final class RecordsRoutes implements Neighbour {
  static final String ID = "catalogue";

  private static final String PATH = "/ogc/collections/" + ID;
  private static final String GEO_JSON = "application/geo+json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int USUAL = 100;
  private static final int MOST = 1_000;

  /// How long a request waits for where the datasets are, which is counted in the background.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Set<String> PARAMETERS =
      Set.of(
          "limit",
          "offset",
          "bbox",
          "bbox-crs",
          "datetime",
          "crs",
          "q",
          "type",
          "ids",
          "externalIds",
          "filter",
          "filter-lang",
          "filter-crs",
          "sortby");

  private final TwinStore store;
  private final TwinIris iris;
  private final Figures figures;
  private final Pages pages;
  private final Map<String, String> title;

  /// @param title of the twin by language
  public RecordsRoutes(
      TwinStore store, TwinIris iris, Figures figures, Pages pages, Map<String, String> title) {
    this.store = store;
    this.iris = iris;
    this.figures = figures;
    this.pages = pages;
    this.title = Map.copyOf(title);
  }

  public void install(RoutesConfig routes) {
    reading(routes, PATH, this::collection);
    reading(routes, PATH + "/queryables", ctx -> schema(ctx, false));
    reading(routes, PATH + "/sortables", ctx -> schema(ctx, true));
    reading(routes, PATH + "/items", this::items);
    reading(routes, PATH + "/items/{record}", this::item);
  }

  private static void reading(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }

  // ── what it is ──

  @Override
  public ObjectNode describe(String root, String language) {
    String address = root + "/collections/" + ID;
    ObjectNode document = JSON.createObjectNode();
    document.put("id", ID);
    document.put("title", heading(language));
    document.put(
        "description",
        language.equals("fr")
            ? "Les jeux de données et les services du jumeau."
            : "The datasets and services of the twin.");
    document.put("itemType", "record");
    document.putArray("crs").add(Crs.CRS84.iri());
    document.put("storageCrs", Crs.CRS84.iri());
    ArrayNode links = document.putArray("links");
    link(links, address + "?f=json", "self", "application/json");
    link(links, address + "?f=html", "alternate", "text/html");
    link(links, address + "/items?f=json", "items", GEO_JSON);
    link(links, address + "/items?f=html", "items", "text/html");
    link(
        links,
        address + "/queryables",
        "http://www.opengis.net/def/rel/ogc/1.0/queryables",
        "application/schema+json");
    link(
        links,
        address + "/sortables",
        "http://www.opengis.net/def/rel/ogc/1.0/sortables",
        "application/schema+json");
    return document;
  }

  private String heading(String language) {
    String twin = CatalogueRecord.in(title, language);
    return "Catalogue" + (twin.isEmpty() ? "" : " · " + twin);
  }

  @Override
  public List<String> conformance() {
    String records = "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/";
    return List.of(
        records + "record-core",
        records + "record-collection",
        records + "record-core-query-parameters",
        records + "record-api",
        records + "searchable-catalog",
        records + "searchable-catalog/sorting",
        records + "searchable-catalog/filtering",
        records + "json",
        records + "html");
  }

  @Override
  public void define(ObjectNode paths) {
    String path = "/collections/" + ID;
    operation(
        paths, path, "describe_records", "collection", "application/json", List.of("f", "lang"));
    operation(
        paths,
        path + "/queryables",
        "queryables_records",
        "any",
        "application/schema+json",
        List.of("f", "lang"));
    ArrayNode parameters =
        operation(
            paths,
            path + "/items",
            "records",
            "featureCollection",
            GEO_JSON,
            List.of("limit", "bbox", "datetime", "filter", "filter-lang", "f", "lang"));
    for (String name : List.of("q", "type", "ids", "externalIds", "sortby", "offset")) {
      ObjectNode parameter = parameters.addObject();
      parameter.put("name", name).put("in", "query").put("required", false);
      parameter.put("style", "form").put("explode", false);
      parameter.putObject("schema").put("type", name.equals("offset") ? "integer" : "string");
    }
    ArrayNode one =
        operation(
            paths, path + "/items/{recordId}", "record", "feature", GEO_JSON, List.of("f", "lang"));
    ObjectNode id = one.addObject();
    id.put("name", "recordId").put("in", "path").put("required", true);
    id.putObject("schema").put("type", "string");
  }

  private static ArrayNode operation(
      ObjectNode paths,
      String path,
      String id,
      String schema,
      String media,
      List<String> parameters) {
    ObjectNode get = paths.putObject(path).putObject("get");
    get.putArray("tags").add("Data");
    get.put("summary", "Catalogue");
    get.put("operationId", id);
    ArrayNode all = get.putArray("parameters");
    parameters.forEach(name -> all.addObject().put("$ref", "#/components/parameters/" + name));
    ObjectNode responses = get.putObject("responses");
    ObjectNode content =
        responses.putObject("200").put("description", "Catalogue").putObject("content");
    content.putObject(media).putObject("schema").put("$ref", "#/components/schemas/" + schema);
    content.putObject("text/html").putObject("schema").put("type", "string");
    responses.putObject("400").put("$ref", "#/components/responses/badRequest");
    responses.putObject("404").put("$ref", "#/components/responses/notFound");
    return all;
  }

  private void collection(Context ctx) {
    parameters(ctx, Set.of());
    if (!page(ctx, "/catalogue")) {
      send(ctx, describe(FeaturesRoutes.root(ctx), language(ctx)), "application/json");
    }
  }

  private void schema(Context ctx, boolean sortable) {
    parameters(ctx, Set.of());
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", ctx.fullUrl());
    schema.put("type", "object");
    schema.put("title", heading(language(ctx)));
    ObjectNode properties = schema.putObject("properties");
    for (Queryable<CatalogueRecord> one : RecordFilter.queryables().all()) {
      if (sortable && !RecordFilter.SORTABLES.contains(one.name())) {
        continue;
      }
      ObjectNode property = properties.putObject(one.name());
      if (one.types().contains(Queryable.Type.GEOMETRY)) {
        property.put("format", "geometry-polygon");
      } else if (one.types().contains(Queryable.Type.TIME)) {
        property.put("type", "string").put("format", "date-time");
      } else {
        property.put("type", "string");
      }
    }
    schema.put("additionalProperties", false);
    send(ctx, schema, "application/schema+json");
  }

  // ── records ──

  /// @param placed whether the answer depends on where things are
  /// @throws ServeException 503 while that is being counted
  private List<CatalogueRecord> records(Context ctx, boolean placed) {
    String root = FeaturesRoutes.root(ctx);
    String address = root.substring(0, root.length() - "ogc".length());
    var now = figures.now(PATIENCE);
    if (placed && now.isEmpty()) {
      throw new ServeException(
          503,
          Finding.violation(
              "records.not-counted",
              Place.of("catalogue"),
              "datasets that are still being counted",
              "the places of all",
              "Ask again in some seconds, or without bbox and filter."),
          Map.of("Retry-After", "5"),
          Map.of());
    }
    var counted = now.orElse(Map.of());
    return store.read(view ->
        CatalogueRecord.of(
            CatalogueDocument.of(view.dataset(), iris, counted, address), iris.base()));
  }

  private void items(Context ctx) {
    Map<String, String> parameters = parameters(ctx, PARAMETERS);
    for (String name : List.of("crs", "bbox-crs", "filter-crs")) {
      String crs = parameters.getOrDefault(name, Crs.CRS84.iri());
      if (!crs.equals(Crs.CRS84.iri())) {
        throw RecordFilter.bad(name, crs, Crs.CRS84.iri());
      }
    }
    int limit = limit(parameters.get("limit"));
    int offset = offset(parameters.get("offset"));
    Comparator<CatalogueRecord> order = order(parameters.get("sortby"));
    var filter = RecordFilter.of(parameters);
    if (page(ctx, "/catalogue")) {
      return;
    }
    boolean placed = parameters.containsKey("bbox") || parameters.containsKey("filter");
    List<CatalogueRecord> found =
        records(ctx, placed).stream().filter(filter).sorted(order).toList();
    List<CatalogueRecord> told = found.stream().skip(offset).limit(limit).toList();
    String language = language(ctx);
    ObjectNode document = JSON.createObjectNode();
    document.put("type", "FeatureCollection");
    document.put("timeStamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    document.put("numberMatched", found.size());
    document.put("numberReturned", told.size());
    ArrayNode features = document.putArray("features");
    String collection = FeaturesRoutes.root(ctx) + "/collections/" + ID;
    told.forEach(record -> features.add(record(record, language, collection)));
    ArrayNode links = document.putArray("links");
    String self = collection + "/items";
    link(links, with(self, parameters, "f", "json"), "self", GEO_JSON);
    link(links, with(self, parameters, "f", "html"), "alternate", "text/html");
    link(links, collection, "collection", "application/json");
    if (offset + told.size() < found.size() && !told.isEmpty()) {
      link(
          links,
          with(self, parameters, "offset", Integer.toString(offset + limit)),
          "next",
          GEO_JSON);
    }
    if (offset > 0) {
      link(
          links,
          with(self, parameters, "offset", Integer.toString(Math.max(0, offset - limit))),
          "prev",
          GEO_JSON);
    }
    send(ctx, document, GEO_JSON);
  }

  private void item(Context ctx) {
    Map<String, String> parameters = parameters(ctx, Set.of("crs"));
    String crs = parameters.getOrDefault("crs", Crs.CRS84.iri());
    if (!crs.equals(Crs.CRS84.iri())) {
      throw RecordFilter.bad("crs", crs, Crs.CRS84.iri());
    }
    String id = ctx.pathParam("record");
    CatalogueRecord record =
        records(ctx, false).stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() ->
                ServeException.of(
                    404,
                    "records.unknown-record",
                    "record",
                    id,
                    "an id of the catalogue",
                    "Take an id that " + PATH + "/items lists."));
    if (!page(ctx, new LocalIris(iris.base()).page(record.iri()))) {
      String collection = FeaturesRoutes.root(ctx) + "/collections/" + ID;
      send(ctx, record(record, language(ctx), collection), GEO_JSON);
    }
  }

  private ObjectNode record(CatalogueRecord record, String language, String collection) {
    String origin = collection.substring(0, collection.length() - PATH.length());
    return record.json(
        language,
        collection + "/items/" + URLEncoder.encode(record.id(), StandardCharsets.UTF_8),
        collection,
        LocalIris.escaped(origin + new LocalIris(iris.base()).page(record.iri())));
  }

  // ── parameters ──

  private static Map<String, String> parameters(Context ctx, Set<String> known) {
    Map<String, String> parameters = new LinkedHashMap<>();
    ctx.queryParamMap()
        .forEach((name, values) -> {
          if (name.equals("f") || name.equals("lang")) {
            return;
          }
          if (!known.contains(name)) {
            throw ServeException.of(
                400,
                "records.unknown-parameter",
                "parameter",
                name,
                String.join(", ", new TreeSet<>(known)),
                "Leave it out, or correct its name.");
          }
          if (values.stream().distinct().count() > 1) {
            throw RecordFilter.bad(name, String.join("' and '", values), "one value");
          }
          parameters.put(name, values.getLast());
        });
    return parameters;
  }

  private static int limit(@org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return USUAL;
    }
    if (text.matches("\\+?\\d{1,30}") && !text.matches("\\+?0+")) {
      return new BigDecimal(text).min(BigDecimal.valueOf(MOST)).intValueExact();
    }
    throw RecordFilter.bad("limit", text, "a whole number from 1 to " + MOST);
  }

  private static int offset(@org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return 0;
    }
    if (text.matches("\\d{1,7}")) {
      return Integer.parseInt(text);
    }
    throw RecordFilter.bad("offset", text, "a whole number from 0");
  }

  /// `title,-updated`: each may have `+` or `-` before it.
  private static Comparator<CatalogueRecord> order(@org.jspecify.annotations.Nullable String text) {
    Comparator<CatalogueRecord> order = Comparator.comparing(CatalogueRecord::id);
    if (text == null || text.isBlank()) {
      return order;
    }
    List<String> names = List.of(text.split(",")).reversed();
    for (String name : names) {
      String bare = name.strip().replaceFirst("^[+-]", "").strip();
      Comparator<CatalogueRecord> one =
          switch (bare) {
            case "id" -> Comparator.comparing(CatalogueRecord::id);
            case "title" -> Comparator.comparing(r -> CatalogueRecord.in(r.titles(), ""));
            case "type" -> Comparator.comparing(CatalogueRecord::type);
            case "created" -> Comparator.comparing(r -> r.created().orElse(""));
            case "updated" -> Comparator.comparing(r -> r.updated().orElse(""));
            default ->
                throw RecordFilter.bad("sortby", bare, String.join(", ", RecordFilter.SORTABLES));
          };
      order = (name.strip().startsWith("-") ? one.reversed() : one).thenComparing(order);
    }
    return order;
  }

  // ── answers ──

  private String language(Context ctx) {
    ctx.header("Vary", "Accept, Accept-Language");
    return pages.words(ctx).language().tag();
  }

  /// Sends people on to the page that tells the same; programs stay.
  private static boolean page(Context ctx, String page) {
    String form = Objects.requireNonNullElse(ctx.queryParam("f"), "");
    if (!form.isEmpty() && !Set.of("json", "html").contains(form)) {
      throw RecordFilter.bad("f", form, "json or html");
    }
    boolean html =
        form.equals("html")
            || (form.isEmpty()
                && Accept.of(Objects.requireNonNullElse(ctx.header("Accept"), "")).prefersPage());
    if (html) {
      ctx.redirect(page, HttpStatus.SEE_OTHER);
    }
    return html;
  }

  private static void send(Context ctx, ObjectNode document, String media) {
    if (media.equals(GEO_JSON)) {
      ctx.header("Content-Crs", "<" + Crs.CRS84.iri() + ">");
    }
    ctx.contentType(media).result(document.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void link(ArrayNode links, String href, String relation, String type) {
    CatalogueRecord.link(links, new CatalogueRecord.Offer(href, relation, type, ""));
  }

  private static String with(
      String address, Map<String, String> parameters, String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put(name, value);
    StringJoiner query = new StringJoiner("&", "?", "");
    all.forEach(
        (key, text) -> query.add(key + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
    return address + query;
  }
}
