package org.lacis.app.sample;

import java.io.IOException;
import java.nio.file.Path;
import org.lacis.app.sample.FloodZones.Zone;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Coordinate;

/// The flood zones of the local side: GeoJSON (RFC 7946), WGS 84, seven decimals.
final class FloodZonesFile {
  private FloodZonesFile() {}

  static void write(FloodZones zones, Path file) throws IOException {
    try (TextFile out = new TextFile(file)) {
      out.line("{\"type\": \"FeatureCollection\", \"name\": \"zones_inondables\",");
      out.line(
          "\"description\": \"Données synthétiques : commune inventée, écrite par Lacis. Synthetic"
              + " data.\",");
      out.line("\"features\": [");
      int left = zones.all().size();
      for (Zone zone : zones.all()) {
        feature(out, zone);
        out.line(--left > 0 ? "," : "");
      }
      out.line("]}");
    }
  }

  private static void feature(TextFile out, Zone zone) {
    out.text("{\"type\": \"Feature\", \"properties\": {\"id\": \"" + zone.id())
        .text("\", \"scenario\": \"" + zone.scenario().word())
        .text("\", \"cours_eau\": \"" + Town.RIVER + "\", \"hauteur_eau_max\": ")
        .number(zone.depth(), 1)
        .text("}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[");
    GeometryValue ground = new GeometryValue(Town.onGround(zone.plan()), Town.LAMBERT_93);
    String comma = "";
    for (Coordinate corner : ground.to(Crs.CRS84).shape().getCoordinates()) {
      out.text(comma).text("[").number(corner.x, 7).text(", ").number(corner.y, 7).text("]");
      comma = ", ";
    }
    out.text("]]}}");
  }
}
