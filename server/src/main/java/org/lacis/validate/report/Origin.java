package org.lacis.validate.report;

import java.util.List;
import java.util.Optional;
import org.lacis.vocabulary.Place;

/// Where what is said of a thing comes from, as far as it is known.
///
/// @param graph IRI of the graph that says it
/// @param dataset name of the dataset, as `lyon/velov`; the graph's IRI where it is none
/// @param files names of the files the dataset was made of
/// @param record the file and the record in it; empty where that was not looked for, or not found
public record Origin(String graph, String dataset, List<String> files, Optional<Place> record) {
  public Origin {
    files = List.copyOf(files);
  }

  /// The same with its record.
  public Origin at(Place place) {
    return new Origin(graph, dataset, files, Optional.of(place));
  }

  /// In words, `velov.geojson, record 12 (lyon/velov)`, as exact as is known.
  public String words() {
    String file =
        record
            .map(Place::toString)
            .orElseGet(() -> files.size() > 3 ? "" : String.join(", ", files));
    return file.isEmpty() ? dataset : file + " (" + dataset + ")";
  }
}
