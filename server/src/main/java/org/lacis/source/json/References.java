package org.lacis.source.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lacis.source.SourceException;
import org.lacis.source.Value;
import org.lacis.source.file.ValueRules;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// The references of one reading: the simple ones as a projection, the others as full JSONPath over
/// the record as a tree.
final class References {
  private static final ObjectMapper TREES = new ObjectMapper();

  private final Projection simple;
  private final Map<Integer, com.jayway.jsonpath.JsonPath> full = new LinkedHashMap<>();
  private final Configuration configuration = fullJsonPath();
  private final ValueRules rules;

  References(String source, List<String> references, ValueRules rules) {
    this.rules = rules;
    List<JsonPath> paths = new ArrayList<>();
    List<Integer> slots = new ArrayList<>();
    for (int i = 0; i < references.size(); i++) {
      Optional<JsonPath> path = JsonPath.simple(references.get(i));
      if (path.isPresent()) {
        paths.add(path.get());
        slots.add(i);
      } else {
        full.put(i, compile(source, references.get(i)));
      }
    }
    int[] slotOf = slots.stream().mapToInt(Integer::intValue).toArray();
    this.simple = new Projection(paths, slotOf, references.size(), rules);
  }

  static Configuration fullJsonPath() {
    return Configuration.builder()
        .jsonProvider(new JacksonJsonNodeJsonProvider(TREES))
        .mappingProvider(new JacksonMappingProvider(TREES))
        .options(Set.of(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS))
        .build();
  }

  static com.jayway.jsonpath.JsonPath compile(String source, String path) {
    try {
      if (balanced(path)) {
        return com.jayway.jsonpath.JsonPath.compile(path);
      }
      throw new InvalidPathException("brackets that do not match");
    } catch (InvalidPathException cause) {
      throw new SourceException(
          Finding.violation(
              "source.bad-path",
              Place.of(source),
              path,
              "a JSONPath",
              "Mend the path: " + cause.getMessage()),
          cause);
    }
  }

  /// The library takes a path with a bracket too many; the standard does not.
  private static boolean balanced(String path) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '[' || c == '(') {
        depth++;
      } else if (c == ']' || c == ')') {
        depth--;
        if (depth < 0) {
          return false;
        }
      }
    }
    return depth == 0 && quote == 0;
  }

  static JsonNode tree(String text) throws JsonProcessingException {
    return TREES.readTree(text);
  }

  static JsonNode tree(JsonParser json) throws IOException {
    return TREES.readTree(json);
  }

  /// Reads the record that the parser points at.
  void read(JsonParser json) throws IOException {
    if (full.isEmpty()) {
      simple.clear();
      simple.read(json);
    } else {
      read(tree(json));
    }
  }

  void read(JsonNode record) throws IOException {
    simple.clear();
    try (JsonParser tokens = record.traverse()) {
      tokens.nextToken();
      simple.read(tokens);
    }
    for (Map.Entry<Integer, com.jayway.jsonpath.JsonPath> entry : full.entrySet()) {
      ArrayNode nodes = entry.getValue().read(record, configuration);
      for (JsonNode node : nodes) {
        add(entry.getKey(), node);
      }
    }
  }

  private void add(int slot, JsonNode node) throws IOException {
    if (node.isArray()) {
      simple.sawArray(slot);
      for (JsonNode element : node) {
        if (element.isValueNode()) {
          add(slot, element);
        }
      }
    } else if (node.isValueNode()) {
      try (JsonParser token = node.traverse()) {
        token.nextToken();
        simple.add(slot, Projection.scalar(token, rules));
      }
    }
  }

  /// Whether some record had an array where the reference ends.
  boolean array(int reference) {
    return simple.array(reference);
  }

  List<Value> values(int reference) {
    return simple.values(reference);
  }
}
