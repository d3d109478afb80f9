package org.lacis.source.xml;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.sf.saxon.s9api.BuildingContentHandler;
import net.sf.saxon.s9api.DocumentBuilder;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/// Makes a tree of one element of a stream.
final class TreeReader {
  /// The deepest nesting: as for JSON, a limit beyond all data that is meant to be read.
  static final int DEEPEST = 1_000;

  private final DocumentBuilder builder;
  private final long most;
  private long size;

  /// An element beyond what may be held in memory.
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// @param most characters and tags that a tree may have
  TreeReader(DocumentBuilder builder, long most) {
    this.builder = builder;
    this.most = most;
  }

  /// Reads the element at whose start the reader stands, to its end.
  ///
  /// @throws TooLarge beyond the most
  XdmNode read(XMLStreamReader xml) throws XMLStreamException {
    size = 0;
    try {
      BuildingContentHandler tree = builder.newBuildingContentHandler();
      tree.startDocument();
      int depth = 0;
      int event = xml.getEventType();
      while (true) {
        if (event == XMLStreamReader.START_ELEMENT) {
          depth++;
          refuseDeep(depth);
          start(xml, tree);
        } else if (event == XMLStreamReader.END_ELEMENT) {
          depth--;
          tree.endElement(text(xml.getNamespaceURI()), xml.getLocalName(), name(xml));
          if (depth == 0) {
            break;
          }
        } else {
          inside(xml, event, tree);
        }
        event = xml.next();
      }
      tree.endDocument();
      return root(tree.getDocumentNode());
    } catch (SAXException | SaxonApiException cause) {
      throw new XMLStreamException(cause.getMessage(), cause);
    }
  }

  static void refuseDeep(int depth) throws XMLStreamException {
    if (depth > DEEPEST) {
      throw new XMLStreamException("elements nested more than " + DEEPEST + " deep");
    }
  }

  private static XdmNode root(XdmNode document) {
    for (XdmNode child : document.children()) {
      if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
        return child;
      }
    }
    throw new IllegalStateException("a tree without element");
  }

  private void inside(XMLStreamReader xml, int event, BuildingContentHandler tree)
      throws XMLStreamException, SAXException {
    switch (event) {
      case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE -> {
        char[] text = xml.getText().toCharArray();
        grow(text.length);
        tree.characters(text, 0, text.length);
      }
      case XMLStreamReader.ENTITY_REFERENCE ->
          throw new XMLStreamException("entity &" + xml.getLocalName() + "; is not expanded");
      default -> {
        // Comments and instructions are no data.
      }
    }
  }

  private void start(XMLStreamReader xml, BuildingContentHandler tree) throws SAXException {
    grow(1);
    for (int i = 0; i < xml.getNamespaceCount(); i++) {
      tree.startPrefixMapping(text(xml.getNamespacePrefix(i)), text(xml.getNamespaceURI(i)));
    }
    AttributesImpl attributes = new AttributesImpl();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      String prefix = text(xml.getAttributePrefix(i));
      String local = xml.getAttributeLocalName(i);
      String value = xml.getAttributeValue(i);
      grow(value.length());
      attributes.addAttribute(
          text(xml.getAttributeNamespace(i)),
          local,
          prefix.isEmpty() ? local : prefix + ":" + local,
          "CDATA",
          value);
    }
    tree.startElement(text(xml.getNamespaceURI()), xml.getLocalName(), name(xml), attributes);
  }

  private void grow(long more) {
    size += more;
    if (size > most) {
      throw new TooLarge();
    }
  }

  private static String name(XMLStreamReader xml) {
    String prefix = text(xml.getPrefix());
    return prefix.isEmpty() ? xml.getLocalName() : prefix + ":" + xml.getLocalName();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
