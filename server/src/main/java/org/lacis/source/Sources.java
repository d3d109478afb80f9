package org.lacis.source;

import java.util.List;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// The formats that this process can read.
public final class Sources {
  private final List<SourceFormat> formats;

  public Sources(List<SourceFormat> formats) {
    this.formats = List.copyOf(formats);
  }

  /// Opens a source with the first format that accepts its description.
  ///
  /// @throws SourceException when no format does
  public Source open(SourceDescription description) {
    return formats.stream()
        .filter(format -> format.accepts(description))
        .findFirst()
        .orElseThrow(() ->
            new SourceException(
                Finding.violation(
                    "source.unknown-format",
                    Place.of(description.location()),
                    description.formulation(),
                    "a reference formulation that Lacis reads",
                    "Name one of the formulations listed in the mapping guide.")))
        .open(description);
  }
}
