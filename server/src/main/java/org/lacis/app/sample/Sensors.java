package org.lacis.app.sample;

import java.io.IOException;
import java.nio.file.Path;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Point;

/// The sensors of the local side and what they measured over two days in January 2025: water level
/// along the river, rain and air temperature in the town. JSON.
final class Sensors {
  private static final int HOURS = 48;
  private static final int MOST = 2_000;

  private enum Kind {
    LEVEL("hauteur-eau", "m", "Échelle de crue"),
    RAIN("pluie", "mm", "Pluviomètre"),
    AIR("temperature-air", "Cel", "Thermomètre");

    private final String property;
    private final String unit;
    private final String label;

    Kind(String property, String unit, String label) {
      this.property = property;
      this.unit = unit;
      this.label = label;
    }
  }

  private Sensors() {}

  /// @param height how far the town reaches in truth along v
  static void write(Town town, SampleSettings settings, double height, Path file)
      throws IOException {
    int count = (int) Math.min(MOST, Math.max(12, settings.buildings() / 1_000));
    try (TextFile out = new TextFile(file)) {
      out.line(
          "{\"description\": \"Données synthétiques : commune inventée, écrite par Lacis."
              + " Synthetic data.\",");
      out.line("\"capteurs\": [");
      for (int i = 0; i < count; i++) {
        sensor(out, town, height, count, i);
        out.line(i + 1 < count ? "," : "");
      }
      out.line("],");
      out.line("\"observations\": [");
      for (int i = 0; i < count; i++) {
        observations(out, town.seed(), i, i + 1 == count);
      }
      out.line("]}");
    }
  }

  private static Kind kind(int number) {
    return Kind.values()[number % Kind.values().length];
  }

  private static String id(int number) {
    return "CAP-%04d".formatted(number + 1);
  }

  private static void sensor(TextFile out, Town town, double height, int count, int number) {
    Kind kind = kind(number);
    SplitRandom chance = SplitRandom.of(town.seed(), 10, number);
    double u = town.length() * (number + 0.5) / count;
    double v = kind == Kind.LEVEL ? town.riverAt(u) : chance.between(0, height);
    Coordinate place = Town.onGround(u, v);
    Point lonLat =
        (Point)
            new GeometryValue(Town.SHAPES.createPoint(place), Town.LAMBERT_93)
                .to(Crs.CRS84)
                .shape();
    out.text("{\"id\": \"" + id(number) + "\", \"nom\": \"" + kind.label + " " + (number + 1))
        .text("\", \"grandeur\": \"" + kind.property + "\", \"unite\": \"" + kind.unit)
        .text("\", \"lon\": \"")
        .number(lonLat.getX(), 7)
        .text("\", \"lat\": \"")
        .number(lonLat.getY(), 7)
        .text("\"}");
  }

  private static void observations(TextFile out, long seed, int number, boolean last)
      throws IOException {
    SplitRandom chance = SplitRandom.of(seed, 11, number);
    double offset = chance.between(-0.2, 0.2);
    for (int hour = 0; hour < HOURS; hour++) {
      out.text("{\"capteur\": \"" + id(number) + "\", \"instant\": \"2025-01-")
          .text("%02dT%02d:00:00Z".formatted(15 + hour / 24, hour % 24))
          .text("\", \"valeur\": ")
          .number(value(kind(number), hour, offset + chance.between(-0.1, 0.1)), 2)
          .line(last && hour + 1 == HOURS ? "}" : "},");
    }
  }

  // A flood that peaks in the night between the days, the rain that brought it, and the days' air.
  private static double value(Kind kind, int hour, double noise) {
    double swell = StrictMath.exp(-StrictMath.pow((hour - 26) / 7.0, 2));
    double shower = StrictMath.exp(-StrictMath.pow((hour - 19) / 5.0, 2));
    return switch (kind) {
      case LEVEL -> 0.6 + 2.1 * swell + noise;
      case RAIN -> Math.max(0, 6 * shower + noise * 2);
      case AIR -> 5 + 4 * StrictMath.sin((hour - 9) * Math.PI / 12) + noise * 3;
    };
  }
}
