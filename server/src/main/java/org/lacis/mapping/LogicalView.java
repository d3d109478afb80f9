package org.lacis.mapping;

import java.util.List;
import org.lacis.vocabulary.Place;

/// Flat records made of those of another source (RML-LV, "Logical View").
///
/// Each record of the source becomes one for every combination of the values of its fields; a field
/// without values has none in its record. `#` is the number of the record of the source, from 0,
/// and `name.#` that of a field's value within the record around it.
///
/// @param name IRI or blank node label
/// @param on a source or another view
/// @param fields in the order of the mapping; their names, and those of the joins' fields, differ
public record LogicalView(
    Place place, String name, LogicalSource on, List<ViewField> fields, List<ViewJoin> joins) {
  public LogicalView {
    fields = List.copyOf(fields);
    joins = List.copyOf(joins);
  }

  /// Records of another view beside those of this one (RML-LV, "Logical View Join").
  ///
  /// @param inner whether a record without partner is left out; else it stays, without values for
  ///   the fields of the join
  /// @param conditions all must hold; children count on the fields of this view, parents on those
  ///   of the other
  /// @param fields expressions over the fields of the other view
  public record ViewJoin(
      Place place,
      boolean inner,
      LogicalSource parent,
      List<RefObjectMap.JoinCondition> conditions,
      List<ViewField.Of> fields) {
    public ViewJoin {
      conditions = List.copyOf(conditions);
      fields = List.copyOf(fields);
    }
  }
}
