package org.lacis.source.survey;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lacis.source.file.InputFile;
import org.lacis.source.json.JsonText;

/// The names that stand in the beginning of a file of JSON, at all depths. Filled by one thread.
final class JsonShape {
  /// Values that are looked at; a few megabytes of any file.
  private static final int MOST_VALUES = 300_000;

  private static final int DEEPEST = 20;
  private static final int MOST_MEMBERS = 2_000;
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");

  private final Map<String, JsonShape> members = new LinkedHashMap<>();
  private Optional<JsonShape> element = Optional.empty();
  private long elements;
  private long scalars;
  private long objects;

  /// What a file holds.
  ///
  /// @param root of all its documents together
  /// @param documents how many there are, one after the other, in its beginning
  record Seen(JsonShape root, int documents) {}

  /// An array of objects.
  ///
  /// @param iterator JSONPath of its elements
  record Records(String iterator, JsonShape shape, long count) {}

  static Seen of(InputFile file) {
    JsonShape root = new JsonShape();
    int[] left = {MOST_VALUES};
    int[] documents = {0};
    try {
      new JsonText(file, _ -> {})
          .read(json -> {
            documents[0]++;
            root.see(json, 0, left);
          });
    } catch (Enough _) {
      // the beginning tells enough
    }
    return new Seen(root, documents[0]);
  }

  private void see(JsonParser json, int depth, int[] left) throws IOException {
    if (--left[0] < 0) {
      throw new Enough();
    }
    if (depth > DEEPEST) {
      json.skipChildren();
    } else if (json.currentToken() == JsonToken.START_OBJECT) {
      objects++;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (members.size() < MOST_MEMBERS || members.containsKey(name)) {
          members.computeIfAbsent(name, _ -> new JsonShape()).see(json, depth + 1, left);
        } else {
          json.skipChildren();
        }
      }
    } else if (json.currentToken() == JsonToken.START_ARRAY) {
      JsonShape inner = element.orElseGet(JsonShape::new);
      element = Optional.of(inner);
      while (json.nextToken() != JsonToken.END_ARRAY) {
        elements++;
        inner.see(json, depth + 1, left);
      }
    } else if (json.currentToken() != JsonToken.VALUE_NULL) {
      scalars++;
    }
  }

  Optional<JsonShape> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  Optional<JsonShape> element() {
    return element;
  }

  boolean isObject() {
    return objects > 0;
  }

  /// Names of the members, in the order in which they were met.
  List<String> names() {
    return List.copyOf(members.keySet());
  }

  /// The values of an object whose keys are names of things, as one shape.
  JsonShape together() {
    JsonShape all = new JsonShape();
    members.values().forEach(all::merge);
    return all;
  }

  private void merge(JsonShape other) {
    other.members.forEach(
        (name, shape) -> members.computeIfAbsent(name, _ -> new JsonShape()).merge(shape));
    other.element.ifPresent(shape -> {
      JsonShape mine = element.orElseGet(JsonShape::new);
      element = Optional.of(mine);
      mine.merge(shape);
    });
    elements += other.elements;
    scalars += other.scalars;
    objects += other.objects;
  }

  /// The arrays of objects, the likeliest records first: the largest of those that lie highest.
  List<Records> arrays() {
    List<Records> found = new ArrayList<>();
    arrays("$", 0, found);
    found.sort((one, other) -> {
      int depth = Long.compare(steps(one), steps(other));
      return depth != 0 ? depth : Long.compare(other.count(), one.count());
    });
    return found;
  }

  private static long steps(Records records) {
    return records.iterator().chars().filter(c -> c == '[').count();
  }

  private void arrays(String path, int depth, List<Records> found) {
    if (depth > DEEPEST) {
      return;
    }
    element
        .filter(JsonShape::isObject)
        .ifPresent(shape -> found.add(new Records(path + "[*]", shape, elements)));
    members.forEach((name, shape) -> shape.arrays(step(path, name), depth + 1, found));
  }

  private static String step(String path, String name) {
    return PLAIN.matcher(name).matches()
        ? path + "." + name
        : path + "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']";
  }

  /// References to the values within an object of this shape, as JSONPath writes them.
  List<String> references() {
    List<String> all = new ArrayList<>();
    members.forEach((name, shape) -> shape.leaves(step("$", name), all));
    return all.stream().map(path -> path.startsWith("$.") ? path.substring(2) : path).toList();
  }

  private void leaves(String path, List<String> all) {
    if (scalars > 0) {
      all.add(path);
    }
    members.forEach((name, shape) -> shape.leaves(step(path, name), all));
    element.filter(shape -> shape.scalars > 0).ifPresent(_ -> all.add(path + "[*]"));
  }

  /// Names of the values within an object of this shape, with dots between.
  List<String> dotted() {
    List<String> all = new ArrayList<>();
    members.forEach((name, shape) -> shape.dotted(name, all));
    return all;
  }

  private void dotted(String path, List<String> all) {
    if (scalars > 0 || (element.isPresent() && element.get().scalars > 0)) {
      all.add(path);
    }
    members.forEach((name, shape) -> shape.dotted(path + "." + name, all));
  }
}
