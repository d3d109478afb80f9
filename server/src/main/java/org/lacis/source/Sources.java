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

  /// A reader of records inside texts.
  ///
  /// @param formulation IRI of the reference formulation
  /// @throws SourceException when no format has records inside texts by this formulation
  public TextRecords inside(String formulation, String iterator, Wanted wanted) {
    return formats.stream()
        .flatMap(format -> format.inside(formulation, iterator, wanted).stream())
        .findFirst()
        .orElseThrow(() ->
            new SourceException(
                Finding.violation(
                    "source.unknown-format",
                    Place.of(iterator),
                    formulation,
                    "rml:JSONPath, rml:XPath or rml:CSV",
                    "Records inside a text are read by one of these.")));
  }
}
