package org.lacis.geometry;

import java.io.StringReader;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Geometries in GML 2, 3.1 and 3.2.
///
/// Read: Point, LineString, LinearRing, Ring, Curve, CompositeCurve, OrientableCurve (segments of
/// lines; arcs by three points become chords of at most two degrees), Polygon, Surface and its
/// patches, PolyhedralSurface, Tin, TriangulatedSurface, CompositeSurface, OrientableSurface,
/// Shell, Solid, CompositeSolid, Multi*, Envelope and Box (as polygons). A Surface of one patch is
/// a polygon; surfaces of several and composite ones are a [GeometryValue.Body#SURFACE], solids a
/// [GeometryValue.Body#SOLID] (the faces of inner shells among them). `pos`, `posList`,
/// `coordinates` and `coord`. `srsName` and `srsDimension` hold for everything inside. An element
/// without coordinates is an empty geometry.
///
/// Written: GML 3.2, `srsName` an OGC IRI, ordinates in the authority's order.
///
/// Functions of their arguments only; callable from any thread.
public final class Gml {
  static final String NAMESPACE = "http://www.opengis.net/gml";
  static final String NAMESPACE_32 = "http://www.opengis.net/gml/3.2";

  // The namespace of the standard's own ontology of GML, which literals in the wild take for GML's,
  // and what becomes of both where somebody replaced http by https.
  private static final Set<String> OTHERS =
      Set.of(
          "http://www.opengis.net/ont/gml",
          "https://www.opengis.net/ont/gml",
          "https://www.opengis.net/gml",
          "https://www.opengis.net/gml/3.2");

  private Gml() {}

  /// Whether the reader stands at the start of an element that [#parse] can read.
  public static boolean atGeometry(XMLStreamReader reader) {
    return reader.isStartElement()
        && inGml(reader)
        && GmlReader.GEOMETRIES.contains(reader.getLocalName());
  }

  static boolean inGml(XMLStreamReader reader) {
    String namespace = reader.getNamespaceURI();
    return namespace != null && (namespace.startsWith(NAMESPACE) || OTHERS.contains(namespace));
  }

  /// Reads the geometry whose start element the reader stands at, and leaves the reader at the end
  /// of that element, whether the geometry was sound or not.
  ///
  /// @throws GeometryException `geometry.malformed-gml`, `geometry.missing-crs`,
  ///   `geometry.unknown-crs`
  /// @throws XMLStreamException when the document is not well-formed; nothing more can be read of
  ///   it
  public static GeometryValue parse(XMLStreamReader reader, CrsRule rule, GmlLinks links)
      throws XMLStreamException {
    return new GmlReader(reader, rule, links).geometry();
  }

  /// Reads a geometry; references are left out.
  ///
  /// @see #parse(XMLStreamReader, CrsRule, GmlLinks)
  public static GeometryValue parse(XMLStreamReader reader, CrsRule rule)
      throws XMLStreamException {
    return parse(reader, rule, GmlLinks.NONE);
  }

  /// The geometry of a `geo:gmlLiteral`. The text is read without document types and entities. As
  /// for WKT, CRS84 is meant where no `srsName` stands.
  ///
  /// @throws GeometryException as [#parse(XMLStreamReader, CrsRule, GmlLinks)], and for XML that is
  ///   not well-formed
  public static GeometryValue parse(String literal) {
    return parse(literal, CrsRule.bySrsName().whenMissing(Crs.CRS84));
  }

  /// The geometry of a piece of GML, its CRS by the given rule.
  public static GeometryValue parse(String literal, CrsRule rule) {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(literal));
      try {
        reader.nextTag();
        return parse(reader, rule);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new GeometryException(
          Finding.violation(
              "geometry.malformed-gml",
              Place.of("GML literal"),
              String.valueOf(e.getMessage()),
              "well-formed XML",
              "Correct the GML at its source."),
          e);
    }
  }

  static XMLInputFactory factory() {
    // The JDK's own: always there, and asked for few and short texts.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /// The geometry as GML 3.2, one element that declares its namespace.
  public static String write(GeometryValue value) {
    StringBuilder text = new StringBuilder();
    new GmlWriter(text, value.crs()).write(value);
    return text.toString();
  }
}
