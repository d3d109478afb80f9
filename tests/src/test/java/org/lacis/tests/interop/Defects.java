package org.lacis.tests.interop;

import static org.lacis.tests.interop.Defect.Door.DUMP;
import static org.lacis.tests.interop.Defect.Door.FEATURES;
import static org.lacis.tests.interop.Defect.Door.FEATURES_ALONE;
import static org.lacis.tests.interop.Defect.Door.MAPPING;
import static org.lacis.tests.interop.Defect.Door.SPARQL;
import static org.lacis.tests.interop.Defect.Door.STREAM;
import static org.lacis.tests.interop.Defect.catalogue;
import static org.lacis.tests.interop.Defect.of;
import static org.lacis.tests.interop.Defect.things;

import java.util.List;
import java.util.Locale;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.VOID;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/// Every fault that can be planted: at least one for each test.
@SuppressWarnings("BadImport")
final class Defects {
  private static final Node LICENCE = DCTerms.license.asNode();
  private static final Node HEIGHT = Lacis.term("height");
  private static final Node RESULT_TIME = Town.iri("http://www.w3.org/ns/sosa/resultTime");
  private static final String LAMBERT = "<http://www.opengis.net/def/crs/EPSG/0/2154> ";

  private Defects() {}

  static final List<Defect> ALL =
      List.of(
          // protocol
          of("protocol.reachable", SPARQL, "unreachable"),
          of("protocol.query", SPARQL, "html-for-everything", "shapes.catalogue"),
          of("protocol.query-by-post", SPARQL, "no-post"),
          of("protocol.result-formats", SPARQL, "wrong-label"),
          of("protocol.graph-formats", SPARQL, "graphs-as-text"),
          of("protocol.errors", SPARQL, "malformed-is-fine"),
          of("protocol.whole-answers", SPARQL, "cut-results"),
          of("protocol.paging", SPARQL, "offset-ignored"),
          of("protocol.language", SPARQL, "no-paths"),
          of("protocol.letters", SPARQL, "latin-letters"),
          of("protocol.long-queries", SPARQL, "short-requests"),
          of("protocol.geometry-functions", SPARQL, "no-geometry-functions"),
          of("protocol.description", SPARQL, "no-description"),
          of("protocol.cross-origin", SPARQL, "no-cors"),
          of("protocol.document", DUMP, "broken-dump"),
          of("protocol.document-label", DUMP, "dump-as-text"),
          of("protocol.stream-pages", STREAM, "stream-ends-nowhere"),
          of("protocol.stream-members", STREAM, "members-without-time"),
          // OGC API
          of("ogc-api.landing", FEATURES_ALONE, "landing-without-conformance"),
          of("ogc-api.conformance", FEATURES_ALONE, "conforms-to-nothing"),
          of("ogc-api.definition", FEATURES_ALONE, "api-as-text"),
          of("ogc-api.collections", FEATURES_ALONE, "collections-without-items", "ogc-api.items"),
          of("ogc-api.items", FEATURES_ALONE, "wrong-number"),
          of("ogc-api.limit", FEATURES_ALONE, "limit-ignored"),
          of("ogc-api.paging", FEATURES_ALONE, "no-next"),
          of("ogc-api.bbox", FEATURES_ALONE, "bbox-ignored"),
          of("ogc-api.datetime", FEATURES_ALONE, "datetime-ignored"),
          of("ogc-api.unknown-parameters", FEATURES_ALONE, "any-parameter"),
          of("ogc-api.bad-values", FEATURES_ALONE, "any-value"),
          of("ogc-api.feature", FEATURES_ALONE, "no-single-feature"),
          of("ogc-api.crs-header", FEATURES_ALONE, "wrong-crs-header"),
          of("ogc-api.axis-order", FEATURES_ALONE, "latitude-last"),
          // names
          of("uris.dereference", SPARQL, "not-found"),
          of("uris.content-negotiation", SPARQL, "turtle-only"),
          of("uris.vary", SPARQL, "no-vary"),
          of("uris.thing-and-page", SPARQL, "thing-is-page"),
          of("uris.speaks-of-it", SPARQL, "speaks-of-another"),
          of("uris.stable", SPARQL, "changes-each-time"),
          of("uris.unknown", SPARQL, "everything-exists"),
          of("uris.gone", SPARQL, "gone-without-word"),
          things(
              "uris.one-scheme",
              "http-and-https",
              change ->
                  change.objects(
                      Lacis.term("inCommune"),
                      old -> Town.iri(old.getURI().replaceFirst("^http:", "https:")))),
          catalogue(
              "uris.versioned",
              "no-version",
              change -> {
                change.remove(dataset(change), DCAT.NS + "version");
                change.remove(dataset(change), DCTerms.modified.getURI());
              }),
          // terms
          things(
              "vocabulary.terms-exist",
              "misspelt-property",
              change -> change.rename(HEIGHT, Lacis.term("heigth"))),
          of("vocabulary.terms-exist", MAPPING, "mapping-misspells"),
          things(
              "vocabulary.terms-defined",
              "undefined-term",
              change ->
                  buildings(
                      change,
                      (building, _) ->
                          change.add(building, change.at("def#colour"), Change.text("ocre")))),
          things(
              "vocabulary.same-terms",
              "other-term",
              change -> change.rename(HEIGHT, Town.iri("http://data.ign.fr/def/topo#hauteur"))),
          things(
              "vocabulary.known-kinds",
              "own-kinds",
              change -> change.rename(Lacis.term("BikeStationState"), change.at("def#Etat"))),
          things(
              "vocabulary.values",
              "wrong-datatype",
              change -> {
                for (String code : List.of("99001", "99002")) {
                  Node commune = change.at("id/commune/" + code);
                  change.add(commune, Lacis.term("population"), Change.typed("1200", "integer"));
                  change.add(
                      commune, Lacis.term("populationYear"), Change.typed("2023", "integer"));
                }
              }),
          things(
              "vocabulary.disjoint",
              "geometry-on-the-thing",
              change ->
                  buildings(
                      change,
                      (building, i) ->
                          change
                              .graph()
                              .find(change.geometry(i), Geo.AS_WKT, Node.ANY)
                              .toList()
                              .forEach(
                                  said -> change.add(building, Geo.AS_WKT, said.getObject())))),
          // shapes
          things(
              "shapes.things",
              "unknown-as-9999",
              change ->
                  buildings(
                      change,
                      (building, i) -> {
                        if (i % 3 == 0) {
                          change.set(building, HEIGHT, Change.typed("9999", "decimal"));
                        }
                      })),
          things(
              "shapes.advice",
              "station-nowhere",
              change ->
                  change.remove(change.at("id/station/S1"), Geo.HAS_DEFAULT_GEOMETRY, Node.ANY)),
          things(
              "shapes.named",
              "nameless",
              change -> {
                for (int i = 0; i < 12; i++) {
                  change.add(
                      change.at("id/place/" + i), RDF.type.asNode(), Lacis.term("NamedPlace"));
                }
              }),
          catalogue(
              "shapes.catalogue",
              "no-description-of-dataset",
              change -> change.remove(dataset(change), DCTerms.description.getURI())),
          of("shapes.mapping", MAPPING, "mapping-without-source"),
          of("protocol.document", MAPPING, "broken-mapping"),
          // places
          things(
              "geometry.parses",
              "broken-wkt",
              change ->
                  some(
                      change,
                      (geometry, old) ->
                          change.set(geometry, Geo.AS_WKT, Change.wkt("POLYGON ((4.8 45.7, 4.9")))),
          things(
              "geometry.known-system",
              "unknown-system",
              change ->
                  change.objects(
                      Geo.AS_WKT,
                      old ->
                          Change.wkt(
                              old.getLiteralLexicalForm()
                                  .replace("EPSG/0/2154", "EPSG/0/999999")))),
          things(
              "geometry.valid", "crossing-outlines", change -> change.geometries(Defects::crossed)),
          things(
              "geometry.system",
              "lambert-as-degrees",
              change -> change.geometries(value -> bare(value.to(Crs.ofEpsg(2154))))),
          things(
              "geometry.axes",
              "axes-exchanged",
              change -> change.geometries(value -> bare(value.to(Crs.CRS84).swapped()))),
          things(
              "geometry.offset",
              "thirty-metres-off",
              change -> change.geometries(value -> moved(value, 21.2, 21.2))),
          catalogue(
              "geometry.extent",
              "extent-elsewhere",
              change ->
                  change.set(
                      change.at("dataset/valbrune/extent"),
                      DCAT.bbox.asNode(),
                      Change.wkt("POLYGON ((2 48, 2.1 48, 2.1 48.1, 2 48.1, 2 48))"))),
          things(
              "geometry.precision",
              "rounded-coordinates",
              change -> change.geometries(Defects::rounded)),
          // links
          things(
              "links.to-ours",
              "parcels-we-do-not-have",
              change ->
                  buildings(
                      change,
                      (building, i) ->
                          change.add(
                              building,
                              Lacis.ON_PARCEL,
                              Town.iri(Town.OURS + "id/national/parcel/P" + i)))),
          things(
              "links.to-theirs",
              "half-the-town-is-gone",
              change ->
                  buildings(
                      change,
                      (building, i) -> {
                        if (i >= 12) {
                          change.remove(building, Node.ANY, Node.ANY);
                          change.remove(change.geometry(i), Node.ANY, Node.ANY);
                        }
                      })),
          things(
              "links.both-ways",
              "one-way",
              change -> change.remove(Node.ANY, Lacis.CORRESPONDS_TO, Node.ANY)),
          things(
              "links.kinds",
              "buildings-as-parcels",
              change ->
                  buildings(
                      change,
                      (building, i) -> {
                        if (i % 2 == 0) {
                          change.set(building, RDF.type.asNode(), Lacis.term("Parcel"));
                          change.add(
                              building,
                              Lacis.term("parcelIdentifier"),
                              Change.text("99001000AB%04d".formatted(i)));
                        }
                      })),
          things(
              "links.distance",
              "some-far-away",
              change -> {
                for (int i = 0; i < Town.BUILDINGS; i += 3) {
                  Node geometry = change.geometry(i);
                  Node old = change.graph().find(geometry, Geo.AS_WKT, Node.ANY).next().getObject();
                  change.set(geometry, Geo.AS_WKT, Change.wkt(moved(Change.value(old), 0, 150)));
                }
              }),
          things(
              "links.names",
              "other-names",
              change ->
                  buildings(
                      change,
                      (building, i) ->
                          change.set(
                              building,
                              RDFS.label.asNode(),
                              Change.text(Town.name((i + 7) % 24))))),
          things(
              "links.cardinality",
              "two-for-one",
              change -> {
                // its neighbour in the row, too
                for (int i = 0; i < Town.BUILDINGS; i++) {
                  int next = i % 6 == 5 ? i - 1 : i + 1;
                  change.add(
                      change.building(i),
                      Lacis.CORRESPONDS_TO,
                      Town.iri(Town.OURS + "id/national/building/N%02d".formatted(next)));
                }
              },
              "links.both-ways"),
          things(
              "links.codes",
              "code-given-up",
              change ->
                  change.set(
                      change.at("id/commune/99002"),
                      Lacis.term("inseeCode"),
                      Change.text("99003"))),
          // federation
          // names that get lost look unknown at the other door, too
          of("federation.join", SPARQL, "rows-get-lost", "federation.same-by-every-door"),
          of("federation.batches", SPARQL, "few-keys"),
          catalogue(
              "federation.counts",
              "lying-counts",
              change ->
                  change.objects(
                      VOID.entities.asNode(),
                      old -> Change.typed(old.getLiteralLexicalForm() + "0", "integer"))),
          catalogue(
              "federation.summary",
              "no-partitions",
              change -> {
                change.remove(Node.ANY, VOID.classPartition.asNode(), Node.ANY);
                change.remove(Node.ANY, VOID.propertyPartition.asNode(), Node.ANY);
              }),
          of("federation.same-by-every-door", FEATURES, "other-names-of-features"),
          // time
          catalogue(
              "time.freshness",
              "monthly-but-of-2021",
              change ->
                  change.set(
                      dataset(change), DCTerms.modified.asNode(), Change.date("2021-06-01"))),
          things(
              "time.intervals",
              "ends-before-it-begins",
              change ->
                  buildings(
                      change,
                      (building, _) ->
                          change.add(building, Lacis.term("validTo"), Change.date("2010-01-01")))),
          things(
              "time.values",
              "thirteenth-month",
              change ->
                  change.objects(
                      RESULT_TIME, _ -> Change.typed("2026-13-45T10:00:00Z", "dateTime"))),
          things(
              "time.zones",
              "no-zone",
              change ->
                  change.objects(
                      RESULT_TIME,
                      old ->
                          Change.typed(old.getLiteralLexicalForm().replace("Z", ""), "dateTime"))),
          things(
              "time.not-to-come",
              "measured-in-2099",
              change ->
                  change.objects(
                      RESULT_TIME, _ -> Change.typed("2099-01-01T10:00:00Z", "dateTime"))),
          // rights
          catalogue(
              "rights.licence", "no-licence", change -> change.remove(Node.ANY, LICENCE, Node.ANY)),
          catalogue(
              "rights.known-licence",
              "home-made-licence",
              change ->
                  change.objects(LICENCE, _ -> Town.iri("https://valbrune.example/conditions"))),
          catalogue(
              "rights.compatible",
              "no-derivatives",
              change ->
                  change.objects(
                      LICENCE, _ -> Town.iri("https://creativecommons.org/licenses/by-nd/4.0/"))),
          catalogue(
              "rights.contact",
              "contact-without-address",
              change ->
                  change.remove(
                      Node.ANY, Town.iri("http://www.w3.org/2006/vcard/ns#hasEmail"), Node.ANY)),
          catalogue(
              "rights.attribution",
              "nobody-to-name",
              change -> {
                change.remove(dataset(change), DCTerms.publisher.getURI());
                change.remove(dataset(change), DCTerms.rightsHolder.getURI());
              }),
          catalogue(
              "rights.access",
              "access-not-told",
              change -> change.remove(dataset(change), DCTerms.accessRights.getURI())));

  private static Node dataset(Change change) {
    return change.at("dataset/valbrune");
  }

  private interface OnBuilding {
    void change(Node building, int i);
  }

  private static void buildings(Change change, OnBuilding each) {
    for (int i = 0; i < Town.BUILDINGS; i++) {
      each.change(change.building(i), i);
    }
  }

  private interface OnGeometry {
    void change(Node geometry, Node literal);
  }

  /// Every second geometry.
  private static void some(Change change, OnGeometry each) {
    for (int i = 0; i < Town.BUILDINGS; i += 2) {
      Node geometry = change.geometry(i);
      List<Triple> said = change.graph().find(geometry, Geo.AS_WKT, Node.ANY).toList();
      each.change(geometry, said.getFirst().getObject());
    }
  }

  /// WKT without the system.
  private static String bare(GeometryValue value) {
    return GeometryLiteral.write(new GeometryValue(value.shape(), Crs.CRS84), Geo.WKT_LITERAL)
        .replaceFirst("^<[^>]*>\\s*", "");
  }

  private static String written(GeometryValue value) {
    return GeometryLiteral.write(value, Geo.WKT_LITERAL);
  }

  private static String moved(GeometryValue value, double east, double north) {
    Geometry shape = value.to(Crs.ofEpsg(2154)).shape().copy();
    for (Coordinate at : shape.getCoordinates()) {
      at.x += east;
      at.y += north;
    }
    shape.geometryChanged();
    GeometryValue moved = new GeometryValue(shape, Crs.ofEpsg(2154));
    return written(moved.to(value.crs()));
  }

  private static String rounded(GeometryValue value) {
    double grid = value.crs().geographic() ? 1e5 : 1;
    StringBuilder text = new StringBuilder(value.crs().geographic() ? "" : LAMBERT);
    boolean point = value.shape().getNumPoints() == 1;
    text.append(point ? "POINT (" : "POLYGON ((");
    String comma = "";
    for (Coordinate at : value.shape().getCoordinates()) {
      text.append(comma)
          .append(
              String.format(
                  Locale.ROOT,
                  "%.5f %.5f",
                  Math.rint(at.x * grid) / grid,
                  Math.rint(at.y * grid) / grid));
      comma = ", ";
    }
    return text.append(point ? ")" : "))").toString();
  }

  /// Second and third corner exchanged: a bow tie.
  private static String crossed(GeometryValue value) {
    if (value.shape().getNumPoints() == 1) {
      return written(value);
    }
    Geometry shape = value.shape().copy();
    Coordinate[] ring = shape.getCoordinates();
    Coordinate second = ring[1].copy();
    ring[1].setCoordinate(ring[2].copy());
    ring[2].setCoordinate(second);
    shape.geometryChanged();
    return written(new GeometryValue(shape, value.crs()));
  }
}
