package org.lacis.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateArrays;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// One pass over one geometry element. Every method that reads an element is called at its start
/// and returns at its end.
final class GmlReader {
  static final Set<String> GEOMETRIES =
      Set.of(
          "Point",
          "LineString",
          "LinearRing",
          "Ring",
          "Curve",
          "CompositeCurve",
          "OrientableCurve",
          "Polygon",
          "Surface",
          "PolyhedralSurface",
          "Tin",
          "TriangulatedSurface",
          "CompositeSurface",
          "OrientableSurface",
          "Shell",
          "Solid",
          "CompositeSolid",
          "MultiPoint",
          "MultiLineString",
          "MultiCurve",
          "MultiPolygon",
          "MultiSurface",
          "MultiSolid",
          "MultiGeometry",
          "GeometricComplex",
          "Envelope",
          "Box");

  private static final GeometryFactory FACTORY = Shapes.FACTORY;
  private static final String XLINK = "http://www.w3.org/1999/xlink";

  private final XMLStreamReader reader;
  private final CrsRule rule;
  private final GmlLinks links;
  private final GmlPositions positions;

  /// Elements open inside the geometry's own; -1 once that has ended.
  private int depth;

  private GeometryValue.Body body = GeometryValue.Body.PLAIN;

  GmlReader(XMLStreamReader reader, CrsRule rule, GmlLinks links) {
    this.reader = reader;
    this.rule = rule;
    this.links = links;
    this.positions = new GmlPositions(rule);
  }

  GeometryValue geometry() throws XMLStreamException {
    try {
      Geometry shape = shape();
      CrsRule.Frame frame = positions.frame().or(() -> rule.frame("")).orElseThrow(this::noCrs);
      return new GeometryValue(shape, frame.crs(), body);
    } catch (IllegalArgumentException e) {
      throw leave(
          malformed(
              String.valueOf(e.getMessage()), "rings that are closed and lines that are lines"));
    } catch (GeometryException e) {
      throw leave(e);
    }
  }

  /// Moves to the end of the geometry, so that the caller can go on with the next one.
  private GeometryException leave(GeometryException e) throws XMLStreamException {
    while (depth >= 0) {
      next();
    }
    return e;
  }

  private Geometry shape() throws XMLStreamException {
    if (!Gml.inGml(reader)) {
      throw malformed(reader.getLocalName(), "an element of a GML namespace");
    }
    String name = reader.getLocalName();
    enter();
    return switch (name) {
      case "Point" -> point();
      case "LineString", "Curve", "CompositeCurve", "OrientableCurve" -> line();
      case "LinearRing", "Ring" -> ring();
      case "Polygon" -> polygon();
      case "Surface", "OrientableSurface" -> single(faces(), GeometryValue.Body.SURFACE);
      case "PolyhedralSurface", "Tin", "TriangulatedSurface", "CompositeSurface", "Shell" ->
          multi(faces(), GeometryValue.Body.SURFACE);
      case "Solid", "CompositeSolid", "MultiSolid" -> multi(faces(), GeometryValue.Body.SOLID);
      case "MultiPolygon", "MultiSurface" -> multi(faces(), GeometryValue.Body.PLAIN);
      case "MultiPoint" -> FACTORY.createMultiPoint(parts(Point.class).toArray(Point[]::new));
      case "MultiLineString", "MultiCurve" ->
          FACTORY.createMultiLineString(parts(LineString.class).toArray(LineString[]::new));
      case "MultiGeometry", "GeometricComplex" ->
          FACTORY.createGeometryCollection(parts(Geometry.class).toArray(Geometry[]::new));
      case "Envelope", "Box" -> envelope();
      default -> throw malformed(name, "a geometry: " + GEOMETRIES);
    };
  }

  private Geometry single(List<Polygon> faces, GeometryValue.Body several) {
    return faces.size() == 1 ? faces.getFirst() : multi(faces, several);
  }

  private Geometry multi(List<Polygon> faces, GeometryValue.Body of) {
    if (of.compareTo(body) > 0) {
      body = of;
    }
    return Shapes.multiPolygon(faces);
  }

  private Point point() throws XMLStreamException {
    Coordinate[] found = ordinates();
    if (found.length > 1) {
      throw malformed(found.length + " positions", "one position");
    }
    return found.length == 0 ? FACTORY.createPoint() : FACTORY.createPoint(found[0]);
  }

  private LineString line() throws XMLStreamException {
    return FACTORY.createLineString(path());
  }

  private LinearRing ring() throws XMLStreamException {
    return ringOf(path());
  }

  private LinearRing ringOf(Coordinate[] path) {
    if (path.length > 0 && path.length < 4) {
      links.degenerate(malformed(path.length + " positions", "a ring of at least four positions"));
      return FACTORY.createLinearRing();
    }
    return FACTORY.createLinearRing(path);
  }

  /// Coordinates of anything linear: positions, segments and members one after the other.
  private Coordinate[] path() throws XMLStreamException {
    boolean backwards = attribute("orientation").equals("-");
    List<Coordinate[]> pieces = new ArrayList<>(1);
    Shapes.Points own = new Shapes.Points();
    boolean ring = reader.getLocalName().equals("LinearRing");
    while (child()) {
      switch (reader.getLocalName()) {
        case "pos", "posList", "coordinates", "coord" -> positions.read(this, own, ring);
        case "pointProperty",
            "pointRep",
            "segments",
            "curveMember",
            "baseCurve",
            "LineStringSegment",
            "LineString",
            "Curve",
            "CompositeCurve",
            "OrientableCurve",
            "LinearRing",
            "Ring",
            "Point" -> {
          enter();
          pieces.add(path());
        }
        case "Arc", "ArcString" -> pieces.add(GmlArcs.arcs(ordinates()));
        case "Circle" -> pieces.add(GmlArcs.circle(ordinates()));
        default -> other();
      }
    }
    pieces.addFirst(own.take());
    Coordinate[] joined = GmlArcs.join(pieces);
    if (backwards) {
      joined = joined.clone();
      CoordinateArrays.reverse(joined);
    }
    return joined;
  }

  /// The positions directly inside an element.
  private Coordinate[] ordinates() throws XMLStreamException {
    Shapes.Points found = new Shapes.Points();
    while (child()) {
      switch (reader.getLocalName()) {
        case "pos", "posList", "coordinates", "coord" -> positions.read(this, found, false);
        default -> other();
      }
    }
    return found.take();
  }

  private Polygon polygon() throws XMLStreamException {
    String id = id();
    LinearRing shell = FACTORY.createLinearRing();
    List<LinearRing> holes = new ArrayList<>(0);
    while (child()) {
      switch (reader.getLocalName()) {
        case "exterior", "outerBoundaryIs" -> shell = ringOf(path());
        case "interior", "innerBoundaryIs" -> {
          LinearRing hole = ringOf(path());
          if (!hole.isEmpty()) {
            holes.add(hole);
          }
        }
        default -> other();
      }
    }
    // A face whose exterior was left out has nothing for its holes to lie in.
    LinearRing[] within = shell.isEmpty() ? new LinearRing[0] : holes.toArray(LinearRing[]::new);
    Polygon polygon = FACTORY.createPolygon(shell, within);
    if (!id.isEmpty()) {
      links.met(id, polygon);
    }
    return polygon;
  }

  /// All polygons below an element, however deep shells, composites and members are nested.
  private List<Polygon> faces() throws XMLStreamException {
    List<Polygon> faces = new ArrayList<>();
    faces(faces);
    return faces;
  }

  private void faces(List<Polygon> faces) throws XMLStreamException {
    linked().ifPresent(geometry -> polygonsOf(geometry, faces));
    while (child()) {
      switch (reader.getLocalName()) {
        case "Polygon", "PolygonPatch", "Triangle", "Rectangle" -> {
          enter();
          Polygon face = polygon();
          if (!face.isEmpty()) {
            faces.add(face);
          }
        }
        case "Surface",
            "OrientableSurface",
            "CompositeSurface",
            "PolyhedralSurface",
            "Tin",
            "TriangulatedSurface",
            "Shell",
            "Solid",
            "CompositeSolid",
            "MultiSurface" -> {
          enter();
          faces(faces);
        }
        case "surfaceMember",
            "surfaceMembers",
            "polygonMember",
            "baseSurface",
            "patches",
            "polygonPatches",
            "trianglePatches",
            "exterior",
            "interior",
            "solidMember",
            "solidMembers" ->
            faces(faces);
        default -> other();
      }
    }
  }

  private static void polygonsOf(Geometry geometry, List<Polygon> faces) {
    switch (geometry) {
      case Polygon polygon -> faces.add(polygon);
      case GeometryCollection all -> {
        for (int i = 0; i < all.getNumGeometries(); i++) {
          polygonsOf(all.getGeometryN(i), faces);
        }
      }
      default ->
          throw new IllegalArgumentException(
              "a reference to a face leads to " + geometry.getGeometryType());
    }
  }

  /// The members of a collection, below `…Member` and `…Members`.
  private <G extends Geometry> List<G> parts(Class<G> kind) throws XMLStreamException {
    List<G> parts = new ArrayList<>();
    while (child()) {
      String property = reader.getLocalName();
      if (property.endsWith("Member")
          || property.endsWith("Members")
          || property.equals("element")) {
        linked().ifPresent(geometry -> parts.add(cast(kind, geometry)));
        while (child()) {
          parts.add(cast(kind, shape()));
        }
      } else {
        other();
      }
    }
    return parts;
  }

  private <G extends Geometry> G cast(Class<G> kind, Geometry geometry) {
    if (!kind.isInstance(geometry)) {
      throw malformed(geometry.getGeometryType(), kind.getSimpleName());
    }
    return kind.cast(geometry);
  }

  private Polygon envelope() throws XMLStreamException {
    Shapes.Points corners = new Shapes.Points();
    while (child()) {
      switch (reader.getLocalName()) {
        case "lowerCorner", "upperCorner", "pos", "coordinates", "coord" ->
            positions.read(this, corners, false);
        default -> other();
      }
    }
    Coordinate[] found = corners.take();
    if (found.length != 2) {
      throw malformed(found.length + " corners", "two corners");
    }
    return GmlArcs.rectangle(found[0], found[1]);
  }

  private Optional<Geometry> linked() {
    String href = reader.getAttributeValue(XLINK, "href");
    return href == null ? Optional.empty() : links.resolve(href);
  }

  /// Passes over metadata; a geometry of a kind that does not belong here is refused.
  private void other() throws XMLStreamException {
    String name = reader.getLocalName();
    if (Gml.inGml(reader) && Character.isUpperCase(name.charAt(0))) {
      throw malformed(name, "a geometry that may stand here and that Lacis reads");
    }
    int outside = depth - 1;
    while (depth > outside) {
      next();
    }
  }

  /// Takes over `srsName` and `srsDimension` of the element.
  private void enter() {
    String name = attribute("srsName");
    if (!name.isEmpty()) {
      CrsRule.Frame frame = rule.frame(name).orElseThrow(this::noCrs);
      if (positions.frame().filter(known -> !known.equals(frame)).isPresent()) {
        throw malformed(name, "one CRS for the whole geometry");
      }
      positions.frame(frame);
    }
    dimension();
  }

  void dimension() {
    String dimension = attribute("srsDimension");
    if (!dimension.isEmpty()) {
      positions.dimension(dimension, this);
    }
  }

  String attribute(String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private String id() {
    String id = reader.getAttributeValue(Gml.NAMESPACE, "id");
    if (id == null) {
      id = reader.getAttributeValue(Gml.NAMESPACE_32, "id");
    }
    return id == null ? "" : id;
  }

  String name() {
    return reader.getLocalName();
  }

  /// Moves to the next child; false at the end of the element.
  boolean child() throws XMLStreamException {
    while (true) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        return true;
      }
      if (event == XMLStreamConstants.END_ELEMENT) {
        return false;
      }
    }
  }

  /// The text of the element, up to its end.
  String text() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int outside = depth - 1;
    while (depth > outside) {
      int event = next();
      if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
      }
    }
    return text.toString();
  }

  private int next() throws XMLStreamException {
    int event = reader.next();
    if (event == XMLStreamConstants.START_ELEMENT) {
      depth++;
    } else if (event == XMLStreamConstants.END_ELEMENT) {
      depth--;
    } else if (event == XMLStreamConstants.END_DOCUMENT) {
      throw new XMLStreamException("the document ends inside a geometry", reader.getLocation());
    }
    return event;
  }

  GeometryException noCrs() {
    return new GeometryException(
        Finding.violation(
            "geometry.missing-crs",
            place(),
            "a geometry without srsName",
            "srsName on the geometry or around it",
            "Declare the CRS of the source."));
  }

  GeometryException malformed(String found, String expected) {
    return new GeometryException(
        Finding.violation(
            "geometry.malformed-gml", place(), found, expected, "Correct the GML at its source."));
  }

  private Place place() {
    return Place.line("GML", Math.max(1, reader.getLocation().getLineNumber()));
  }
}
