package org.lacis.validate.register;

import it.unimi.dsi.fastutil.longs.LongList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Measures;
import org.lacis.store.NodeIds;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Severity;

/// Values are numbers within what their property can mean, and in its unit.
///
/// The range stands in the ontology, on the property itself (`lacis:plausibleFrom`,
/// `lacis:plausibleTo`, `lacis:unitOfMeasure`), so that a twin's own properties are judged as soon
/// as they have one. A stated area is held against that of the geometry, which shows hectares that
/// were taken for square metres; a roof does not lie below its ground.
record PlausibleValues() implements RegisterCheck {
  private static final Node FROM = Lacis.term("plausibleFrom");
  private static final Node TO = Lacis.term("plausibleTo");
  private static final Node UNIT = Lacis.term("unitOfMeasure");
  private static final Node STATED_AREA = Lacis.term("statedArea");
  private static final Node GROUND = Lacis.term("groundAltitude");
  private static final Node ROOF = Lacis.term("roofAltitude");

  /// Numbers that mean that there is none.
  private static final Set<String> NOTHING =
      Set.of("9999", "99999", "999999", "-9999", "-99999", "-999", "-1", "9999.0", "-9999.0");

  /// How much larger or smaller a stated area may be than the measured one.
  private static final double TOLERANCE = 2;

  /// Square metres; below it, rounding makes any factor.
  private static final double LEAST_AREA = 10;

  /// A unit that areas are also told in, and how many square metres it is.
  private record AreaUnit(String name, double metres) {}

  private static final List<AreaUnit> AREA_UNITS =
      List.of(new AreaUnit("a", 1e2), new AreaUnit("ha", 1e4), new AreaUnit("km²", 1e6));

  /// @param unit local name of the unit's IRI; empty for none
  private record Range(
      Node property, @Nullable BigDecimal from, @Nullable BigDecimal to, String unit) {
    boolean holds(BigDecimal value) {
      return (from == null || value.compareTo(from) >= 0)
          && (to == null || value.compareTo(to) <= 0);
    }

    String words() {
      String bounds = (from == null ? "…" : from) + " – " + (to == null ? "…" : to);
      return unit.isEmpty() ? bounds : bounds + " " + unit;
    }
  }

  @Override
  public String name() {
    return "value-range";
  }

  @Override
  public long run(Ground ground, Problems problems) {
    long judged = 0;
    for (Range range : ranges(ground)) {
      long[] count = {0};
      ground.said(
          range.property,
          (_, subject, object) -> {
            count[0]++;
            judge(ground, problems, range, subject, ground.node(object));
          });
      judged += count[0];
    }
    return judged + areas(ground, problems) + roofs(ground, problems);
  }

  private static List<Range> ranges(Ground ground) {
    Set<Node> properties = new java.util.LinkedHashSet<>();
    for (Node bound : List.of(FROM, TO)) {
      everywhere(
          ground, bound, NodeIds.ABSENT, (property, _) -> properties.add(ground.node(property)));
    }
    List<Range> ranges = new ArrayList<>();
    for (Node property : properties) {
      ranges.add(
          new Range(
              property,
              bound(ground, property, FROM),
              bound(ground, property, TO),
              unit(ground, property)));
    }
    return ranges;
  }

  @FunctionalInterface
  private interface Pair {
    void pair(long subject, long object);
  }

  /// Statements of a property wherever they stand: ontologies are no data.
  private static void everywhere(Ground ground, Node property, long subject, Pair each) {
    long id = ground.id(property);
    if (id != NodeIds.ABSENT) {
      ground
          .ids()
          .find(NodeIds.ABSENT, subject, id, NodeIds.ABSENT, (_, s, _, o) -> each.pair(s, o));
    }
  }

  private static @Nullable BigDecimal bound(Ground ground, Node property, Node bound) {
    BigDecimal[] found = {null};
    everywhere(
        ground,
        bound,
        ground.id(property),
        (_, object) -> number(ground.node(object)).ifPresent(number -> found[0] = number));
    return found[0];
  }

  private static String unit(Ground ground, Node property) {
    String[] found = {""};
    everywhere(
        ground,
        UNIT,
        ground.id(property),
        (_, object) -> {
          Node unit = ground.node(object);
          found[0] =
              unit.isURI()
                  ? symbol(unit.getURI().substring(unit.getURI().lastIndexOf('/') + 1))
                  : unit.getLiteralLexicalForm();
        });
    return found[0];
  }

  private static String symbol(String unit) {
    return switch (unit) {
      case "M" -> "m";
      case "M2" -> "m²";
      case "M3" -> "m³";
      default -> unit;
    };
  }

  private static Optional<BigDecimal> number(Node value) {
    if (!value.isLiteral()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(value.getLiteralLexicalForm().strip()));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static void judge(
      Ground ground, Problems problems, Range range, long subject, Node value) {
    Optional<BigDecimal> number = number(value);
    if (number.isEmpty()) {
      problems.tell(
          "value-no-number",
          Severity.VIOLATION,
          ground.node(subject),
          range.property,
          value,
          value.isLiteral() ? value.getLiteralLexicalForm() : value,
          range.words());
    } else if (!range.holds(number.get())) {
      String text = value.getLiteralLexicalForm();
      problems.tell(
          NOTHING.contains(text) ? "value-means-none" : "value-implausible",
          Severity.WARNING,
          ground.node(subject),
          range.property,
          value,
          text,
          range.words());
    }
  }

  private static long areas(Ground ground, Problems problems) {
    long[] judged = {0};
    ground.said(
        STATED_AREA,
        (_, subject, object) -> {
          Node value = ground.node(object);
          Optional<BigDecimal> stated = number(value);
          Optional<GeometryValue> shape = ground.geometry(subject);
          if (stated.isPresent() && shape.isPresent()) {
            double measured = measured(shape.get());
            if (measured >= LEAST_AREA) {
              judged[0]++;
              area(ground, problems, subject, value, stated.get().doubleValue(), measured);
            }
          }
        });
    return judged[0];
  }

  private static double measured(GeometryValue shape) {
    try {
      return Measures.area(shape);
    } catch (GeometryException _) {
      return 0;
    }
  }

  private static void area(
      Ground ground, Problems problems, long subject, Node value, double stated, double measured) {
    if (near(stated, measured)) {
      return;
    }
    for (AreaUnit unit : AREA_UNITS) {
      if (near(stated * unit.metres, measured)) {
        problems.tell(
            "unit-of-measure",
            Severity.VIOLATION,
            ground.node(subject),
            STATED_AREA,
            value,
            value.getLiteralLexicalForm(),
            Math.round(measured),
            unit.name);
        return;
      }
    }
    problems.tell(
        "area-differs",
        Severity.WARNING,
        ground.node(subject),
        STATED_AREA,
        value,
        value.getLiteralLexicalForm(),
        Math.round(measured));
  }

  private static boolean near(double stated, double measured) {
    return stated <= measured * TOLERANCE && stated * TOLERANCE >= measured;
  }

  private static long roofs(Ground ground, Problems problems) {
    long[] judged = {0};
    ground.said(
        ROOF,
        (graph, subject, object) -> {
          Optional<BigDecimal> roof = number(ground.node(object));
          LongList said = ground.objects(graph, subject, GROUND);
          if (roof.isPresent() && said.size() == 1) {
            judged[0]++;
            Optional<BigDecimal> low = number(ground.node(said.getLong(0)));
            if (low.isPresent() && roof.get().compareTo(low.get()) < 0) {
              problems.tell(
                  "roof-below-ground",
                  Severity.VIOLATION,
                  ground.node(subject),
                  ROOF,
                  ground.node(object),
                  roof.get(),
                  low.get());
            }
          }
        });
    return judged[0];
  }
}
