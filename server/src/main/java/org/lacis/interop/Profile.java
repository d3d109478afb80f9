package org.lacis.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which tests are run, and what each level asks for. A YAML file:
///
/// ```yaml
/// title: {en: Linked data, fr: Données liées}
/// tests: [protocol.*, uris.*]          # names, or what they begin with
/// levels:
///   bronze: {families: 1}              # families with at least one test passed
///   silver: {families: 2, tests: [uris.gone]}
///   gold: {families: 2}
/// ```
///
/// A level asks for the tests it names and, unless another level names them, for those of its
/// severity: bronze for blocking, silver for major, gold for minor ones; each for what the levels
/// below it ask for, too.
///
/// @param name as it is asked for
/// @param tests patterns of what is run
/// @param families how many families a level wants with at least one test passed
/// @param named patterns of the tests that a level names
public record Profile(
    String name,
    Text title,
    List<String> tests,
    Map<Level, Integer> families,
    Map<Level, List<String>> named) {
  /// The profiles of the program.
  public static final List<String> NAMES = List.of("all", "alone", "linked-data", "mim7", "ogc");

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  public Profile {
    tests = List.copyOf(tests);
    families = Map.copyOf(families);
    named = Map.copyOf(named);
  }

  /// A profile of the program, else one in a file.
  ///
  /// @throws InteropException when there is none, or the file is not one
  public static Profile open(String name) {
    if (NAMES.contains(name)) {
      return own(name);
    }
    Path file = Path.of(name);
    if (!name.matches(".*\\.ya?ml") || !Files.isRegularFile(file)) {
      throw InteropException.of(
          "interop.profile",
          "--profile",
          name,
          String.join(", ", NAMES) + ", or a file NAME.yaml",
          "Name one of these.");
    }
    try {
      return read(name, Files.readString(file));
    } catch (IOException e) {
      throw wrong(name, String.valueOf(e.getMessage()));
    }
  }

  /// A profile of the program.
  ///
  /// @throws InteropException when there is none of that name
  public static Profile own(String name) {
    String path = "profiles/" + name + ".yaml";
    try (InputStream in = NAMES.contains(name) ? Profile.class.getResourceAsStream(path) : null) {
      if (in == null) {
        throw InteropException.of(
            "interop.profile", "profile", name, String.join(", ", NAMES), "Name one of these.");
      }
      return read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads the text of a profile.
  ///
  /// @throws InteropException when it is none
  public static Profile read(String name, String yaml) {
    JsonNode root;
    try {
      root = YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw wrong(name + ", line " + line, String.valueOf(e.getOriginalMessage()));
    }
    keys(name, root, Set.of("title", "tests", "levels"));
    List<String> tests = strings(name, root.path("tests"));
    if (tests.isEmpty()) {
      throw wrong(name, "no tests");
    }
    keys(name + ", levels", root.path("levels"), Set.of("bronze", "silver", "gold"));
    Map<Level, Integer> families = new EnumMap<>(Level.class);
    Map<Level, List<String>> named = new EnumMap<>(Level.class);
    for (Level level : List.of(Level.BRONZE, Level.SILVER, Level.GOLD)) {
      JsonNode one = root.path("levels").path(level.key());
      keys(name + ", levels, " + level.key(), one, Set.of("families", "tests"));
      families.put(level, one.path("families").asInt(1));
      named.put(level, strings(name, one.path("tests")));
    }
    JsonNode title = root.path("title");
    return new Profile(
        name,
        new Text(title.path("en").asText(name), title.path("fr").asText(name)),
        tests,
        families,
        named);
  }

  private static void keys(String place, JsonNode mapping, Set<String> known) {
    mapping
        .fieldNames()
        .forEachRemaining(key -> {
          if (!known.contains(key)) {
            throw wrong(place, key + ", where only " + new TreeSet<>(known) + " mean something");
          }
        });
  }

  private static List<String> strings(String name, JsonNode list) {
    List<String> strings = new ArrayList<>();
    for (JsonNode one : list) {
      if (!one.isTextual() || !one.asText().matches("\\*|[a-z0-9-]+\\.(\\*|[a-z0-9-]+)")) {
        throw wrong(name, one.toString() + ", which is no test nor a pattern of tests");
      }
      strings.add(one.asText());
    }
    return strings;
  }

  private static InteropException wrong(String place, String found) {
    return InteropException.of(
        "interop.profile",
        place,
        found,
        "a profile: title, tests, levels",
        "Look at docs/interop-check.md for what a profile says.");
  }

  /// Whether a test is of this profile.
  public boolean has(Check check) {
    return matches(tests, check);
  }

  /// From which level on a test has to pass.
  public Level needed(Check check) {
    for (Level level : List.of(Level.BRONZE, Level.SILVER, Level.GOLD)) {
      if (matches(named.getOrDefault(level, List.of()), check)) {
        return level;
      }
    }
    return switch (check.severity()) {
      case BLOCKING -> Level.BRONZE;
      case MAJOR -> Level.SILVER;
      case MINOR -> Level.GOLD;
    };
  }

  private static boolean matches(List<String> patterns, Check check) {
    return patterns.stream()
        .anyMatch(pattern ->
            pattern.endsWith("*")
                ? check.id().startsWith(pattern.substring(0, pattern.length() - 1))
                : check.id().equals(pattern));
  }
}
