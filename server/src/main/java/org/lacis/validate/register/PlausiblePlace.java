package org.lacis.validate.register;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.store.SpatialIndex;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Severity;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/// Geometries lie where the twin's territory is, which a wrong CRS or exchanged axes put elsewhere.
///
/// The territory is what its administrative units cover, a little widened; where no unit has a
/// shape, what most of the geometries cover. A geometry that lies elsewhere is tried with its axes
/// exchanged and in the systems that are in use in France: the first that brings it home is named.
record PlausiblePlace() implements RegisterCheck {
  /// Degrees that the territory is widened by: half a commune's way to the sea.
  private static final double MARGIN = 0.2;

  /// Which part of the boxes is left out on either side where there are no units.
  private static final double TAIL = 0.05;

  /// How many geometries of one graph are tried in other systems; the rest is told without.
  private static final int TRIED = 100;

  private static final int[] SYSTEMS = {
    2154, 4326, 3857, 27572, 3942, 3943, 3944, 3945, 3946, 3947, 3948, 3949, 3950, 32630, 32631,
    32632, 2972, 2975, 5490, 4471
  };

  /// With what rounding adds.
  private static final Envelope EARTH = new Envelope(-361, 361, -90.1, 90.1);

  private static final List<Node> SERIALIZATIONS =
      List.of(Geo.AS_WKT, Geo.AS_GML, Geo.AS_GEOJSON, Geo.AS_KML);

  @Override
  public String name() {
    return "place";
  }

  @Override
  public long run(Ground ground, Problems problems) {
    Territory territory = Territory.of(ground);
    Long2IntOpenHashMap tried = new Long2IntOpenHashMap();
    long[] judged = {0};
    for (Node serialization : SERIALIZATIONS) {
      ground.said(
          serialization,
          (graph, subject, object) -> {
            judged[0]++;
            Envelope box = ground.view().spatial().box(object);
            if (box.isNull() || !EARTH.contains(box)) {
              unplaced(ground, problems, territory, subject, serialization, object);
            } else if (!territory.meets(box)) {
              boolean more = tried.addTo(graph, 1) < TRIED;
              elsewhere(ground, problems, territory, subject, serialization, object, box, more);
            }
          });
    }
    return judged[0];
  }

  /// What the index does not hold: an empty shape, no geometry at all, or one that lies nowhere.
  private static void unplaced(
      Ground ground,
      Problems problems,
      Territory territory,
      long subject,
      Node property,
      long literal) {
    Node value = ground.node(literal);
    if (!value.isLiteral()) {
      return;
    }
    try {
      GeometryValue shape =
          GeometryLiteral.parse(value.getLiteralLexicalForm(), value.getLiteralDatatypeURI());
      if (!shape.shape().isEmpty()) {
        problems.tell(
            "place-none",
            Severity.VIOLATION,
            ground.node(subject),
            property,
            shortened(value),
            shape.crs().iri(),
            guess(shape, territory));
      }
    } catch (GeometryException e) {
      problems.tell(
          "place-unreadable",
          Severity.VIOLATION,
          ground.node(subject),
          property,
          shortened(value),
          e.finding().found());
    }
  }

  private static void elsewhere(
      Ground ground,
      Problems problems,
      Territory territory,
      long subject,
      Node property,
      long literal,
      Envelope box,
      boolean more) {
    GeometryValue shape = ground.view().spatial().geometry(literal);
    problems.tell(
        "place-elsewhere",
        Severity.VIOLATION,
        ground.node(subject),
        property,
        null,
        at(box),
        shape.crs().iri(),
        more ? guess(shape, territory) : new Problems.Words("place.untried"));
  }

  private static String at(Envelope box) {
    return String.format(
        Locale.ROOT,
        "%.3f %.3f",
        (box.getMinX() + box.getMaxX()) / 2,
        (box.getMinY() + box.getMaxY()) / 2);
  }

  /// A geometry's text may be of any length; a report wants its beginning.
  private static Node shortened(Node value) {
    String text = value.getLiteralLexicalForm();
    return text.length() <= 200
        ? value
        : NodeFactory.createLiteralString(text.substring(0, 200) + "…");
  }

  /// What would bring a shape home.
  private static Problems.Words guess(GeometryValue shape, Territory territory) {
    if (territory.isHome(shape.swapped())) {
      return new Problems.Words("place.swapped");
    }
    for (int code : SYSTEMS) {
      Crs crs = Crs.ofEpsg(code);
      GeometryValue other = new GeometryValue(shape.shape(), crs, shape.body());
      if (territory.isHome(other)) {
        return new Problems.Words("place.other-system", "EPSG:" + code);
      }
      if (territory.isHome(other.swapped())) {
        return new Problems.Words("place.other-system-swapped", "EPSG:" + code);
      }
    }
    return new Problems.Words("place.no-guess");
  }

  /// Where a twin's things may lie, in longitude and latitude.
  static final class Territory {
    private final STRtree boxes = new STRtree();
    private final boolean everywhere;

    private Territory(List<Envelope> home) {
      for (Envelope box : home) {
        Envelope wide = new Envelope(box);
        wide.expandBy(MARGIN);
        boxes.insert(wide, wide);
      }
      boxes.build();
      this.everywhere = home.isEmpty();
    }

    static Territory of(Ground ground) {
      List<Envelope> units = units(ground);
      return new Territory(units.isEmpty() ? middle(ground) : units);
    }

    boolean meets(Envelope box) {
      return everywhere || !boxes.query(box).isEmpty();
    }

    boolean isHome(GeometryValue shape) {
      try {
        Envelope box = shape.lonLatEnvelope();
        return !everywhere && !box.isNull() && meets(box);
      } catch (GeometryException _) {
        return false;
      }
    }

    private static List<Envelope> units(Ground ground) {
      LongSet units = new LongOpenHashSet();
      LongSet known = new LongOpenHashSet();
      for (String unit : UniqueIdentifiers.UNITS) {
        known.add(ground.id(Lacis.term(unit)));
      }
      ground.said(
          RDF.type.asNode(),
          (_, thing, type) -> {
            if (known.contains(type)) {
              units.add(thing);
            }
          });
      List<Envelope> boxes = new ArrayList<>();
      SpatialIndex spatial = ground.view().spatial();
      ground.said(
          Geo.HAS_DEFAULT_GEOMETRY,
          (graph, thing, geometry) -> {
            if (units.contains(thing)) {
              for (long literal : ground.objects(graph, geometry, Geo.AS_WKT)) {
                Optional.of(spatial.box(literal))
                    .filter(box -> !box.isNull())
                    .ifPresent(boxes::add);
              }
            }
          });
      return boxes;
    }

    /// The box that holds nearly all geometries; none where there are too few to tell.
    private static List<Envelope> middle(Ground ground) {
      DoubleArrayList east = new DoubleArrayList();
      DoubleArrayList north = new DoubleArrayList();
      for (Node serialization : SERIALIZATIONS) {
        ground.said(
            serialization,
            (_, _, object) -> {
              Envelope box = ground.view().spatial().box(object);
              if (!box.isNull()) {
                east.add((box.getMinX() + box.getMaxX()) / 2);
                north.add((box.getMinY() + box.getMaxY()) / 2);
              }
            });
      }
      if (east.size() < FEW) {
        return List.of();
      }
      east.sort(null);
      north.sort(null);
      int low = (int) (east.size() * TAIL);
      int high = east.size() - 1 - low;
      Envelope box =
          new Envelope(
              east.getDouble(low),
              east.getDouble(high),
              north.getDouble(low),
              north.getDouble(high));
      box.expandBy(box.getWidth(), box.getHeight());
      return List.of(box);
    }

    /// Fewer geometries than this have no middle.
    private static final int FEW = 20;
  }
}
