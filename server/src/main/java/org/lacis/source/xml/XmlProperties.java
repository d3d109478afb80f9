package org.lacis.source.xml;

import java.util.function.BiConsumer;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads what stands below a property element without knowing its schema.
public final class XmlProperties {
  private static final String XLINK = "http://www.w3.org/1999/xlink";
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  private XmlProperties() {}

  /// Passes over the element at whose start the reader stands, to its end.
  public static void skip(XMLStreamReader xml) throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      int event = xml.next();
      if (event == XMLStreamReader.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamReader.END_ELEMENT) {
        depth--;
      }
    }
  }

  /// The target of `xlink:href`, without the `#` of a local one; empty when there is none.
  public static String href(XMLStreamReader xml) {
    String href = xml.getAttributeValue(XLINK, "href");
    return href == null ? "" : href.startsWith("#") ? href.substring(1) : href;
  }

  /// The attribute of this local name, whatever its namespace; empty when there is none.
  public static String attribute(XMLStreamReader xml, String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }

  /// Gives the text of every leaf of the element at whose start the reader stands. A leaf directly
  /// in the property goes by the property's name, one deeper by `property.leaf`; an empty leaf with
  /// `xlink:href` gives its target; one that is `xsi:nil` gives nothing.
  public static void leaves(XMLStreamReader xml, BiConsumer<String, String> each)
      throws XMLStreamException {
    leaves(xml, xml.getLocalName(), xml.getLocalName(), each);
  }

  private static void leaves(
      XMLStreamReader xml, String property, String name, BiConsumer<String, String> each)
      throws XMLStreamException {
    boolean nil = "true".equals(xml.getAttributeValue(XSI, "nil"));
    String href = href(xml);
    StringBuilder text = new StringBuilder();
    boolean leaf = true;
    for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamReader.START_ELEMENT) {
        leaf = false;
        leaves(xml, property, property + "." + xml.getLocalName(), each);
      } else if (event == XMLStreamReader.CHARACTERS || event == XMLStreamReader.CDATA) {
        text.append(xml.getText());
      } else if (event == XMLStreamReader.ENTITY_REFERENCE) {
        throw new XMLStreamException("entity &" + xml.getLocalName() + "; is not expanded");
      }
    }
    String words = text.toString().strip();
    if (leaf && !nil && !(words.isEmpty() && !href.isEmpty())) {
      each.accept(name, words);
    } else if (!href.isEmpty() && words.isEmpty()) {
      each.accept(name, href);
    }
  }
}
