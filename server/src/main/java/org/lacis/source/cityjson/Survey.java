package org.lacis.source.cityjson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lacis.source.file.InputFile;
import org.lacis.source.file.ValueRules;
import org.lacis.source.json.JsonText;
import org.lacis.vocabulary.FindingSink;

/// The first pass over a file: what an object that comes early needs to know of what comes late.
final class Survey {
  private final Header header = new Header();
  private final Vertices vertices;
  private final Map<String, List<CityThing>> parts = new HashMap<>();
  private final JsonText text;
  private final ThingReader reader;
  private boolean first = true;
  private boolean inside;

  private Survey(InputFile file, ValueRules rules, FindingSink findings) {
    this.vertices = new Vertices(file.name(), findings);
    // What is malformed is told by the second pass.
    this.text = new JsonText(file, _ -> {});
    this.reader = new ThingReader(List.of(), true, rules);
  }

  static Survey of(InputFile file, ValueRules rules, FindingSink findings) {
    Survey survey = new Survey(file, rules, findings);
    survey.text.read(survey::document);
    return survey;
  }

  Header header() {
    return header;
  }

  Vertices vertices() {
    return vertices;
  }

  /// The parts of each object by its id; only their ids, types and geometries.
  Map<String, List<CityThing>> parts() {
    return parts;
  }

  /// The features of a sequence, which come after the first document, are left to the second pass.
  private void document(JsonParser json) throws IOException {
    if (!(first || inside) || json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    first = false;
    inside = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String member = json.currentName();
      JsonToken token = json.nextToken();
      if (member.equals("CityObjects") && token == JsonToken.START_OBJECT) {
        objects(json);
      } else if (member.equals("vertices")) {
        vertices.read(json);
      } else {
        header.member(member, json);
      }
    }
  }

  private void objects(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String id = json.currentName();
      json.nextToken();
      text.recordAt(json);
      inside = true;
      keep(reader.read(json, id), parts);
      inside = false;
      text.recordDone();
    }
  }

  /// Keeps a part under each of its parents.
  static void keep(CityThing thing, Map<String, List<CityThing>> parts) {
    if (thing.isPart()) {
      for (String parent : thing.parents()) {
        parts.computeIfAbsent(parent, _ -> new ArrayList<>(1)).add(thing);
      }
    }
  }
}
