package org.lacis.geometry;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;

/// Ordinates as GML writes them, and what is known of their order and number.
final class GmlPositions {
  private final CrsRule rule;
  private Optional<CrsRule.Frame> frame = Optional.empty();
  private int dimension;
  private double[] ordinates = new double[64];
  private int count;

  GmlPositions(CrsRule rule) {
    this.rule = rule;
  }

  Optional<CrsRule.Frame> frame() {
    return frame;
  }

  void frame(CrsRule.Frame known) {
    frame = Optional.of(known);
  }

  void dimension(String text, GmlReader reader) {
    if (!text.equals("2") && !text.equals("3")) {
      throw reader.malformed("srsDimension " + text, "2 or 3");
    }
    dimension = text.charAt(0) - '0';
  }

  /// Reads `pos`, `posList`, `coordinates`, `coord` or a corner; the reader stands at its start.
  void read(GmlReader reader, Shapes.Points into, boolean ring) throws XMLStreamException {
    reader.dimension();
    switch (reader.name()) {
      case "coordinates" -> coordinates(reader, into);
      case "coord" -> coord(reader, into);
      case "posList" -> {
        numbers(reader, reader.text());
        positions(reader, into, listDimension(reader, ring));
      }
      default -> {
        // A single position tells its dimension by itself.
        numbers(reader, reader.text());
        positions(reader, into, count);
      }
    }
  }

  private int listDimension(GmlReader reader, boolean ring) {
    if (dimension != 0) {
      return dimension;
    }
    if (rule.dimension() != 0) {
      return rule.dimension();
    }
    boolean pairs = count % 2 == 0;
    boolean triples = count % 3 == 0;
    if (pairs && triples) {
      // A ring ends where it began: the reading under which it does is the right one.
      return ring && !closed(2) && closed(3) ? 3 : 2;
    }
    if (!pairs && !triples) {
      throw reader.malformed(count + " ordinates", "a multiple of 2 or 3");
    }
    return pairs ? 2 : 3;
  }

  private boolean closed(int size) {
    return Arrays.equals(ordinates, 0, size, ordinates, count - size, count);
  }

  private void numbers(GmlReader reader, String text) {
    count = 0;
    int length = text.length();
    int i = 0;
    while (i < length) {
      while (i < length && text.charAt(i) <= ' ') {
        i++;
      }
      int start = i;
      while (i < length && text.charAt(i) > ' ') {
        i++;
      }
      if (i > start) {
        add(number(reader, text, start, i));
      }
    }
  }

  private void add(double ordinate) {
    if (count == ordinates.length) {
      ordinates = Arrays.copyOf(ordinates, count * 2);
    }
    ordinates[count++] = ordinate;
  }

  private static double number(GmlReader reader, String text, int start, int end) {
    try {
      return Decimals.parse(text, start, end);
    } catch (NumberFormatException _) {
      throw reader.malformed(text.substring(start, end), "a finite number");
    }
  }

  private void positions(GmlReader reader, Shapes.Points into, int size) {
    if (count == 0) {
      return;
    }
    if (size < 2 || size > 3 || count % size != 0) {
      throw reader.malformed(count + " ordinates", "positions of 2 or 3 ordinates");
    }
    // Only now: a part's own srsName comes before what the rule says of a missing one.
    frame = frame.or(() -> rule.frame(""));
    boolean north = frame.map(CrsRule.Frame::northFirst).orElseThrow(reader::noCrs);
    for (int i = 0; i < count; i += size) {
      double x = ordinates[north ? i + 1 : i];
      double y = ordinates[north ? i : i + 1];
      into.add(size == 2 ? new CoordinateXY(x, y) : new Coordinate(x, y, ordinates[i + 2]));
    }
  }

  /// GML 2: tuples between spaces, ordinates between commas, both changeable by attributes.
  private void coordinates(GmlReader reader, Shapes.Points into) throws XMLStreamException {
    char comma = separator(reader, "cs", ',');
    char space = separator(reader, "ts", ' ');
    char point = separator(reader, "decimal", '.');
    String text =
        reader
            .text()
            .strip()
            .replaceAll(
                "\\s*" + Pattern.quote(String.valueOf(comma)) + "\\s*", String.valueOf(comma));
    for (String tuple :
        text.split(space == ' ' ? "\\s+" : Pattern.quote(String.valueOf(space)), -1)) {
      if (!tuple.isBlank()) {
        String plain = tuple.strip().replace(comma, ' ').replace(point, '.');
        numbers(reader, plain);
        positions(reader, into, count);
      }
    }
  }

  private static char separator(GmlReader reader, String attribute, char usual) {
    String given = reader.attribute(attribute);
    return given.isEmpty() ? usual : given.charAt(0);
  }

  private void coord(GmlReader reader, Shapes.Points into) throws XMLStreamException {
    StringBuilder tuple = new StringBuilder();
    while (reader.child()) {
      tuple.append(reader.text()).append(' ');
    }
    numbers(reader, tuple.toString());
    positions(reader, into, count);
  }
}
