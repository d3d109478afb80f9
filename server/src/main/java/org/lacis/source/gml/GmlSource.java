package org.lacis.source.gml;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.lacis.geometry.CrsRule;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Gml;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceRecord;
import org.lacis.source.Value;
import org.lacis.source.features.DeclaredCrs;
import org.lacis.source.features.FeatureRecord;
import org.lacis.source.file.InputFile;
import org.lacis.source.file.ValueRules;
import org.lacis.source.xml.XmlProperties;
import org.lacis.source.xml.XmlText;
import org.lacis.vocabulary.FindingSink;

final class GmlSource implements Source {
  private static final Set<String> MEMBERS = Set.of("member", "featureMember");
  private static final String MANY = "featureMembers";

  private final InputFile file;
  private final ValueRules rules;
  private final DeclaredCrs declared;
  private final String type;

  GmlSource(SourceDescription description) {
    this.file = InputFile.of(description);
    this.rules = ValueRules.of(description);
    this.declared = DeclaredCrs.of(description);
    String iterator = description.iterator();
    this.type = iterator.substring(iterator.indexOf(':') + 1);
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public void read(List<String> references, Consumer<SourceRecord> each, FindingSink findings) {
    XmlText text = new XmlText(file, MEMBERS, findings);
    Reading reading = new Reading(new FeatureRecord(file.name(), references, findings), each, text);
    text.read(reading::collection);
  }

  @Override
  public void close() {}

  private final class Reading {
    private final FeatureRecord record;
    private final Consumer<SourceRecord> each;
    private final XmlText text;
    private CrsRule rule = declared.gml();
    private Optional<GeometryException> broken = Optional.empty();
    private boolean shaped;

    Reading(FeatureRecord record, Consumer<SourceRecord> each, XmlText text) {
      this.record = record;
      this.each = each;
      this.text = text;
    }

    /// Reads the collection at whose start the reader stands, to its end.
    void collection(XMLStreamReader xml) throws XMLStreamException {
      for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
        if (event == XMLStreamReader.START_ELEMENT) {
          String name = xml.getLocalName();
          if (MEMBERS.contains(name) || name.equals(MANY)) {
            members(xml);
          } else if (name.equals("boundedBy")) {
            envelope(xml);
          } else {
            XmlProperties.skip(xml);
          }
        }
      }
    }

    private void members(XMLStreamReader xml) throws XMLStreamException {
      text.memberAt(xml);
      for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
        if (event == XMLStreamReader.START_ELEMENT) {
          if (xml.getLocalName().endsWith("FeatureCollection")) {
            collection(xml);
          } else if (type.isEmpty() || type.equals(xml.getLocalName())) {
            feature(xml);
          } else {
            XmlProperties.skip(xml);
          }
        }
      }
    }

    /// The `srsName` of an envelope holds for the geometries inside that have none.
    private void envelope(XMLStreamReader xml) throws XMLStreamException {
      int depth = 1;
      while (depth > 0) {
        int event = xml.next();
        if (event == XMLStreamReader.START_ELEMENT) {
          depth++;
          String name = XmlProperties.attribute(xml, "srsName");
          if (!name.isEmpty()) {
            rule = rule.within(name);
          }
        } else if (event == XMLStreamReader.END_ELEMENT) {
          depth--;
        }
      }
    }

    private void feature(XMLStreamReader xml) throws XMLStreamException {
      record.clear();
      broken = Optional.empty();
      shaped = false;
      CrsRule outer = rule;
      String id = XmlProperties.attribute(xml, "id");
      record.add("id", rules.text(id.isEmpty() ? XmlProperties.attribute(xml, "fid") : id));
      record.add("type", rules.typed(xml.getLocalName(), ""));
      for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
        if (event == XMLStreamReader.START_ELEMENT) {
          if (xml.getLocalName().equals("boundedBy")) {
            envelope(xml);
          } else {
            property(xml);
          }
        }
      }
      rule = outer;
      record.count();
      broken.ifPresent(record::broken);
      each.accept(record);
    }

    private void property(XMLStreamReader xml) throws XMLStreamException {
      GmlProperty.read(xml, (name, words) -> record.add(name, rules.text(words)), this::geometry);
    }

    private void geometry(XMLStreamReader xml, String property) throws XMLStreamException {
      if (!record.wantsShape() && !record.wants(property)) {
        XmlProperties.skip(xml);
        return;
      }
      try {
        GeometryValue value = Gml.parse(xml, rule);
        record.add(property, List.of(new Value.Shape(value)));
        if (!shaped) {
          record.shape(value);
          shaped = true;
        }
      } catch (GeometryException cause) {
        if (cause.finding().code().equals("geometry.missing-crs")) {
          declared.required("geometries without srsName");
        }
        broken = Optional.of(cause);
      }
    }
  }
}
