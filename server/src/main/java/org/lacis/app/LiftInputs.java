package org.lacis.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lacis.lift.Spool;
import org.lacis.mapping.LogicalSource;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.MappingReader;
import org.lacis.mapping.Nearest;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// The files that a run names for sources of its mapping; standard input is kept in a file until
/// this is closed.
final class LiftInputs implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";

  private final Map<String, List<Path>> files = new HashMap<>();
  private final List<Spool> spools = new ArrayList<>();

  private LiftInputs() {}

  /// @param inputs `FILE`, `NAME=FILE`, `-` or `NAME=-`
  /// @throws MappingException when the mapping has no such source, or several and none is named
  static LiftInputs of(List<String> inputs, Path mapping, String baseIri) {
    LiftInputs all = new LiftInputs();
    if (inputs.isEmpty()) {
      return all;
    }
    List<LogicalSource> sources =
        MappingReader.read(mapping, baseIri).sources().stream()
            .filter(source -> source.kind() != LogicalSource.Kind.DATABASE)
            .toList();
    try {
      for (String input : inputs) {
        all.add(input, sources, mapping);
      }
    } catch (RuntimeException e) {
      all.close();
      throw e;
    }
    return all;
  }

  private void add(String input, List<LogicalSource> sources, Path mapping) {
    List<String> names = sources.stream().map(LogicalSource::location).distinct().toList();
    int cut = input.indexOf('=');
    boolean named = cut > 0 && names.contains(input.substring(0, cut));
    String name = named ? input.substring(0, cut) : names.size() == 1 ? names.getFirst() : "";
    if (name.isEmpty()) {
      List<String> near = Nearest.to(cut > 0 ? input.substring(0, cut) : input, names);
      throw new MappingException(
          Finding.violation(
              "lift.unknown-input",
              Place.of(mapping.toString()),
              "--input " + input,
              "NAME=FILE with one of the sources: " + String.join(", ", names),
              near.isEmpty()
                  ? "Say for which source of the mapping the data are."
                  : "Did you mean " + near.getFirst() + "?"));
    }
    String given = named ? input.substring(cut + 1) : input;
    if (!given.equals(STANDARD_INPUT)) {
      files.put(name, List.of(Path.of(given).toAbsolutePath()));
      return;
    }
    LogicalSource source =
        sources.stream().filter(one -> one.location().equals(name)).findFirst().orElseThrow();
    try {
      Spool spool = Spool.of(System.in, "standard input", source, Long.MAX_VALUE);
      spools.add(spool);
      files.put(name, List.of(spool.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, List<Path>> files() {
    return Map.copyOf(files);
  }

  /// A finding that calls what came through standard input by that name.
  Finding renamed(Finding finding) {
    Finding told = finding;
    for (Spool spool : spools) {
      told = spool.renamed(told);
    }
    return told;
  }

  @Override
  public void close() {
    spools.forEach(Spool::close);
  }
}
