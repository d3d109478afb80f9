package org.lacis.mapping;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A mapping as it was read: its triples maps, in the order of the file.
///
/// @param file where it was read from; relative sources are found beside it
public record MappingDocument(Path file, List<TriplesMap> triplesMaps) {
  public MappingDocument {
    triplesMaps = List.copyOf(triplesMaps);
  }

  /// What is read, each source once: those of the triples maps, and those below their views.
  public List<LogicalSource> sources() {
    Set<LogicalSource> all = new LinkedHashSet<>();
    triplesMaps.forEach(map -> collect(map.source(), all));
    return List.copyOf(all);
  }

  private static void collect(LogicalSource source, Set<LogicalSource> all) {
    if (source.view().isEmpty()) {
      all.add(source);
      return;
    }
    LogicalView view = source.view().get();
    collect(view.on(), all);
    view.joins().forEach(join -> collect(join.parent(), all));
  }
}
