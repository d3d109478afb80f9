package org.lacis.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a logical source of a mapping says of its data, independent of the mapping language.
///
/// @param location what the mapping named: a path relative to `base`, or a JDBC URL
/// @param base folder against which a relative location is resolved
/// @param formulation IRI of the reference formulation (`rml:CSV`, `rml:JSONPath`, `rml:XPath`,
///   `rml:SQL2008Table`, `rml:SQL2008Query`, `lacis:GeoJSON`, …)
/// @param iterator JSONPath, XPath, table name, SQL query or layer name; empty when there is none
/// @param encoding name of the charset; empty for the default of the format
/// @param compression `""`, `gzip`, `zip`, `targz`, `tarxz`
/// @param nulls lexical forms that mean "no value"
/// @param options what only some formats know, by local name: `crs`, `axisOrder`, `repair`,
///   `delimiter`, `username`, `password`, …
public record SourceDescription(
    String location,
    Path base,
    String formulation,
    String iterator,
    String encoding,
    String compression,
    List<String> nulls,
    Map<String, String> options) {

  public SourceDescription {
    nulls = List.copyOf(nulls);
    options = Map.copyOf(options);
  }
}
