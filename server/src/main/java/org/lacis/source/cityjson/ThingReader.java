package org.lacis.source.cityjson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lacis.source.Value;
import org.lacis.source.features.Derived;
import org.lacis.source.file.ValueRules;
import org.lacis.source.json.JsonPath;
import org.lacis.source.json.Projection;

/// Reads one city object.
final class ThingReader {
  /// What the source itself knows of an object.
  static final List<String> RESERVED = List.of("id", "type", "parent", "lod");

  private static final String ATTRIBUTES = "attributes.";

  private final int width;
  private final boolean shapes;
  private final Projection attributes;

  /// @param references those whose values are read from the attributes
  /// @param shapes whether geometries are read; they are passed over otherwise
  ThingReader(List<String> references, boolean shapes, ValueRules rules) {
    this.width = references.size();
    this.shapes = shapes;
    List<JsonPath> paths = new ArrayList<>();
    List<Integer> slots = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      for (JsonPath path : paths(references.get(i))) {
        paths.add(path);
        slots.add(i);
      }
    }
    this.attributes =
        new Projection(paths, slots.stream().mapToInt(Integer::intValue).toArray(), width, rules);
  }

  /// Whether a reference is answered by attributes.
  static boolean isAttribute(String reference) {
    return !RESERVED.contains(reference) && Derived.of(reference).isEmpty();
  }

  private static List<JsonPath> paths(String reference) {
    List<JsonPath> paths = new ArrayList<>();
    if (isAttribute(reference)) {
      paths.add(JsonPath.names(List.of(reference)));
      String inside =
          reference.startsWith(ATTRIBUTES) ? reference.substring(ATTRIBUTES.length()) : reference;
      if (!inside.equals(reference)) {
        paths.add(JsonPath.names(List.of(inside)));
      }
      JsonPath.simple(inside).filter(path -> !paths.contains(path)).ifPresent(paths::add);
    }
    return paths;
  }

  /// Whether any object so far had the attribute.
  boolean met(int reference) {
    return attributes.met(reference);
  }

  /// Reads the object that the parser points at, to its end.
  CityThing read(JsonParser json, String id) throws IOException {
    attributes.clear();
    String type = "";
    List<String> parents = List.of();
    List<CityThing.Drawing> drawings = List.of();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
    } else {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String member = json.currentName();
        JsonToken token = json.nextToken();
        if (member.equals("type") && token == JsonToken.VALUE_STRING) {
          type = json.getText();
        } else if (member.equals("parents") && token == JsonToken.START_ARRAY) {
          parents = words(json);
        } else if (member.equals("attributes")) {
          attributes.read(json);
        } else if (shapes && member.equals("geometry") && token == JsonToken.START_ARRAY) {
          drawings = drawings(json);
        } else {
          json.skipChildren();
        }
      }
    }
    List<List<Value>> values = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      values.add(List.copyOf(attributes.values(i)));
    }
    return new CityThing(id, type, parents, values, drawings);
  }

  private static List<String> words(JsonParser json) throws IOException {
    List<String> words = new ArrayList<>(1);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        words.add(json.getText());
      }
      json.skipChildren();
    }
    return words;
  }

  private static List<CityThing.Drawing> drawings(JsonParser json) throws IOException {
    List<CityThing.Drawing> drawings = new ArrayList<>(1);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        drawings.add(drawing(json));
      } else {
        json.skipChildren();
      }
    }
    return drawings;
  }

  private static CityThing.Drawing drawing(JsonParser json) throws IOException {
    String type = "";
    Optional<BigDecimal> lod = Optional.empty();
    Optional<Boundaries> boundaries = Optional.empty();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String member = json.currentName();
      JsonToken token = json.nextToken();
      switch (member) {
        case "type" -> type = token == JsonToken.VALUE_STRING ? json.getText() : "";
        case "lod" -> lod = token.isScalarValue() ? lod(json.getText()) : Optional.empty();
        case "boundaries" -> boundaries = Optional.of(Boundaries.read(json));
        default -> json.skipChildren();
      }
      json.skipChildren();
    }
    return new CityThing.Drawing(type, lod, boundaries.orElseGet(Boundaries::new));
  }

  /// `"2.2"`, or the number that CityJSON 1.0 wrote.
  private static Optional<BigDecimal> lod(String words) {
    boolean number = words.matches("\\d{1,3}(\\.\\d{1,3})?");
    return number ? Optional.of(new BigDecimal(words)) : Optional.empty();
  }
}
