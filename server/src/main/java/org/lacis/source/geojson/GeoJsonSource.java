package org.lacis.source.geojson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeoJson;
import org.lacis.geometry.GeometryException;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceRecord;
import org.lacis.source.Value;
import org.lacis.source.features.DeclaredCrs;
import org.lacis.source.features.Derived;
import org.lacis.source.features.FeatureRecord;
import org.lacis.source.file.InputFile;
import org.lacis.source.file.ValueRules;
import org.lacis.source.json.JsonPath;
import org.lacis.source.json.JsonText;
import org.lacis.source.json.Projection;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

final class GeoJsonSource implements Source {
  private final InputFile file;
  private final ValueRules rules;
  private final DeclaredCrs declared;

  GeoJsonSource(SourceDescription description) {
    this.file = InputFile.of(description);
    this.rules = ValueRules.of(description);
    this.declared = DeclaredCrs.of(description);
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public void read(List<String> references, Consumer<SourceRecord> each, FindingSink findings) {
    FeatureRecord record = new FeatureRecord(file.name(), references, findings);
    Crs crs = record.wantsShape() ? named().or(declared::crs).orElse(Crs.CRS84) : Crs.CRS84;
    Reading reading = new Reading(references, record, crs, each, findings);
    reading.text.read(reading::document);
    reading.tellAbsent(findings);
  }

  /// Looks for the old `crs` member before any geometry is read: it may stand behind the features.
  private Optional<Crs> named() {
    List<String> name = new ArrayList<>();
    Projection projection =
        new Projection(
            List.of(JsonPath.names(List.of("crs", "properties", "name"))), new int[] {0}, 1, rules);
    new JsonText(file, _ -> {})
        .read(json -> {
          projection.clear();
          projection.read(json);
          for (Value value : projection.values(0)) {
            if (value instanceof Value.Text(String lexical, _)) {
              name.add(lexical);
            }
          }
        });
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(DeclaredCrs.known(file.name(), name.getFirst()));
  }

  @Override
  public void close() {}

  /// One reading of the file.
  private final class Reading {
    private final List<String> references;
    private final FeatureRecord record;
    private final Crs crs;
    private final Consumer<SourceRecord> each;
    private final JsonText text;
    private final Projection properties;
    private Optional<GeometryException> broken = Optional.empty();

    Reading(
        List<String> references,
        FeatureRecord record,
        Crs crs,
        Consumer<SourceRecord> each,
        FindingSink findings) {
      this.references = references;
      this.record = record;
      this.crs = crs;
      this.each = each;
      this.text = new JsonText(file, findings);
      List<JsonPath> paths = new ArrayList<>();
      List<Integer> slots = new ArrayList<>();
      for (int i = 0; i < references.size(); i++) {
        String name = references.get(i);
        if (Derived.of(name).isEmpty()) {
          JsonPath plain = JsonPath.names(List.of(name));
          paths.add(plain);
          slots.add(i);
          Optional<JsonPath> nested = JsonPath.simple(name).filter(path -> !path.equals(plain));
          if (nested.isPresent()) {
            paths.add(nested.get());
            slots.add(i);
          }
        }
      }
      this.properties =
          new Projection(
              paths,
              slots.stream().mapToInt(Integer::intValue).toArray(),
              references.size(),
              rules);
    }

    /// A feature collection, or a feature on its own; its members may come in any order.
    void document(JsonParser json) throws IOException {
      text.recordAt(json);
      if (json.currentToken() == JsonToken.START_OBJECT && object(json, true)) {
        text.recordDone();
        emit();
      }
      text.recordDone();
    }

    private void feature(JsonParser json) throws IOException {
      text.recordAt(json);
      boolean whole = json.currentToken() == JsonToken.START_OBJECT && object(json, false);
      text.recordDone();
      if (whole) {
        emit();
      } else {
        json.skipChildren();
      }
    }

    private void emit() {
      record.count();
      fill();
      broken.ifPresent(record::broken);
      each.accept(record);
    }

    /// Projected values go into the record at the end: the feature's own `id` comes first.
    private void fill() {
      for (int i = 0; i < references.size(); i++) {
        if (!(references.get(i).equals("id") && record.has("id"))) {
          record.add(references.get(i), properties.values(i));
        }
      }
    }

    /// @return whether the object is a feature
    private boolean object(JsonParser json, boolean root) throws IOException {
      begin();
      boolean feature = !root;
      boolean collection = false;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String member = json.currentName();
        JsonToken token = json.nextToken();
        if (root && member.equals("features") && token == JsonToken.START_ARRAY) {
          collection = true;
          while (json.nextToken() != JsonToken.END_ARRAY) {
            feature(json);
          }
        } else {
          feature |= member.equals("geometry") || member.equals("properties");
          member(json, member);
        }
      }
      return feature && !collection;
    }

    private void begin() {
      record.clear();
      properties.clear();
      broken = Optional.empty();
    }

    private void member(JsonParser json, String member) throws IOException {
      switch (member) {
        case "id" -> {
          if (record.wants("id") && json.currentToken().isScalarValue()) {
            record.add("id", Projection.scalar(json, rules));
          }
          json.skipChildren();
        }
        case "geometry" -> geometry(json);
        case "properties" -> properties.read(json);
        default -> json.skipChildren();
      }
    }

    private void geometry(JsonParser json) throws IOException {
      if (!record.wantsShape()) {
        json.skipChildren();
        return;
      }
      try {
        GeoJson.parse(json, crs).map(declared::oriented).ifPresent(record::shape);
      } catch (GeometryException cause) {
        broken = Optional.of(cause);
      }
    }

    /// A property that no feature has is probably misspelt, or in another file of the dataset.
    void tellAbsent(FindingSink findings) {
      if (record.number() == 0) {
        return;
      }
      for (int i = 0; i < references.size(); i++) {
        String name = references.get(i);
        if (Derived.of(name).isEmpty() && !name.equals("id") && !properties.met(i)) {
          findings.report(
              Finding.warning(
                  "source.absent-property",
                  Place.of(file.name()).field(name),
                  "no feature with this property",
                  "a property of the features",
                  "Check the spelling of the reference."));
        }
      }
    }
  }
}
