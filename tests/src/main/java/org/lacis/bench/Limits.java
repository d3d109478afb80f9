package org.lacis.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The most that each figure of a benchmark may be, from its section of `floors.yaml`.
final class Limits {
  private final String benchmark;
  private final JsonNode section;

  private Limits(String benchmark, JsonNode section) {
    this.benchmark = benchmark;
    this.section = section;
  }

  static Limits read(Path file, String benchmark) throws IOException {
    return new Limits(benchmark, new YAMLMapper().readTree(file.toFile()).path(benchmark));
  }

  /// In words, which figures are above their limit. A figure that could not be taken is a miss.
  List<String> misses(Map<String, Double> figures) {
    List<String> misses = new ArrayList<>();
    figures.forEach((name, found) -> {
      JsonNode limit = section.path(name);
      if (limit.isNumber() && !(found <= limit.asDouble())) {
        misses.add(
            String.format(
                Locale.ROOT,
                "%s, %s: %.3g, expected at most %.3g",
                benchmark,
                name,
                found,
                limit.asDouble()));
      }
    });
    return misses;
  }
}
