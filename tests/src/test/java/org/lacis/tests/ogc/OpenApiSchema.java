package org.lacis.tests.ogc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/// The schemas of an OpenAPI 3.0 document, as far as those of OGC API Features use the language.
record OpenApiSchema(JsonNode document) {
  static OpenApiSchema read(Path file) throws IOException {
    Map<String, Object> yaml = new Yaml().load(Files.readString(file));
    return new OpenApiSchema(new ObjectMapper().valueToTree(yaml));
  }

  /// What is wrong with a value, each with its place; nothing when it is valid.
  List<String> wrong(String schema, JsonNode value) {
    List<String> wrong = new ArrayList<>();
    check(document.at("/components/schemas/" + schema), value, schema, wrong);
    return wrong;
  }

  private void check(JsonNode schema, JsonNode value, String place, List<String> wrong) {
    JsonNode reference = schema.path("$ref");
    if (reference.isTextual()) {
      check(document.at(reference.asText().substring(1)), value, place, wrong);
      return;
    }
    if (value.isNull() && schema.path("nullable").asBoolean()) {
      return;
    }
    for (JsonNode one : schema.path("allOf")) {
      check(one, value, place, wrong);
    }
    if (schema.has("oneOf")) {
      long fitting = 0;
      for (JsonNode one : schema.path("oneOf")) {
        List<String> tried = new ArrayList<>();
        check(one, value, place, tried);
        fitting += tried.isEmpty() ? 1 : 0;
      }
      if (fitting != 1) {
        wrong.add(place + " fits " + fitting + " of the alternatives");
      }
    }
    if (!isOf(schema.path("type").asText(""), value)) {
      wrong.add(place + " is no " + schema.path("type").asText() + ": " + value);
      return;
    }
    if (schema.has("enum")) {
      boolean listed = false;
      for (JsonNode one : schema.path("enum")) {
        listed |= one.equals(value);
      }
      if (!listed) {
        wrong.add(place + " is " + value);
      }
    }
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        wrong.add(place + " lacks " + name.asText());
      }
    }
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          if (value.has(property.getKey())) {
            check(
                property.getValue(),
                value.get(property.getKey()),
                place + "." + property.getKey(),
                wrong);
          }
        });
    if (value.isArray()) {
      if (value.size() < schema.path("minItems").asInt(0)
          || value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
        wrong.add(place + " has " + value.size() + " items");
      }
      for (int i = 0; schema.has("items") && i < value.size(); i++) {
        check(schema.path("items"), value.get(i), place + "[" + i + "]", wrong);
      }
    }
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "number" -> value.isNumber();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      default -> true;
    };
  }
}
