package org.lacis.mapping.yarrrml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.Nearest;
import org.lacis.mapping.Problems;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// YAML as nodes that know their line, with what YARRRML asks of it again and again.
///
/// @param file in messages
record YamlText(String file, Problems problems) {
  private static final int DEEPEST = 50;

  /// The parser keeps to YAML 1.1, where a question mark ends text in a list in brackets; addresses
  /// have them, and YAML 1.2 takes them. They travel as a character that no text has.
  private static final Pattern QUESTION = Pattern.compile("(?<=\\S)\\?(?=\\S)");

  private static final String MARK = "\uE0F3";

  /// A key and what stands under it.
  record Entry(String key, Place place, Node value) {}

  /// @throws MappingException when the text is no YAML, or an alias stands within its own anchor
  Node read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    try {
      String readable = QUESTION.matcher(text).replaceAll(MARK);
      Node root = new Yaml(options).compose(new StringReader(readable));
      checkCircles(root, Collections.newSetFromMap(new IdentityHashMap<>()));
      return restored(root);
    } catch (MarkedYAMLException e) {
      long line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1L;
      throw syntax(
          Place.line(file, line), String.valueOf(e.getProblem()).replaceFirst("^found ", ""), e);
    } catch (YAMLException e) {
      throw syntax(
          Place.of(file), String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }
  }

  private static Node restored(Node node) {
    switch (node) {
      case MappingNode map ->
          map.setValue(
              map.getValue().stream()
                  .map(one ->
                      new NodeTuple(restored(one.getKeyNode()), restored(one.getValueNode())))
                  .toList());
      case SequenceNode list -> list.getValue().replaceAll(YamlText::restored);
      case ScalarNode text when text.getValue().contains(MARK) -> {
        return new ScalarNode(
            text.getTag(),
            text.getValue().replace(MARK, "?"),
            text.getStartMark(),
            text.getEndMark(),
            text.getScalarStyle());
      }
      default -> {}
    }
    return node;
  }

  private static MappingException syntax(Place place, String found, Throwable cause) {
    return new MappingException(
        Finding.violation(
            "mapping.syntax",
            place,
            found,
            "YAML",
            "Look at this line and the one before it: indentation, a missing colon or quote is the"
                + " usual reason; text with [ ] { } , # or : in it is quoted, and text with a"
                + " backslash in it has single quotes."),
        cause);
  }

  private void checkCircles(Node node, Set<Node> open) {
    if (!open.add(node)) {
      throw new MappingException(
          Finding.violation(
              "mapping.circle",
              place(node),
              "an alias that stands within what it stands for",
              "aliases (*name) of what was written before",
              "Break the circle."));
    }
    switch (node) {
      case MappingNode map -> map.getValue().forEach(one -> checkCircles(one.getValueNode(), open));
      case SequenceNode list -> list.getValue().forEach(one -> checkCircles(one, open));
      default -> {}
    }
    open.remove(node);
  }

  Place place(Node node) {
    return Place.line(file, node.getStartMark().getLine() + 1L);
  }

  /// The entries of a mapping by their canonical key.
  ///
  /// @param what the node is, for a person
  /// @param keys canonical keys by every spelling that is allowed
  Map<String, Entry> entries(Node node, String what, Map<String, String> keys) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Entry entry : all(node, what)) {
      String known = keys.get(entry.key());
      if (known == null) {
        unknown(entry, what, keys);
      } else {
        Entry before = entries.putIfAbsent(known, entry);
        if (before != null) {
          twice(entry, before);
        }
      }
    }
    return entries;
  }

  /// The entries of a mapping whose keys are names that its author chose.
  List<Entry> all(Node node, String what) {
    List<Entry> entries = new ArrayList<>();
    if (!(node instanceof MappingNode map)) {
      if (!empty(node)) {
        wrong(node, what, "keys with values");
      }
      return entries;
    }
    Map<String, Entry> seen = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        Entry entry = new Entry(key.getValue(), place(key), tuple.getValueNode());
        Entry before = seen.putIfAbsent(entry.key(), entry);
        if (before == null) {
          entries.add(entry);
        } else {
          twice(entry, before);
        }
      } else {
        wrong(tuple.getKeyNode(), "a key", "text");
      }
    }
    return entries;
  }

  private void twice(Entry entry, Entry before) {
    problems.add(
        "repeated-key",
        entry.place(),
        "the key " + entry.key() + " a second time",
        "each key once (the first stands at line " + before.place().position() + ")",
        "Put both under one key, as a list.");
  }

  private void unknown(Entry entry, String what, Map<String, String> keys) {
    List<String> near = Nearest.to(entry.key(), keys.keySet());
    problems.add(
        "unknown-key",
        entry.place(),
        "the key " + entry.key() + " in " + what,
        "one of " + keys.values().stream().distinct().sorted().collect(Collectors.joining(", ")),
        near.isEmpty()
            ? "Take it away, or move it to where it belongs."
            : "Did you mean " + String.join(" or ", near) + "?");
  }

  void wrong(Node node, String what, String expected) {
    problems.add(
        "wrong-shape",
        place(node),
        switch (node) {
          case ScalarNode text -> what + " that is the text \"" + text.getValue() + '"';
          case SequenceNode _ -> what + " that is a list";
          default -> what + " that has keys";
        },
        expected,
        "Write it so.");
  }

  static boolean empty(Node node) {
    return node instanceof ScalarNode text && text.getValue().isEmpty() && text.isPlain();
  }

  /// The text of a scalar.
  Optional<String> text(Node node, String what) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    wrong(node, what, "text");
    return Optional.empty();
  }

  Optional<String> text(Map<String, Entry> entries, String key) {
    Entry entry = entries.get(key);
    return entry == null ? Optional.empty() : text(entry.value(), key);
  }

  /// One thing, or the things of a list.
  static List<Node> list(Node node) {
    return node instanceof SequenceNode list ? list.getValue() : List.of(node);
  }

  static List<Node> list(Map<String, Entry> entries, String key) {
    Entry entry = entries.get(key);
    return entry == null || empty(entry.value()) ? List.of() : list(entry.value());
  }
}
