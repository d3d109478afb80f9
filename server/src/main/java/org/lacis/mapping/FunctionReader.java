package org.lacis.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.lacis.mapping.MappingGraph.Statement;
import org.lacis.vocabulary.Place;

/// Reads function executions (RML-FNML).
final class FunctionReader {
  private final MappingGraph graph;
  private final Problems problems;
  private final WordCheck words;
  private final TermMapReader terms;
  private final Set<Node> open = new HashSet<>();

  FunctionReader(MappingGraph graph, Problems problems, WordCheck words, TermMapReader terms) {
    this.graph = graph;
    this.problems = problems;
    this.words = words;
    this.terms = terms;
  }

  /// @param map the term map, which says what return is wanted
  /// @param statement names the execution
  Optional<Expression> read(Node map, Statement statement) {
    Node execution = statement.object();
    Place place = graph.place(execution, statement.place());
    if (!open.add(execution)) {
      problems.add(
          "endless-function",
          place,
          "a function whose input is its own result",
          "inputs that end in references and constants",
          "Break the circle.");
      return Optional.empty();
    }
    try {
      words.at(execution, "a function execution", Rml.ON_FUNCTION);
      Optional<String> function = iri(execution, "function", "functionMap", place);
      List<Expression.Input> inputs = new ArrayList<>();
      for (Statement input : graph.about(execution, Rml.term("input"))) {
        input(input).ifPresent(inputs::add);
      }
      String result =
          graph.has(map, Rml.term("return")) || graph.has(map, Rml.term("returnMap"))
              ? iri(map, "return", "returnMap", place).orElse("")
              : "";
      return function.map(name -> new Expression.Function(place, name, inputs, result));
    } finally {
      open.remove(execution);
    }
  }

  private Optional<Expression.Input> input(Statement statement) {
    Node input = statement.object();
    Place place = graph.place(input, statement.place());
    words.at(input, "an input", Rml.ON_INPUT);
    Optional<String> parameter = iri(input, "parameter", "parameterMap", place);
    List<TermMap> values =
        terms.both(input, "inputValue", "inputValueMap", TermMapReader.Role.VALUE);
    if (values.size() != 1) {
      problems.add(
          "bad-input",
          place,
          values.size() + " values",
          "one rml:inputValue or rml:inputValueMap",
          "Give each input one value.");
      return Optional.empty();
    }
    return parameter.map(name -> new Expression.Input(place, name, values.getFirst()));
  }

  private Optional<String> iri(Node node, String shortcut, String full, Place place) {
    List<TermMap> maps = terms.both(node, shortcut, full, TermMapReader.Role.DATATYPE);
    if (maps.size() == 1
        && maps.getFirst().expression() instanceof Expression.Constant(Node value)) {
      return Optional.of(value.getURI());
    }
    problems.add(
        "bad-function",
        place,
        maps.isEmpty() ? "no rml:" + shortcut : "a rml:" + shortcut + " that is not one constant",
        "one IRI",
        "Name it with rml:" + shortcut + ".");
    return Optional.empty();
  }
}
