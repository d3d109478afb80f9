package org.lacis.lift.plain;

/// What stands behind a subject: predicate and object.
@SuppressWarnings("ArrayRecordComponent") // compiled once, never compared
sealed interface PlainProperty {
  /// Whether another triples map, or another property of this one, may say the same.
  boolean shared();

  /// An object of the row itself.
  ///
  /// @param rest of the line: predicate, object, and the end
  record Own(boolean shared, PlainTerm object, PlainTerm rest) implements PlainProperty {}

  /// The subject that another map over the same table makes of the same row.
  ///
  /// @param predicate with the blanks around it
  /// @param map its number among those of the table
  record SameRow(byte[] predicate, boolean shared, int map) implements PlainProperty {}

  /// The subjects of another map that have equal values.
  ///
  /// @param predicate with the blanks around it
  /// @param columns of the child, one a condition
  /// @param number tells joins apart
  record Joined(byte[] predicate, boolean shared, int[] columns, Subjects parents, int number)
      implements PlainProperty {}
}
