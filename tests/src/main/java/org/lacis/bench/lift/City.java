package org.lacis.bench.lift;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/// A city model in CityGML 2: buildings of five to twelve corners with ground, roof and walls, some
/// generic attributes, in a projected CRS with heights. Always the same for the same size.
final class City {
  private static final double EDGE = 12;

  /// What a building is lifted to.
  enum Wanted {
    /// Its outline on the ground, in two dimensions.
    FOOTPRINT("geometry.footprint"),
    /// All its surfaces, in three dimensions.
    WHOLE("geometry");

    private final String reference;

    Wanted(String reference) {
      this.reference = reference;
    }
  }

  private final Random dice = new Random(7);
  private final StringBuilder text = new StringBuilder();
  private int written;

  private City() {}

  /// Writes `city.gml`.
  ///
  /// @param megabytes about as large
  /// @return how many buildings
  static int write(Path folder, int megabytes) throws IOException {
    Files.createDirectories(folder);
    City city = new City();
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("city.gml"))) {
      out.write(
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0"
              xmlns:bldg="http://www.opengis.net/citygml/building/2.0"
              xmlns:gen="http://www.opengis.net/citygml/generics/2.0"
              xmlns:gml="http://www.opengis.net/gml">
          <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::3946" srsDimension="3">
          <gml:lowerCorner>1800000 5200000 0</gml:lowerCorner>
          <gml:upperCorner>1900000 5300000 500</gml:upperCorner>
          </gml:Envelope></gml:boundedBy>
          """);
      long bytes = 0;
      while (bytes < megabytes * 1_000_000L) {
        city.building();
        bytes += city.text.length();
        out.append(city.text);
        city.text.setLength(0);
      }
      out.write("</core:CityModel>\n");
    }
    return city.written;
  }

  private void building() {
    int corners = 5 + dice.nextInt(8);
    double east = 1_800_000 + dice.nextInt(100_000);
    double north = 5_200_000 + dice.nextInt(100_000);
    double ground = 150 + 100 * dice.nextDouble();
    double height = 3 + 20 * dice.nextDouble();
    double[][] ring = new double[corners][];
    for (int i = 0; i < corners; i++) {
      double turn = 2 * Math.PI * i / corners;
      double far = EDGE * (0.7 + 0.6 * dice.nextDouble());
      ring[i] = new double[] {east + far * Math.cos(turn), north + far * Math.sin(turn)};
    }
    int number = written++;
    text.append("<core:cityObjectMember>\n<bldg:Building gml:id=\"B").append(number);
    text.append("\">\n<core:creationDate>2024-03-01</core:creationDate>\n");
    text.append("<gen:stringAttribute name=\"KEY\"><gen:value>96001AA").append(number);
    text.append("</gen:value></gen:stringAttribute>\n<bldg:function>").append(1000 + number % 30);
    text.append("</bldg:function>\n<bldg:yearOfConstruction>").append(1850 + number % 170);
    text.append("</bldg:yearOfConstruction>\n<bldg:measuredHeight uom=\"m\">");
    text.append(String.format(Locale.ROOT, "%.2f", height)).append("</bldg:measuredHeight>\n");
    surface("GroundSurface", ring, ground, true);
    surface("RoofSurface", ring, ground + height, false);
    for (int i = 0; i < corners; i++) {
      wall(ring[i], ring[(i + 1) % corners], ground, ground + height);
    }
    text.append("</bldg:Building>\n</core:cityObjectMember>\n");
  }

  private void surface(String kind, double[][] ring, double height, boolean turned) {
    open(kind);
    for (int i = 0; i <= ring.length; i++) {
      int at = i % ring.length;
      corner(ring[turned ? (ring.length - at) % ring.length : at], height);
    }
    close(kind);
  }

  private void wall(double[] from, double[] to, double low, double high) {
    open("WallSurface");
    corner(from, low);
    corner(to, low);
    corner(to, high);
    corner(from, high);
    corner(from, low);
    close("WallSurface");
  }

  private void open(String kind) {
    text.append("<bldg:boundedBy><bldg:").append(kind);
    text.append("><bldg:lod2MultiSurface><gml:MultiSurface>\n<gml:surfaceMember><gml:Polygon>");
    text.append("<gml:exterior><gml:LinearRing><gml:posList srsDimension=\"3\">");
  }

  private void corner(double[] point, double height) {
    number(point[0]);
    number(point[1]);
    number(height);
  }

  /// To the millimetre.
  private void number(double value) {
    long millimetres = Math.round(value * 1000);
    text.append(millimetres / 1000).append('.');
    long rest = millimetres % 1000;
    text.append((char) ('0' + rest / 100));
    text.append((char) ('0' + rest / 10 % 10));
    text.append((char) ('0' + rest % 10)).append(' ');
  }

  private void close(String kind) {
    text.setLength(text.length() - 1);
    text.append("</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>");
    text.append("</gml:surfaceMember>\n</gml:MultiSurface></bldg:lod2MultiSurface></bldg:");
    text.append(kind).append("></bldg:boundedBy>\n");
  }

  static Path mapping(Path folder, Wanted wanted) throws IOException {
    return Files.writeString(
        folder.resolve("mapping.ttl"),
        """
        @prefix ex: <http://example.org/> .
        @prefix geo: <http://www.opengis.net/ont/geosparql#> .
        @prefix lacis: <https://w3id.org/lacis#> .
        @prefix rml: <http://w3id.org/rml/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

        ex:model a rml:LogicalSource ;
          rml:source [ a rml:RelativePathSource ;
            rml:root rml:MappingDirectory ; rml:path "city.gml" ] ;
          rml:referenceFormulation lacis:CityGML .

        ex:building a rml:TriplesMap ;
          rml:logicalSource ex:model ;
          rml:subjectMap [ rml:template "http://example.org/b/{id}" ; rml:class ex:Building ] ;
          rml:predicateObjectMap
            [ rml:predicate ex:key ; rml:objectMap [ rml:reference "KEY" ] ] ,
            [ rml:predicate ex:use ; rml:objectMap [ rml:reference "function" ] ] ,
            [ rml:predicate ex:height ; rml:objectMap [
                rml:reference "measuredHeight" ; rml:datatype xsd:decimal ] ] ,
            [ rml:predicate geo:hasDefaultGeometry ; rml:objectMap [
                rml:template "http://example.org/b/{id}/geometry" ] ] .

        ex:shape a rml:TriplesMap ;
          rml:logicalSource ex:model ;
          rml:subjectMap [ rml:template "http://example.org/b/{id}/geometry" ] ;
          rml:predicateObjectMap
            [ rml:predicate geo:asWKT ; rml:objectMap [ rml:reference "%s" ] ] .
        """
            .formatted(wanted.reference));
  }
}
