package org.lacis.source;

import java.util.Optional;

/// Opens datasets of one kind. A new format is one class of these in its own package, and one line
/// in the list given to [Sources].
public interface SourceFormat {
  /// Whether this format is meant by the description (formulation first, then the name's ending).
  boolean accepts(SourceDescription description);

  /// Opens the dataset.
  ///
  /// @throws SourceException when it is missing, unreadable, or its options are wrong
  Source open(SourceDescription description);

  /// A reader of records inside texts.
  ///
  /// @param formulation IRI of the reference formulation
  /// @return empty when the formulation is another's, or its records never stand in texts
  default Optional<TextRecords> inside(String formulation, String iterator, Wanted wanted) {
    return Optional.empty();
  }
}
