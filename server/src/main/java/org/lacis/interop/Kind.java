package org.lacis.interop;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What an address leads to.
public enum Kind {
  /// An endpoint of SPARQL 1.1.
  SPARQL,
  /// The landing page of an OGC API Features.
  FEATURES,
  /// A file of RDF.
  DUMP,
  /// A linked data event stream (TREE pages).
  LDES,
  /// A mapping document (RML, R2RML).
  MAPPING;

  /// The name in files and on the command line.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The kind of a key.
  public static Optional<Kind> of(String key) {
    return Stream.of(values()).filter(kind -> kind.key().equals(key)).findFirst();
  }
}
