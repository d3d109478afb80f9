package org.lacis.mapping;

import java.util.List;
import java.util.Optional;
import org.lacis.vocabulary.Place;

/// Makes RDF terms from a record (RML-Core, "Term Map").
///
/// @param expression where the value comes from
/// @param type the kind of term; for a constant the kind that it is
/// @param language gives the language tag, when the term is a literal with one
/// @param datatype gives the datatype IRI, when the term is a literal with a stated one
/// @param condition an expression that must give `true` (`rml:condition`), when there is one
/// @param targets where the triples go that have a term of this map, those of its language and
///   datatype maps included; empty for the output of the run
public record TermMap(
    Place place,
    Expression expression,
    TermType type,
    Optional<TermMap> language,
    Optional<TermMap> datatype,
    Optional<TermMap> condition,
    List<LogicalTarget> targets)
    implements ObjectMap {
  public TermMap {
    targets = List.copyOf(targets);
  }

  /// A term map whose triples go to the output of the run.
  public TermMap(
      Place place,
      Expression expression,
      TermType type,
      Optional<TermMap> language,
      Optional<TermMap> datatype,
      Optional<TermMap> condition) {
    this(place, expression, type, language, datatype, condition, List.of());
  }

  /// The same term map with its triples going elsewhere.
  TermMap to(List<LogicalTarget> elsewhere) {
    return elsewhere.isEmpty()
        ? this
        : new TermMap(place, expression, type, language, datatype, condition, elsewhere);
  }
}
