package org.lacis.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lacis.vocabulary.Place;

/// The data of a triples map (RML-IO, "Logical Source").
///
/// @param location path as the mapping names it, JDBC address, or IRI of a download
/// @param kind what the location is
/// @param formulation IRI of the reference formulation
/// @param iterator JSONPath, XPath, table, SQL query or layer; empty when there is none
/// @param encoding name of the charset; empty for the format's default
/// @param compression `""`, `gzip`, `zip`, `targzip`, `tarxz`
/// @param nulls texts that mean "no value"
/// @param options what only some formats know, by local name: `crs`, `axisOrder`, `repair`, `layer`
///   of `lacis:`; `delimiter`, `quoteChar`, `header`… of a CSVW dialect; `username`, `password`,
///   `driver` of a database; `namespace:<prefix>` for XPath
/// @param view what the records are made of, when this is a view; its name is the location
public record LogicalSource(
    Place place,
    String location,
    Kind kind,
    String formulation,
    String iterator,
    String encoding,
    String compression,
    List<String> nulls,
    Map<String, String> options,
    Optional<LogicalView> view) {

  /// A source that is no view.
  public LogicalSource(
      Place place,
      String location,
      Kind kind,
      String formulation,
      String iterator,
      String encoding,
      String compression,
      List<String> nulls,
      Map<String, String> options) {
    this(
        place,
        location,
        kind,
        formulation,
        iterator,
        encoding,
        compression,
        nulls,
        options,
        Optional.empty());
  }

  /// The records of a view.
  static LogicalSource of(LogicalView view) {
    return new LogicalSource(
        view.place(),
        view.name(),
        Kind.VIEW,
        "",
        "",
        "",
        "",
        List.of(),
        Map.of(),
        Optional.of(view));
  }

  public LogicalSource {
    nulls = List.copyOf(nulls);
    options = Map.copyOf(options);
  }

  /// What a location is.
  public enum Kind {
    FILE,
    DATABASE,
    WEB,
    VIEW
  }

  /// Whether both describe the same records, wherever they were written.
  public boolean sameAs(LogicalSource other) {
    return at(Place.of("")).equals(other.at(Place.of("")));
  }

  /// The same description, written at another place.
  public LogicalSource at(Place other) {
    return new LogicalSource(
        other, location, kind, formulation, iterator, encoding, compression, nulls, options, view);
  }

  /// The same source with other options.
  public LogicalSource with(Map<String, String> others) {
    return new LogicalSource(
        place, location, kind, formulation, iterator, encoding, compression, nulls, others, view);
  }
}
