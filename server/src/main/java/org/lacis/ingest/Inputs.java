package org.lacis.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The real files of a dataset, below one data folder.
///
/// @param files name used in the mapping to files
/// @param rdf RDF files to take in
/// @param dumps SQL dumps to load first
/// @param missing paths or globs that matched nothing
record Inputs(
    Map<String, List<Path>> files, List<Path> rdf, List<Path> dumps, List<String> missing) {

  Inputs {
    files = Map.copyOf(files);
    rdf = List.copyOf(rdf);
    dumps = List.copyOf(dumps);
    missing = List.copyOf(missing);
  }

  /// @param fetched copies of live sources, which stand in the place of the files of their names
  static Inputs find(DatasetFile dataset, Path data, Map<String, Path> fetched) {
    List<String> missing = new ArrayList<>();
    Map<String, List<Path>> files = new LinkedHashMap<>();
    dataset
        .files()
        .forEach((name, paths) -> {
          if (!fetched.containsKey(name)) {
            files.put(name, expand(paths, data, missing));
          }
        });
    fetched.forEach((name, file) -> files.put(name, List.of(file)));
    for (String name : dataset.live().keySet()) {
      if (!files.containsKey(name) && !Files.isRegularFile(dataset.folder().resolve(name))) {
        missing.add(name + ", which is fetched with --live");
      }
    }
    List<String> dumps = dataset.database().map(DatasetFile.Database::load).orElse(List.of());
    return new Inputs(
        files, expand(dataset.rdf(), data, missing), expand(dumps, data, missing), missing);
  }

  /// Every file, ordered by path.
  List<Path> all() {
    return Stream.concat(
            files.values().stream().flatMap(List::stream),
            Stream.concat(rdf.stream(), dumps.stream()))
        .distinct()
        .sorted()
        .toList();
  }

  private static List<Path> expand(List<String> paths, Path data, List<String> missing) {
    List<Path> found = new ArrayList<>();
    for (String path : paths) {
      List<Path> matches = path.matches(".*[*?\\[{].*") ? glob(data, path) : plain(data, path);
      if (matches.isEmpty()) {
        missing.add(path);
      }
      found.addAll(matches);
    }
    return found;
  }

  private static List<Path> plain(Path data, String path) {
    Path file = data.resolve(path).normalize();
    return Files.isRegularFile(file) ? List.of(file) : List.of();
  }

  private static List<Path> glob(Path data, String pattern) {
    int wild = pattern.replaceAll("[*?\\[{].*", "").lastIndexOf('/');
    Path start = wild < 0 ? data : data.resolve(pattern.substring(0, wild));
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    try (Stream<Path> files = Files.walk(start)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> matcher.matches(data.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
