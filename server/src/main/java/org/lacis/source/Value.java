package org.lacis.source;

import org.lacis.geometry.GeometryValue;

/// One value of a record, as the format gives it.
public sealed interface Value {

  /// Text, number, date or boolean in its lexical form.
  ///
  /// @param lexical canonical XSD form when `datatype` is not empty, else the text as it stood
  /// @param datatype IRI of the natural datatype of the format (RML-IO registry: JSON 10 is an
  ///   `xsd:integer`, an SQL DOUBLE an `xsd:double`); empty for plain text
  record Text(String lexical, String datatype) implements Value {}

  /// A geometry with its CRS; becomes a `geo:wktLiteral` when a term map asks for its natural form.
  record Shape(GeometryValue geometry) implements Value {}
}
