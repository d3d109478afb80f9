package org.lacis.source.citygml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.lacis.geometry.CrsRule;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Gml;
import org.lacis.geometry.GmlLinks;
import org.lacis.source.xml.XmlProperties;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/// Reads one member of a city model into memory.
final class CityGmlReader {
  private static final String GENERIC = "Attribute";

  private final boolean shapes;
  private final Map<String, Polygon> polygons = new HashMap<>();

  /// @param shapes whether geometries are read; they are passed over otherwise
  CityGmlReader(boolean shapes) {
    this.shapes = shapes;
  }

  /// The polygons with an id of the member that was read last.
  Map<String, Polygon> polygons() {
    return polygons;
  }

  /// Reads the top-level object at whose start the reader stands, to its end.
  CityObject member(XMLStreamReader xml, CrsRule rule) throws XMLStreamException {
    polygons.clear();
    return object(xml, "", rule);
  }

  private CityObject object(XMLStreamReader xml, String parent, CrsRule outer)
      throws XMLStreamException {
    CityObject object =
        new CityObject(xml.getLocalName(), XmlProperties.attribute(xml, "id"), parent);
    CrsRule rule = outer;
    for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamReader.START_ELEMENT) {
        String name = xml.getLocalName();
        if (name.equals("boundedBy") && isGml(xml)) {
          rule = envelope(xml, rule);
        } else if (name.startsWith("appearance")) {
          XmlProperties.skip(xml);
        } else if (isGeneric(xml)) {
          generic(xml, object);
        } else {
          property(xml, object, rule);
        }
      }
    }
    return object;
  }

  private static boolean isGml(XMLStreamReader xml) {
    String namespace = xml.getNamespaceURI();
    return namespace != null && namespace.startsWith("http://www.opengis.net/gml");
  }

  /// The `srsName` of an envelope holds for the object around it.
  static CrsRule envelope(XMLStreamReader xml, CrsRule outer) throws XMLStreamException {
    CrsRule rule = outer;
    int depth = 1;
    while (depth > 0) {
      int event = xml.next();
      if (event == XMLStreamReader.START_ELEMENT) {
        depth++;
        String name = XmlProperties.attribute(xml, "srsName");
        rule = name.isEmpty() ? rule : rule.within(name);
      } else if (event == XMLStreamReader.END_ELEMENT) {
        depth--;
      }
    }
    return rule;
  }

  /// `gen:stringAttribute` of CityGML 2 and `genericAttribute` of CityGML 3, sets included.
  private static boolean isGeneric(XMLStreamReader xml) {
    String name = xml.getLocalName();
    return name.equals("genericAttribute")
        || name.equals("genericAttributeSet")
        || (name.endsWith(GENERIC) && !XmlProperties.attribute(xml, "name").isEmpty());
  }

  private static void generic(XMLStreamReader xml, CityObject object) throws XMLStreamException {
    String name = XmlProperties.attribute(xml, "name");
    for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamReader.START_ELEMENT) {
        String inside = xml.getLocalName();
        if (inside.equals("name")) {
          name = xml.getElementText().strip();
        } else if (inside.equals("value")) {
          object.property(name, xml.getElementText().strip());
        } else {
          generic(xml, object);
        }
      }
    }
  }

  private void property(XMLStreamReader xml, CityObject object, CrsRule rule)
      throws XMLStreamException {
    String name = xml.getLocalName();
    String href = XmlProperties.href(xml);
    boolean nil = XmlProperties.attribute(xml, "nil").equals("true");
    StringBuilder text = new StringBuilder();
    boolean simple = true;
    for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamReader.START_ELEMENT) {
        simple = false;
        below(xml, name, object, rule);
      } else if (event == XMLStreamReader.CHARACTERS || event == XMLStreamReader.CDATA) {
        text.append(xml.getText());
      } else if (event == XMLStreamReader.ENTITY_REFERENCE) {
        throw new XMLStreamException("entity &" + xml.getLocalName() + "; is not expanded");
      }
    }
    String words = text.toString().strip();
    if (words.isEmpty() && !href.isEmpty()) {
      object.property(name, href);
    } else if (simple && !nil) {
      object.property(name, words);
    }
  }

  private void below(XMLStreamReader xml, String property, CityObject object, CrsRule rule)
      throws XMLStreamException {
    if (Gml.atGeometry(xml)) {
      if (shapes) {
        geometry(xml, property, object, rule);
      } else {
        XmlProperties.skip(xml);
      }
    } else if (!XmlProperties.attribute(xml, "id").isEmpty() || isSkin(xml)) {
      object.inside.add(object(xml, object.id, rule));
    } else {
      XmlProperties.leaves(xml, (name, words) -> object.property(shortened(property, name), words));
    }
  }

  private static boolean isSkin(XMLStreamReader xml) {
    String name = xml.getLocalName();
    return name.endsWith("Surface") || name.endsWith("Part");
  }

  /// `externalReference.ExternalReference.uri` is said without the type in the middle.
  private static String shortened(String property, String path) {
    int point = path.indexOf('.');
    return point < 0 ? property : property + path.substring(point);
  }

  private void geometry(XMLStreamReader xml, String property, CityObject object, CrsRule rule)
      throws XMLStreamException {
    Owing links = new Owing();
    try {
      GeometryValue value = Gml.parse(xml, rule, links);
      object.parts.add(new CityObject.Part(lod(property), value, links.owed));
    } catch (GeometryException cause) {
      object.broken.add(cause);
    }
  }

  private static int lod(String property) {
    return property.startsWith("lod") && property.length() > 3
        ? Character.digit(property.charAt(3), 10)
        : -1;
  }

  /// Follows references backwards at once, and keeps those that point forward.
  private final class Owing implements GmlLinks {
    private final List<String> owed = new ArrayList<>();

    @Override
    public Optional<Geometry> resolve(String href) {
      String id = href.startsWith("#") ? href.substring(1) : href;
      Geometry known = polygons.get(id);
      if (known == null) {
        owed.add(id);
      }
      return Optional.ofNullable(known);
    }

    @Override
    public void met(String id, Geometry polygon) {
      if (polygon instanceof Polygon face) {
        polygons.put(id, face);
      }
    }
  }
}
