package org.lacis.mapping;

import java.nio.file.Path;
import java.util.List;

/// A mapping as it was read: its triples maps, in the order of the file.
///
/// @param file where it was read from; relative sources are found beside it
public record MappingDocument(Path file, List<TriplesMap> triplesMaps) {
  public MappingDocument {
    triplesMaps = List.copyOf(triplesMaps);
  }
}
