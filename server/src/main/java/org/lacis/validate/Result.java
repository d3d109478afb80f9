package org.lacis.validate;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.path.Path;
import org.jspecify.annotations.Nullable;
import org.lacis.vocabulary.Severity;

/// One result of a validation (SHACL, section 3.6.2): something that breaks a constraint.
///
/// @param focus the node that was checked
/// @param path the path of the property shape; of `sh:closed`, the property that is too much; null
///   where the node itself is wrong
/// @param value what was wrong; null where it is the number or lack of values
/// @param target the shape whose target the focus node is
/// @param shape the shape that has the constraint: the target shape, or a property shape in it;
///   often a blank node
/// @param component IRI of the kind of constraint, `sh:MinCountConstraintComponent` for one
/// @param severity IRI: `sh:Violation`, `sh:Warning`, `sh:Info`, or one of the shapes' own
/// @param messages literals: the `sh:message`s of the shape, in each language, or a sentence in
///   English where it has none
/// @param constraint the node of a constraint in SPARQL (`sh:sourceConstraint`); null for others
public record Result(
    Node focus,
    @Nullable Path path,
    @Nullable Node value,
    Node target,
    Node shape,
    Node component,
    Node severity,
    List<Node> messages,
    @Nullable Node constraint) {

  public Result {
    messages = List.copyOf(messages);
  }

  /// A result of a constraint that is not in SPARQL.
  public Result(
      Node focus,
      @Nullable Path path,
      @Nullable Node value,
      Node target,
      Node shape,
      Node component,
      Node severity,
      List<Node> messages) {
    this(focus, path, value, target, shape, component, severity, messages, null);
  }

  /// How much it matters; severities that SHACL does not know count as violations.
  public Severity level() {
    return switch (severity.isURI() ? severity.getLocalName() : "") {
      case "Info" -> Severity.INFO;
      case "Warning" -> Severity.WARNING;
      default -> Severity.VIOLATION;
    };
  }

  /// @param language as `fr`
  /// @return the message in that language, or else the first one
  public String message(String language) {
    Node best = null;
    for (Node message : messages) {
      if (best == null || (message.isLiteral() && language.equals(message.getLiteralLanguage()))) {
        best = message;
      }
    }
    return best == null ? "" : best.isLiteral() ? best.getLiteralLexicalForm() : best.toString();
  }
}
