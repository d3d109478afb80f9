package org.lacis.mapping.yarrrml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.mapping.Rml;
import org.lacis.mapping.legacy.Constants;
import org.lacis.mapping.yarrrml.YamlText.Entry;
import org.lacis.vocabulary.Place;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Writes term maps: values, functions, conditions.
final class YarrrmlTerms {
  /// What kind of term is wanted where nothing is said.
  enum Kind {
    IRI,
    LITERAL,
    BLANK
  }

  static final Map<String, String> VALUE_KEYS =
      keys(
          "value", "value v",
          "type", "type",
          "datatype", "datatype",
          "language", "language",
          "targets", "targets target",
          "mapping", "mapping mappings m",
          "condition", "condition conditions",
          "function", "function fn f",
          "parameters", "parameters pms");

  private static final Map<String, String> PARAMETER_KEYS =
      keys("parameter", "parameter pm", "value", "value v", "type", "type", "from", "from");

  private static final Map<String, String> SHORT_FUNCTIONS =
      Map.of("equal", Sheet.IDLAB + "equal", "notEqual", Sheet.IDLAB + "notEqual");

  private static final Map<String, String> SHORT_PARAMETERS =
      Map.of("str1", Sheet.GREL + "valueParameter", "str2", Sheet.GREL + "valueParameter2");

  /// A function as it was written.
  ///
  /// @param name IRI
  record Call(String name, Place place, List<Argument> arguments) {
    Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// @param parameter IRI
  /// @param from `s`, `o`, or empty when it is not said which side of a join it comes from
  record Argument(
      String parameter, org.yaml.snakeyaml.nodes.Node value, String from, Place place) {}

  private final Sheet sheet;
  private final YarrrmlTargets targets;

  YarrrmlTerms(Sheet sheet, YarrrmlTargets targets) {
    this.sheet = sheet;
    this.targets = targets;
  }

  /// Canonical keys by their spellings: pairs of a key and its spellings.
  static Map<String, String> keys(String... pairs) {
    Map<String, String> keys = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      for (String spelling : pairs[i + 1].split(" ")) {
        keys.put(spelling, pairs[i]);
      }
    }
    return keys;
  }

  /// A term map of a text, a mapping with `value`, or a function.
  Node term(org.yaml.snakeyaml.nodes.Node node, Kind kind, String what) {
    Node map = sheet.blank();
    if (node instanceof MappingNode) {
      described(
          map, sheet.yaml.entries(node, what, VALUE_KEYS), kind, sheet.yaml.place(node), what);
    } else {
      sheet
          .yaml
          .text(node, what)
          .ifPresent(text -> value(map, text, kind, Optional.empty(), Optional.empty(), node));
    }
    return map;
  }

  /// What an object, subject, predicate or graph with keys says.
  void described(Node map, Map<String, Entry> entries, Kind byDefault, Place place, String what) {
    Kind kind = sheet.yaml.text(entries, "type").map(type -> kind(type, place)).orElse(byDefault);
    Optional<Entry> language = Optional.ofNullable(entries.get("language"));
    Optional<Entry> datatype = Optional.ofNullable(entries.get("datatype"));
    if (entries.containsKey("function")) {
      call(map, entries, place);
      termType(map, kind, place);
      language.ifPresent(one -> language(map, one.value()));
      datatype.ifPresent(one -> datatype(map, one.value()));
    } else if (entries.containsKey("value")) {
      Entry value = entries.get("value");
      sheet
          .yaml
          .text(value.value(), "a value")
          .ifPresent(text ->
              value(
                  map,
                  text,
                  kind,
                  language.map(Entry::value),
                  datatype.map(Entry::value),
                  value.value()));
    } else if (kind == Kind.BLANK) {
      termType(map, kind, place);
    } else {
      sheet.problems.add(
          "no-expression",
          place,
          what + " that says no value",
          "value, function or mapping",
          "Say where the value comes from.");
    }
    if (entries.containsKey("targets")) {
      targets.put(map, entries.get("targets").value());
    }
    condition(map, entries);
  }

  private Kind kind(String type, Place place) {
    return switch (type) {
      case "iri" -> Kind.IRI;
      case "blank" -> Kind.BLANK;
      case "literal" -> Kind.LITERAL;
      default -> {
        sheet.problems.add(
            "unknown-term-type", place, "type " + type, "iri, blank or literal", "Mend the type.");
        yield Kind.LITERAL;
      }
    };
  }

  private void termType(Node map, Kind kind, Place place) {
    String name =
        switch (kind) {
          case IRI -> "IRI";
          case LITERAL -> "Literal";
          case BLANK -> "BlankNode";
        };
    sheet.put(map, "termType", Rml.term(name), place);
  }

  /// A value that is written as text, `$(x)~iri`.
  void value(
      Node map,
      String written,
      Kind byDefault,
      Optional<org.yaml.snakeyaml.nodes.Node> language,
      Optional<org.yaml.snakeyaml.nodes.Node> datatype,
      org.yaml.snakeyaml.nodes.Node node) {
    Place place = sheet.yaml.place(node);
    boolean iri = written.endsWith("~iri");
    Kind kind = iri ? Kind.IRI : byDefault;
    Written pattern =
        sheet.pattern(iri ? written.substring(0, written.length() - "~iri".length()) : written);
    if (pattern.constant()) {
      constant(map, pattern.text(), kind, language, datatype, place);
      return;
    }
    if (pattern.reference()) {
      sheet.put(map, "reference", pattern.text(), place);
    } else {
      sheet.put(map, "template", pattern.template(), place);
    }
    termType(map, kind, place);
    language.ifPresent(one -> language(map, one));
    datatype.ifPresent(one -> datatype(map, one));
  }

  private void constant(
      Node map,
      String text,
      Kind kind,
      Optional<org.yaml.snakeyaml.nodes.Node> language,
      Optional<org.yaml.snakeyaml.nodes.Node> datatype,
      Place place) {
    switch (kind) {
      case IRI -> sheet.put(map, "constant", NodeFactory.createURI(text), place);
      case BLANK -> {
        sheet.put(map, "template", Constants.template(text), place);
        termType(map, kind, place);
      }
      case LITERAL ->
          sheet.put(
              map,
              "constant",
              Constants.literal(
                  text,
                  language.flatMap(one -> sheet.yaml.text(one, "a language")).map(this::tag),
                  datatype
                      .flatMap(one -> sheet.yaml.text(one, "a datatype"))
                      .map(one -> sheet.pattern(one).text())),
              place);
    }
  }

  private String tag(String written) {
    return written.replaceFirst("~lang$", "");
  }

  private void language(Node map, org.yaml.snakeyaml.nodes.Node node) {
    Place place = sheet.yaml.place(node);
    if (node instanceof ScalarNode scalar) {
      Written pattern = sheet.pattern(tag(scalar.getValue()));
      if (pattern.constant()) {
        sheet.put(map, "language", pattern.text(), place);
      } else {
        Node tag = sheet.blank();
        sheet.put(map, "languageMap", tag, place);
        sheet.put(
            tag,
            pattern.reference() ? "reference" : "template",
            pattern.reference() ? pattern.text() : pattern.template(),
            place);
      }
    } else {
      sheet.put(map, "languageMap", term(node, Kind.LITERAL, "a language"), place);
    }
  }

  private void datatype(Node map, org.yaml.snakeyaml.nodes.Node node) {
    Place place = sheet.yaml.place(node);
    Optional<String> written = sheet.yaml.text(node, "a datatype");
    if (written.isEmpty()) {
      return;
    }
    Written pattern = sheet.pattern(written.get());
    if (!pattern.constant()) {
      sheet.put(map, "datatypeMap", term(node, Kind.IRI, "a datatype"), place);
    } else if (!pattern.text().endsWith("rdf-syntax-ns#langString")) {
      sheet.put(map, "datatype", NodeFactory.createURI(pattern.text()), place);
    }
  }

  /// The conditions that a node states, on the map they guard.
  void condition(Node map, Map<String, Entry> entries) {
    List<org.yaml.snakeyaml.nodes.Node> conditions = YamlText.list(entries, "condition");
    if (conditions.isEmpty()) {
      return;
    }
    Place place = sheet.yaml.place(conditions.getFirst());
    Node condition = sheet.blank();
    sheet.put(map, "condition", condition, place);
    if (conditions.size() == 1) {
      function(condition, conditions.getFirst());
      return;
    }
    Node execution = sheet.blank();
    sheet.put(condition, "functionExecution", execution, place);
    sheet.put(execution, "function", NodeFactory.createURI(Sheet.LF + "and"), place);
    for (org.yaml.snakeyaml.nodes.Node one : conditions) {
      Node value = sheet.blank();
      function(value, one);
      input(execution, Sheet.LF + "value", value, sheet.yaml.place(one));
    }
  }

  private void function(Node map, org.yaml.snakeyaml.nodes.Node node) {
    Map<String, Entry> entries = sheet.yaml.entries(node, "a function", VALUE_KEYS);
    if (entries.containsKey("function")) {
      call(map, entries, sheet.yaml.place(node));
    } else {
      sheet.problems.add(
          "bad-function",
          sheet.yaml.place(node),
          "a condition without function",
          "function and parameters",
          "Name the function, such as equal.");
    }
  }

  private void call(Node map, Map<String, Entry> entries, Place place) {
    read(entries)
        .ifPresent(call -> {
          Node execution = sheet.blank();
          sheet.put(map, "functionExecution", execution, place);
          sheet.put(execution, "function", NodeFactory.createURI(call.name()), call.place());
          for (Argument argument : call.arguments()) {
            Node value = term(argument.value(), Kind.LITERAL, "a parameter's value");
            input(execution, argument.parameter(), value, argument.place());
          }
        });
  }

  private void input(Node execution, String parameter, Node value, Place place) {
    Node input = sheet.blank();
    sheet.put(execution, "input", input, place);
    sheet.put(input, "parameter", NodeFactory.createURI(parameter), place);
    sheet.put(input, "inputValueMap", value, place);
  }

  /// A function and its arguments; `f(p = $(x), q = 1)` is short for a list of parameters.
  Optional<Call> read(Map<String, Entry> entries) {
    Entry entry = entries.get("function");
    if (entry == null) {
      return Optional.empty();
    }
    Optional<String> written = sheet.yaml.text(entry.value(), "a function");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Place place = sheet.yaml.place(entry.value());
    String text = written.get().strip();
    int open = text.indexOf('(');
    String name = (open < 0 ? text : text.substring(0, open)).strip();
    String iri = SHORT_FUNCTIONS.getOrDefault(name, sheet.pattern(name).text());
    List<Argument> arguments = new ArrayList<>();
    if (open >= 0) {
      shortcut(text.substring(open), iri, entry.value(), arguments);
    }
    for (org.yaml.snakeyaml.nodes.Node one : YamlText.list(entries, "parameters")) {
      argument(one, iri).ifPresent(arguments::add);
    }
    return Optional.of(new Call(iri, place, arguments));
  }

  private void shortcut(
      String text, String function, org.yaml.snakeyaml.nodes.Node node, List<Argument> arguments) {
    if (!text.endsWith(")")) {
      sheet.problems.add(
          "bad-function",
          sheet.yaml.place(node),
          text,
          "parameters in brackets: (p = $(x), q = $(y))",
          "Close the bracket.");
      return;
    }
    for (String pair : text.substring(1, text.length() - 1).split(",(?![^(]*\\))")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        ScalarNode value =
            new ScalarNode(
                node.getTag(),
                pair.substring(equals + 1).strip(),
                node.getStartMark(),
                node.getEndMark(),
                org.yaml.snakeyaml.DumperOptions.ScalarStyle.PLAIN);
        arguments.add(
            new Argument(
                parameter(pair.substring(0, equals).strip(), function),
                value,
                "",
                sheet.yaml.place(node)));
      } else if (!pair.isBlank()) {
        sheet.problems.add(
            "bad-function", sheet.yaml.place(node), pair.strip(), "parameter = value", "Name it.");
      }
    }
  }

  private Optional<Argument> argument(org.yaml.snakeyaml.nodes.Node node, String function) {
    Place place = sheet.yaml.place(node);
    if (node instanceof SequenceNode list) {
      List<org.yaml.snakeyaml.nodes.Node> parts = list.getValue();
      if (parts.size() < 2 || parts.size() > 3) {
        sheet.problems.add(
            "bad-input",
            place,
            "a parameter of " + parts.size() + " parts",
            "[parameter, value] or [parameter, value, s or o]",
            "Write it so.");
        return Optional.empty();
      }
      String from =
          parts.size() < 3 ? "" : sheet.yaml.text(parts.get(2), "the side of a join").orElse("");
      return sheet
          .yaml
          .text(parts.getFirst(), "a parameter")
          .map(name -> new Argument(parameter(name, function), parts.get(1), side(from), place));
    }
    Map<String, Entry> entries = sheet.yaml.entries(node, "a parameter", PARAMETER_KEYS);
    Optional<String> name = sheet.yaml.text(entries, "parameter");
    if (name.isEmpty() || !entries.containsKey("value")) {
      sheet.problems.add(
          "bad-input",
          place,
          "a parameter without name or value",
          "parameter and value",
          "Add it.");
      return Optional.empty();
    }
    String from = sheet.yaml.text(entries, "from").orElse("");
    return Optional.of(
        new Argument(
            parameter(name.get(), function), entries.get("value").value(), side(from), place));
  }

  private static String side(String from) {
    return from.isEmpty() ? "" : from.substring(0, 1);
  }

  /// A parameter without prefix has that of its function.
  private String parameter(String name, String function) {
    String known = SHORT_PARAMETERS.get(name);
    if (known != null) {
      return known;
    }
    return name.indexOf(':') < 0
        ? function.replaceFirst("[^#/]*$", "") + name
        : sheet.pattern(name).text();
  }
}
