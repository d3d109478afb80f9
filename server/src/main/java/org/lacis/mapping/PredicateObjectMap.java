package org.lacis.mapping;

import java.util.List;
import java.util.Optional;
import org.lacis.vocabulary.Place;

/// Every predicate with every object, in the graphs of the subject and in these.
///
/// @param condition an expression that must give `true` (`rml:condition`), when there is one
public record PredicateObjectMap(
    Place place,
    List<TermMap> predicates,
    List<ObjectMap> objects,
    List<TermMap> graphs,
    Optional<TermMap> condition) {
  public PredicateObjectMap {
    predicates = List.copyOf(predicates);
    objects = List.copyOf(objects);
    graphs = List.copyOf(graphs);
  }
}
