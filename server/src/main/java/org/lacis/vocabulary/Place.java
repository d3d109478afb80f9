package org.lacis.vocabulary;

/// Where a finding was made: a file and a position in it, or a node of the graph.
///
/// @param source the file (as the user named it), table or IRI
/// @param unit what `position` counts
/// @param position 1-based position; 0 when the unit is [Unit#WHOLE]
/// @param field column, element, property or key within the position; empty when there is none
public record Place(String source, Unit unit, long position, String field) {

  /// What a position counts.
  public enum Unit {
    /// the source as a whole
    WHOLE,
    /// the n-th line of a text
    LINE,
    /// the n-th record (row, feature, element) of a dataset
    RECORD,
    /// the n-th byte
    BYTE
  }

  public static Place of(String source) {
    return new Place(source, Unit.WHOLE, 0, "");
  }

  public static Place line(String source, long line) {
    return new Place(source, Unit.LINE, line, "");
  }

  public static Place record(String source, long record) {
    return new Place(source, Unit.RECORD, record, "");
  }

  public static Place at(String source, long byteOffset) {
    return new Place(source, Unit.BYTE, byteOffset, "");
  }

  public Place field(String name) {
    return new Place(source, unit, position, name);
  }

  /// In words, for a person: `communes.csv, record 12, population`.
  @Override
  public String toString() {
    StringBuilder words = new StringBuilder(source);
    switch (unit) {
      case WHOLE -> {}
      case LINE -> words.append(", line ").append(position);
      case RECORD -> words.append(", record ").append(position);
      case BYTE -> words.append(", byte ").append(position);
    }
    if (!field.isEmpty()) {
      words.append(", ").append(field);
    }
    return words.toString();
  }
}
