package org.lacis.mapping;

import java.util.List;
import java.util.Optional;
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

  /// A list or container of what its members give (RML-CC, "Gather Map").
  ///
  /// @param name names the list or container: records that give the same name in the same graph add
  ///   to the same one; without a name each record makes its own
  /// @param members term maps and parents, in the order of the mapping
  /// @param cartesian whether each combination of the members' values makes one of its own; else
  ///   the values of one member follow those of the one before
  /// @param allowEmpty whether a record without values makes an empty one; else it makes none
  record Gathered(
      Place place,
      Optional<Expression> name,
      List<ObjectMap> members,
      Container container,
      boolean cartesian,
      boolean allowEmpty)
      implements Expression {
    public Gathered {
      members = List.copyOf(members);
    }
  }

  /// What a gather map makes.
  enum Container {
    LIST,
    BAG,
    SEQ,
    ALT
  }

  /// The triples of another triples map as terms (RML-star, "Quoted Triples Map").
  ///
  /// @param triplesMap its name; it exists in the same document
  /// @param joins all must hold; empty means the very same record
  record Quoted(Place place, String triplesMap, List<RefObjectMap.JoinCondition> joins)
      implements Expression {
    public Quoted {
      joins = List.copyOf(joins);
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
