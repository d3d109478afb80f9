package org.lacis.source.gml;

import java.util.function.BiConsumer;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.lacis.geometry.Gml;
import org.lacis.source.xml.XmlProperties;

/// One property of a feature: text, a geometry, or something nested.
final class GmlProperty {
  private GmlProperty() {}

  /// Takes a geometry.
  interface GeometryTaker {
    /// Reads the geometry at whose start the reader stands, to its end.
    void take(XMLStreamReader xml, String property) throws XMLStreamException;
  }

  /// Reads the property at whose start the reader stands, to its end.
  static void read(XMLStreamReader xml, BiConsumer<String, String> leaf, GeometryTaker geometry)
      throws XMLStreamException {
    String property = xml.getLocalName();
    String href = XmlProperties.href(xml);
    boolean nil = XmlProperties.attribute(xml, "nil").equals("true");
    StringBuilder text = new StringBuilder();
    boolean simple = true;
    for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamReader.START_ELEMENT) {
        simple = false;
        if (Gml.atGeometry(xml)) {
          geometry.take(xml, property);
        } else {
          XmlProperties.leaves(xml, (name, words) -> leaf.accept(property + "." + name, words));
        }
      } else if (event == XMLStreamReader.CHARACTERS || event == XMLStreamReader.CDATA) {
        text.append(xml.getText());
      } else if (event == XMLStreamReader.ENTITY_REFERENCE) {
        throw new XMLStreamException("entity &" + xml.getLocalName() + "; is not expanded");
      }
    }
    String words = text.toString().strip();
    if (words.isEmpty() && !href.isEmpty()) {
      leaf.accept(property, href);
    } else if (simple && !nil) {
      leaf.accept(property, words);
    }
  }
}
