package org.lacis.bench.geo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.NodeFactory;
import org.lacis.query.Question;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/// The questions, each as a query in SPARQL and one in SQL that ask the same.
public enum GeoQuestion {
  BOX("bbox selection", "building"),
  POLYGON("polygon of 121 points", "building"),
  WITHIN("within 500 m", "building"),
  NEAREST("10 nearest", "building"),
  CLASS_AND_POLYGON("class and polygon", "building"),
  ZONES_BUILDINGS("zones × buildings intersects", "zone building"),
  SENSORS_COMMUNES("sensors within communes", "sensor commune"),
  BUILDINGS_COMMUNES("buildings × communes", "building commune");

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final String USAGE = "commercial";

  private final String words;
  private final String columns;

  GeoQuestion(String words, String columns) {
    this.words = words;
    this.columns = columns;
  }

  /// As the tables of results call it.
  String words() {
    return words;
  }

  /// On the command line and among figures: `zones-buildings`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Variables of the SPARQL query, columns of the SQL query; each row is one or two features.
  List<String> columns() {
    return List.of(columns.split(" "));
  }

  /// Whether it joins two kinds of features.
  boolean join() {
    return columns().size() == 2;
  }

  /// The question in SPARQL, its values bound.
  public Question sparql(World world) {
    Question question = Question.of(text(".rq"), key());
    return switch (this) {
      case BOX, POLYGON -> question.with("area", Statements.literal(shape(world)));
      case WITHIN ->
          question
              .with("point", Statements.literal(shape(world)))
              .with(
                  "metres",
                  NodeFactory.createLiteralDT(
                      Double.toString(metres(world)), XSDDatatype.XSDdouble));
      case NEAREST -> question.with("point", Statements.literal(shape(world)));
      case CLASS_AND_POLYGON ->
          question
              .with("area", Statements.literal(shape(world)))
              .with("usage", Statements.usage(USAGE));
      case ZONES_BUILDINGS, SENSORS_COMMUNES, BUILDINGS_COMMUNES -> question;
    };
  }

  /// The question in SQL.
  String sql() {
    return text(".sql");
  }

  /// The values of the SQL query, in order.
  List<Object> parameters(World world) {
    List<Object> values = new ArrayList<>();
    if (!join()) {
      values.add(shape(world).toText());
    }
    if (this == WITHIN) {
      values.add(metres(world));
    } else if (this == CLASS_AND_POLYGON) {
      values.add(USAGE);
    }
    return values;
  }

  private String text(String ending) {
    return text(key(), ending);
  }

  static String text(String name, String ending) {
    try (InputStream in = GeoQuestion.class.getResourceAsStream(name + ending)) {
      if (in == null) {
        throw new IllegalStateException("missing: " + name + ending);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Places in the city; below scale 1 they shrink with it.
  private Geometry shape(World world) {
    Coordinate city = world.cityCentre();
    double size = Math.sqrt(Math.min(1, world.scale()));
    return switch (this) {
      case BOX -> {
        Coordinate low = Dice.rounded(city.x - 1200 * size, city.y - 1450 * size);
        Coordinate high = Dice.rounded(city.x + 1550 * size, city.y + 1300 * size);
        yield GEOMETRIES.toGeometry(new Envelope(low, high));
      }
      case POLYGON, CLASS_AND_POLYGON ->
          World.wavy(Dice.of(7), new Coordinate(city.x - 150 * size, city.y), 1500 * size, 120);
      case WITHIN, NEAREST ->
          GEOMETRIES.createPoint(Dice.rounded(city.x + 123.4 * size, city.y - 77.7 * size));
      case ZONES_BUILDINGS, SENSORS_COMMUNES, BUILDINGS_COMMUNES ->
          throw new IllegalStateException("a join has no shape");
    };
  }

  private static double metres(World world) {
    return 500 * Math.sqrt(Math.min(1, world.scale()));
  }
}
