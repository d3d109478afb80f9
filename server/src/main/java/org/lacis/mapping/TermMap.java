package org.lacis.mapping;

import java.util.Optional;
import org.lacis.vocabulary.Place;

/// Makes RDF terms from a record (RML-Core, "Term Map").
///
/// @param expression where the value comes from
/// @param type the kind of term; for a constant the kind that it is
/// @param language gives the language tag, when the term is a literal with one
/// @param datatype gives the datatype IRI, when the term is a literal with a stated one
/// @param condition an expression that must give `true` (`rml:condition`), when there is one
public record TermMap(
    Place place,
    Expression expression,
    TermType type,
    Optional<TermMap> language,
    Optional<TermMap> datatype,
    Optional<TermMap> condition)
    implements ObjectMap {}
