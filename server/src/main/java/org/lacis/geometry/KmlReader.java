package org.lacis.geometry;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// One pass over one KML geometry. Every method that reads an element is called at its start and
/// returns at its end.
final class KmlReader {
  private static final GeometryFactory FACTORY = Shapes.FACTORY;
  private static final Set<String> GEOMETRIES =
      Set.of("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry");

  /// Nested collections deeper than this are refused rather than left to overflow the stack.
  private static final int DEEPEST = 100;

  Geometry geometry(String text) {
    try {
      XMLStreamReader reader = Gml.factory().createXMLStreamReader(new StringReader(text.strip()));
      try {
        reader.nextTag();
        Geometry shape = shape(reader, 0);
        while (reader.hasNext()) {
          reader.next();
        }
        return shape;
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw Kml.malformed(String.valueOf(e.getMessage()), "well-formed XML");
    } catch (IllegalArgumentException e) {
      throw Kml.malformed(
          String.valueOf(e.getMessage()), "rings that are closed and lines that are lines");
    }
  }

  private Geometry shape(XMLStreamReader reader, int depth) throws XMLStreamException {
    String namespace = reader.getNamespaceURI();
    boolean kml = namespace == null || namespace.isEmpty() || namespace.contains("/kml/");
    String name = reader.getLocalName();
    if (!kml || !GEOMETRIES.contains(name) || depth > DEEPEST) {
      throw Kml.malformed(name, "a geometry of KML: " + GEOMETRIES);
    }
    return switch (name) {
      case "Point" -> point(coordinates(reader));
      case "LineString" -> FACTORY.createLineString(coordinates(reader));
      case "LinearRing" -> FACTORY.createLinearRing(coordinates(reader));
      case "Polygon" -> polygon(reader);
      default -> members(reader, depth);
    };
  }

  private static Point point(Coordinate[] found) {
    if (found.length > 1) {
      throw Kml.malformed(found.length + " positions", "one position");
    }
    return found.length == 0 ? FACTORY.createPoint() : FACTORY.createPoint(found[0]);
  }

  private static Polygon polygon(XMLStreamReader reader) throws XMLStreamException {
    LinearRing shell = FACTORY.createLinearRing();
    List<LinearRing> holes = new ArrayList<>();
    while (child(reader)) {
      switch (reader.getLocalName()) {
        case "outerBoundaryIs" -> shell = FACTORY.createLinearRing(boundary(reader));
        case "innerBoundaryIs" -> holes.add(FACTORY.createLinearRing(boundary(reader)));
        default -> skip(reader);
      }
    }
    return FACTORY.createPolygon(shell, holes.toArray(LinearRing[]::new));
  }

  private static Coordinate[] boundary(XMLStreamReader reader) throws XMLStreamException {
    Coordinate[] ring = {};
    while (child(reader)) {
      if (reader.getLocalName().equals("LinearRing")) {
        ring = coordinates(reader);
      } else {
        skip(reader);
      }
    }
    return ring;
  }

  private Geometry members(XMLStreamReader reader, int depth) throws XMLStreamException {
    List<Geometry> members = new ArrayList<>();
    while (child(reader)) {
      members.add(shape(reader, depth + 1));
    }
    if (members.isEmpty()) {
      return FACTORY.createGeometryCollection();
    }
    if (members.stream().allMatch(Point.class::isInstance)) {
      return FACTORY.createMultiPoint(members.toArray(Point[]::new));
    }
    if (members.stream().allMatch(LineString.class::isInstance)) {
      return FACTORY.createMultiLineString(members.toArray(LineString[]::new));
    }
    return members.stream().allMatch(Polygon.class::isInstance)
        ? FACTORY.createMultiPolygon(members.toArray(Polygon[]::new))
        : FACTORY.createGeometryCollection(members.toArray(Geometry[]::new));
  }

  private static Coordinate[] coordinates(XMLStreamReader reader) throws XMLStreamException {
    Shapes.Points points = new Shapes.Points();
    while (child(reader)) {
      if (reader.getLocalName().equals("coordinates")) {
        for (String tuple : reader.getElementText().strip().split("\\s+")) {
          if (!tuple.isEmpty()) {
            points.add(coordinate(tuple));
          }
        }
      } else {
        skip(reader);
      }
    }
    return points.take();
  }

  private static Coordinate coordinate(String tuple) {
    String[] numbers = tuple.split(",", -1);
    if (numbers.length != 2 && numbers.length != 3) {
      throw Kml.malformed(tuple, "longitude,latitude or longitude,latitude,height");
    }
    double x = number(numbers[0]);
    double y = number(numbers[1]);
    return numbers.length == 2 ? new CoordinateXY(x, y) : new Coordinate(x, y, number(numbers[2]));
  }

  private static double number(String text) {
    // Java would take NaN, hexadecimal digits and a d at the end for numbers too.
    if (!text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?")
        || Double.isInfinite(Double.parseDouble(text))) {
      throw Kml.malformed(text, "a finite number");
    }
    return Double.parseDouble(text);
  }

  /// Moves to the next child element; false at the end of the parent.
  private static boolean child(XMLStreamReader reader) throws XMLStreamException {
    while (true) {
      reader.next();
      if (reader.isStartElement()) {
        return true;
      }
      if (reader.isEndElement()) {
        return false;
      }
    }
  }

  private static void skip(XMLStreamReader reader) throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      reader.next();
      depth += reader.isStartElement() ? 1 : reader.isEndElement() ? -1 : 0;
    }
  }
}
