package org.lacis.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

final class GmlTest {
  private static final CrsRule LAMBERT = CrsRule.bySrsName().whenMissing(Crs.ofEpsg(2154));

  /// Text of an element without the namespace, which each version has its own.
  private static String gml(String version, String text) {
    String namespace = "http://www.opengis.net/gml" + (version.equals("3.2") ? "/3.2" : "");
    return text.replaceFirst(
        "<([A-Za-z]+)", "<$1 xmlns='" + namespace + "' xmlns:xlink='http://www.w3.org/1999/xlink'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Point><pos>1 2</pos></Point>|POINT (1 2)",
        "<Point><pos>1 2 3</pos></Point>|POINT Z (1 2 3)",
        "<Point><coordinates>1,2</coordinates></Point>|POINT (1 2)",
        "<Point><coord><X>1</X><Y>2</Y></coord></Point>|POINT (1 2)",
        "<Point/>|POINT EMPTY",
        "<LineString><posList>0 0 1 1</posList></LineString>|LINESTRING (0 0, 1 1)",
        "<LineString srsDimension='3'><posList>0 0 1 1 1 2</posList></LineString>|LINESTRING Z (0 0 1, 1 1 2)",
        "<LineString><coordinates decimal=',' cs=';'>0,5;0 1;1</coordinates></LineString>|LINESTRING (0.5 0, 1 1)",
        "<LineString><coordinates>0 , 0 1, 1</coordinates></LineString>|LINESTRING (0 0, 1 1)",
        "<LineString><pos>0 0</pos><pos>1 1</pos></LineString>|LINESTRING (0 0, 1 1)",
        "<Polygon><exterior><LinearRing><posList>0 0 4 0 4 4 0 0</posList></LinearRing></exterior></Polygon>|POLYGON ((0 0, 4 0, 4 4, 0 0))",
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 4,0 4,4 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon>|POLYGON ((0 0, 4 0, 4 4, 0 0))",
        "<Polygon><exterior><LinearRing><posList>0 0 7 4 0 7 4 4 7 0 0 7</posList></LinearRing></exterior></Polygon>|POLYGON Z ((0 0 7, 4 0 7, 4 4 7, 0 0 7))",
        "<Envelope><lowerCorner>0 1</lowerCorner><upperCorner>2 3</upperCorner></Envelope>|POLYGON ((0 1, 2 1, 2 3, 0 3, 0 1))",
        "<Curve><segments><LineStringSegment><posList>0 0 1 1</posList></LineStringSegment><LineStringSegment><posList>1 1 2 0</posList></LineStringSegment></segments></Curve>|LINESTRING (0 0, 1 1, 2 0)",
        "<CompositeCurve><curveMember><LineString><posList>0 0 1 1</posList></LineString></curveMember><curveMember><OrientableCurve orientation='-'><baseCurve><LineString><posList>2 0 1 1</posList></LineString></baseCurve></OrientableCurve></curveMember></CompositeCurve>|LINESTRING (0 0, 1 1, 2 0)",
        "<MultiPoint><pointMember><Point><pos>1 2</pos></Point></pointMember><pointMembers><Point><pos>3 4</pos></Point><Point><pos>5 6</pos></Point></pointMembers></MultiPoint>|MULTIPOINT ((1 2), (3 4), (5 6))",
        "<MultiCurve><curveMember><LineString><posList>0 0 1 1</posList></LineString></curveMember></MultiCurve>|MULTILINESTRING ((0 0, 1 1))",
        "<MultiSurface/>|MULTIPOLYGON EMPTY",
        "<MultiGeometry><geometryMember><Point><pos>1 2</pos></Point></geometryMember></MultiGeometry>|GEOMETRYCOLLECTION (POINT (1 2))",
        "<Surface><patches><PolygonPatch><exterior><LinearRing><posList>0 0 4 0 4 4 0 0</posList></LinearRing></exterior></PolygonPatch></patches></Surface>|POLYGON ((0 0, 4 0, 4 4, 0 0))"
      })
  void elementsOfAllVersionsAreRead(String text, String wkt) {
    for (String version : new String[] {"3.1", "3.2"}) {
      GeometryValue value = Gml.parse(gml(version, text));
      assertThat(Wkt.write(value)).isEqualTo(wkt);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "urn:ogc:def:crs:EPSG::4171,true",
    "http://www.opengis.net/def/crs/EPSG/0/4326,true",
    "EPSG:4326,false",
    "http://www.opengis.net/gml/srs/epsg.xml#4326,false",
    "urn:ogc:def:crs:OGC:1.3:CRS84,false"
  })
  void axisOrderFollowsTheFormOfTheName(String name, boolean northFirst) {
    String text = gml("3.2", "<Point srsName='" + name + "'><pos>45.7 4.8</pos></Point>");
    double x = northFirst ? 4.8 : 45.7;
    assertThat(Gml.parse(text).shape().getCoordinate().x).isEqualTo(x);
    CrsRule east = CrsRule.bySrsName().axes(CrsRule.AxisOrder.EAST_FIRST);
    assertThat(Gml.parse(text, east).shape().getCoordinate().x).isEqualTo(45.7);
    CrsRule north = CrsRule.bySrsName().axes(CrsRule.AxisOrder.NORTH_FIRST);
    assertThat(Gml.parse(text, north).shape().getCoordinate().x).isEqualTo(4.8);
  }

  @Test
  void theCrsComesFromAroundOrFromTheRuleOrIsMissed() {
    String bare = gml("3.2", "<Point><pos>45.7 4.8</pos></Point>");
    CrsRule within = CrsRule.bySrsName().within("urn:ogc:def:crs:EPSG::4171");
    assertThat(Wkt.write(Gml.parse(bare, within)))
        .isEqualTo("<http://www.opengis.net/def/crs/EPSG/0/4171> POINT (45.7 4.8)");
    CrsRule custom = CrsRule.bySrsName().within("EPSG:4171");
    assertThat(Gml.parse(bare, custom).shape().getCoordinate().x).isEqualTo(45.7);
    assertThat(Gml.parse(bare, LAMBERT).crs().epsg()).isEqualTo(2154);
    String named = gml("3.2", "<Point srsName='EPSG:4326'><pos>842410 6519229</pos></Point>");
    assertThat(Gml.parse(named, CrsRule.bySrsName().always(Crs.ofEpsg(2154))).crs().epsg())
        .isEqualTo(2154);
    assertThatThrownBy(() -> Gml.parse(bare, CrsRule.bySrsName())).hasMessageContaining("srsName");
  }

  @Test
  void aPartsOwnNameCountsBeforeTheRule() {
    String text =
        gml(
            "3.2",
            "<MultiPoint><pointMember><Point srsName='EPSG:3946'><pos>1 2</pos></Point></pointMember></MultiPoint>");
    assertThat(Gml.parse(text, LAMBERT).crs().epsg()).isEqualTo(3946);
  }

  @Test
  void solidsKeepAllTheirFaces() {
    String face =
        "<surfaceMember><Polygon><exterior><LinearRing><posList>0 0 7 4 0 7 4 4 7 0 0 7</posList></LinearRing></exterior></Polygon></surfaceMember>";
    for (String shell : new String[] {"CompositeSurface", "Shell"}) {
      GeometryValue solid =
          Gml.parse(
              gml(
                  "3.2",
                  "<Solid srsName='EPSG:3946' srsDimension='3'><exterior><"
                      + shell
                      + ">"
                      + face
                      + face
                      + "</"
                      + shell
                      + "></exterior></Solid>"));
      assertThat(solid.body()).isEqualTo(GeometryValue.Body.SOLID);
      assertThat(solid.shape().getNumGeometries()).isEqualTo(2);
      assertThat(solid.is3D()).isTrue();
    }
    assertThat(Gml.parse(gml("3.2", "<CompositeSurface>" + face + "</CompositeSurface>")).body())
        .isEqualTo(GeometryValue.Body.SURFACE);
  }

  @Test
  void arcsLieOnTheirCircle() {
    Geometry half =
        Gml.parse(
                gml(
                    "3.2",
                    "<Curve><segments><Arc><posList>-1 0 0 1 1 0</posList></Arc></segments></Curve>"))
            .shape();
    assertThat(half.getLength()).isCloseTo(Math.PI, within(1e-3));
    assertThat(half.getEnvelopeInternal().getMaxY()).isCloseTo(1, within(1e-3));
    assertThat(half.getEnvelopeInternal().getMinY()).isCloseTo(0, within(1e-9));
    Geometry circle =
        Gml.parse(
                gml(
                    "3.2",
                    "<Polygon><exterior><Ring><curveMember><Curve><segments><Circle><posList>-1 0 0 1 1 0</posList></Circle></segments></Curve></curveMember></Ring></exterior></Polygon>"))
            .shape();
    assertThat(circle.getArea()).isCloseTo(Math.PI, within(1e-2));
    Geometry straight =
        Gml.parse(
                gml(
                    "3.2",
                    "<Curve><segments><Arc><posList>0 0 1 0 2 0</posList></Arc></segments></Curve>"))
            .shape();
    assertThat(straight.getLength()).isEqualTo(2);
  }

  @Test
  void referencesAreHandedToTheCaller() throws XMLStreamException {
    String text =
        gml(
            "3.1",
            "<MultiSurface srsName='EPSG:3946'><surfaceMember><Polygon xmlns:g='http://www.opengis.net/gml' g:id='p1'><exterior><LinearRing><posList>0 0 4 0 4 4 0 0</posList></LinearRing></exterior></Polygon></surfaceMember><surfaceMember xlink:href='#p1'/><surfaceMember xlink:href='#later'/></MultiSurface>");
    Map<String, Geometry> met = new HashMap<>();
    List<String> owed = new ArrayList<>();
    GmlLinks links =
        new GmlLinks() {
          @Override
          public Optional<Geometry> resolve(String href) {
            Optional<Geometry> found = Optional.ofNullable(met.get(href.substring(1)));
            if (found.isEmpty()) {
              owed.add(href);
            }
            return found;
          }

          @Override
          public void met(String id, Geometry polygon) {
            met.put(id, polygon);
          }
        };
    GeometryValue value = Gml.parse(at(text), CrsRule.bySrsName(), links);
    assertThat(value.shape().getNumGeometries()).isEqualTo(2);
    assertThat(owed).containsExactly("#later");
  }

  @Test
  void degenerateRingsAreLeftOutWhenTheCallerTakesNote() throws XMLStreamException {
    String text =
        gml(
            "3.2",
            "<MultiSurface srsName='EPSG:3946'><surfaceMember><Polygon><exterior><LinearRing><posList>0 0 4 0 4 4 0 0</posList></LinearRing></exterior><interior><LinearRing><posList>1 1 2 1</posList></LinearRing></interior></Polygon></surfaceMember><surfaceMember><Polygon><exterior><LinearRing><posList>1 1 2 1</posList></LinearRing></exterior></Polygon></surfaceMember></MultiSurface>");
    List<String> noted = new ArrayList<>();
    GmlLinks links =
        new GmlLinks() {
          @Override
          public Optional<Geometry> resolve(String href) {
            return Optional.empty();
          }

          @Override
          public void degenerate(GeometryException ring) {
            noted.add(ring.finding().found());
          }
        };
    assertThat(Wkt.write(Gml.parse(at(text), CrsRule.bySrsName(), links)))
        .endsWith("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))");
    assertThat(noted).containsExactly("2 positions", "2 positions");
    assertThatThrownBy(() -> Gml.parse(text)).hasMessageContaining("2 positions");
  }

  @Test
  void afterABrokenGeometryTheReaderStandsAtItsEnd() throws XMLStreamException {
    XMLStreamReader reader =
        at(
            "<a xmlns='http://www.opengis.net/gml'><Polygon srsName='EPSG:2154'><exterior><LinearRing>"
                + "<posList>0 0 1 x 1 1 0 0</posList></LinearRing></exterior></Polygon><Point srsName='EPSG:2154'><pos>1 2</pos></Point></a>");
    reader.nextTag();
    assertThat(Gml.atGeometry(reader)).isTrue();
    assertThatThrownBy(() -> Gml.parse(reader, CrsRule.bySrsName()))
        .hasMessageContaining("found x");
    assertThat(reader.isEndElement()).isTrue();
    assertThat(reader.getLocalName()).isEqualTo("Polygon");
    reader.nextTag();
    assertThat(Wkt.write(Gml.parse(reader, CrsRule.bySrsName()))).endsWith("POINT (1 2)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Point><pos>1</pos></Point>",
        "<Point><pos>1 NaN</pos></Point>",
        "<Point srsName='EPSG:1'><pos>1 2</pos></Point>",
        "<LineString><posList>1 2 3 4 5</posList></LineString>",
        "<LineString><posList>1 2</posList></LineString>",
        "<Polygon><exterior><LinearRing><posList>0 0 4 0 4 4 0 1</posList></LinearRing></exterior></Polygon>",
        "<Curve><segments><BSpline/></segments></Curve>",
        "<Sphere/>",
        "<MultiPoint><pointMember><LineString><posList>0 0 1 1</posList></LineString></pointMember></MultiPoint>",
        "<Point><pos>1 2</pos>",
      })
  void brokenGmlIsRefused(String text) {
    assertThatThrownBy(() -> Gml.parse(gml("3.2", text))).isInstanceOf(GeometryException.class);
  }

  @Test
  void elementsOfOtherNamespacesAndEntitiesAreRefused() {
    assertThatThrownBy(() -> Gml.parse("<Point><pos>1 2</pos></Point>"))
        .isInstanceOf(GeometryException.class);
    assertThatThrownBy(() ->
            Gml.parse(
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
                    + gml("3.2", "<Point><pos>&e;</pos></Point>")))
        .isInstanceOf(GeometryException.class);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Random random = new Random(31);
    for (int i = 0; i < 200; i++) {
      Geometry shape =
          i % 2 == 0 ? RandomShapes.onGrid(random) : RandomShapes.polygon(random, 4.8, 45.7, 0.1);
      for (String crs : new String[] {"CRS84", "4326", "2154"}) {
        GeometryValue value = new GeometryValue(shape, Crs.of(crs));
        assertThat(Wkt.write(Gml.parse(Gml.write(value)))).isEqualTo(Wkt.write(value));
      }
    }
    for (String wkt :
        new String[] {
          "POINT Z (1 2 3)",
          "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
          "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))",
          "MULTIPOINT ((1 2), (3 4))",
          "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))",
          "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))",
          "POLYHEDRALSURFACE Z (((0 0 0, 1 0 0, 1 1 0, 0 0 0)), ((0 0 0, 1 0 0, 1 1 5, 0 0 0)))"
        }) {
      assertThat(Wkt.write(Gml.parse(Gml.write(Wkt.parse(wkt))))).isEqualTo(wkt);
    }
  }

  private static XMLStreamReader at(String text) throws XMLStreamException {
    XMLStreamReader reader =
        XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(text));
    reader.nextTag();
    return reader;
  }
}
