package org.lacis.app.sample;

import java.io.IOException;
import java.nio.file.Path;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Polygon;

/// The communes of the national side: the town and the eight around it, on a lattice whose lines
/// bend. CSV with the outline as WKT in EPSG:2154.
final class Communes implements SampleFile {
  private static final int BENDS = 12;

  private final Town town;
  private final TextFile out;
  private final double margin;
  private final double[] lineU;
  private final double[] lineV;
  private long inhabitants;

  Communes(Town town, Path file) throws IOException {
    this.town = town;
    out = new TextFile(file);
    margin = 350 + 0.3 * Math.max(town.length(), town.expectedHeight());
    double width = town.length() + 2 * margin;
    double height = town.expectedHeight() + 2 * margin;
    lineU = new double[] {-margin - width, -margin, width - margin, 2 * width - margin};
    lineV = new double[] {-margin - height, -margin, height - margin, 2 * height - margin};
  }

  /// What the town's commune surely holds: its box less the bends of its border.
  Envelope core() {
    double bend = margin * 0.3;
    return new Envelope(lineU[1] + bend, lineU[2] - bend, lineV[1] + bend, lineV[2] - bend);
  }

  @Override
  public void local(LocalBuilding building) {
    inhabitants += building.inhabitants();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      out.line(
          "code_insee,nom,code_departement,nom_departement,population,annee_population,"
              + "contour_l93,origine");
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          commune(row * 3 + column, column, 2 - row);
        }
      }
    }
  }

  private void commune(int number, int column, int row) throws IOException {
    // The town comes first in its department's numbering.
    int code = number == 4 ? 1 : number < 4 ? number + 2 : number + 1;
    long people =
        number == 4 ? inhabitants : 300 + SplitRandom.of(town.seed(), 7, number).nextInt(3000);
    out.text(Town.DEPARTMENT)
        .text("%03d,".formatted(code))
        .text(Names.COMMUNES.get(number))
        .text("," + Town.DEPARTMENT + "," + Town.DEPARTMENT_NAME + ",")
        .text(people)
        .text(",2024,\"POLYGON ((")
        .ring((Polygon) Town.onGround(outline(column, row)), 2)
        .line("))\",\"" + Town.ORIGIN + "\"");
  }

  private Polygon outline(int column, int row) {
    Coordinate[] ring = new Coordinate[4 * BENDS + 1];
    for (int i = 0; i < BENDS; i++) {
      ring[i] = south(column, row, i);
      ring[BENDS + i] = west(column + 1, row, i);
      ring[2 * BENDS + i] = south(column, row + 1, BENDS - i);
      ring[3 * BENDS + i] = west(column, row, BENDS - i);
    }
    ring[4 * BENDS] = ring[0].copy();
    return Town.SHAPES.createPolygon(ring);
  }

  // The i-th bend of the southern border of a cell; its neighbour's northern border is the same.
  private Coordinate south(int column, int row, int i) {
    double u = lineU[column] + (lineU[column + 1] - lineU[column]) * i / BENDS;
    return new Coordinate(u, lineV[row] + bend(8, column, row, i));
  }

  private Coordinate west(int column, int row, int i) {
    double v = lineV[row] + (lineV[row + 1] - lineV[row]) * i / BENDS;
    return new Coordinate(lineU[column] + bend(9, column, row, i), v);
  }

  private double bend(int line, int column, int row, int i) {
    boolean corner = i == 0 || i == BENDS;
    return corner
        ? 0
        : SplitRandom.of(town.seed(), line, column, row, i).between(-margin * 0.2, margin * 0.2);
  }
}
