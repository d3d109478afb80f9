package org.lacis.mapping.yarrrml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.lacis.mapping.yarrrml.YamlText.Entry;
import org.lacis.mapping.yarrrml.YarrrmlTerms.Argument;
import org.lacis.mapping.yarrrml.YarrrmlTerms.Call;
import org.lacis.mapping.yarrrml.YarrrmlTerms.Kind;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Writes join conditions: `equal` of a value of the subject (`s`) and one of the object (`o`), or
/// several of them under `grel:boolean_and`.
final class YarrrmlJoins {
  private final Sheet sheet;
  private final YarrrmlTerms terms;

  YarrrmlJoins(Sheet sheet, YarrrmlTerms terms) {
    this.sheet = sheet;
    this.terms = terms;
  }

  void put(Node ref, org.yaml.snakeyaml.nodes.Node condition) {
    Map<String, Entry> said =
        sheet.yaml.entries(condition, "a join condition", YarrrmlTerms.VALUE_KEYS);
    Optional<Call> call = terms.read(said);
    if (call.filter(one -> one.name().equals(Sheet.GREL + "boolean_and")).isPresent()) {
      call.get().arguments().forEach(one -> put(ref, one.value()));
      return;
    }
    Optional<Argument> child = call.flatMap(one -> side(one, "s"));
    Optional<Argument> parent = call.flatMap(one -> side(one, "o"));
    if (call.filter(one -> one.name().equals(Sheet.IDLAB + "equal")).isEmpty()
        || child.isEmpty()
        || parent.isEmpty()) {
      sheet.problems.add(
          "unknown-join",
          sheet.yaml.place(condition),
          "a join by " + call.map(one -> "<" + one.name() + ">").orElse("no function"),
          "function: equal with the parameters str1 (of this mapping) and str2 (of the other)",
          "Join by equality; other conditions may stand beside p and o.");
      return;
    }
    Node join = sheet.blank();
    sheet.put(ref, "joinCondition", join, sheet.yaml.place(condition));
    put(join, "child", child.get());
    put(join, "parent", parent.get());
  }

  private void put(Node join, String name, Argument argument) {
    if (argument.value() instanceof ScalarNode text) {
      Written pattern = sheet.pattern(text.getValue());
      if (pattern.reference()) {
        sheet.put(join, name, pattern.text(), argument.place());
        return;
      }
    }
    Node map = terms.term(argument.value(), Kind.LITERAL, "a side of a join");
    sheet.put(join, name + "Map", map, argument.place());
  }

  /// The argument of one side: that which says so, else the one that stands there by its name.
  private Optional<Argument> side(Call call, String side) {
    List<Argument> arguments = call.arguments();
    if (arguments.size() != 2) {
      return Optional.empty();
    }
    boolean swapped = arguments.getFirst().parameter().endsWith("2");
    Argument first = swapped ? arguments.get(1) : arguments.getFirst();
    Argument second = swapped ? arguments.getFirst() : arguments.get(1);
    boolean turned = from(first).equals("o") || from(second).equals("s");
    return Optional.of(side.equals("s") == turned ? second : first);
  }

  /// Which side an argument, or the first argument of a function in it, says it comes from.
  private String from(Argument argument) {
    if (!argument.from().isEmpty() || !(argument.value() instanceof MappingNode node)) {
      return argument.from();
    }
    return terms.read(sheet.yaml.entries(node, "a function", YarrrmlTerms.VALUE_KEYS)).stream()
        .flatMap(call -> call.arguments().stream())
        .map(this::from)
        .filter(side -> !side.isEmpty())
        .findFirst()
        .orElse("");
  }
}
