package org.lacis.query.cql;

import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;

/// A filter that cannot be read, or not be asked of these features.
///
/// Codes: `cql.syntax` (with line and column), `cql.too-large`, `cql.too-deep`, `cql.type` (an
/// operand of the wrong kind), `cql.unknown-property`, `cql.unknown-function`, `cql.coordinate`
/// (not within the system of coordinates).
public final class CqlException extends LacisException {
  private static final long serialVersionUID = 1L;

  private CqlException(Finding finding) {
    super(finding, null);
  }

  /// A mistake at a place in the text or the JSON, line and column from 1.
  static CqlException at(
      String code, int line, int column, String found, String expected, String remedy) {
    return new CqlException(
        Finding.violation(
            code, Place.line("filter", line).field("column " + column), found, expected, remedy));
  }

  /// A mistake in the filter as a whole, or in the part that is named.
  static CqlException of(String code, String part, String found, String expected, String remedy) {
    Place place = Place.of("filter");
    return new CqlException(
        Finding.violation(
            code, part.isEmpty() ? place : place.field(part), found, expected, remedy));
  }
}
