package org.lacis.interop;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a test looks at.
public enum Family {
  /// SPARQL, HTTP: does the service speak as it says?
  PROTOCOL,
  /// OGC API Features.
  OGC_API,
  /// Names of things: can they be followed, do they stay?
  URIS,
  /// Terms: do they exist, do both sides mean the same by them?
  VOCABULARY,
  /// SHACL shapes of the shared ontologies.
  SHAPES,
  /// Where things lie, and in which system.
  GEOMETRY,
  /// Links between the twins.
  LINKS,
  /// Is a question to both answered as if all data were in one place?
  FEDERATION,
  /// How fresh, and since when.
  TIME,
  /// Licences and contacts.
  RIGHTS;

  /// The name in test ids and files: `ogc-api`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The family of a key.
  public static Optional<Family> of(String key) {
    return Stream.of(values()).filter(family -> family.key().equals(key)).findFirst();
  }
}
