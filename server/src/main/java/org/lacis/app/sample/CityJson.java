package org.lacis.app.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// The same city model as CityJSON 2.0. The vertices, which the format keeps in one list for all,
/// are gathered in a file beside it and put at the end.
final class CityJson implements SampleFile {
  private static final long EAST = 1_700_000;
  private static final long NORTH = 5_200_000;

  private record Vertex(long x, long y, long z) {}

  private final Town town;
  private final Path file;
  private final Path vertexFile;
  private final TextFile out;
  private final TextFile vertices;
  private final Map<Vertex, Long> known = new HashMap<>();
  private long vertexCount;
  private boolean some;

  CityJson(Town town, Path file) throws IOException {
    this.town = town;
    this.file = file;
    vertexFile = file.resolveSibling(file.getFileName() + ".vertices");
    out = new TextFile(file);
    vertices = new TextFile(vertexFile);
    out.text("{\"type\":\"CityJSON\",\"version\":\"2.0\",\"transform\":")
        .text("{\"scale\":[0.001,0.001,0.001],\"translate\":[")
        .text(EAST)
        .text(",")
        .text(NORTH)
        .line(",0]},")
        .text("\"metadata\":{\"identifier\":\"VALMORINE_BATI_2024\",\"title\":")
        .text("\"Données synthétiques : commune inventée, écrite par Lacis. Synthetic data.\",")
        .line("\"referenceSystem\":\"https://www.opengis.net/def/crs/EPSG/0/3946\"},")
        .line("\"CityObjects\":{");
  }

  @Override
  public void local(LocalBuilding building) throws IOException {
    Solid solid = Solid.of(building, town);
    out.text(some ? ",\n" : "")
        .text("\"" + building.id() + "\":{\"type\":\"Building\",\"attributes\":{\"BUILDINGID\":\"")
        .text(Town.INSEE + building.lot().key() + "\",\"function\":\"" + building.use().local())
        .text("\",\"yearOfConstruction\":")
        .text(building.year())
        .text(",\"measuredHeight\":")
        .number(building.height(), 2)
        .text("},\"geometry\":[{\"type\":\"MultiSurface\",\"lod\":\"2\",\"boundaries\":[");
    some = true;
    known.clear();
    for (int i = 0; i < solid.surfaces().size(); i++) {
      out.text(i > 0 ? "," : "");
      surface(solid.surfaces().get(i));
    }
    out.text("],\"semantics\":{\"surfaces\":[{\"type\":\"GroundSurface\"},");
    out.text("{\"type\":\"RoofSurface\"},{\"type\":\"WallSurface\"}],\"values\":[");
    for (int i = 0; i < solid.kinds().size(); i++) {
      out.text(i > 0 ? "," : "").text(solid.kinds().get(i).place());
    }
    out.text("]}}]}").flushLine();
  }

  private void surface(Polygon polygon) throws IOException {
    out.text("[");
    ring(polygon.getExteriorRing());
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      out.text(",");
      ring(polygon.getInteriorRingN(i));
    }
    out.text("]");
  }

  // CityJSON leaves out the closing vertex.
  private void ring(LinearRing ring) throws IOException {
    out.text("[");
    Coordinate[] corners = ring.getCoordinates();
    for (int i = 0; i + 1 < corners.length; i++) {
      out.text(i > 0 ? "," : "").text(vertex(corners[i]));
    }
    out.text("]");
  }

  private long vertex(Coordinate corner) throws IOException {
    Vertex vertex =
        new Vertex(
            Math.round((corner.x - EAST) * 1000),
            Math.round((corner.y - NORTH) * 1000),
            Math.round(corner.getZ() * 1000));
    Long number = known.get(vertex);
    if (number != null) {
      return number;
    }
    known.put(vertex, vertexCount);
    vertices
        .text(vertexCount == 0 ? "[" : ",\n[")
        .text(vertex.x())
        .text(",")
        .text(vertex.y())
        .text(",")
        .text(vertex.z())
        .text("]")
        .flushLine();
    return vertexCount++;
  }

  @Override
  public void close() throws IOException {
    vertices.close();
    out.line("},").line("\"vertices\":[").close();
    try (var whole = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      Files.copy(vertexFile, whole);
      whole.write("]}\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.delete(vertexFile);
  }
}
