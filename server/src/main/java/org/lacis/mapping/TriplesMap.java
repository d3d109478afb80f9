package org.lacis.mapping;

import java.util.List;
import org.lacis.vocabulary.Place;

/// How the records of one logical source become triples (RML-Core, "Triples Map").
///
/// @param name its IRI, or a blank node's label
/// @param baseIri `rml:baseIRI` of this triples map; empty when the run's base counts
/// @param asserted whether its triples are said; else they are only quoted by others (RML-star)
public record TriplesMap(
    String name,
    Place place,
    LogicalSource source,
    String baseIri,
    SubjectMap subject,
    List<PredicateObjectMap> predicateObjectMaps,
    boolean asserted) {
  public TriplesMap {
    predicateObjectMaps = List.copyOf(predicateObjectMaps);
  }

  /// The last part of the name, for a person.
  public String shortName() {
    int cut = Math.max(name.lastIndexOf('#'), name.lastIndexOf('/'));
    return cut >= 0 && cut < name.length() - 1 ? name.substring(cut + 1) : name;
  }
}
