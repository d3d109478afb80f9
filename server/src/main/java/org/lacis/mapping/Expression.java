package org.lacis.mapping;

import java.util.List;
import org.apache.jena.graph.Node;
import org.lacis.vocabulary.Place;

/// Where the value of a term map comes from.
public sealed interface Expression {

  /// The same term for every record.
  record Constant(Node node) implements Expression {}

  /// What the record has there, in the reference formulation of its source.
  record Reference(String reference) implements Expression {}

  /// Text with references in it; has no value when one of them has none.
  record Template(List<Part> parts) implements Expression {
    public Template {
      parts = List.copyOf(parts);
    }
  }

  /// A blank node of its own for every record (`rml:termType rml:BlankNode` and nothing else).
  record Fresh() implements Expression {}

  /// The result of a function (RML-FNML).
  ///
  /// @param function IRI
  /// @param inputs in the order of the file
  /// @param result IRI of the wanted return; empty for the function's only one
  record Function(Place place, String function, List<Input> inputs, String result)
      implements Expression {
    public Function {
      inputs = List.copyOf(inputs);
    }
  }

  /// One argument of a function.
  ///
  /// @param parameter IRI
  record Input(Place place, String parameter, TermMap value) {}

  /// A piece of a template.
  sealed interface Part {}

  /// Text that is copied.
  record Text(String text) implements Part {}

  /// A hole for the value of a reference.
  record Hole(String reference) implements Part {}
}
