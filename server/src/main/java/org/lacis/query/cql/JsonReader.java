package org.lacis.query.cql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lacis.query.cql.Figure.Position;

/// Reads CQL2 JSON (OGC 21-065r2, annex C) into the same tree as the text. Names of operators and
/// functions of the standard are taken in any case; members that the schema does not know are
/// passed over.
final class JsonReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Language.MOST_JSON).build())
          .build();
  private static final ObjectMapper JSON =
      new ObjectMapper(FACTORY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Map<String, Expression.SpatialFunction> SPATIAL = new TreeMap<>();
  private static final Map<String, Expression.TemporalFunction> TEMPORAL = new TreeMap<>();
  private static final Map<String, Expression.ArrayFunction> ARRAY = new TreeMap<>();

  static {
    for (Expression.SpatialFunction function : Expression.SpatialFunction.values()) {
      SPATIAL.put(function.json().toLowerCase(Locale.ROOT), function);
    }
    for (Expression.TemporalFunction function : Expression.TemporalFunction.values()) {
      TEMPORAL.put(function.json().toLowerCase(Locale.ROOT), function);
    }
    for (Expression.ArrayFunction function : Expression.ArrayFunction.values()) {
      ARRAY.put(function.json().toLowerCase(Locale.ROOT), function);
    }
  }

  private final String filter;

  private JsonReader(String filter) {
    this.filter = filter;
  }

  static JsonFactory factory() {
    return FACTORY;
  }

  static Expression parse(String filter) {
    if (filter.length() > Language.MOST_CHARACTERS) {
      throw CqlException.of(
          "cql.too-large",
          "",
          filter.length() + " characters",
          "at most " + Language.MOST_CHARACTERS,
          "Simplify the geometry, or ask in several requests.");
    }
    try {
      JsonNode root = JSON.readTree(filter);
      JsonReader reader = new JsonReader(filter);
      return reader.condition(root, "");
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      throw CqlException.at(
          "cql.syntax",
          place == null ? 1 : place.getLineNr(),
          place == null ? 1 : Math.max(1, place.getColumnNr()),
          String.valueOf(e.getOriginalMessage()),
          "CQL2 in JSON",
          "Check brackets, commas and quotation marks; text has filter-lang=cql2-text.");
    }
  }

  // ── expressions ──

  private Expression condition(JsonNode node, String at) {
    return operand(node, at, Kind.CONDITIONS);
  }

  private Expression operand(JsonNode node, String at, Set<Kind> kinds) {
    Expression expression = expression(node, at);
    Kind kind = Kind.of(expression);
    if (!kinds.contains(kind)) {
      throw error(node, at, Kind.words(kinds), "See what this operator or function takes.");
    }
    return expression;
  }

  private Expression expression(JsonNode node, String at) {
    return switch (node.getNodeType()) {
      case STRING -> new Expression.Text(node.textValue());
      case BOOLEAN -> new Expression.Bool(node.booleanValue());
      case NUMBER ->
          new Expression.Numeral(
              TextParser.number(node.decimalValue().toString())
                  .orElseThrow(() ->
                      error(node, at, "a number of usual size", "Write it with fewer digits.")));
      case ARRAY -> new Expression.Sequence(all(node, at, Kind.ALL));
      case OBJECT -> object(node, at);
      case NULL, MISSING, BINARY, POJO ->
          throw error(
              node,
              at,
              "a value, an operator or a property",
              "Whether something is missing is asked with isNull.");
    };
  }

  private List<Expression> all(JsonNode array, String at, Set<Kind> kinds) {
    List<Expression> all = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      all.add(operand(array.get(i), at + "/" + i, kinds));
    }
    return all;
  }

  private Expression object(JsonNode node, String at) {
    if (node.has("op")) {
      return operation(node, at);
    }
    if (node.has("property")) {
      String name = text(node.get("property"), at + "/property");
      if (name.isEmpty()) {
        throw error(node, at, "a name of a property", "Write the name.");
      }
      return new Expression.Property(name);
    }
    if (node.has("date")) {
      String text = text(node.get("date"), at + "/date");
      return new Expression.Date(
          TextParser.day(text)
              .orElseThrow(() ->
                  error(
                      node.get("date"),
                      at + "/date",
                      "a date: \"2024-05-31\"",
                      "Write year, month and day.")));
    }
    if (node.has("timestamp")) {
      String text = text(node.get("timestamp"), at + "/timestamp");
      return new Expression.Timestamp(
          TextParser.moment(text)
              .orElseThrow(() ->
                  error(
                      node.get("timestamp"),
                      at + "/timestamp",
                      "a timestamp: \"2024-05-31T12:00:00Z\"",
                      "Write date, T, time and Z.")));
    }
    if (node.has("interval")) {
      return interval(node.get("interval"), at + "/interval");
    }
    if (node.has("type")) {
      return new Expression.Shape(figure(node, at));
    }
    if (node.has("bbox")) {
      return box(node.get("bbox"), at + "/bbox");
    }
    throw error(
        node,
        at,
        "a member op, property, date, timestamp, interval, type or bbox",
        "Each object of CQL2 JSON has one of them.");
  }

  private Expression operation(JsonNode node, String at) {
    String op = text(node.get("op"), at + "/op");
    JsonNode args = node.get("args");
    if (args == null || !args.isArray()) {
      throw error(node, at, "a member args with an array", "Give " + op + " its arguments.");
    }
    String in = at + "/args";
    String name = op.toLowerCase(Locale.ROOT);
    Expression.SpatialFunction spatial = SPATIAL.get(name);
    if (spatial != null) {
      List<Expression> two = some(args, in, op, 2, 2, Kind.GEOMETRIES);
      return new Expression.Spatial(spatial, two.get(0), two.get(1));
    }
    Expression.TemporalFunction temporal = TEMPORAL.get(name);
    if (temporal != null) {
      List<Expression> two = some(args, in, op, 2, 2, Kind.TIMES);
      return new Expression.Temporal(temporal, two.get(0), two.get(1));
    }
    Expression.ArrayFunction array = ARRAY.get(name);
    if (array != null) {
      List<Expression> two = some(args, in, op, 2, 2, Kind.ARRAYS);
      return new Expression.Arrays(array, two.get(0), two.get(1));
    }
    Expression.Comparator comparator = Language.COMPARATORS.get(name);
    if (comparator != null) {
      List<Expression> two = some(args, in, op, 2, 2, Kind.SCALARS);
      return new Expression.Comparison(comparator, two.get(0), two.get(1));
    }
    Expression.Sign sign = Language.SIGNS.get(name);
    if (sign != null) {
      List<Expression> two = some(args, in, op, 2, 2, Kind.NUMBERS);
      return new Expression.Arithmetic(sign, two.get(0), two.get(1));
    }
    return switch (name) {
      case "and" -> new Expression.And(some(args, in, op, 2, Integer.MAX_VALUE, Kind.CONDITIONS));
      case "or" -> new Expression.Or(some(args, in, op, 2, Integer.MAX_VALUE, Kind.CONDITIONS));
      case "not" -> new Expression.Not(some(args, in, op, 1, 1, Kind.CONDITIONS).getFirst());
      case "like" -> {
        List<Expression> two = some(args, in, op, 2, 2, Kind.TEXTS);
        pattern(args.get(1), in + "/1", two.get(1));
        yield new Expression.Like(two.get(0), two.get(1));
      }
      case "between" -> {
        List<Expression> three = some(args, in, op, 3, 3, Kind.SCALARS);
        yield new Expression.Between(three.get(0), three.get(1), three.get(2));
      }
      case "in" -> {
        some(args, in, op, 2, 2, Kind.ALL);
        if (!args.get(1).isArray() || args.get(1).isEmpty()) {
          throw error(args.get(1), in + "/1", "an array of values", "List what is looked for.");
        }
        yield new Expression.In(
            operand(args.get(0), in + "/0", Kind.SCALARS),
            all(args.get(1), in + "/1", Kind.SCALARS));
      }
      case "isnull" -> new Expression.IsNull(some(args, in, op, 1, 1, Kind.ALL).getFirst());
      case "casei" -> new Expression.Casei(some(args, in, op, 1, 1, Kind.TEXTS).getFirst());
      case "accenti" -> new Expression.Accenti(some(args, in, op, 1, 1, Kind.TEXTS).getFirst());
      default -> call(node, at, op, args);
    };
  }

  private Expression call(JsonNode node, String at, String op, JsonNode args) {
    boolean named =
        !op.isEmpty()
            && Lexer.starts(op.codePointAt(0))
            && op.codePoints().allMatch(Lexer::goesOn)
            && !Language.reserved(op);
    if (!named) {
      TreeSet<String> all = new TreeSet<>(Language.SIGNS.keySet());
      all.addAll(Language.COMPARATORS.keySet());
      all.addAll(Set.of("and", "or", "not", "like", "between", "in", "isNull"));
      throw error(
          node.get("op"), at + "/op", String.join(" ", all) + " or the name of a function", "");
    }
    return new Expression.Call(op, all(args, at + "/args", Kind.ALL));
  }

  private List<Expression> some(
      JsonNode args, String at, String op, int least, int most, Set<Kind> kinds) {
    if (args.size() < least || args.size() > most) {
      throw error(
          args,
          at,
          most == Integer.MAX_VALUE
              ? least + " arguments or more"
              : least + (least == 1 ? " argument" : " arguments"),
          "Give " + op + " as many as it takes; here are " + args.size() + ".");
    }
    return all(args, at, kinds);
  }

  private void pattern(JsonNode node, String at, Expression pattern) {
    switch (pattern) {
      case Expression.Text _ -> {}
      case Expression.Casei casei -> pattern(node, at, casei.operand());
      case Expression.Accenti accenti -> pattern(node, at, accenti.operand());
      default ->
          throw error(
              node,
              at,
              "a pattern as text, perhaps in casei or accenti",
              "% stands for any characters, _ for one.");
    }
  }

  private Expression interval(JsonNode node, String at) {
    if (!node.isArray() || node.size() != 2) {
      throw error(node, at, "an array of two", "An interval has a start and an end.");
    }
    return new Expression.Interval(side(node.get(0), at + "/0"), side(node.get(1), at + "/1"));
  }

  private Expression side(JsonNode node, String at) {
    if (node.isTextual()) {
      return TextParser.side(node.textValue())
          .orElseThrow(() ->
              error(
                  node,
                  at,
                  "\"2024-05-31\", \"2024-05-31T12:00:00Z\" or \"..\"",
                  "A side without a bound is \"..\"."));
    }
    return operand(node, at, Set.of(Kind.INSTANT, Kind.PROPERTY, Kind.FUNCTION));
  }

  // ── geometries ──

  private Expression box(JsonNode node, String at) {
    if (!node.isArray() || (node.size() != 4 && node.size() != 6)) {
      throw error(node, at, "an array of four numbers, or six", "Write west, south, east, north.");
    }
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      numbers.add(coordinate(node.get(i), at + "/" + i));
    }
    return new Expression.Box(numbers);
  }

  private Figure figure(JsonNode node, String at) {
    String type = text(node.get("type"), at + "/type");
    if (!type.equals("GeometryCollection")) {
      return simple(node, at, type);
    }
    JsonNode members = array(node, "geometries", at);
    List<Figure.Simple> all = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      String in = at + "/geometries/" + i;
      if (!members.get(i).isObject() || !members.get(i).has("type")) {
        throw error(members.get(i), in, "a GeoJSON geometry", "");
      }
      all.add(simple(members.get(i), in, text(members.get(i).get("type"), in + "/type")));
    }
    if (all.isEmpty()) {
      throw error(members, at + "/geometries", "at least one geometry", "");
    }
    return new Figure.Collection(all);
  }

  private Figure.Simple simple(JsonNode node, String at, String type) {
    Optional<Figure.Kind> known = Figure.kind(type).filter(kind -> kind.geoJson().equals(type));
    Figure.Kind kind =
        known.orElseThrow(() ->
            error(
                node.get("type"),
                at + "/type",
                "Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon"
                    + " or GeometryCollection",
                "Write a GeoJSON geometry."));
    JsonNode coordinates = array(node, "coordinates", at);
    String in = at + "/coordinates";
    List<List<List<Position>>> parts = new ArrayList<>();
    if (kind.many()) {
      for (int i = 0; i < coordinates.size(); i++) {
        parts.add(part(kind.part(), coordinates.get(i), in + "/" + i));
      }
    } else {
      parts.add(part(kind, coordinates, in));
    }
    if (parts.isEmpty()) {
      throw error(coordinates, in, "at least one part", "An empty geometry meets nothing.");
    }
    return new Figure.Simple(kind, parts);
  }

  private List<List<Position>> part(Figure.Kind kind, JsonNode node, String at) {
    return switch (kind.part()) {
      case POINT, MULTIPOINT -> List.of(List.of(position(node, at)));
      case LINESTRING, MULTILINESTRING -> List.of(ring(node, at, 2));
      case POLYGON, MULTIPOLYGON -> {
        List<List<Position>> rings = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
          List<Position> ring = ring(node.get(i), at + "/" + i, 4);
          if (!TextParser.closes(ring)) {
            throw error(
                node.get(i),
                at + "/" + i,
                "a ring that ends where it begins",
                "Repeat the first position at the end.");
          }
          rings.add(ring);
        }
        if (rings.isEmpty()) {
          throw error(node, at, "at least one ring", "An empty geometry meets nothing.");
        }
        yield rings;
      }
    };
  }

  private List<Position> ring(JsonNode node, String at, int least) {
    if (!node.isArray() || node.size() < least) {
      throw error(node, at, "an array of at least " + least + " positions", "");
    }
    List<Position> positions = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      positions.add(position(node.get(i), at + "/" + i));
    }
    return positions;
  }

  private Position position(JsonNode node, String at) {
    if (!node.isArray() || node.size() < 2) {
      throw error(node, at, "an array of two numbers, or three", "Write [4.85, 45.76].");
    }
    return new Position(
        coordinate(node.get(0), at + "/0"),
        coordinate(node.get(1), at + "/1"),
        node.size() > 2 ? coordinate(node.get(2), at + "/2") : Double.NaN);
  }

  private double coordinate(JsonNode node, String at) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw error(node, at, "a number", "A position is two numbers, or three.");
    }
    return node.doubleValue();
  }

  private JsonNode array(JsonNode node, String member, String at) {
    JsonNode array = node.get(member);
    if (array == null || !array.isArray()) {
      throw error(node, at, "a member " + member + " with an array", "Write a GeoJSON geometry.");
    }
    return array;
  }

  private String text(JsonNode node, String at) {
    if (!node.isTextual()) {
      throw error(node, at, "text", "It stands in quotation marks.");
    }
    return node.textValue();
  }

  // ── mistakes ──

  private CqlException error(JsonNode node, String pointer, String expected, String remedy) {
    int[] place = place(pointer);
    return CqlException.at("cql.syntax", place[0], place[1], node.toString(), expected, remedy);
  }

  /// Where a value stands: the tree does not know, so the text is read once more up to there.
  private int[] place(String pointer) {
    try (JsonParser parser = FACTORY.createParser(filter)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() != com.fasterxml.jackson.core.JsonToken.FIELD_NAME
            && parser.getParsingContext().pathAsPointer(false).toString().equals(pointer)
            && !parser.currentToken().isStructEnd()) {
          JsonLocation at = parser.currentTokenLocation();
          return new int[] {at.getLineNr(), at.getColumnNr()};
        }
        if (parser.currentToken().isStructStart() && outer(parser).equals(pointer)) {
          JsonLocation at = parser.currentTokenLocation();
          return new int[] {at.getLineNr(), at.getColumnNr()};
        }
      }
    } catch (IOException _) {
      // it was read before; the beginning will do
    }
    return new int[] {1, 1};
  }

  // At the start of an object or array the context is already the inner one.
  private static String outer(JsonParser parser) {
    return Optional.ofNullable(parser.getParsingContext().getParent())
        .map(context -> context.pathAsPointer(false).toString())
        .orElse("");
  }
}
