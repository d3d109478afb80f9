package org.lacis.link.rule;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// One mapping (`key: value` lines) of a YAML file, which knows where it stands and complains with
/// line, expectation and nearest valid key.
final class Yaml {
  private static final YAMLFactory FACTORY =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Pattern LINE = Pattern.compile("line (\\d+), column");
  private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  /// Where every value of the file stands.
  private record File(String name, Map<JsonPointer, Integer> lines) {}

  private final File file;
  private final JsonPointer at;
  private final ObjectNode values;

  private Yaml(File file, JsonPointer at, ObjectNode values) {
    this.file = file;
    this.at = at;
    this.values = values;
  }

  /// A tree that stands in no file.
  ///
  /// @param name where it was found, for complaints
  static Yaml of(String name, ObjectNode values) {
    return new Yaml(new File(name, Map.of()), JsonPointer.empty(), values);
  }

  /// @throws LinkException when there is no such file, it is no YAML, or not a mapping
  static Yaml read(Path path) {
    String name = path.toString();
    try {
      String text = Files.readString(path);
      File file = new File(name, lines(text));
      if (MAPPER.readTree(text) instanceof ObjectNode values) {
        return new Yaml(file, JsonPointer.empty(), values);
      }
      throw new LinkException(
          Finding.violation(
              "link.wrong-value",
              Place.line(name, 1),
              "no mapping",
              "a link rule: rule, source, target, match, emit",
              "Write keys and values, as in the other rules of the folder."));
    } catch (JsonProcessingException e) {
      throw broken(name, e);
    } catch (CharacterCodingException e) {
      throw unreadable(name, "text that is not UTF-8", "Save the file as UTF-8.", e);
    } catch (IOException e) {
      throw unreadable(name, e.toString(), "Check that the file exists and may be read.", e);
    }
  }

  /// The parser tells context, position and excerpt on several lines; the words are what a person
  /// needs, and the first position is where the trouble began.
  private static LinkException broken(String name, JsonProcessingException e) {
    String message = e.getOriginalMessage();
    String words =
        message.lines().filter(line -> !line.startsWith(" ")).collect(Collectors.joining("; "));
    Matcher position = LINE.matcher(message);
    long line =
        position.find()
            ? Long.parseLong(position.group(1))
            : Optional.ofNullable(e.getLocation()).map(l -> (long) l.getLineNr()).orElse(1L);
    return new LinkException(
        Finding.violation(
            "link.unreadable-rule",
            Place.line(name, Math.max(1, line)),
            words,
            "YAML with every key once",
            "Mend the line; mind indentation, quotes and repeated keys."),
        e);
  }

  private static LinkException unreadable(String name, String found, String remedy, Exception e) {
    return new LinkException(
        Finding.violation("link.unreadable-rule", Place.of(name), found, "a link rule", remedy), e);
  }

  private static Map<JsonPointer, Integer> lines(String text) throws IOException {
    Map<JsonPointer, Integer> lines = new HashMap<>();
    try (YAMLParser parser = FACTORY.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (!token.isStructEnd()) {
          // A key stands first and wins over its value, which may begin on a later line.
          lines.putIfAbsent(
              parser.getParsingContext().pathAsPointer(),
              parser.currentTokenLocation().getLineNr());
        }
      }
    }
    return lines;
  }

  /// @throws LinkException at the first key that is none of these
  void allow(String... keys) {
    values
        .fieldNames()
        .forEachRemaining(key -> {
          if (!Arrays.asList(keys).contains(key)) {
            throw complaint(
                "link.unknown-key",
                key,
                "key '" + key + "'",
                "one of " + listed(keys),
                key,
                List.of(keys));
          }
        });
  }

  boolean has(String key) {
    return values.hasNonNull(key);
  }

  List<String> keys() {
    return List.copyOf(values.properties().stream().map(Map.Entry::getKey).toList());
  }

  Yaml object(String key) {
    if (required(key, "a mapping") instanceof ObjectNode child) {
      return new Yaml(file, pointer(key), child);
    }
    throw wrong(key, "a mapping (key: value)");
  }

  /// The mappings of a list.
  List<Yaml> objects(String key) {
    List<Yaml> all = new ArrayList<>();
    JsonNode list = required(key, "a list of mappings");
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof ObjectNode child)) {
        throw wrong(key, "a list of mappings");
      }
      all.add(new Yaml(file, pointer(key).appendIndex(i), child));
    }
    if (!list.isArray() || all.isEmpty()) {
      throw wrong(key, "a list of mappings");
    }
    return all;
  }

  /// Whether a value is a mapping.
  boolean isObject(String key) {
    return values.get(key) instanceof ObjectNode;
  }

  /// Whether a value is a list.
  boolean isList(String key) {
    return values.path(key).isArray();
  }

  /// Pairs of numbers, `[[x, y], …]`, one pair at least.
  List<double[]> points(String key) {
    JsonNode list = required(key, "points: [[x, y], ...]");
    List<double[]> points = new ArrayList<>();
    for (JsonNode point : list) {
      if (point.size() != 2 || !point.get(0).isNumber() || !point.get(1).isNumber()) {
        throw wrong(key, "points: [[x, y], ...]");
      }
      double x = point.get(0).asDouble();
      if (!points.isEmpty() && x <= points.getLast()[0]) {
        throw wrong(key, "points whose x rises");
      }
      points.add(new double[] {x, point.get(1).asDouble()});
    }
    if (points.isEmpty()) {
      throw wrong(key, "points: [[x, y], ...]");
    }
    return points;
  }

  String text(String key) {
    JsonNode value = required(key, "a text");
    if (value.isValueNode()) {
      return value.asText();
    }
    throw wrong(key, "a text");
  }

  double number(String key, double least, double most) {
    String range = "a number from " + plain(least) + (most < 1e300 ? " to " + plain(most) : " up");
    JsonNode value = required(key, range);
    if (!value.isNumber() || value.asDouble() < least || value.asDouble() > most) {
      throw wrong(key, range);
    }
    return value.asDouble();
  }

  int count(String key) {
    JsonNode value = required(key, "a whole number from 1");
    if (!value.isInt() || value.asInt() < 1) {
      throw wrong(key, "a whole number from 1");
    }
    return value.asInt();
  }

  /// One value or a list of values.
  List<JsonNode> several(String key) {
    JsonNode value = required(key, "a value or a list of values");
    List<JsonNode> all =
        value.isArray() ? List.copyOf(value.valueStream().toList()) : List.of(value);
    if (all.isEmpty() || !all.stream().allMatch(one -> one.isValueNode() && !one.isNull())) {
      throw wrong(key, "a value or a list of values");
    }
    return all;
  }

  /// One of a closed set of words.
  <T> T choice(String key, Map<String, T> words) {
    String word = text(key);
    T chosen = words.get(word);
    if (chosen == null) {
      String[] sorted = words.keySet().stream().sorted().toArray(String[]::new);
      throw complaint(
          "link.wrong-value", key, word, "one of " + listed(sorted), word, List.of(sorted));
    }
    return chosen;
  }

  private JsonNode required(String key, String expected) {
    JsonNode value = values.get(key);
    if (value == null || value.isNull()) {
      throw new LinkException(
          Finding.violation(
              "link.missing-key",
              Place.line(file.name, line(at)),
              "no '" + key + "'",
              key + ": " + expected,
              "Add the key " + (at.matches() ? "to the rule." : "below '" + last() + "'.")));
    }
    return value;
  }

  LinkException wrong(String key, String expected) {
    return complaint(
        "link.wrong-value", key, String.valueOf(values.get(key)), expected, "", List.of());
  }

  LinkException wrong(String key, String expected, String remedy) {
    return new LinkException(
        Finding.violation(
            "link.wrong-value", place(key), String.valueOf(values.get(key)), expected, remedy));
  }

  private LinkException complaint(
      String code, String key, String found, String expected, String word, List<String> valid) {
    String remedy =
        nearest(word, valid)
            .map(near -> "Did you mean '" + near + "'?")
            .orElse("Put there what is expected, or remove the key.");
    return new LinkException(Finding.violation(code, place(key), found, expected, remedy));
  }

  private Place place(String key) {
    return Place.line(file.name, line(pointer(key))).field(key);
  }

  private JsonPointer pointer(String key) {
    return at.appendProperty(key);
  }

  private int line(JsonPointer pointer) {
    return file.lines.getOrDefault(pointer, 1);
  }

  private String last() {
    return String.valueOf(at.last().getMatchingProperty());
  }

  private static String listed(String... keys) {
    return String.join(", ", keys);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /// The valid word that a slip of the keyboard most likely meant.
  private static Optional<String> nearest(String word, List<String> valid) {
    return valid.stream()
        .filter(one -> distance(one, word) <= Math.max(2, (one.length() + 1) / 3))
        .min(Comparator.comparingInt(one -> distance(one, word)));
  }

  /// Levenshtein distance, case put aside.
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(swap, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
