package org.lacis.lift.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkt;
import org.lacis.source.Value;

/// Every example of `docs/functions.md` gives what it says, and the tables there name every
/// function.
final class FunctionExamplesTest {
  private static final Pattern BLOCK = Pattern.compile("```examples\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW =
      Pattern.compile("\\| `(lf:[A-Za-z0-9]+)` \\| (.*?) \\| (.*?) \\|");
  private static final Map<String, String> PREFIXES =
      Map.of(
          "lf", "https://w3id.org/lacis/fn#",
          "grel", "http://users.ugent.be/~bjdmeest/function/grel.ttl#");
  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

  private static String guide() throws IOException {
    // the tests of the server run in its folder, or above it
    Path guide = Path.of("docs/functions.md");
    return Files.readString(Files.exists(guide) ? guide : Path.of("..").resolve(guide));
  }

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    List<String> lines =
        BLOCK.matcher(guide()).results().flatMap(block -> block.group(1).lines()).toList();
    assertThat(lines).hasSizeGreaterThan(120);
    return lines.stream().map(line -> DynamicTest.dynamicTest(line, () -> check(line)));
  }

  @Test
  void theGuideNamesEveryFunction() throws IOException {
    String guide = guide();
    Set<String> named = new TreeSet<>();
    Set<String> shown = new TreeSet<>();
    BLOCK
        .matcher(guide)
        .results()
        .flatMap(block -> block.group(1).lines())
        .forEach(line -> shown.add(line.substring(0, line.indexOf('('))));
    Map<String, String> rows = new HashMap<>();
    Matcher row = ROW.matcher(guide);
    while (row.find()) {
      rows.put(row.group(1), row.group(2) + " | " + row.group(3));
    }
    for (LiftFunction function : Functions.all()) {
      for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
        if (function.iri().startsWith(prefix.getValue())) {
          String name =
              prefix.getKey() + ":" + function.iri().substring(prefix.getValue().length());
          named.add(name);
          if (prefix.getKey().equals("lf")) {
            String parameters =
                String.join(
                    " ",
                    function.parameters().stream()
                        .map(one ->
                            "`"
                                + one.name().substring(prefix.getValue().length())
                                + (one.required() ? "" : "?")
                                + (one.repeated() ? "*" : "")
                                + "`")
                        .toList());
            assertThat(rows.get(name)).as(name).isEqualTo(parameters + " | " + function.about());
          }
        }
      }
    }
    assertThat(shown).as("each function has an example").containsAll(without(named));
  }

  /// Shapes of the other formats are compared where they are written.
  private static Set<String> without(Set<String> names) {
    Set<String> rest = new TreeSet<>(names);
    rest.removeAll(Set.of("lf:asGML", "lf:transform", "lf:pointOnSurface"));
    return rest;
  }

  @Test
  void transformedAndBackIsTheSamePlace() throws BadArgumentException {
    LiftFunction transform = Functions.find(PREFIXES.get("lf") + "transform").orElseThrow();
    Value there =
        call(transform, List.of(List.of(shape("2154:POINT(842000 6519000)")), text("EPSG:4326")))
            .getFirst();
    Value back = call(transform, List.of(List.of(there), text("EPSG:2154"))).getFirst();
    assertThat(back).isInstanceOf(Value.Shape.class);
    var point = ((Value.Shape) back).geometry().shape().getCoordinate();
    assertThat(point.x).isCloseTo(842000, org.assertj.core.data.Offset.offset(0.01));
    assertThat(point.y).isCloseTo(6519000, org.assertj.core.data.Offset.offset(0.01));
  }

  @Test
  void thePointOnASurfaceLiesOnIt() throws BadArgumentException {
    Value ring = shape("2154:POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (1 1, 9 1, 9 9, 1 9, 1 1))");
    Value point =
        call(
                Functions.find(PREFIXES.get("lf") + "pointOnSurface").orElseThrow(),
                List.of(List.of(ring)))
            .getFirst();
    assertThat(
            ((Value.Shape) ring)
                .geometry()
                .shape()
                .covers(((Value.Shape) point).geometry().shape()))
        .isTrue();
  }

  private static List<Value> text(String text) {
    return List.of(new Value.Text(text, ""));
  }

  private static List<Value> call(LiftFunction function, List<List<Value>> values)
      throws BadArgumentException {
    List<List<Value>> all = new ArrayList<>(values);
    while (all.size() < function.parameters().size()) {
      all.add(List.of());
    }
    return function.body().apply(new Arguments(function, all, new HashMap<>()));
  }

  private static void check(String line) throws BadArgumentException {
    int open = line.indexOf('(');
    int equals = line.lastIndexOf(") = ");
    String[] name = line.substring(0, open).split(":");
    LiftFunction function = Functions.find(PREFIXES.get(name[0]) + name[1]).orElseThrow();
    List<List<Value>> arguments = new Reader(line.substring(open + 1, equals)).arguments();
    String expected = line.substring(equals + 4);
    if (expected.equals("!")) {
      boolean refused = false;
      try {
        call(function, arguments);
      } catch (BadArgumentException | GeometryException _) {
        refused = true;
      }
      assertThat(refused).isTrue();
      return;
    }
    List<String> found =
        call(function, arguments).stream().map(FunctionExamplesTest::shown).toList();
    if (expected.equals("nothing")) {
      assertThat(found).isEmpty();
      return;
    }
    List<String> wanted =
        new Reader(expected)
            .arguments().stream().flatMap(List::stream).map(FunctionExamplesTest::shown).toList();
    assertThat(found).isEqualTo(wanted);
  }

  /// Dates and other typed texts are shown in quotes as texts are.
  private static String shown(Value value) {
    return switch (value) {
      case Value.Text(String text, String type) ->
          Set.of(XSD + "integer", XSD + "decimal", XSD + "boolean").contains(type)
              ? text
              : '"' + text + '"';
      case Value.Shape(GeometryValue geometry) -> Wkt.write(geometry);
    };
  }

  private static Value shape(String text) {
    int colon = text.indexOf(':');
    int code = colon > 0 ? Integer.parseInt(text.substring(0, colon)) : 0;
    GeometryValue value = Wkt.parse(text.substring(colon + 1));
    return new Value.Shape(
        code == 0 ? value : new GeometryValue(value.shape(), Crs.ofEpsg(code), value.body()));
  }

  /// Reads the values between brackets.
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    List<List<Value>> arguments() {
      List<List<Value>> all = new ArrayList<>();
      while (at < text.length()) {
        if (text.charAt(at) == '[') {
          at++;
          List<Value> several = new ArrayList<>();
          while (text.charAt(at) != ']') {
            several.add(value());
            skip();
          }
          at++;
          all.add(several);
        } else {
          all.add(List.of(value()));
        }
        skip();
      }
      return all;
    }

    private void skip() {
      while (at < text.length() && (text.charAt(at) == ',' || text.charAt(at) == ' ')) {
        at++;
      }
    }

    private Value value() {
      if (text.charAt(at) == '"') {
        StringBuilder out = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
          if (text.charAt(at) == '\\') {
            at++;
          }
          out.append(text.charAt(at));
        }
        at++;
        return new Value.Text(out.toString(), "");
      }
      Matcher shape =
          Pattern.compile("(\\d+:)?[A-Z]+( Z)?\\(").matcher(text).region(at, text.length());
      if (shape.lookingAt()) {
        int depth = 0;
        int end = at;
        do {
          depth += text.charAt(end) == '(' ? 1 : text.charAt(end) == ')' ? -1 : 0;
          end++;
        } while (depth > 0 || text.charAt(end - 1) != ')');
        String wkt = text.substring(at, end);
        at = end;
        return shape(wkt);
      }
      int end = at;
      while (end < text.length() && text.charAt(end) != ',') {
        end++;
      }
      String bare = text.substring(at, end);
      at = end;
      String type =
          bare.matches("true|false") ? "boolean" : bare.matches("-?\\d+") ? "integer" : "decimal";
      return new Value.Text(bare, XSD + type);
    }
  }
}
