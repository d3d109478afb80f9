package org.lacis.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lacis.source.SourceException;
import org.lacis.source.http.Fetched;
import org.lacis.source.http.Fetcher;
import org.lacis.source.http.Remote;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// What has been fetched for the datasets that have live addresses. The last whole copy of a source
/// stands in the place of its local file, in builds that fetch and in builds that do not.
///
/// @param sources by dataset and name
/// @param asked whether the addresses were asked for this build
/// @param remarks what is to be told of the fetching
record LiveData(Map<Key, Source> sources, boolean asked, List<Finding> remarks) {

  /// A name of a dataset's mapping.
  record Key(String dataset, String name) {
    @Override
    public String toString() {
      return dataset + ": " + name;
    }
  }

  /// One source.
  ///
  /// @param copy its last whole copy; empty when it was never had
  /// @param problem why it could not be had this time
  record Source(Remote remote, Optional<Fetched> copy, Optional<Finding> problem) {}

  LiveData {
    sources = new LinkedHashMap<>(sources);
    remarks = List.copyOf(remarks);
  }

  /// What was fetched by builds before.
  static LiveData kept(Workspace workspace) {
    Map<Key, Source> sources = new LinkedHashMap<>();
    for (DatasetFile dataset : workspace.datasets()) {
      dataset
          .live()
          .forEach((name, remote) -> {
            Key key = new Key(dataset.name(), name);
            sources.put(
                key, new Source(remote, Fetcher.kept(folder(workspace, key)), Optional.empty()));
          });
    }
    return new LiveData(sources, false, List.of());
  }

  /// Asks every address; a source that fails keeps the copy that it had.
  ///
  /// @throws WorkspaceException `workspace.fetching` when another build does the same
  static LiveData fetched(Workspace workspace, BuildObserver observer) {
    Path lock = workspace.own("live").resolve("lock");
    try {
      Files.createDirectories(workspace.own("live"));
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock taken = channel.tryLock()) {
        if (taken == null) {
          throw fetching(lock);
        }
        return fetchAll(workspace, observer);
      }
    } catch (OverlappingFileLockException _) {
      throw fetching(lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WorkspaceException fetching(Path lock) {
    return new WorkspaceException(
        Finding.violation(
            "workspace.fetching",
            Place.of(lock.toString()),
            "another build that fetches",
            "one at a time",
            "Wait until it is done."));
  }

  private static LiveData fetchAll(Workspace workspace, BuildObserver observer) {
    Fetcher fetcher = new Fetcher(workspace.settings().egress(), workspace.settings().addresses());
    Map<Key, Source> before = kept(workspace).sources();
    Map<Key, Source> sources = new LinkedHashMap<>();
    List<Finding> remarks = new ArrayList<>();
    observer.stage("fetch", before.size());
    before.forEach((key, source) -> {
      observer.step(key.toString());
      try {
        Fetched copy = fetcher.fetch(source.remote(), folder(workspace, key), key.name());
        remarks.addAll(copy.remarks());
        sources.put(key, new Source(source.remote(), Optional.of(copy), Optional.empty()));
      } catch (SourceException e) {
        Finding problem = told(key, source, e.finding());
        remarks.add(problem);
        observer.note(problem.sentence());
        sources.put(key, new Source(source.remote(), source.copy(), Optional.of(problem)));
      }
    });
    return new LiveData(sources, true, remarks);
  }

  private static Finding told(Key key, Source source, Finding why) {
    String stays =
        source
            .copy()
            .map(copy -> "The copy of " + copy.kept().complete() + " stays in use.")
            .orElse("Local files, or what was built before, stay in use.");
    return Finding.violation(
        why.code(),
        Place.of(key.dataset()).field(key.name()),
        why.place() + ": " + why.found(),
        why.expected(),
        stays + " " + why.remedy());
  }

  private static Path folder(Workspace workspace, Key key) {
    return workspace
        .own("live")
        .resolve(key.dataset())
        .resolve(key.name().replaceAll("[^\\p{L}\\p{N}._-]+", "_"));
  }

  /// The copies of a dataset, by the name in its mapping.
  Map<String, Path> files(String dataset) {
    Map<String, Path> files = new LinkedHashMap<>();
    sources.forEach((key, source) -> {
      if (key.dataset().equals(dataset)) {
        source.copy().ifPresent(copy -> files.put(key.name(), copy.file()));
      }
    });
    return files;
  }

  /// Whether there is a copy of every live source of a dataset.
  boolean isComplete(DatasetFile dataset) {
    return files(dataset.name()).keySet().containsAll(dataset.live().keySet());
  }

  /// Where a file was fetched from.
  Optional<Source> origin(Path file) {
    return sources.values().stream()
        .filter(source -> source.copy().filter(copy -> copy.file().equals(file)).isPresent())
        .findFirst();
  }

  /// Why sources of a dataset could not be had.
  Optional<String> problem(String dataset) {
    return sources.entrySet().stream()
        .filter(entry -> entry.getKey().dataset().equals(dataset))
        .flatMap(entry -> entry.getValue().problem().stream())
        .map(Finding::sentence)
        .reduce((a, b) -> a + " " + b);
  }
}
