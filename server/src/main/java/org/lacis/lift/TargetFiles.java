package org.lacis.lift;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lacis.mapping.LogicalTarget;
import org.lacis.mapping.MappingException;
import org.lacis.vocabulary.Finding;

/// The files of logical targets (RML-IO), which appear whole when the lift is done and not before.
///
/// N-Quads and N-Triples are written as they come; the other serializations group what belongs
/// together and so hold the triples of their file in memory, a million at most.
final class TargetFiles implements AutoCloseable {
  private final Optional<Path> folder;
  private final boolean writes;
  private final Map<String, Open> open = new LinkedHashMap<>();

  /// A file that is being written beside its place.
  private record Open(LogicalTarget target, Path file, Path part, TargetWriter writer) {}

  /// @param folder below which the files are written; none for a run that writes none
  TargetFiles(Optional<Path> folder) {
    this(folder, true);
  }

  private TargetFiles(Optional<Path> folder, boolean writes) {
    this.folder = folder;
    this.writes = writes;
  }

  /// For a run that is only looked at: what would go to a file goes where all else goes.
  static TargetFiles unwritten() {
    return new TargetFiles(Optional.empty(), false);
  }

  /// The sink of triples that go to these targets; the run's own when there are none.
  ///
  /// @throws MappingException when a file cannot be written
  QuadSink sink(Iterable<LogicalTarget> targets, QuadSink own) {
    if (!writes) {
      return own;
    }
    List<QuadSink> sinks = new ArrayList<>();
    for (LogicalTarget target : targets) {
      sinks.add(writer(target));
    }
    return switch (sinks.size()) {
      case 0 -> own;
      case 1 -> sinks.getFirst();
      default ->
          (graph, subject, predicate, object) ->
              sinks.forEach(sink -> sink.quad(graph, subject, predicate, object));
    };
  }

  private TargetWriter writer(LogicalTarget target) {
    Open known = open.get(target.name());
    if (known != null) {
      return known.writer();
    }
    Path file = file(target);
    for (Open other : open.values()) {
      if (other.file().equals(file)) {
        throw refused(target, "a second target for this file", "one target a file");
      }
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
      TargetWriter writer = TargetWriter.of(target, file.getFileName().toString(), out);
      open.put(target.name(), new Open(target, file, part, writer));
      return writer;
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  private Path file(LogicalTarget target) {
    if (folder.isEmpty()) {
      throw refused(
          target,
          "a target in a run that writes no files",
          "a mapping whose triples all go to the output of the run");
    }
    Path below = folder.get().toAbsolutePath().normalize();
    try {
      Path file = below.resolve(target.path()).normalize();
      if (file.startsWith(below) && !file.equals(below)) {
        return file;
      }
    } catch (InvalidPathException _) {
      // Told below.
    }
    throw refused(target, "a file outside the folder of the run", "a path below " + below);
  }

  private static MappingException refused(LogicalTarget target, String found, String expected) {
    return new MappingException(
        Finding.violation(
            "lift.bad-target",
            target.place(),
            target.path() + ": " + found,
            expected,
            "Name another file, or take rml:logicalTarget away."));
  }

  private static MappingException cannotWrite(LogicalTarget target, Exception cause) {
    return new MappingException(
        Finding.violation(
            "lift.cannot-write",
            target.place(),
            String.valueOf(cause.getMessage()),
            "a place that can be written",
            "Name another file, or mend the rights of the folder."),
        cause);
  }

  /// Ends all files and puts them into place.
  ///
  /// @throws MappingException when one cannot be written
  void complete() {
    for (Open one : open.values()) {
      try {
        one.writer().complete();
        Files.move(one.part(), one.file(), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw cannotWrite(one.target(), e);
      } catch (UncheckedIOException e) {
        throw cannotWrite(one.target(), e);
      }
    }
  }

  /// Takes away what was not completed.
  @Override
  public void close() {
    for (Open one : open.values()) {
      try {
        one.writer().close();
        Files.deleteIfExists(one.part());
      } catch (IOException e) {
        throw cannotWrite(one.target(), e);
      }
    }
    open.clear();
  }
}
