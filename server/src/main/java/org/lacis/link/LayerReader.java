package org.lacis.link;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkt;
import org.lacis.link.relate.FlatShapes;
import org.lacis.link.rule.LinkRule;
import org.lacis.store.NodeIds;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/// Reads the shapes of things into a [Layer]: text is fetched on the caller's thread, which the
/// view belongs to; parsing, transformation and repair run side by side.
///
/// @param ids of the view
/// @param shape what the literals are
/// @param findings hears of shapes that cannot be used or had to be mended
record LayerReader(NodeIds ids, LinkRule.Shape shape, Workers workers, FindingSink findings) {
  private static final int PART = 1024;
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private record Text(String iri, String wkt) {}

  private record Part(Layer layer, List<Finding> findings) {}

  /// @param things in order
  /// @param literals by the id of the thing
  /// @param crs metric
  Layer read(Things things, Long2LongMap literals, Crs crs) {
    List<Layer> parts = new ArrayList<>();
    workers.inOrder(
        IntStream.iterate(0, from -> from < things.size(), from -> from + PART)
            .<Callable<Part>>mapToObj(from -> {
              List<Text> texts = texts(things, literals, from);
              return () -> part(texts, crs);
            })
            .iterator(),
        part -> {
          parts.add(part.layer);
          part.findings.forEach(findings::report);
        });
    return Layer.concatenation(parts);
  }

  private List<Text> texts(Things things, Long2LongMap literals, int from) {
    List<Text> texts = new ArrayList<>(PART);
    for (int i = from; i < Math.min(things.size(), from + PART); i++) {
      long thing = things.ids().getLong(i);
      if (literals.containsKey(thing)) {
        String wkt = ids.node(literals.get(thing)).getLiteralLexicalForm();
        texts.add(new Text(things.iris().get(i), wkt));
      }
    }
    return texts;
  }

  private Part part(List<Text> texts, Crs crs) {
    List<Finding> found = new ArrayList<>();
    List<String> iris = new ArrayList<>(texts.size());
    FlatShapes.Builder shapes = new FlatShapes.Builder();
    DoubleArrayList areas = new DoubleArrayList(texts.size());
    LongArrayList versions = new LongArrayList(texts.size());
    for (Text text : texts) {
      Geometry geometry = geometry(text, crs, found);
      if (!geometry.isEmpty()) {
        iris.add(text.iri);
        shapes.add(geometry, true);
        areas.add(geometry.getArea());
        versions.add(Fingerprint.of(text.wkt));
      }
    }
    return new Part(
        new Layer(iris, shapes.build(), areas.toDoubleArray(), versions.toLongArray()), found);
  }

  /// The shape to compare; empty when there is none, with a finding.
  private Geometry geometry(Text text, Crs crs, List<Finding> found) {
    try {
      GeometryValue value = Wkt.parse(text.wkt).to(crs);
      Geometry sound = sound(value, text, found);
      Geometry geometry = shape == LinkRule.Shape.OUTLINE ? outline(sound) : sound;
      if (geometry.isEmpty()) {
        found.add(
            Finding.warning(
                "link.empty-geometry",
                Place.of(text.iri),
                text.wkt,
                "a shape that covers something",
                "The thing is left out of the linking; look at its geometry at the source."));
      }
      return geometry;
    } catch (GeometryException e) {
      found.add(
          Finding.violation(
              "link.unreadable-geometry",
              Place.of(text.iri),
              e.finding().found(),
              e.finding().expected(),
              "The thing is left out of the linking. " + e.finding().remedy()));
      return FACTORY.createGeometryCollection();
    }
  }

  /// The areas without their holes, as one; points and lines as they are.
  private static Geometry outline(Geometry shape) {
    if (shape.getDimension() < 2) {
      return shape;
    }
    List<Geometry> filled = new ArrayList<>();
    for (Object part : PolygonExtracter.getPolygons(shape)) {
      filled.add(FACTORY.createPolygon(((Polygon) part).getExteriorRing().getCoordinates()));
    }
    // A part may stand in the courtyard of another, so filling can make them overlap.
    return filled.size() == 1 ? filled.getFirst() : OverlayNGRobust.union(filled);
  }

  private Geometry sound(GeometryValue value, Text text, List<Finding> found) {
    // Walls of solids are no defect: seen from above they are lines.
    boolean fromAbove = shape == LinkRule.Shape.SOLID || value.body() != GeometryValue.Body.PLAIN;
    if (fromAbove) {
      return value.footprint().shape();
    }
    TopologyValidationError error =
        value.shape().getDimension() < 2 ? null : new IsValidOp(value.shape()).getValidationError();
    if (error == null) {
      return value.shape();
    }
    found.add(
        Finding.warning(
            "link.invalid-geometry",
            Place.of(text.iri),
            error.getMessage() + " at " + error.getCoordinate(),
            "a valid geometry (OGC Simple Features)",
            "The shape was mended for the linking; mend it at the source."));
    return value.footprint().shape();
  }
}
