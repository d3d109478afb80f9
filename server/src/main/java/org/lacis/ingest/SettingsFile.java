package org.lacis.ingest;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A map in a YAML settings file that knows which line each value stands on, so that every mistake
/// is told with its line, what was expected there, and the nearest key that would have been right.
final class SettingsFile {
  private static final Pattern DURATION =
      Pattern.compile("(\\d+)\\s*(ms|s|m|min|h)", Pattern.CASE_INSENSITIVE);
  private static final Pattern BYTES = Pattern.compile("(\\d{1,12})\\s*(KB|MB|GB|B|)");

  private final Path file;
  private final String path;
  private final long line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Long> lines = new LinkedHashMap<>();

  private SettingsFile(Path file, String path, Optional<MappingNode> node) {
    this.file = file;
    this.path = path;
    this.line = node.map(SettingsFile::lineOf).orElse(1L);
    node.ifPresent(this::take);
  }

  /// Reads a file whose top level is a map; an empty file is an empty map.
  static SettingsFile read(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(20);
    try (Reader reader = Files.newBufferedReader(file)) {
      Node root = new Yaml(options).compose(reader);
      return switch (root) {
        case null -> new SettingsFile(file, "", Optional.empty());
        case MappingNode map -> new SettingsFile(file, "", Optional.of(map));
        default -> throw mistake(file, lineOf(root), "", show(root), "keys with values", "");
      };
    } catch (NoSuchFileException e) {
      throw new WorkspaceException(
          Finding.violation(
              "workspace.missing-file",
              Place.of(file.toString()),
              "no such file",
              "a settings file",
              "Make a workspace with `lacis init DIR`, or name the folder of one."),
          e);
    } catch (MarkedYAMLException e) {
      long at = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1L;
      throw mistake(
          file, at, "", String.valueOf(e.getProblem()), "YAML", "Mend the indentation or quoting.");
    } catch (IOException e) {
      throw new WorkspaceException(
          Finding.violation(
              "workspace.unreadable-file",
              Place.of(file.toString()),
              e.toString(),
              "a text file in UTF-8",
              "Check its encoding and the permissions."),
          e);
    }
  }

  /// A map with nothing in it, for a key that is not there.
  SettingsFile none() {
    return new SettingsFile(file, path, Optional.empty());
  }

  private void take(MappingNode node) {
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw mistake(
            file, lineOf(tuple.getKeyNode()), path, show(tuple.getKeyNode()), "a plain key", "");
      }
      Long before = lines.put(key.getValue(), lineOf(key));
      if (before != null) {
        throw mistake(
            file,
            lineOf(key),
            path,
            "the key '" + key.getValue() + "' again",
            "every key once; it stands on line " + before + ", too",
            "Take one of them away.");
      }
      values.put(key.getValue(), tuple.getValueNode());
    }
  }

  /// Refuses every key that is not one of these.
  SettingsFile only(String... keys) {
    for (Map.Entry<String, Long> entry : lines.entrySet()) {
      if (!List.of(keys).contains(entry.getKey())) {
        throw mistake(
            file,
            entry.getValue(),
            path,
            "the key '" + entry.getKey() + "'",
            "one of " + String.join(", ", keys),
            "Did you mean '" + nearest(entry.getKey(), List.of(keys)) + "'?");
      }
    }
    return this;
  }

  boolean has(String key) {
    return values.containsKey(key) && !isNull(values.get(key));
  }

  List<String> keys() {
    return List.copyOf(values.keySet());
  }

  Optional<String> text(String key) {
    return has(key) ? Optional.of(scalar(key, values.get(key), "text")) : Optional.empty();
  }

  String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  String required(String key, String expected) {
    return text(key)
        .orElseThrow(
            () -> mistake(file, line, path, "no '" + key + "'", expected, "Add " + key + ": …"));
  }

  int integer(String key, int otherwise, int least, int most) {
    if (!has(key)) {
      return otherwise;
    }
    String expected = "a whole number from " + least + " to " + most;
    String said = scalar(key, values.get(key), expected);
    try {
      int number = Integer.parseInt(said);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // told below, like a number out of range
    }
    throw wrong(key, said, expected);
  }

  /// A time span such as `500ms`, `30s`, `5m` or `1h`.
  Duration duration(String key, Duration otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    String said = scalar(key, values.get(key), "a duration");
    Matcher matcher = DURATION.matcher(said);
    if (!matcher.matches()) {
      throw wrong(key, said, "a duration such as 500ms, 30s, 5m or 1h");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  /// An amount of bytes: a number with or without KB, MB or GB (1,024 each).
  long bytes(String key, long otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    String said = scalar(key, values.get(key), "an amount of bytes");
    Matcher matcher = BYTES.matcher(said.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw wrong(key, said, "an amount of bytes such as 500KB, 64MB or 2GB");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "KB" -> amount << 10;
      case "MB" -> amount << 20;
      case "GB" -> amount << 30;
      default -> amount;
    };
  }

  /// One text or a list of texts.
  List<String> texts(String key) {
    if (!has(key)) {
      return List.of();
    }
    if (!(values.get(key) instanceof SequenceNode list)) {
      return List.of(scalar(key, values.get(key), "text or a list of texts"));
    }
    List<String> texts = new ArrayList<>();
    for (Node item : list.getValue()) {
      texts.add(scalar(key, item, "a list of texts"));
    }
    return texts;
  }

  /// Words in several languages: `{fr: …, en: …}`, or one text for all of them (language `""`).
  Map<String, String> words(String key) {
    if (!has(key)) {
      return Map.of();
    }
    if (values.get(key) instanceof ScalarNode) {
      return Map.of("", scalar(key, values.get(key), "text"));
    }
    Map<String, String> words = new LinkedHashMap<>();
    SettingsFile byLanguage = map(key).orElseThrow();
    for (String language : byLanguage.keys()) {
      words.put(language, byLanguage.text(language, ""));
    }
    return words;
  }

  Optional<SettingsFile> map(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    if (!(values.get(key) instanceof MappingNode map)) {
      throw wrong(key, show(values.get(key)), "keys with values");
    }
    return Optional.of(new SettingsFile(file, below(key), Optional.of(map)));
  }

  /// Each key of a map with its own map.
  Map<String, SettingsFile> maps(String key) {
    Map<String, SettingsFile> maps = new LinkedHashMap<>();
    map(key)
        .ifPresent(outer ->
            outer
                .keys()
                .forEach(name ->
                    maps.put(
                        name,
                        outer
                            .map(name)
                            .orElseGet(
                                () -> new SettingsFile(file, below(key), Optional.empty())))));
    return maps;
  }

  /// A list of maps.
  List<SettingsFile> items(String key) {
    if (!has(key)) {
      return List.of();
    }
    if (!(values.get(key) instanceof SequenceNode list)) {
      throw wrong(key, show(values.get(key)), "a list");
    }
    List<SettingsFile> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      if (!(item instanceof MappingNode map)) {
        throw mistake(file, lineOf(item), below(key), show(item), "keys with values", "");
      }
      items.add(new SettingsFile(file, below(key), Optional.of(map)));
    }
    return items;
  }

  WorkspaceException wrong(String key, String found, String expected) {
    return mistake(file, lines.getOrDefault(key, line), below(key), found, expected, "");
  }

  private String below(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String scalar(String key, @Nullable Node node, String expected) {
    if (node instanceof ScalarNode value) {
      return value.getValue();
    }
    throw wrong(key, node == null ? "nothing" : show(node), expected);
  }

  private static boolean isNull(@Nullable Node node) {
    return node == null || node.getTag().equals(Tag.NULL);
  }

  private static long lineOf(Node node) {
    return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1L;
  }

  private static String show(@Nullable Node node) {
    return switch (node) {
      case null -> "nothing";
      case ScalarNode scalar -> "'" + scalar.getValue() + "'";
      case SequenceNode _ -> "a list";
      case MappingNode _ -> "keys with values";
      default -> "something else";
    };
  }

  private static WorkspaceException mistake(
      Path file, long line, String path, String found, String expected, String remedy) {
    return new WorkspaceException(
        Finding.violation(
            "workspace.settings",
            Place.line(file.toString(), line).field(path),
            found,
            expected,
            remedy));
  }

  /// The candidate with the least edit distance (Levenshtein).
  static String nearest(String word, List<String> candidates) {
    String best = candidates.isEmpty() ? "" : candidates.getFirst();
    int least = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int distance = editDistance(word, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  private static int editDistance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
        diagonal = row[j];
        row[j] = Math.min(cost, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
