package org.lacis.tests.interop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/// The OGC API Features of the partner (Parts 1 and 2).
record FeaturesDoor(DefectiveTwin.State now) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
  private static final String LATITUDE_FIRST = Crs.EPSG_PREFIX + "4326";
  private static final String LAMBERT = Crs.EPSG_PREFIX + "2154";
  private static final Set<String> PARAMETERS =
      Set.of("limit", "offset", "bbox", "datetime", "crs", "f");
  private static final Map<String, String> COLLECTIONS =
      Map.of("building", "Building", "bike-station", "BikeStation");

  void handle(Wire wire) throws IOException {
    String path = wire.path().substring("/ogc".length());
    String[] steps = path.isEmpty() ? new String[0] : path.substring(1).split("/");
    String root = now.base() + "ogc";
    if (steps.length == 0) {
      json(wire, landing(root));
    } else if (steps[0].equals("conformance")) {
      json(wire, conformance());
    } else if (steps[0].equals("api")) {
      api(wire, root);
    } else if (steps[0].equals("collections") && steps.length == 1) {
      json(wire, collections(root));
    } else if (steps[0].equals("collections") && COLLECTIONS.containsKey(steps[1])) {
      if (steps.length == 2) {
        json(wire, collection(root, steps[1]));
      } else if (steps.length == 3) {
        items(wire, root, steps[1]);
      } else {
        item(wire, root, steps[1], steps[3]);
      }
    } else {
      wire.answer(404, "application/problem+json", "{\"title\":\"not found\"}");
    }
  }

  private static void json(Wire wire, ObjectNode node) throws IOException {
    wire.answer(200, "application/json", node.toString());
  }

  private static void link(ObjectNode of, String href, String rel, String type) {
    of.withArray("links").addObject().put("href", href).put("rel", rel).put("type", type);
  }

  private ObjectNode landing(String root) {
    ObjectNode page =
        JSON.createObjectNode().put("title", "Valbrune").put("description", "Valbrune");
    link(page, root, "self", "application/json");
    link(page, root + "/api", "service-desc", "application/vnd.oai.openapi+json;version=3.0");
    if (!now.has("landing-without-conformance")) {
      link(page, root + "/conformance", "conformance", "application/json");
    }
    link(page, root + "/collections", "data", "application/json");
    return page;
  }

  private ObjectNode conformance() {
    ObjectNode page = JSON.createObjectNode();
    ArrayNode classes = page.putArray("conformsTo");
    if (!now.has("conforms-to-nothing")) {
      String part1 = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";
      List.of("core", "oas30", "geojson").forEach(name -> classes.add(part1 + name));
    }
    classes.add("http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs");
    return page;
  }

  private void api(Wire wire, String root) throws IOException {
    ObjectNode page = JSON.createObjectNode().put("openapi", "3.0.3");
    page.putObject("info").put("title", "Valbrune").put("version", "1");
    page.putArray("servers").addObject().put("url", root);
    ObjectNode paths = page.putObject("paths");
    for (String path :
        List.of(
            "/",
            "/conformance",
            "/collections",
            "/collections/{collectionId}",
            "/collections/{collectionId}/items",
            "/collections/{collectionId}/items/{featureId}")) {
      paths
          .putObject(path)
          .putObject("get")
          .putObject("responses")
          .putObject("200")
          .put("description", "ok");
    }
    wire.answer(
        200,
        now.has("api-as-text") ? "text/plain" : "application/vnd.oai.openapi+json;version=3.0",
        now.has("api-as-text") ? "see the manual" : page.toString());
  }

  private ObjectNode collections(String root) {
    ObjectNode page = JSON.createObjectNode();
    link(page, root + "/collections", "self", "application/json");
    ArrayNode list = page.putArray("collections");
    COLLECTIONS.keySet().stream()
        .sorted(Comparator.reverseOrder())
        .sorted(Comparator.comparingInt(String::length))
        .forEach(id -> list.add(collection(root, id)));
    return page;
  }

  private ObjectNode collection(String root, String id) {
    ObjectNode page = JSON.createObjectNode().put("id", id).put("title", id);
    page.put("itemType", "feature");
    Envelope box = new Envelope();
    things(id)
        .forEach(thing -> geometry(thing).ifPresent(shape -> box.expandToInclude(degrees(shape))));
    ObjectNode extent = page.putObject("extent");
    double off = now.has("extent-elsewhere") ? 10 : 0;
    extent
        .putObject("spatial")
        .put("crs", CRS84)
        .putArray("bbox")
        .addArray()
        .add(box.getMinX() + off)
        .add(box.getMinY())
        .add(box.getMaxX() + off)
        .add(box.getMaxY());
    if (id.equals("building")) {
      extent
          .putObject("temporal")
          .putArray("interval")
          .addArray()
          .add("2012-05-01T00:00:00Z")
          .addNull();
    }
    page.putArray("crs").add(CRS84).add(LATITUDE_FIRST).add(LAMBERT);
    page.put("storageCrs", LAMBERT);
    link(page, root + "/collections/" + id, "self", "application/json");
    if (!now.has("collections-without-items")) {
      link(page, root + "/collections/" + id + "/items", "items", "application/geo+json");
    }
    link(page, "https://www.etalab.gouv.fr/licence-ouverte-open-licence", "license", "text/html");
    return page;
  }

  private List<Node> things(String collection) {
    return now.things().stream(
            Node.ANY, RDF.type.asNode(), Lacis.term(COLLECTIONS.getOrDefault(collection, "")))
        .map(Triple::getSubject)
        .distinct()
        .sorted(Comparator.comparing(Node::toString))
        .toList();
  }

  private Optional<GeometryValue> geometry(Node thing) {
    return now.things().stream(thing, Geo.HAS_DEFAULT_GEOMETRY, Node.ANY)
        .flatMap(has -> now.things().stream(has.getObject(), Geo.AS_WKT, Node.ANY))
        .flatMap(as -> {
          try {
            return java.util.stream.Stream.of(Change.value(as.getObject()));
          } catch (GeometryException _) {
            return java.util.stream.Stream.empty();
          }
        })
        .findFirst();
  }

  private static Envelope degrees(GeometryValue value) {
    try {
      return value.to(Crs.CRS84).shape().getEnvelopeInternal();
    } catch (GeometryException _) {
      return new Envelope();
    }
  }

  private void items(Wire wire, String root, String id) throws IOException {
    Map<String, String> query = wire.query();
    if (!now.has("any-parameter") && !PARAMETERS.containsAll(query.keySet())) {
      wire.answer(400, "application/problem+json", "{\"title\":\"unknown parameter\"}");
      return;
    }
    String crs = query.getOrDefault("crs", CRS84);
    if (!List.of(CRS84, LATITUDE_FIRST, LAMBERT).contains(crs)) {
      wire.answer(400, "application/problem+json", "{\"title\":\"unknown crs\"}");
      return;
    }
    int limit;
    double[] bbox;
    try {
      String asked = query.getOrDefault("limit", "10");
      limit = Integer.parseInt(now.has("any-value") && !asked.matches("\\d+") ? "10" : asked);
      bbox = bbox(query.getOrDefault("bbox", ""));
    } catch (IllegalArgumentException _) {
      wire.answer(400, "application/problem+json", "{\"title\":\"no number\"}");
      return;
    }
    if (limit < 1) {
      wire.answer(400, "application/problem+json", "{\"title\":\"limit\"}");
      return;
    }
    int offset = Integer.parseInt(query.getOrDefault("offset", "0"));
    List<Node> matched = new ArrayList<>();
    for (Node thing : things(id)) {
      if (inside(thing, bbox) && during(thing, query.getOrDefault("datetime", ""))) {
        matched.add(thing);
      }
    }
    int most = now.has("limit-ignored") ? matched.size() : limit;
    int end = Math.min(matched.size(), offset + most);
    List<Node> page = matched.subList(Math.min(offset, end), end);
    ObjectNode answer = JSON.createObjectNode().put("type", "FeatureCollection");
    answer.put("timeStamp", Instant.now().toString());
    answer.put("numberMatched", matched.size());
    answer.put("numberReturned", page.size() + (now.has("wrong-number") ? 1 : 0));
    ArrayNode features = answer.putArray("features");
    page.forEach(thing -> features.add(feature(thing, crs)));
    String self = root + "/collections/" + id + "/items";
    link(answer, self, "self", "application/geo+json");
    if (end < matched.size() && !now.has("no-next")) {
      StringBuilder next = new StringBuilder(self + "?offset=" + end + "&limit=" + limit);
      for (String kept : List.of("bbox", "datetime", "crs")) {
        if (query.containsKey(kept)) {
          next.append('&').append(kept).append('=').append(query.get(kept));
        }
      }
      link(answer, next.toString(), "next", "application/geo+json");
    }
    wire.with("Content-Crs", "<" + (now.has("wrong-crs-header") ? CRS84 : crs) + ">");
    wire.answer(200, "application/geo+json", answer.toString());
  }

  private void item(Wire wire, String root, String id, String name) throws IOException {
    Optional<Node> thing =
        things(id).stream().filter(one -> one.getURI().endsWith("/" + name)).findFirst();
    if (thing.isEmpty() || now.has("no-single-feature")) {
      wire.answer(404, "application/problem+json", "{\"title\":\"no such feature\"}");
      return;
    }
    String crs = wire.query().getOrDefault("crs", CRS84);
    ObjectNode feature = feature(thing.get(), crs);
    link(feature, root + "/collections/" + id + "/items/" + name, "self", "application/geo+json");
    link(feature, root + "/collections/" + id, "collection", "application/json");
    wire.with("Content-Crs", "<" + crs + ">");
    wire.answer(200, "application/geo+json", feature.toString());
  }

  private static double[] bbox(String text) {
    if (text.isEmpty()) {
      return new double[0];
    }
    String[] parts = text.split(",");
    if (parts.length != 4) {
      throw new IllegalArgumentException(text);
    }
    double[] box = new double[4];
    for (int i = 0; i < 4; i++) {
      box[i] = Double.parseDouble(parts[i]);
    }
    return box;
  }

  private boolean inside(Node thing, double[] box) {
    return box.length == 0
        || now.has("bbox-ignored")
        || geometry(thing)
            .map(shape -> degrees(shape).intersects(new Envelope(box[0], box[2], box[1], box[3])))
            .orElse(false);
  }

  private boolean during(Node thing, String interval) {
    if (interval.isEmpty() || now.has("datetime-ignored")) {
      return true;
    }
    Optional<String> from =
        now.things().stream(thing, Lacis.term("validFrom"), Node.ANY)
            .map(said -> said.getObject().getLiteralLexicalForm())
            .findFirst();
    String end = interval.contains("/") ? interval.substring(interval.indexOf('/') + 1) : interval;
    return from.isEmpty() || end.equals("..") || from.get().compareTo(end) <= 0;
  }

  private ObjectNode feature(Node thing, String crs) {
    ObjectNode feature = JSON.createObjectNode().put("type", "Feature");
    feature.put("id", thing.getURI().substring(thing.getURI().lastIndexOf('/') + 1));
    Optional<GeometryValue> value = geometry(thing);
    feature.set("geometry", value.map(shape -> shape(shape, crs)).orElse(null));
    ObjectNode properties = feature.putObject("properties");
    properties.put(
        "uri",
        now.has("other-names-of-features")
            ? thing.getURI().replace("/id/", "/feature/")
            : thing.getURI());
    properties.put("label", DefectiveTwin.label(now, thing));
    for (Node name :
        List.of(
            DCTerms.identifier.asNode(),
            Lacis.term("height"),
            Lacis.term("validFrom"),
            Lacis.CORRESPONDS_TO)) {
      now.things().stream(thing, name, Node.ANY)
          .findFirst()
          .map(Triple::getObject)
          .ifPresent(object ->
              properties.put(
                  name.getLocalName(),
                  object.isURI() ? object.getURI() : object.getLiteralLexicalForm()));
    }
    return feature;
  }

  private ObjectNode shape(GeometryValue value, String crs) {
    try {
      GeometryValue in = value.to(crs.equals(CRS84) ? Crs.CRS84 : Crs.of(crs));
      GeometryValue written = new GeometryValue(in.shape(), Crs.CRS84);
      boolean swap = crs.equals(LATITUDE_FIRST) != now.has("latitude-last");
      if (crs.equals(LATITUDE_FIRST) && swap) {
        written = new GeometryValue(written.swapped().shape(), Crs.CRS84);
      }
      ObjectNode geometry = JSON.createObjectNode();
      Coordinate[] ring = written.shape().getCoordinates();
      boolean point = ring.length == 1;
      geometry.put("type", point ? "Point" : "Polygon");
      ArrayNode coordinates = geometry.putArray("coordinates");
      ArrayNode positions = point ? coordinates : coordinates.addArray();
      for (Coordinate position : ring) {
        ArrayNode at = point ? coordinates : positions.addArray();
        at.add(position.x).add(position.y);
      }
      return geometry;
    } catch (GeometryException _) {
      return JSON.createObjectNode().put("type", "Point");
    }
  }
}
