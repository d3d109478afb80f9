package org.lacis.source.cityjson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lacis.source.SourceRecord;
import org.lacis.source.Value;
import org.lacis.source.features.FeatureRecord;
import org.lacis.source.file.InputFile;
import org.lacis.source.file.Lexical;
import org.lacis.source.file.ValueRules;
import org.lacis.source.json.JsonText;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// The pass over a file that gives its records.
final class CityJsonReading {
  private final InputFile file;
  private final List<String> references;
  private final FeatureRecord record;
  private final ValueRules rules;
  private final Set<String> types;
  private final Optional<Survey> survey;
  private final Optional<CityJsonSource.Frame> frame;
  private final Consumer<SourceRecord> each;
  private final FindingSink findings;
  private final JsonText text;
  private final ThingReader reader;
  private final Header header = new Header();
  private boolean first = true;
  private boolean inside;

  CityJsonReading(
      InputFile file,
      List<String> references,
      FeatureRecord record,
      ValueRules rules,
      Set<String> types,
      Optional<Survey> survey,
      Optional<CityJsonSource.Frame> frame,
      Consumer<SourceRecord> each,
      FindingSink findings) {
    this.file = file;
    this.references = references;
    this.record = record;
    this.rules = rules;
    this.types = types;
    this.survey = survey;
    this.frame = frame;
    this.each = each;
    this.findings = findings;
    this.text = new JsonText(file, findings);
    this.reader = new ThingReader(references, survey.isPresent(), rules);
  }

  void read() {
    text.read(this::document);
    if (!header.isCityJson()) {
      findings.report(
          Finding.violation(
              "source.not-cityjson",
              Place.of(file.name()).field("type"),
              header.type().isEmpty() ? "no type" : header.type(),
              "\"type\": \"CityJSON\" in the first object",
              "Check that the file is CityJSON, or name its own format."));
    }
    tellAbsent();
  }

  private void document(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
    } else if (first || inside) {
      first = false;
      inside = false;
      model(json);
    } else {
      feature(json);
    }
  }

  private void model(JsonParser json) throws IOException {
    Optional<Shapes> shapes =
        frame.flatMap(
            known -> survey.map(all -> new Shapes(all.vertices(), known.transform(), known.crs())));
    Map<String, List<CityThing>> parts = survey.map(Survey::parts).orElse(Map.of());
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String member = json.currentName();
      JsonToken token = json.nextToken();
      if (member.equals("CityObjects") && token == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String id = json.currentName();
          json.nextToken();
          text.recordAt(json);
          inside = true;
          CityThing thing = reader.read(json, id);
          inside = false;
          text.recordDone();
          emit(thing, parts, shapes);
        }
      } else {
        header.member(member, json);
      }
    }
  }

  /// A feature of a sequence: its objects and, before or behind them, its own vertices.
  private void feature(JsonParser json) throws IOException {
    text.recordAt(json);
    List<CityThing> things = new ArrayList<>();
    Map<String, List<CityThing>> parts = new HashMap<>();
    Vertices vertices = new Vertices(file.name(), findings);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String member = json.currentName();
      JsonToken token = json.nextToken();
      if (member.equals("CityObjects") && token == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String id = json.currentName();
          json.nextToken();
          CityThing thing = reader.read(json, id);
          things.add(thing);
          Survey.keep(thing, parts);
        }
      } else if (frame.isPresent() && member.equals("vertices")) {
        vertices.read(json);
      } else {
        json.skipChildren();
      }
    }
    text.recordDone();
    Optional<Shapes> shapes =
        frame.map(known -> new Shapes(vertices, known.transform(), known.crs()));
    things.forEach(thing -> emit(thing, parts, shapes));
  }

  private void emit(
      CityThing thing, Map<String, List<CityThing>> allParts, Optional<Shapes> shapes) {
    boolean chosen =
        types.isEmpty()
            ? thing.parents().isEmpty() || thing.isPart()
            : types.contains(thing.type());
    if (!chosen) {
      return;
    }
    List<CityThing> parts = allParts.getOrDefault(thing.id(), List.of());
    record.clear();
    record.count();
    for (int i = 0; i < references.size(); i++) {
      record.add(references.get(i), thing.attributes().get(i));
    }
    record.put("id", rules.text(thing.id()));
    record.put("type", rules.typed(thing.type(), ""));
    record.put(
        "parent", thing.parents().stream().flatMap(one -> rules.text(one).stream()).toList());
    record.put("lod", lod(thing, parts));
    shapes.ifPresent(known -> shape(thing, parts, known));
    each.accept(record);
  }

  private List<Value> lod(CityThing thing, List<CityThing> parts) {
    Optional<BigDecimal> highest = thing.lod();
    for (CityThing part : parts) {
      Optional<BigDecimal> other = part.lod();
      if (highest.isEmpty() || (other.isPresent() && other.get().compareTo(highest.get()) > 0)) {
        highest = other;
      }
    }
    return highest
        .map(lod ->
            lod.scale() == 0
                ? rules.typed(lod.toPlainString(), Lexical.INTEGER)
                : rules.typed(Lexical.ofDecimal(lod), Lexical.DECIMAL))
        .orElse(List.of());
  }

  private void shape(CityThing thing, List<CityThing> parts, Shapes shapes) {
    shapes
        .of(thing, parts)
        .flatMap(whole -> frame.map(known -> known.declared().oriented(whole)))
        .ifPresent(record::shape);
    List<String> problems = shapes.problems();
    if (!problems.isEmpty()) {
      findings.report(
          Finding.violation(
              "source.bad-boundaries",
              record.place().field(thing.id()),
              problems.size() + " that cannot be used, first " + problems.getFirst(),
              "surfaces and solids over the vertices of the file",
              "Mend the geometry; the rest of the shape was used."));
    }
  }

  /// An attribute that no object has is probably misspelt.
  private void tellAbsent() {
    for (int i = 0; i < references.size() && record.number() > 0; i++) {
      String name = references.get(i);
      if (ThingReader.isAttribute(name) && !reader.met(i)) {
        findings.report(
            Finding.warning(
                "source.absent-property",
                Place.of(file.name()).field(name),
                "no object with this attribute",
                "an attribute of the objects",
                "Check the spelling of the reference."));
      }
    }
  }
}
