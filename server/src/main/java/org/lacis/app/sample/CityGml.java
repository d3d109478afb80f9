package org.lacis.app.sample;

import java.io.IOException;
import java.nio.file.Path;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// The city model of the local side: CityGML 2.0 (OGC 12-019), level of detail 2, EPSG:3946.
final class CityGml implements SampleFile {
  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- Données synthétiques : commune inventée, écrite par Lacis. Synthetic data. -->
      <core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" \
      xmlns:bldg="http://www.opengis.net/citygml/building/2.0" \
      xmlns:gen="http://www.opengis.net/citygml/generics/2.0" \
      xmlns:gml="http://www.opengis.net/gml">
      <gml:description>Données synthétiques. Synthetic data.</gml:description>
      <gml:name>VALMORINE_BATI_2024</gml:name>
      """;

  private final Town town;
  private final TextFile out;

  /// @param extent what the model surely lies in, on the plan of the town
  CityGml(Town town, Envelope extent, Path file) throws IOException {
    this.town = town;
    out = new TextFile(file);
    var box = Town.SHAPES.toGeometry(extent);
    Envelope placed =
        new GeometryValue(Town.onGround(box), Town.LAMBERT_93)
            .to(Town.CC46)
            .shape()
            .getEnvelopeInternal();
    out.text(HEAD)
        .text("<gml:boundedBy><gml:Envelope srsName=\"urn:ogc:def:crs:EPSG::3946\"")
        .text(" srsDimension=\"3\"><gml:lowerCorner>")
        .number(placed.getMinX(), 3)
        .text(" ")
        .number(placed.getMinY(), 3)
        .text(" 0</gml:lowerCorner><gml:upperCorner>")
        .number(placed.getMaxX(), 3)
        .text(" ")
        .number(placed.getMaxY(), 3)
        .line(" 500</gml:upperCorner></gml:Envelope></gml:boundedBy>");
  }

  @Override
  public void local(LocalBuilding building) throws IOException {
    Solid solid = Solid.of(building, town);
    out.line("<core:cityObjectMember>")
        .line("<bldg:Building gml:id=\"" + building.id() + "\">")
        .line("<core:creationDate>2024-03-01</core:creationDate>");
    attribute("string", "BUILDINGID", Town.INSEE + building.lot().key());
    attribute("int", "MILLESIME", "2024");
    out.line("<bldg:function>" + building.use().local() + "</bldg:function>")
        .line("<bldg:yearOfConstruction>" + building.year() + "</bldg:yearOfConstruction>")
        .text("<bldg:measuredHeight uom=\"m\">")
        .number(building.height(), 2)
        .line("</bldg:measuredHeight>");
    for (Solid.Kind kind : Solid.Kind.values()) {
      boundary(kind, solid);
    }
    out.line("</bldg:Building>").line("</core:cityObjectMember>");
  }

  private void attribute(String type, String name, String value) throws IOException {
    out.line(
        "<gen:%sAttribute name=\"%s\"><gen:value>%s</gen:value></gen:%sAttribute>"
            .formatted(type, name, value, type));
  }

  private void boundary(Solid.Kind kind, Solid solid) throws IOException {
    out.line(
        "<bldg:boundedBy><bldg:"
            + kind.cityName()
            + "><bldg:lod2MultiSurface>"
            + "<gml:MultiSurface>");
    for (int i = 0; i < solid.kinds().size(); i++) {
      if (solid.kinds().get(i) == kind) {
        polygon(solid.surfaces().get(i));
      }
    }
    out.line(
        "</gml:MultiSurface></bldg:lod2MultiSurface></bldg:"
            + kind.cityName()
            + "></bldg:boundedBy>");
  }

  private void polygon(Polygon polygon) throws IOException {
    out.text("<gml:surfaceMember><gml:Polygon><gml:exterior>");
    ring(polygon.getExteriorRing());
    out.text("</gml:exterior>");
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      out.text("<gml:interior>");
      ring(polygon.getInteriorRingN(i));
      out.text("</gml:interior>");
    }
    out.line("</gml:Polygon></gml:surfaceMember>");
  }

  private void ring(LinearRing ring) {
    out.text("<gml:LinearRing><gml:posList srsDimension=\"3\">");
    String space = "";
    for (Coordinate corner : ring.getCoordinates()) {
      out.text(space).number(corner.x, 3).text(" ").number(corner.y, 3).text(" ");
      out.number(corner.getZ(), 3);
      space = " ";
    }
    out.text("</gml:posList></gml:LinearRing>");
  }

  @Override
  public void close() throws IOException {
    try (out) {
      out.line("</core:CityModel>");
    }
  }
}
