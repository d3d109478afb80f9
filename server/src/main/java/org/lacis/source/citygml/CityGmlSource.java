package org.lacis.source.citygml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.lacis.geometry.CrsRule;
import org.lacis.geometry.GeometryException;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceRecord;
import org.lacis.source.features.DeclaredCrs;
import org.lacis.source.features.FeatureRecord;
import org.lacis.source.file.InputFile;
import org.lacis.source.file.Lexical;
import org.lacis.source.file.ValueRules;
import org.lacis.source.xml.XmlProperties;
import org.lacis.source.xml.XmlText;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;

final class CityGmlSource implements Source {
  private static final Set<String> MEMBERS =
      Set.of(
          "cityObjectMember",
          "featureMember",
          "versionMember",
          "versionTransitionMember",
          "groupMember");

  private static final Set<String> RESERVED = Set.of("id", "type", "parent", "lod");

  private final InputFile file;
  private final ValueRules rules;
  private final DeclaredCrs declared;
  private final Set<String> types;

  CityGmlSource(SourceDescription description) {
    this.file = InputFile.of(description);
    this.rules = ValueRules.of(description);
    this.declared = DeclaredCrs.of(description);
    this.types =
        Arrays.stream(description.iterator().split("[,\\s]+"))
            .map(word -> word.substring(word.indexOf(':') + 1))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public void read(List<String> references, Consumer<SourceRecord> each, FindingSink findings) {
    XmlText text = new XmlText(file, MEMBERS, findings);
    FeatureRecord record = new FeatureRecord(file.name(), references, findings);
    text.read(new Reading(record, each, text, findings)::model);
  }

  @Override
  public void close() {}

  private final class Reading {
    private final FeatureRecord record;
    private final Consumer<SourceRecord> each;
    private final XmlText text;
    private final FindingSink findings;
    private final CityGmlReader reader;
    private CrsRule rule = declared.gml();

    Reading(FeatureRecord record, Consumer<SourceRecord> each, XmlText text, FindingSink findings) {
      this.record = record;
      this.each = each;
      this.text = text;
      this.findings = findings;
      this.reader = new CityGmlReader(record.wantsShape() || record.wants("lod"));
    }

    void model(XMLStreamReader xml) throws XMLStreamException {
      for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
        if (event == XMLStreamReader.START_ELEMENT) {
          if (MEMBERS.contains(xml.getLocalName())) {
            member(xml);
          } else if (xml.getLocalName().equals("boundedBy")) {
            rule = CityGmlReader.envelope(xml, rule);
          } else {
            XmlProperties.skip(xml);
          }
        }
      }
    }

    private void member(XMLStreamReader xml) throws XMLStreamException {
      text.memberAt(xml);
      for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
        if (event == XMLStreamReader.START_ELEMENT) {
          emit(reader.member(xml, rule), true);
        }
      }
    }

    private void emit(CityObject object, boolean top) {
      boolean chosen =
          types.isEmpty() ? top || object.isBuildingPart() : types.contains(object.type);
      if (chosen) {
        fill(object);
        each.accept(record);
      }
      for (CityObject one : object.inside) {
        emit(one, false);
      }
    }

    private void fill(CityObject object) {
      record.clear();
      record.count();
      object.properties.forEach((name, words) -> {
        String reference = RESERVED.contains(name) ? object.type + "." + name : name;
        words.forEach(word -> record.add(reference, rules.text(word)));
      });
      record.put("id", rules.text(object.id));
      record.put("type", rules.typed(object.type, ""));
      if (!object.parent.isEmpty()) {
        record.put("parent", rules.text(object.parent));
      }
      int lod = object.lod();
      if (lod >= 0) {
        record.put("lod", rules.typed(Integer.toString(lod), Lexical.INTEGER));
      }
      if (record.wantsShape()) {
        shape(object);
      }
    }

    private void shape(CityObject object) {
      for (GeometryException cause : object.allBroken()) {
        if (cause.finding().code().equals("geometry.missing-crs")) {
          declared.required("no srsName on geometries and envelopes");
        }
        record.broken(cause);
      }
      List<String> missing = new ArrayList<>();
      object.shape(reader.polygons(), missing).ifPresent(record::shape);
      if (!missing.isEmpty()) {
        findings.report(
            Finding.warning(
                "source.dangling-reference",
                record.place().field(object.id),
                missing.size() + " references that lead nowhere, first #" + missing.getFirst(),
                "polygons of the same object",
                "Its surfaces were used in place of the solid."));
      }
    }
  }
}
