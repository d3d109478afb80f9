package org.lacis.source.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.lacis.source.file.InputFile;
import org.lacis.source.xml.XmlText;

/// The elements that stand in the beginning of a file of XML, at all depths. Filled by one thread.
final class XmlShape {
  private static final int MOST_ELEMENTS = 200_000;
  private static final int DEEPEST = 24;

  /// @param namespace empty for none
  record Name(String namespace, String local) {}

  private final Name name;
  private final Map<Name, XmlShape> children = new LinkedHashMap<>();
  private final Set<Name> attributes = new LinkedHashSet<>();

  /// Values of the attribute `name`, which names what generic elements hold.
  private final Set<String> names = new LinkedHashSet<>();

  private long count;
  private long mostInOne;
  private boolean text;

  private XmlShape(Name name) {
    this.name = name;
  }

  /// The root element; empty when there is none.
  static Optional<XmlShape> of(InputFile file) {
    List<XmlShape> roots = new ArrayList<>();
    int[] left = {MOST_ELEMENTS};
    try {
      new XmlText(file, Set.of(), _ -> {})
          .read(xml -> {
            XmlShape root = new XmlShape(nameOf(xml));
            roots.add(root);
            root.see(xml, 0, left);
          });
    } catch (Enough _) {
      // the beginning tells enough
    }
    return roots.stream().findFirst();
  }

  private static Name nameOf(XMLStreamReader xml) {
    String namespace = xml.getNamespaceURI();
    return new Name(namespace == null ? "" : namespace, xml.getLocalName());
  }

  private void see(XMLStreamReader xml, int depth, int[] left) throws XMLStreamException {
    if (--left[0] < 0) {
      throw new Enough();
    }
    count++;
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      String namespace = xml.getAttributeNamespace(i);
      attributes.add(new Name(namespace == null ? "" : namespace, xml.getAttributeLocalName(i)));
      if (xml.getAttributeLocalName(i).equals("name") && names.size() < 1_000) {
        names.add(xml.getAttributeValue(i));
      }
    }
    Map<Name, Long> here = new LinkedHashMap<>();
    for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamReader.START_ELEMENT) {
        Name inner = nameOf(xml);
        XmlShape child = children.computeIfAbsent(inner, XmlShape::new);
        child.mostInOne = Math.max(child.mostInOne, here.merge(inner, 1L, Long::sum));
        if (depth < DEEPEST) {
          child.see(xml, depth + 1, left);
        } else {
          org.lacis.source.xml.XmlProperties.skip(xml);
        }
      } else if (event == XMLStreamReader.CHARACTERS && !xml.getText().isBlank()) {
        text = true;
      } else if (event == XMLStreamReader.END_DOCUMENT) {
        return;
      }
    }
  }

  Name name() {
    return name;
  }

  List<XmlShape> children() {
    return List.copyOf(children.values());
  }

  Set<Name> attributes() {
    return attributes;
  }

  Set<String> names() {
    return names;
  }

  long count() {
    return count;
  }

  boolean leaf() {
    return children.isEmpty();
  }

  boolean hasText() {
    return text;
  }

  /// Whether a parent has several of them.
  boolean repeated() {
    return mostInOne > 1;
  }

  /// Elements of these local names, wherever they stand, outermost first.
  List<XmlShape> find(Set<String> locals) {
    List<XmlShape> found = new ArrayList<>();
    find(locals, found);
    return found;
  }

  private void find(Set<String> locals, List<XmlShape> found) {
    if (locals.contains(name.local())) {
      found.add(this);
      return;
    }
    children.values().forEach(child -> child.find(locals, found));
  }

  /// The path of elements to the likeliest records: the most frequent of the repeated elements that
  /// lie highest and hold something; else the only child of the root, else the root.
  List<XmlShape> records() {
    List<List<XmlShape>> level = List.of(List.of(this));
    while (!level.isEmpty()) {
      Optional<List<XmlShape>> best =
          level.stream()
              .filter(path -> path.getLast().repeated())
              .filter(path -> !path.getLast().leaf() || !path.getLast().attributes().isEmpty())
              .reduce(
                  (one, other) -> other.getLast().count() > one.getLast().count() ? other : one);
      if (best.isPresent()) {
        return best.get();
      }
      List<List<XmlShape>> next = new ArrayList<>();
      for (List<XmlShape> path : level) {
        for (XmlShape child : path.getLast().children.values()) {
          List<XmlShape> longer = new ArrayList<>(path);
          longer.add(child);
          next.add(longer);
        }
      }
      level = next;
    }
    return List.of(this);
  }
}
