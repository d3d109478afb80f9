package org.lacis.mapping;

import java.util.List;
import org.lacis.vocabulary.Place;

/// Objects that are the subjects of another triples map (RML-Core, "Referencing Object Map").
///
/// @param parent name of the parent triples map; it exists in the same document
/// @param joins all must hold; empty means the very same record, and then both triples maps read
///   the same logical source
public record RefObjectMap(Place place, String parent, List<JoinCondition> joins)
    implements ObjectMap {
  public RefObjectMap {
    joins = List.copyOf(joins);
  }

  /// One equality of a join.
  ///
  /// @param child evaluated on the record of the referring triples map
  /// @param parent evaluated on the record of the parent triples map
  public record JoinCondition(Place place, TermMap child, TermMap parent) {}
}
