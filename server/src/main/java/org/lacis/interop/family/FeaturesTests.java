package org.lacis.interop.family;

import static org.lacis.interop.family.Trial.FEATURES;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lacis.interop.Check;
import org.lacis.interop.Examination;
import org.lacis.interop.Landing;
import org.lacis.interop.Result;
import org.lacis.interop.Severity;
import org.lacis.interop.Tester;
import org.lacis.interop.Text;
import org.lacis.interop.probe.Exchange;
import org.locationtech.jts.geom.Envelope;

/// Does the OGC API Features do what its standard says?
final class FeaturesTests {
  private static final String JSON = "application/json";
  private static final String GEO_JSON = "application/geo+json, application/json;q=0.8";
  private static final String OPEN_API = "application/vnd.oai.openapi+json";
  private static final String LATITUDE_FIRST = "http://www.opengis.net/def/crs/EPSG/0/4326";

  /// How many collections are looked into for one to ask about.
  private static final int COLLECTIONS = 5;

  /// How many pages are followed.
  private static final int PAGES = 6;

  private FeaturesTests() {}

  /// What a test of the features of one collection does.
  @FunctionalInterface
  private interface ItemsWork {
    Result run(Check check, Examination exam, Items items);
  }

  static List<Tester> all() {
    return List.of(
        test("landing", Severity.MAJOR, FeaturesTests::landing, "core/root-success"),
        test("conformance", Severity.MAJOR, FeaturesTests::conformance, "core/conformance-success"),
        Trial.of(
            "ogc-api.definition",
            Severity.MAJOR,
            FEATURES,
            FeaturesTests::definition,
            Standards.features("core/api-definition-success"),
            Standards.features("oas30/oas-definition-2"),
            Standards.dataOnTheWeb(25, "Provide complete documentation for your API")),
        test("collections", Severity.BLOCKING, FeaturesTests::collections, "core/fc-md-success"),
        Trial.of(
            "ogc-api.items",
            Severity.BLOCKING,
            FEATURES,
            on(FeaturesTests::items),
            Standards.features("core/fc-response"),
            Standards.features("core/fc-numberReturned"),
            Standards.mim7("R1.1")),
        test("limit", Severity.MAJOR, on(FeaturesTests::limit), "core/fc-limit-response-1"),
        test("paging", Severity.MAJOR, on(FeaturesTests::paging), "core/fc-links"),
        test("bbox", Severity.MAJOR, on(FeaturesTests::bbox), "core/fc-bbox-response"),
        test("datetime", Severity.MINOR, on(FeaturesTests::datetime), "core/fc-time-response"),
        test(
            "unknown-parameters",
            Severity.MINOR,
            on(FeaturesTests::unknownParameter),
            "core/query-param-unknown"),
        test("bad-values", Severity.MINOR, on(FeaturesTests::badValue), "core/query-param-invalid"),
        test("feature", Severity.MAJOR, on(FeaturesTests::feature), "core/f-success"),
        Trial.of(
            "ogc-api.crs-header",
            Severity.MINOR,
            FEATURES,
            on(FeaturesTests::crsHeader),
            Standards.featuresCrs("crs/ogc-crs-header"),
            Standards.mim7("R5.1")),
        Trial.of(
            "ogc-api.axis-order",
            Severity.MAJOR,
            FEATURES,
            on(FeaturesTests::axisOrder),
            Standards.featuresCrs("crs/geojson"),
            Standards.mim7("R5.1")));
  }

  private static Tester test(String name, Severity severity, Trial.Work work, String requirement) {
    return Trial.of("ogc-api." + name, severity, FEATURES, work, Standards.features(requirement));
  }

  /// Features of one collection, that with the most of those looked into.
  ///
  /// @param first its first ten features
  /// @param features of that answer
  private record Items(
      Landing.Collection collection, URI address, Exchange first, List<JsonNode> features) {

    URI with(String parameters) {
      return parameter(address, parameters);
    }
  }

  /// @param found empty where no collection gives features
  private record Chosen(Optional<Items> found, String came) {}

  private static Trial.Work on(ItemsWork work) {
    return (check, exam) -> {
      Chosen chosen = exam.once(Chosen.class, () -> choose(exam));
      if (chosen.found().isPresent()) {
        return work.run(check, exam, chosen.found().get());
      }
      // that there are none is for one test to tell
      return check.id().equals("ogc-api.items")
          ? check.failed(
              Text.of(
                  "no collection gives features as GeoJSON",
                  "aucune collection ne donne d’objets en GeoJSON"),
              exam.subject().asked().toString(),
              chosen.came(),
              List.of(exam.subject().asked().toString()))
          : check.untested(
              Text.of("no collection gives features", "aucune collection ne donne d’objets"));
    };
  }

  private static Chosen choose(Examination exam) {
    Optional<Items> best = Optional.empty();
    long most = 0;
    String came = "";
    List<Landing.Collection> collections =
        exam.subject().features().stream()
            .flatMap(page -> page.collections().stream())
            .filter(one -> one.items().isPresent())
            .limit(COLLECTIONS)
            .toList();
    for (Landing.Collection collection : collections) {
      URI address = collection.items().orElseThrow();
      Exchange exchange = exam.probe().get(parameter(address, "limit=10"), GEO_JSON);
      came = exchange.words();
      Optional<JsonNode> json = exchange.ok() ? exchange.json() : Optional.empty();
      if (json.isPresent() && json.get().path("features").isArray()) {
        List<JsonNode> features = features(json.get());
        long matched = json.get().path("numberMatched").asLong(features.size());
        if (matched > most) {
          most = matched;
          best = Optional.of(new Items(collection, address, exchange, features));
        }
      }
    }
    return new Chosen(best, came);
  }

  private static URI parameter(URI address, String parameters) {
    return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + parameters);
  }

  private static List<JsonNode> features(JsonNode json) {
    List<JsonNode> features = new ArrayList<>();
    json.path("features").forEach(features::add);
    return features;
  }

  private static Optional<JsonNode> collection(Exchange exchange) {
    return exchange.ok()
        ? exchange.json().filter(json -> json.path("features").isArray())
        : Optional.empty();
  }

  private static Result judged(
      Check check, boolean good, Text why, Exchange exchange, List<String> failing) {
    String asked = exchange.request().words();
    return good
        ? check.passed(asked, exchange.words())
        : check.failed(why, asked, exchange.words(), failing);
  }

  private static Result landing(Check check, Examination exam) {
    if (exam.subject().features().isEmpty()) {
      return check.failed(
          Text.of(
              "no landing page with links to data and conformance",
              "pas de page d’accueil avec des liens vers les données et la conformité"),
          exam.subject().first().request().words(),
          exam.subject().first().words(),
          List.of(exam.subject().asked().toString()));
    }
    Landing page = exam.subject().features().get();
    List<String> missing = new ArrayList<>();
    if (page.link("conformance").isEmpty()
        && page.link("http://www.opengis.net/def/rel/ogc/1.0/conformance").isEmpty()) {
      missing.add("conformance");
    }
    if (page.link("data").isEmpty()
        && page.link("http://www.opengis.net/def/rel/ogc/1.0/data").isEmpty()) {
      missing.add("data");
    }
    if (page.link("service-desc").isEmpty() && page.link("service-doc").isEmpty()) {
      missing.add("service-desc");
    }
    String asked = Trial.get(page.address(), JSON);
    return missing.isEmpty()
        ? check.passed(asked, "200")
        : check.failed(
            Text.of(
                "the landing page lacks the links " + missing,
                "il manque à la page d’accueil les liens " + missing),
            asked,
            "200",
            missing);
  }

  private static Result conformance(Check check, Examination exam) {
    List<String> classes = exam.subject().features().map(Landing::conforms).orElse(List.of());
    List<String> missing = new ArrayList<>();
    for (String name : List.of("core", "geojson")) {
      if (classes.stream()
          .noneMatch(one -> one.matches(".*/ogcapi-features-1/[0-9.]+/conf/" + name))) {
        missing.add("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/" + name);
      }
    }
    String asked = exam.subject().asked() + ", conformance";
    return missing.isEmpty()
        ? check.passed(asked, classes.size() + " classes")
        : check.failed(
            Text.of(
                "it does not declare core and GeoJSON of Part 1",
                "il ne déclare pas le noyau et GeoJSON de la partie 1"),
            asked,
            classes.toString(),
            missing);
  }

  private static Result definition(Check check, Examination exam) {
    Optional<URI> address = exam.subject().features().flatMap(page -> page.link("service-desc"));
    if (address.isEmpty()) {
      return check.cannotTell(
          Text.of(
              "no link service-desc leads to a definition",
              "aucun lien service-desc ne mène à une définition"),
          exam.subject().asked().toString(),
          "");
    }
    Exchange exchange = exam.probe().get(address.get(), OPEN_API + ";version=3.0, " + JSON);
    boolean good =
        exchange.ok()
            && exchange
                .json()
                .filter(json -> json.path("openapi").asText().startsWith("3."))
                .isPresent()
            && exchange.media().equals(OPEN_API);
    return judged(
        check,
        good,
        Text.of(
            "the definition is not an OpenAPI 3 document, or not labelled as one",
            "la définition n’est pas un document OpenAPI 3, ou n’est pas étiquetée ainsi"),
        exchange,
        List.of(address.get().toString()));
  }

  private static Result collections(Check check, Examination exam) {
    List<Landing.Collection> collections =
        exam.subject().features().map(Landing::collections).orElse(List.of());
    List<String> failing =
        collections.stream()
            .filter(one -> one.id().isEmpty() || one.items().isEmpty())
            .map(one -> one.id().isEmpty() ? "a collection without an id" : one.id())
            .toList();
    String asked = exam.subject().asked() + ", collections";
    return !collections.isEmpty() && failing.isEmpty()
        ? check.passed(asked, collections.size() + " collections")
        : check.failed(
            collections.isEmpty()
                ? Text.of("no collections are listed", "aucune collection n’est listée")
                : Text.of(
                    "collections without an id or a link to their items",
                    "des collections sans identifiant ou sans lien vers leurs objets"),
            asked,
            collections.size() + " collections",
            failing);
  }

  private static Result items(Check check, Examination exam, Items items) {
    JsonNode json = items.first().json().orElseThrow();
    List<String> failing = new ArrayList<>();
    if (!items.first().media().equals("application/geo+json")) {
      failing.add("content-type: " + items.first().media());
    }
    if (!json.path("type").asText().equals("FeatureCollection")) {
      failing.add("type");
    }
    if (json.has("numberReturned")
        && json.path("numberReturned").asInt() != items.features().size()) {
      failing.add("numberReturned");
    }
    for (JsonNode feature : items.features()) {
      if (!feature.path("type").asText().equals("Feature")
          || !feature.has("geometry")
          || !feature.path("properties").isObject()) {
        failing.add(feature.path("id").asText("a feature without an id"));
      }
    }
    return judged(
        check,
        failing.isEmpty(),
        Text.of(
            "the answer is no sound GeoJSON of features",
            "la réponse n’est pas un GeoJSON d’objets en règle"),
        items.first(),
        failing);
  }

  private static Result limit(Check check, Examination exam, Items items) {
    Exchange exchange = exam.probe().get(items.with("limit=2"), GEO_JSON);
    int got = collection(exchange).map(json -> features(json).size()).orElse(-1);
    return judged(
        check,
        got >= 0 && got <= 2,
        Text.of("limit=2 gives " + got + " features", "limit=2 donne " + got + " objets"),
        exchange,
        List.of(items.with("limit=2").toString()));
  }

  /// Follows the pages of a few features each, to the end when it is near enough.
  private static Result paging(Check check, Examination exam, Items items) {
    long matched = items.first().json().orElseThrow().path("numberMatched").asLong(-1);
    int size = matched > 0 ? (int) Math.min(200, Math.ceilDiv(matched, 4L)) : 5;
    Set<String> ids = new HashSet<>();
    long got = 0;
    Optional<URI> next = Optional.of(items.with("limit=" + size));
    Exchange last = items.first();
    boolean ended = false;
    for (int page = 0; page < PAGES && next.isPresent(); page++) {
      last = exam.probe().get(next.get(), GEO_JSON);
      Optional<JsonNode> json = collection(last);
      if (json.isEmpty()) {
        return judged(
            check,
            false,
            Text.of("a next page is no page of features", "une page suivante n’en est pas une"),
            last,
            List.of(next.get().toString()));
      }
      for (JsonNode feature : features(json.get())) {
        got++;
        ids.add(feature.path("id").asText());
      }
      next = Landing.link(json.get(), last.address(), "next");
      ended = next.isEmpty();
    }
    boolean twice = ids.size() < got;
    boolean short_ = ended && matched >= 0 && got != matched;
    return judged(
        check,
        !twice && !short_,
        twice
            ? Text.of(
                "pages repeat features: " + got + " were given, " + ids.size() + " are different",
                "les pages se répètent : "
                    + got
                    + " objets donnés, dont "
                    + ids.size()
                    + " différents")
            : Text.of(
                "following the pages gives " + got + " of " + matched + " features",
                "suivre les pages donne " + got + " objets sur " + matched),
        last,
        List.of(items.address().toString()));
  }

  /// The box of a feature in degrees; empty without a geometry.
  private static Optional<Envelope> box(JsonNode feature) {
    Envelope box = new Envelope();
    positions(feature.path("geometry").path("coordinates"), box);
    return box.isNull() ? Optional.empty() : Optional.of(box);
  }

  private static void positions(JsonNode coordinates, Envelope box) {
    if (coordinates.path(0).isNumber()) {
      box.expandToInclude(coordinates.path(0).asDouble(), coordinates.path(1).asDouble());
    } else {
      coordinates.forEach(part -> positions(part, box));
    }
  }

  private static Result bbox(Check check, Examination exam, Items items) {
    Optional<JsonNode> some =
        items.features().stream().filter(feature -> box(feature).isPresent()).findFirst();
    if (some.isEmpty()) {
      return check.inapplicable(
          Text.of("the features lie nowhere", "les objets ne sont situés nulle part"));
    }
    Envelope box = box(some.get()).orElseThrow();
    box.expandBy(1e-6);
    Exchange exchange =
        exam.probe()
            .get(
                items.with(
                    String.format(
                        Locale.ROOT,
                        "limit=1000&bbox=%.7f,%.7f,%.7f,%.7f",
                        box.getMinX(),
                        box.getMinY(),
                        box.getMaxX(),
                        box.getMaxY())),
                GEO_JSON);
    Optional<JsonNode> json = collection(exchange);
    List<String> outside =
        json.stream()
            .flatMap(one -> features(one).stream())
            .filter(feature -> box(feature).filter(other -> !other.intersects(box)).isPresent())
            .map(feature -> feature.path("id").asText())
            .toList();
    boolean there =
        json.stream()
            .flatMap(one -> features(one).stream())
            .anyMatch(feature -> feature.path("id").equals(some.get().path("id")));
    return judged(
        check,
        there && outside.isEmpty(),
        there
            ? Text.of(
                "bbox gives " + outside.size() + " features that do not meet it",
                "bbox donne " + outside.size() + " objets qui ne la touchent pas")
            : Text.of(
                "the box of a feature does not give that feature",
                "le cadre d’un objet ne donne pas cet objet"),
        exchange,
        there ? outside : List.of(some.get().path("id").asText()));
  }

  private static Result datetime(Check check, Examination exam, Items items) {
    String begin =
        items
            .collection()
            .json()
            .path("extent")
            .path("temporal")
            .path("interval")
            .path(0)
            .path(0)
            .asText();
    LocalDate day;
    try {
      day = LocalDate.parse(begin.length() >= 10 ? begin.substring(0, 10) : begin);
    } catch (DateTimeException _) {
      return check.inapplicable(
          Text.of(
              "the collection does not say when its features are from",
              "la collection ne dit pas de quand datent ses objets"));
    }
    String parameters = "limit=5&datetime=" + day.minusYears(2) + "/" + day.minusYears(1);
    Exchange exchange = exam.probe().get(items.with(parameters), GEO_JSON);
    Optional<JsonNode> json = collection(exchange);
    int got = json.map(one -> features(one).size()).orElse(-1);
    return judged(
        check,
        got == 0,
        Text.of(
            "asked for a time before its first day, the collection gives " + got + " features",
            "pour une date d’avant son premier jour, la collection donne " + got + " objets"),
        exchange,
        json.stream()
            .flatMap(one -> features(one).stream())
            .map(feature -> feature.path("id").asText())
            .toList());
  }

  private static Result unknownParameter(Check check, Examination exam, Items items) {
    Exchange exchange = exam.probe().get(items.with("lacis-no-such-parameter=1"), GEO_JSON);
    return judged(
        check,
        exchange.status() == 400,
        Text.of(
            "a parameter that nobody knows is answered with " + exchange.status(),
            "un paramètre que personne ne connaît reçoit " + exchange.status()),
        exchange,
        List.of(exchange.request().address().toString()));
  }

  private static Result badValue(Check check, Examination exam, Items items) {
    Exchange exchange = exam.probe().get(items.with("limit=many"), GEO_JSON);
    return judged(
        check,
        exchange.status() == 400,
        Text.of(
            "limit=many is answered with " + exchange.status(),
            "limit=many reçoit " + exchange.status()),
        exchange,
        List.of(exchange.request().address().toString()));
  }

  private static Result feature(Check check, Examination exam, Items items) {
    Optional<String> id =
        items.features().stream()
            .map(feature -> feature.path("id").asText())
            .filter(name -> !name.isEmpty())
            .findFirst();
    if (id.isEmpty()) {
      return check.failed(
          Text.of("features have no id", "les objets n’ont pas d’identifiant"),
          items.first().request().words(),
          items.first().words(),
          List.of(items.address().toString()));
    }
    URI address = item(items, id.get());
    Exchange exchange = exam.probe().get(address, GEO_JSON);
    Exchange none = exam.probe().get(item(items, "lacis-no-such-feature"), GEO_JSON);
    boolean same =
        exchange.ok()
            && exchange
                .json()
                .filter(json -> json.path("id").asText().equals(id.get()))
                .isPresent();
    return judged(
        check,
        same && none.status() == 404,
        same
            ? Text.of(
                "a feature that is not there is answered with " + none.status(),
                "un objet qui n’existe pas reçoit " + none.status())
            : Text.of(
                "a feature that is listed is not given by its id",
                "un objet listé n’est pas donné par son identifiant"),
        same ? none : exchange,
        List.of(address.toString()));
  }

  private static URI item(Items items, String id) {
    String path = items.address().toString().replaceFirst("[?#].*", "").replaceFirst("/$", "");
    return URI.create(
        path + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  private static Set<String> systems(Items items) {
    Set<String> systems = new TreeSet<>();
    items.collection().json().path("crs").forEach(one -> systems.add(one.asText()));
    return systems;
  }

  private static Result crsHeader(Check check, Examination exam, Items items) {
    List<String> systems =
        systems(items).stream().filter(one -> one.startsWith("http")).limit(3).toList();
    if (systems.isEmpty()) {
      return check.inapplicable(
          Text.of("the collection names no systems", "la collection ne nomme aucun système"));
    }
    for (String system : systems) {
      Exchange exchange = exam.probe().get(items.with("limit=1&crs=" + encoded(system)), GEO_JSON);
      String header = exchange.header("content-crs").orElse("none");
      if (!exchange.ok() || !header.equals("<" + system + ">")) {
        return judged(
            check,
            false,
            Text.of(
                "asked in " + system + ", Content-Crs says " + header,
                "demandé en " + system + ", Content-Crs dit " + header),
            exchange,
            List.of(system));
      }
    }
    return check.passed(items.with("crs=…").toString(), systems.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// The same feature in CRS84 and in EPSG:4326, whose order is latitude, longitude.
  private static Result axisOrder(Check check, Examination exam, Items items) {
    if (!systems(items).contains(LATITUDE_FIRST)) {
      return check.inapplicable(
          Text.of(
              "the collection does not offer EPSG:4326", "la collection n’offre pas EPSG:4326"));
    }
    Exchange exchange =
        exam.probe().get(items.with("limit=10&crs=" + encoded(LATITUDE_FIRST)), GEO_JSON);
    List<JsonNode> turned = collection(exchange).map(FeaturesTests::features).orElse(List.of());
    for (int i = 0; i < Math.min(turned.size(), items.features().size()); i++) {
      Optional<Envelope> lonLat = box(items.features().get(i));
      Optional<Envelope> latLon = box(turned.get(i));
      boolean same = items.features().get(i).path("id").equals(turned.get(i).path("id"));
      if (same && lonLat.isPresent() && latLon.isPresent()) {
        double x = lonLat.get().centre().x;
        double y = lonLat.get().centre().y;
        boolean good =
            Math.abs(latLon.get().centre().x - y) < 1e-4
                && Math.abs(latLon.get().centre().y - x) < 1e-4;
        return judged(
            check,
            good,
            Text.of(
                "in EPSG:4326 the latitude does not come first, as the authority has it",
                "en EPSG:4326 la latitude ne vient pas d’abord, comme le veut l’autorité"),
            exchange,
            List.of(turned.get(i).path("id").asText()));
      }
    }
    return check.cannotTell(
        Text.of("no feature came in both systems", "aucun objet n’est venu dans les deux systèmes"),
        exchange.request().words(),
        exchange.words());
  }
}
