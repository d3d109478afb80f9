package org.lacis.lift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.lacis.lift.function.Functions;
import org.lacis.lift.function.LiftFunction;
import org.lacis.mapping.Expression;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.Nearest;
import org.lacis.mapping.TermMap;
import org.lacis.source.Value;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Turns expressions into makers of values. One for each triples map that reads a source.
final class ValueCompiler {
  private final References references;

  ValueCompiler(References references) {
    this.references = references;
  }

  /// Values of a map whose text counts and nothing else: join sides, language tags, inputs.
  ValueMaker values(TermMap map) {
    return guarded(map, values(map.expression(), map.place(), Iris.Encoding.NONE));
  }

  ValueMaker guarded(TermMap map, ValueMaker maker) {
    return map.condition()
        .<ValueMaker>map(condition -> new ValueMaker.Guarded(values(condition), maker))
        .orElse(maker);
  }

  ValueMaker values(Expression expression, Place place, Iris.Encoding encoding) {
    return switch (expression) {
      case Expression.Constant(Node node) ->
          new ValueMaker.Fixed(List.of(value(node)), node.toString());
      case Expression.Reference(String reference) -> referred(reference, place);
      case Expression.Template template -> filled(template, place, encoding);
      case Expression.Function function -> new ValueMaker.Called(call(function), label(function));
      case Expression.Fresh _, Expression.Gathered _, Expression.Quoted _ ->
          throw new MappingException(
              Finding.violation(
                  "lift.no-value",
                  place,
                  "a term that has no text: a blank node, a list, a triple",
                  "an expression with a value",
                  "Give it rml:reference or rml:template."));
    };
  }

  ValueMaker.Filled filled(Expression.Template template, Place place, Iris.Encoding encoding) {
    List<String> texts = new ArrayList<>();
    List<ValueMaker.Referred> holes = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Expression.Part part : template.parts()) {
      switch (part) {
        case Expression.Text(String piece) -> text.append(piece);
        case Expression.Hole(String reference) -> {
          texts.add(text.toString());
          text.setLength(0);
          holes.add(referred(reference, place));
        }
      }
    }
    texts.add(text.toString());
    String label = holes.isEmpty() ? text.toString() : holes.getFirst().label();
    return new ValueMaker.Filled(texts, holes, encoding, label);
  }

  private ValueMaker.Referred referred(String reference, Place place) {
    return new ValueMaker.Referred(references.number(reference, place), reference);
  }

  private static Value value(Node node) {
    if (node.isLiteral()) {
      String datatype = node.getLiteralDatatypeURI();
      boolean text =
          datatype.endsWith("XMLSchema#string") || datatype.endsWith("rdf-syntax-ns#langString");
      return new Value.Text(node.getLiteralLexicalForm(), text ? "" : datatype);
    }
    return new Value.Text(node.isURI() ? node.getURI() : node.getBlankNodeLabel(), "");
  }

  /// The references it is called with: what a person looks up in the data. The function's own name
  /// where it is called with none.
  private static String label(Expression.Function function) {
    List<String> references =
        function.inputs().stream()
            .flatMap(input -> references(input.value().expression()).stream())
            .distinct()
            .toList();
    return references.isEmpty()
        ? function.function().replaceFirst("^.*[/#]", "")
        : String.join(", ", references);
  }

  private static List<String> references(Expression expression) {
    return switch (expression) {
      case Expression.Reference(String reference) -> List.of(reference);
      case Expression.Template(var parts) ->
          parts.stream()
              .flatMap(part ->
                  part instanceof Expression.Hole(String reference)
                      ? java.util.stream.Stream.of(reference)
                      : java.util.stream.Stream.empty())
              .toList();
      case Expression.Function function ->
          function.inputs().stream()
              .flatMap(input -> references(input.value().expression()).stream())
              .toList();
      case Expression.Constant _, Expression.Fresh _, Expression.Gathered _, Expression.Quoted _ ->
          List.of();
    };
  }

  private FunctionCall call(Expression.Function wanted) {
    LiftFunction function =
        Functions.find(wanted.function()).orElseThrow(() -> unknownFunction(wanted));
    if (!function.gives(wanted.result())) {
      throw new MappingException(
          Finding.violation(
              "lift.unknown-result",
              wanted.place(),
              "rml:return <" + wanted.result() + ">",
              "<" + String.join(">, <", function.results()) + ">",
              "Ask for a result that the function has."));
    }
    List<List<ValueMaker>> inputs = new ArrayList<>();
    function.parameters().forEach(_ -> inputs.add(new ArrayList<>()));
    for (Expression.Input input : wanted.inputs()) {
      int number =
          function
              .parameter(input.parameter())
              .orElseThrow(() -> unknownParameter(function, input));
      inputs.get(number).add(values(input.value()));
    }
    check(function, inputs, wanted);
    return new FunctionCall(function, inputs, label(wanted));
  }

  private static void check(
      LiftFunction function, List<List<ValueMaker>> inputs, Expression.Function wanted) {
    for (int i = 0; i < inputs.size(); i++) {
      LiftFunction.Parameter parameter = function.parameters().get(i);
      int given = inputs.get(i).size();
      if ((given == 0 && parameter.required()) || (given > 1 && !parameter.repeated())) {
        throw new MappingException(
            Finding.violation(
                "lift.wrong-input",
                wanted.place(),
                given + " inputs <" + parameter.name() + ">",
                parameter.repeated() ? "one or more" : "one",
                "The function is <" + function.iri() + ">."));
      }
    }
  }

  private static MappingException unknownFunction(Expression.Function wanted) {
    List<String> near =
        Nearest.to(wanted.function(), Functions.all().stream().map(LiftFunction::iri).toList());
    return new MappingException(
        Finding.violation(
            "lift.unknown-function",
            wanted.place(),
            "<" + wanted.function() + ">",
            near.isEmpty() ? "a function of the list" : "<" + String.join(">, <", near) + ">",
            "Call a function that Lacis has; the manual lists them."));
  }

  private static MappingException unknownParameter(LiftFunction function, Expression.Input input) {
    Optional<String> all =
        function.parameters().stream()
            .map(parameter -> "<" + parameter.name() + ">")
            .reduce((one, other) -> one + ", " + other);
    return new MappingException(
        Finding.violation(
            "lift.unknown-parameter",
            input.place(),
            "<" + input.parameter() + ">",
            all.orElse("no parameter"),
            "Name a parameter of <" + function.iri() + ">."));
  }
}
