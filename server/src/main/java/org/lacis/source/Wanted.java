package org.lacis.source;

import java.util.List;

/// What will be asked of each record.
///
/// @param references in the reference formulation of the record; distinct
/// @param nested records within the record
public record Wanted(List<String> references, List<Nested> nested) {
  public Wanted {
    references = List.copyOf(references);
    nested = List.copyOf(nested);
  }

  /// Records within a record.
  ///
  /// @param iterator where they are, in the reference formulation of the record around them
  /// @param wanted what will be asked of each of them
  public record Nested(String iterator, Wanted wanted) {}

  /// References alone.
  public static Wanted of(List<String> references) {
    return new Wanted(references, List.of());
  }
}
