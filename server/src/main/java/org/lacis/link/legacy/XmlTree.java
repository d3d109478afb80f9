package org.lacis.link.legacy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.lacis.link.rule.LinkException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// One element of a small XML file, which knows its line. Nothing outside the file is opened, and
/// no entity is expanded.
///
/// @param text of the element alone, without that of its children, stripped
record XmlTree(
    String name, Map<String, String> attributes, String text, List<XmlTree> children, long line) {
  private static final long LARGEST = 4 << 20;
  private static final int DEEPEST = 200;

  /// @throws LinkException when the file cannot be read or is no XML
  static XmlTree read(Path file) {
    String name = file.toString();
    try {
      if (Files.size(file) > LARGEST) {
        throw unreadable(name, 1, Files.size(file) + " bytes", "a configuration of 4 MiB at most");
      }
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_COALESCING, true);
      try (InputStream in = Files.newInputStream(file)) {
        return tree(factory.createXMLStreamReader(in), name);
      }
    } catch (XMLStreamException e) {
      long line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
      String first = String.valueOf(e.getMessage()).lines().skip(1).findFirst().orElse("no XML");
      throw unreadable(name, line, first.replaceFirst("^Message: ", ""), "XML");
    } catch (IOException e) {
      throw unreadable(name, 1, e.toString(), "a file that may be read");
    }
  }

  private static LinkException unreadable(String file, long line, String found, String expected) {
    return new LinkException(
        Finding.violation(
            "link.unreadable-rule",
            Place.line(file, line),
            found,
            expected,
            "Give a configuration of LIMES or a link specification of Silk."));
  }

  private static XmlTree tree(XMLStreamReader reader, String file) throws XMLStreamException {
    Deque<XmlTree> open = new ArrayDeque<>();
    Deque<StringBuilder> texts = new ArrayDeque<>();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (open.size() > DEEPEST) {
            throw unreadable(
                file, reader.getLocation().getLineNumber(), "elements 200 deep", "a configuration");
          }
          Map<String, String> attributes = new LinkedHashMap<>();
          for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
          }
          open.push(
              new XmlTree(
                  reader.getLocalName(),
                  attributes,
                  "",
                  new ArrayList<>(),
                  reader.getLocation().getLineNumber()));
          texts.push(new StringBuilder());
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!texts.isEmpty()) {
            texts.element().append(reader.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          XmlTree done = open.pop();
          XmlTree whole =
              new XmlTree(
                  done.name,
                  done.attributes,
                  texts.pop().toString().strip(),
                  done.children,
                  done.line);
          if (open.isEmpty()) {
            return whole;
          }
          open.element().children.add(whole);
        }
        default -> {}
      }
    }
    throw unreadable(file, 1, "no element", "XML");
  }

  Optional<XmlTree> child(String name) {
    return children.stream().filter(child -> child.name.equalsIgnoreCase(name)).findFirst();
  }

  List<XmlTree> all(String name) {
    return children.stream().filter(child -> child.name.equalsIgnoreCase(name)).toList();
  }

  /// Of this element and those within it, in the order of the file.
  List<XmlTree> within(String name) {
    List<XmlTree> found = new ArrayList<>();
    if (this.name.equalsIgnoreCase(name)) {
      found.add(this);
    }
    children.forEach(child -> found.addAll(child.within(name)));
    return found;
  }

  /// The text of a child; empty when there is none.
  String text(String child) {
    return child(child).map(XmlTree::text).orElse("");
  }

  String attribute(String name) {
    return attributes.getOrDefault(name, "");
  }
}
