package org.lacis.query.cql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Relation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/// Makes a tree into functions of a row.
final class Compiler<R> {
  /// A condition on a row.
  @FunctionalInterface
  interface Condition<R> {
    Truth test(R row);
  }

  /// An operand: its values in a row, none when it is NULL there.
  ///
  /// @param types that its values may have; empty when any
  record Operand<R>(Set<Queryable.Type> types, boolean constant, Function<R, List<Value>> values) {
    static <R> Operand<R> of(Queryable.Type type, Value value) {
      List<Value> one = List.of(value);
      return new Operand<>(Set.of(type), true, _ -> one);
    }
  }

  private final Queryables<R> queryables;
  private final Crs crs;

  Compiler(Queryables<R> queryables, Crs crs) {
    this.queryables = queryables;
    this.crs = crs;
  }

  // ── conditions ──

  Condition<R> condition(Expression expression) {
    return switch (expression) {
      case Expression.And and -> {
        List<Condition<R>> all = and.operands().stream().map(this::condition).toList();
        yield row -> {
          Truth truth = Truth.TRUE;
          for (Condition<R> one : all) {
            truth = truth.and(one.test(row));
            if (truth == Truth.FALSE) {
              break;
            }
          }
          return truth;
        };
      }
      case Expression.Or or -> {
        List<Condition<R>> all = or.operands().stream().map(this::condition).toList();
        yield row -> {
          Truth truth = Truth.FALSE;
          for (Condition<R> one : all) {
            truth = truth.or(one.test(row));
            if (truth == Truth.TRUE) {
              break;
            }
          }
          return truth;
        };
      }
      case Expression.Not not -> {
        Condition<R> inner = condition(not.operand());
        yield row -> inner.test(row).not();
      }
      case Expression.Comparison comparison -> comparison(comparison);
      case Expression.Like like -> like(like);
      case Expression.Between between -> {
        Operand<R> value = operand(between.value());
        Operand<R> low = operand(between.low());
        Operand<R> high = operand(between.high());
        comparable(between.value(), value, between.low(), low);
        comparable(between.value(), value, between.high(), high);
        yield row ->
            Comparing.between(
                value.values().apply(row), low.values().apply(row), high.values().apply(row));
      }
      case Expression.In in -> in(in);
      case Expression.IsNull isNull -> isNull(isNull.operand());
      case Expression.Spatial spatial -> spatial(spatial);
      case Expression.Temporal temporal -> temporal(temporal);
      case Expression.Arrays arrays -> arrays(arrays);
      case Expression.Bool bool -> {
        Truth truth = Truth.of(bool.value());
        yield _ -> truth;
      }
      case Expression.Call call -> {
        Operand<R> operand = operand(call);
        only(call, operand, Set.of(Queryable.Type.BOOLEAN), "as a condition");
        yield row -> truth(operand.values().apply(row));
      }
      case Expression.Arithmetic _,
          Expression.Casei _,
          Expression.Accenti _,
          Expression.Property _,
          Expression.Text _,
          Expression.Numeral _,
          Expression.Date _,
          Expression.Timestamp _,
          Expression.Interval _,
          Expression.Open _,
          Expression.Shape _,
          Expression.Box _,
          Expression.Sequence _ ->
          throw type(expression, "a condition", "Compare it with something.");
    };
  }

  private static Truth truth(List<Value> values) {
    Truth truth = Truth.UNKNOWN;
    for (Value value : values) {
      if (value instanceof Value.Bool bool) {
        truth = truth == Truth.UNKNOWN ? Truth.of(bool.value()) : truth.or(Truth.of(bool.value()));
      }
    }
    return truth;
  }

  private Condition<R> comparison(Expression.Comparison comparison) {
    Operand<R> left = operand(comparison.left());
    Operand<R> right = operand(comparison.right());
    comparable(comparison.left(), left, comparison.right(), right);
    Expression.Comparator operator = comparison.operator();
    return row -> Comparing.compare(operator, left.values().apply(row), right.values().apply(row));
  }

  private Condition<R> like(Expression.Like like) {
    Operand<R> value = operand(like.value());
    only(like.value(), value, Set.of(Queryable.Type.TEXT), "by LIKE");
    Operand<R> pattern = operand(like.pattern());
    // A pattern stands for itself: it is made once.
    Pattern made = new Pattern(word(like.pattern()));
    if (!pattern.constant()) {
      throw type(like.pattern(), "a pattern as text", "Write it in single quotation marks.");
    }
    return row -> {
      Truth truth = Truth.UNKNOWN;
      for (Value one : value.values().apply(row)) {
        if (one instanceof Value.Text text) {
          if (made.matches(text.text())) {
            return Truth.TRUE;
          }
          truth = Truth.FALSE;
        }
      }
      return truth;
    };
  }

  private static String word(Expression pattern) {
    return switch (pattern) {
      case Expression.Text text -> text.value();
      case Expression.Casei casei -> Folding.caseless(word(casei.operand()));
      case Expression.Accenti accenti -> Folding.accentless(word(accenti.operand()));
      default -> throw type(pattern, "a pattern as text", "Write it in single quotation marks.");
    };
  }

  private Condition<R> in(Expression.In in) {
    Operand<R> value = operand(in.value());
    List<Operand<R>> items = new ArrayList<>();
    for (Expression item : in.items()) {
      Operand<R> operand = operand(item);
      comparable(in.value(), value, item, operand);
      items.add(operand);
    }
    if (in.items().stream().allMatch(Expression.Text.class::isInstance)
        && value.types().equals(Set.of(Queryable.Type.TEXT))) {
      Set<String> words = new HashSet<>();
      in.items().forEach(item -> words.add(word(item)));
      return row -> {
        Truth truth = Truth.UNKNOWN;
        for (Value one : value.values().apply(row)) {
          if (one instanceof Value.Text text) {
            if (words.contains(text.text())) {
              return Truth.TRUE;
            }
            truth = Truth.FALSE;
          }
        }
        return truth;
      };
    }
    return row -> {
      List<Value> values = value.values().apply(row);
      Truth truth = Truth.FALSE;
      for (Operand<R> item : items) {
        truth =
            truth.or(
                Comparing.compare(Expression.Comparator.EQUAL, values, item.values().apply(row)));
        if (truth == Truth.TRUE) {
          break;
        }
      }
      return truth;
    };
  }

  private Condition<R> isNull(Expression expression) {
    if (Kind.of(expression) == Kind.CONDITION) {
      Condition<R> condition = condition(expression);
      return row -> Truth.of(condition.test(row) == Truth.UNKNOWN);
    }
    Operand<R> operand = operand(expression);
    return row -> Truth.of(operand.values().apply(row).isEmpty());
  }

  private Condition<R> spatial(Expression.Spatial spatial) {
    Relation relation = relation(spatial.function());
    Operand<R> left = operand(spatial.left());
    Operand<R> right = operand(spatial.right());
    only(spatial.left(), left, Set.of(Queryable.Type.GEOMETRY), "by " + spatial.function().text());
    only(
        spatial.right(), right, Set.of(Queryable.Type.GEOMETRY), "by " + spatial.function().text());
    Optional<GeometryValue> first = literal(spatial.left());
    Optional<GeometryValue> second = literal(spatial.right());
    if (first.isPresent() != second.isPresent()) {
      GeometryValue fixed = first.or(() -> second).orElseThrow();
      Relation seen = first.isPresent() ? relation : relation.inverse();
      Function<R, List<Value>> others = first.isPresent() ? right.values() : left.values();
      // The filter's shape stays in its own system, where its edges are straight; what is asked of
      // is carried there. It may be too large (the whole Earth) to be carried anywhere itself.
      Relation.Prepared prepared = Relation.prepare(fixed);
      Envelope reach = fixed.planar().getEnvelopeInternal();
      return row -> {
        Truth truth = Truth.UNKNOWN;
        for (Value one : others.apply(row)) {
          if (one instanceof Value.Shape shape) {
            truth = truth == Truth.UNKNOWN ? Truth.FALSE : truth;
            Truth holds = holds(prepared, reach, seen, shape.geometry(), fixed.crs());
            if (holds == Truth.TRUE) {
              return Truth.TRUE;
            }
            truth = holds == Truth.UNKNOWN ? Truth.UNKNOWN : truth;
          }
        }
        return truth;
      };
    }
    return row ->
        Comparing.any(
            left.values().apply(row),
            right.values().apply(row),
            (a, b) -> {
              if (a instanceof Value.Shape one && b instanceof Value.Shape other) {
                try {
                  return Truth.of(relation.test(one.geometry(), other.geometry()));
                } catch (GeometryException _) {
                  return Truth.UNKNOWN;
                }
              }
              return Truth.UNKNOWN;
            });
  }

  // A shape that has no place in the system of the filter, or cannot be related, is unknown.
  private static Truth holds(
      Relation.Prepared prepared, Envelope reach, Relation relation, GeometryValue value, Crs crs) {
    try {
      GeometryValue carried = value.to(crs);
      if (relation.needsContact()
          && !carried.shape().getEnvelopeInternal().intersects(reach)
          && !carried.shape().isEmpty()) {
        return Truth.FALSE;
      }
      return Truth.of(prepared.test(relation, carried));
    } catch (GeometryException | IllegalArgumentException _) {
      return Truth.UNKNOWN;
    }
  }

  static Relation relation(Expression.SpatialFunction function) {
    return switch (function) {
      case INTERSECTS -> Relation.SF_INTERSECTS;
      case EQUALS -> Relation.SF_EQUALS;
      case DISJOINT -> Relation.SF_DISJOINT;
      case TOUCHES -> Relation.SF_TOUCHES;
      case WITHIN -> Relation.SF_WITHIN;
      case OVERLAPS -> Relation.SF_OVERLAPS;
      case CROSSES -> Relation.SF_CROSSES;
      case CONTAINS -> Relation.SF_CONTAINS;
    };
  }

  private Condition<R> temporal(Expression.Temporal temporal) {
    Operand<R> left = operand(temporal.left());
    Operand<R> right = operand(temporal.right());
    only(temporal.left(), left, Set.of(Queryable.Type.TIME), "by " + temporal.function().text());
    only(temporal.right(), right, Set.of(Queryable.Type.TIME), "by " + temporal.function().text());
    Expression.TemporalFunction function = temporal.function();
    return row ->
        Comparing.any(
            left.values().apply(row),
            right.values().apply(row),
            (a, b) -> {
              Optional<TimeSpan> one = Comparing.time(a);
              Optional<TimeSpan> other = Comparing.time(b);
              return one.isPresent() && other.isPresent()
                  ? Truth.of(one.get().relates(function, other.get()))
                  : Truth.UNKNOWN;
            });
  }

  private Condition<R> arrays(Expression.Arrays arrays) {
    Operand<R> left = operand(arrays.left());
    Operand<R> right = operand(arrays.right());
    // An empty array that is written down is no NULL.
    boolean leftWritten = arrays.left() instanceof Expression.Sequence;
    boolean rightWritten = arrays.right() instanceof Expression.Sequence;
    Expression.ArrayFunction function = arrays.function();
    return row -> {
      List<Value> one = left.values().apply(row);
      List<Value> other = right.values().apply(row);
      if ((one.isEmpty() && !leftWritten) || (other.isEmpty() && !rightWritten)) {
        return Truth.UNKNOWN;
      }
      return Truth.of(
          switch (function) {
            case EQUALS -> Comparing.holds(one, other) && Comparing.holds(other, one);
            case CONTAINS -> Comparing.holds(one, other);
            case CONTAINED_BY -> Comparing.holds(other, one);
            case OVERLAPS -> one.stream().anyMatch(value -> Comparing.among(value, other));
          });
    };
  }

  // ── operands ──

  private Operand<R> operand(Expression expression) {
    return switch (expression) {
      case Expression.Property property -> {
        Queryable<R> queryable = queryables.get(property.name());
        yield new Operand<>(queryable.types(), false, queryable.values());
      }
      case Expression.Text text -> Operand.of(Queryable.Type.TEXT, new Value.Text(text.value()));
      case Expression.Numeral numeral ->
          Operand.of(Queryable.Type.NUMBER, Value.Numeral.of(numeral.value()));
      case Expression.Bool bool -> Operand.of(Queryable.Type.BOOLEAN, new Value.Bool(bool.value()));
      case Expression.Date date ->
          Operand.of(Queryable.Type.TIME, new Value.Time(TimeSpan.of(date.value())));
      case Expression.Timestamp timestamp ->
          Operand.of(Queryable.Type.TIME, new Value.Time(TimeSpan.of(timestamp.value())));
      case Expression.Interval interval -> interval(interval);
      case Expression.Open _ ->
          Operand.of(
              Queryable.Type.TIME,
              new Value.Time(TimeSpan.between(Optional.empty(), Optional.empty())));
      case Expression.Shape _, Expression.Box _ ->
          Operand.of(Queryable.Type.GEOMETRY, new Value.Shape(literal(expression).orElseThrow()));
      case Expression.Sequence sequence -> {
        List<Operand<R>> elements = sequence.elements().stream().map(this::operand).toList();
        yield new Operand<>(
            Set.of(),
            elements.stream().allMatch(Operand::constant),
            row -> elements.stream().flatMap(one -> one.values().apply(row).stream()).toList());
      }
      case Expression.Casei casei -> folded(casei.operand(), Folding::caseless, "by CASEI");
      case Expression.Accenti accenti ->
          folded(accenti.operand(), Folding::accentless, "by ACCENTI");
      case Expression.Arithmetic arithmetic -> {
        Operand<R> left = operand(arithmetic.left());
        Operand<R> right = operand(arithmetic.right());
        only(
            arithmetic.left(),
            left,
            Set.of(Queryable.Type.NUMBER),
            "by " + arithmetic.sign().sign());
        only(
            arithmetic.right(),
            right,
            Set.of(Queryable.Type.NUMBER),
            "by " + arithmetic.sign().sign());
        yield new Operand<>(
            Set.of(Queryable.Type.NUMBER),
            left.constant() && right.constant(),
            row ->
                Calculating.all(
                    arithmetic.sign(), left.values().apply(row), right.values().apply(row)));
      }
      case Expression.Call call -> call(call);
      case Expression.And _,
          Expression.Or _,
          Expression.Not _,
          Expression.Comparison _,
          Expression.Like _,
          Expression.Between _,
          Expression.In _,
          Expression.IsNull _,
          Expression.Spatial _,
          Expression.Temporal _,
          Expression.Arrays _ -> {
        Condition<R> condition = condition(expression);
        yield new Operand<>(
            Set.of(Queryable.Type.BOOLEAN),
            false,
            row ->
                switch (condition.test(row)) {
                  case TRUE -> List.of(new Value.Bool(true));
                  case FALSE -> List.of(new Value.Bool(false));
                  case UNKNOWN -> List.of();
                });
      }
    };
  }

  private Operand<R> folded(Expression expression, Function<String, String> fold, String by) {
    Operand<R> operand = operand(expression);
    only(expression, operand, Set.of(Queryable.Type.TEXT), by);
    return new Operand<>(
        Set.of(Queryable.Type.TEXT),
        operand.constant(),
        row ->
            operand.values().apply(row).stream()
                .filter(Value.Text.class::isInstance)
                .map(value -> (Value) new Value.Text(fold.apply(((Value.Text) value).text())))
                .toList());
  }

  private Operand<R> interval(Expression.Interval interval) {
    Optional<Operand<R>> start = side(interval.start());
    Optional<Operand<R>> end = side(interval.end());
    return new Operand<>(
        Set.of(Queryable.Type.TIME),
        start.map(Operand::constant).orElse(true) && end.map(Operand::constant).orElse(true),
        row -> {
          List<Optional<TimeSpan>> from = times(start, row);
          List<Optional<TimeSpan>> to = times(end, row);
          List<Value> spans = new ArrayList<>();
          for (Optional<TimeSpan> one : from) {
            for (Optional<TimeSpan> other : to) {
              spans.add(new Value.Time(TimeSpan.between(one, other)));
            }
          }
          return spans;
        });
  }

  /// Empty where the side has no bound.
  private Optional<Operand<R>> side(Expression side) {
    if (side instanceof Expression.Open) {
      return Optional.empty();
    }
    Operand<R> operand = operand(side);
    only(side, operand, Set.of(Queryable.Type.TIME), "by INTERVAL");
    return Optional.of(operand);
  }

  private List<Optional<TimeSpan>> times(Optional<Operand<R>> side, R row) {
    if (side.isEmpty()) {
      return List.of(Optional.empty());
    }
    return side.get().values().apply(row).stream()
        .map(Comparing::time)
        .filter(Optional::isPresent)
        .toList();
  }

  private Operand<R> call(Expression.Call call) {
    CqlFunction function = CqlFunction.get(call.name());
    if (call.arguments().size() < function.least()
        || call.arguments().size() > function.arguments().size()) {
      throw type(
          call,
          function.signature(),
          "Give " + function.name() + " as many arguments as it takes.");
    }
    List<Operand<R>> arguments = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Operand<R> argument = operand(call.arguments().get(i));
      only(
          call.arguments().get(i),
          argument,
          Set.of(function.arguments().get(i).type()),
          "by " + function.signature());
      arguments.add(argument);
    }
    if (function.name().equals(CqlFunction.MATCHES)
        && call.arguments().get(1) instanceof Expression.Text pattern
        && !Regular.sound(pattern.value())) {
      throw type(pattern, "a regular expression", "Check its brackets; at most 1000 characters.");
    }
    return new Operand<>(
        Set.of(function.returns()),
        arguments.stream().allMatch(Operand::constant),
        row -> {
          List<List<Value>> rows = List.of(List.of());
          for (Operand<R> argument : arguments) {
            List<List<Value>> longer = new ArrayList<>();
            for (List<Value> begun : rows) {
              for (Value value : argument.values().apply(row)) {
                List<Value> more = new ArrayList<>(begun);
                more.add(value);
                longer.add(more);
              }
            }
            rows = longer;
          }
          return rows.stream().flatMap(row1 -> function.apply(row1).stream()).toList();
        });
  }

  // ── geometries that are written in the filter ──

  private Optional<GeometryValue> literal(Expression expression) {
    return switch (expression) {
      case Expression.Shape shape -> {
        GeometryValue value = shape.figure().in(crs);
        for (Coordinate corner : value.shape().getCoordinates()) {
          degrees(corner.x, corner.y, expression);
        }
        yield Optional.of(value);
      }
      case Expression.Box box -> Optional.of(box(box));
      default -> Optional.empty();
    };
  }

  private GeometryValue box(Expression.Box box) {
    List<Double> n = box.numbers();
    boolean heights = n.size() == 6;
    double first = n.get(0);
    double second = n.get(1);
    double third = n.get(heights ? 3 : 2);
    double fourth = n.get(heights ? 4 : 3);
    double west = crs.northFirst() ? second : first;
    double south = crs.northFirst() ? first : second;
    double east = crs.northFirst() ? fourth : third;
    double north = crs.northFirst() ? third : fourth;
    degrees(west, south, box);
    degrees(east, north, box);
    if (south > north || (west > east && !crs.geographic())) {
      throw CqlException.of(
          "cql.coordinate",
          "BBOX",
          TextWriter.write(box),
          "the lower corner first",
          "Write west, south, east, north, in the order of the axes of the system.");
    }
    GeometryFactory make = new GeometryFactory();
    Geometry shape =
        west <= east
            ? make.toGeometry(new Envelope(west, east, south, north))
            : make.createMultiPolygon(
                new org.locationtech.jts.geom.Polygon[] {
                  (org.locationtech.jts.geom.Polygon)
                      make.toGeometry(new Envelope(west, 180, south, north)),
                  (org.locationtech.jts.geom.Polygon)
                      make.toGeometry(new Envelope(-180, east, south, north))
                });
    return new GeometryValue(shape, crs);
  }

  private void degrees(double x, double y, Expression shape) {
    if (crs.geographic() && (Math.abs(y) > 90 || Math.abs(x) > 180)) {
      throw CqlException.of(
          "cql.coordinate",
          "",
          TextWriter.write(shape),
          "longitudes from -180 to 180 and latitudes from -90 to 90",
          "Check the order of the axes: CRS84 has longitude first, EPSG:4326 latitude;"
              + " filter-crs names another system.");
    }
  }

  // ── what the index may start from ──

  Start start(Expression expression) {
    return switch (expression) {
      case Expression.And and -> {
        Start all = Start.ANYWHERE;
        for (Expression operand : and.operands()) {
          all = all.and(start(operand));
        }
        yield all;
      }
      case Expression.Or or -> {
        Start either = Start.NOTHING;
        for (Expression operand : or.operands()) {
          either = either.or(start(operand));
        }
        yield either;
      }
      case Expression.Bool bool -> bool.value() ? Start.ANYWHERE : Start.NOTHING;
      case Expression.Spatial spatial -> startNear(spatial);
      case Expression.Comparison comparison -> startEqual(comparison);
      case Expression.In in -> startIn(in);
      case Expression.Not _,
          Expression.Like _,
          Expression.Between _,
          Expression.IsNull _,
          Expression.Temporal _,
          Expression.Arrays _,
          Expression.Call _,
          Expression.Arithmetic _,
          Expression.Casei _,
          Expression.Accenti _,
          Expression.Property _,
          Expression.Text _,
          Expression.Numeral _,
          Expression.Date _,
          Expression.Timestamp _,
          Expression.Interval _,
          Expression.Open _,
          Expression.Shape _,
          Expression.Box _,
          Expression.Sequence _ ->
          Start.ANYWHERE;
    };
  }

  private Start startNear(Expression.Spatial spatial) {
    if (!relation(spatial.function()).needsContact()) {
      return Start.ANYWHERE;
    }
    Expression other =
        isGeometry(spatial.left())
            ? spatial.right()
            : isGeometry(spatial.right()) ? spatial.left() : spatial;
    return boxes(other).map(Start::near).orElse(Start.ANYWHERE);
  }

  /// Whether it is the property that the spatial index knows.
  private boolean isGeometry(Expression expression) {
    return expression instanceof Expression.Property property
        && queryables.get(property.name()).name().equals(FeatureQueryables.GEOMETRY);
  }

  /// Boxes of a shape in degrees; empty for what is none, or has no place there.
  private Optional<List<Envelope>> boxes(Expression expression) {
    try {
      return literal(expression)
          .map(value -> {
            List<Envelope> boxes = new ArrayList<>();
            boolean two =
                expression instanceof Expression.Box && value.shape().getNumGeometries() > 1;
            if (two) {
              for (int i = 0; i < value.shape().getNumGeometries(); i++) {
                boxes.add(new GeometryValue(value.shape().getGeometryN(i), crs).lonLatEnvelope());
              }
            } else {
              boxes.add(value.lonLatEnvelope());
            }
            return boxes;
          });
    } catch (GeometryException _) {
      return Optional.empty();
    }
  }

  private Start startEqual(Expression.Comparison comparison) {
    Expression.Comparator operator = comparison.operator();
    if (operator == Expression.Comparator.EQUAL) {
      Start start = startEqual(comparison.left(), comparison.right());
      return start.equals(Start.ANYWHERE)
          ? startEqual(comparison.right(), comparison.left())
          : start;
    }
    boolean less =
        operator == Expression.Comparator.LESS || operator == Expression.Comparator.LESS_OR_EQUAL;
    boolean greater =
        operator == Expression.Comparator.GREATER
            || operator == Expression.Comparator.GREATER_OR_EQUAL;
    if (less) {
      return startWithin(comparison.left(), comparison.right());
    }
    return greater ? startWithin(comparison.right(), comparison.left()) : Start.ANYWHERE;
  }

  private Start startEqual(Expression property, Expression value) {
    return property instanceof Expression.Property named && value instanceof Expression.Text text
        ? queryables
            .get(named.name())
            .equality()
            .apply(text.value())
            .map(Start::equal)
            .orElse(Start.ANYWHERE)
        : Start.ANYWHERE;
  }

  private Start startIn(Expression.In in) {
    Start either = Start.NOTHING;
    for (Expression item : in.items()) {
      either = either.or(startEqual(in.value(), item));
    }
    return either;
  }

  /// `distance(geometry, shape) < metres`
  private Start startWithin(Expression distance, Expression metres) {
    if (distance instanceof Expression.Call call
        && call.name().equalsIgnoreCase(CqlFunction.DISTANCE)
        && call.arguments().size() == 2
        && metres instanceof Expression.Numeral most) {
      Expression first = call.arguments().get(0);
      Expression second = call.arguments().get(1);
      Expression other = isGeometry(first) ? second : isGeometry(second) ? first : call;
      return boxes(other)
          .map(boxes ->
              Start.near(
                  boxes.stream().map(box -> wider(box, most.value().doubleValue())).toList()))
          .orElse(Start.ANYWHERE);
    }
    return Start.ANYWHERE;
  }

  /// A box that holds whatever is as near as that, with a hundredth to spare.
  private static Envelope wider(Envelope box, double metres) {
    double north = 1.01 * Math.max(0, metres) / 110_574 + 1e-9;
    double south = Math.min(90, Math.max(Math.abs(box.getMinY()), Math.abs(box.getMaxY())) + north);
    double shrinks = Math.cos(Math.toRadians(south));
    boolean round = shrinks < 0.01 || north / shrinks > 90;
    Envelope wide = new Envelope(box);
    wide.expandBy(round ? 360 : north / shrinks, north);
    // What lies beyond the antimeridian is near too; no box is told twice, so all of it is taken.
    return !round && wide.getMinX() >= -180 && wide.getMaxX() <= 180
        ? wide
        : new Envelope(-180, 180, wide.getMinY(), wide.getMaxY());
  }

  // ── types ──

  private void only(
      Expression expression, Operand<R> operand, Set<Queryable.Type> wanted, String by) {
    Set<Queryable.Type> types = operand.types();
    boolean time =
        wanted.contains(Queryable.Type.TIME)
            && (expression instanceof Expression.Text text
                ? Comparing.time(text.value()).isPresent()
                : types.contains(Queryable.Type.TEXT));
    if (!types.isEmpty() && types.stream().noneMatch(wanted::contains) && !time) {
      throw type(
          expression,
          words(wanted) + ", taken " + by,
          "Use a property of that type; this one has " + words(types) + ".");
    }
  }

  private void comparable(Expression left, Operand<R> one, Expression right, Operand<R> other) {
    Set<Queryable.Type> mine = one.types();
    Set<Queryable.Type> theirs = other.types();
    if (mine.isEmpty() || theirs.isEmpty() || mine.stream().anyMatch(theirs::contains)) {
      return;
    }
    boolean leftTime = mine.contains(Queryable.Type.TIME) && isTime(right);
    boolean rightTime = theirs.contains(Queryable.Type.TIME) && isTime(left);
    if (!leftTime && !rightTime) {
      boolean text = mine.contains(Queryable.Type.TEXT) && right instanceof Expression.Numeral;
      throw type(
          right,
          words(mine) + ", as " + TextWriter.write(left) + " has",
          text
              ? "Write the value in single quotation marks: '" + TextWriter.write(right) + "'."
              : "Compare with a value of that type.");
    }
  }

  private static boolean isTime(Expression expression) {
    return expression instanceof Expression.Text text && Comparing.time(text.value()).isPresent();
  }

  private static String words(Set<Queryable.Type> types) {
    return String.join(
        " or ",
        (types.isEmpty() ? EnumSet.noneOf(Queryable.Type.class) : EnumSet.copyOf(types))
            .stream().map(Queryable.Type::words).toList());
  }

  private static CqlException type(Expression expression, String expected, String remedy) {
    return CqlException.of("cql.type", "", TextWriter.write(expression), expected, remedy);
  }
}
