package org.lacis.lift;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lacis.lift.plain.PlainLift;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Sources;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// One mapping file to one stream or file of N-Quads: what `lacis lift` does. Logical targets are
/// written below the current folder.
public final class LiftFile {
  private LiftFile() {}

  /// A lift and what was written.
  ///
  /// @param written how many different quads
  public record Result(LiftReport report, long written) {}

  /// Lifts by a mapping.
  ///
  /// @param folder where the files lie that the mapping names
  /// @param baseIri base of relative IRIs, in the mapping and in the data
  /// @param out gets N-Quads in UTF-8; flushed, not closed
  /// @throws MappingException when the mapping is wrong or asks for what does not exist
  public static Result lift(
      Path mapping,
      Path folder,
      String baseIri,
      Sources sources,
      OutputStream out,
      FindingSink findings) {
    return lift(
        mapping,
        LiftSettings.beside(folder, baseIri).withTargets(Path.of("")),
        sources,
        out,
        findings);
  }

  /// Lifts by a mapping with what it leaves open.
  ///
  /// @param out gets N-Quads in UTF-8; flushed, not closed
  /// @throws MappingException when the mapping is wrong or asks for what does not exist
  public static Result lift(
      Path mapping,
      LiftSettings settings,
      Sources sources,
      OutputStream out,
      FindingSink findings) {
    MappingDocument document = MappingReader.read(mapping, settings.baseIri());
    Optional<PlainLift.Result> plain = new PlainLift(document, settings).write(out);
    if (plain.isPresent()) {
      return new Result(plain.orElseThrow().report(), plain.orElseThrow().written());
    }
    try (NQuadsWriter writer = new NQuadsWriter(out)) {
      LiftReport report = new Lifter(document, settings, sources).lift(writer, findings);
      writer.flush();
      return new Result(report, writer.written());
    }
  }

  /// Lifts into a file, which is replaced when all went well and else left as it was.
  ///
  /// @throws MappingException when the mapping is wrong, asks for what does not exist, or the file
  ///   cannot be written
  public static Result lift(
      Path mapping, Path folder, String baseIri, Sources sources, Path file, FindingSink findings) {
    LiftSettings settings = LiftSettings.beside(folder, baseIri).withTargets(Path.of(""));
    return lift(mapping, settings, sources, file, findings);
  }

  /// Lifts into a file, with what the mapping leaves open.
  ///
  /// @throws MappingException as above
  public static Result lift(
      Path mapping, LiftSettings settings, Sources sources, Path file, FindingSink findings) {
    Path half = file.resolveSibling(file.getFileName() + ".part");
    try {
      Result result;
      try (OutputStream out = Files.newOutputStream(half)) {
        result = lift(mapping, settings, sources, out, findings);
      }
      Files.move(half, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      return result;
    } catch (RuntimeException e) {
      delete(half);
      throw e;
    } catch (IOException e) {
      delete(half);
      throw new MappingException(
          Finding.violation(
              "lift.cannot-write",
              Place.of(file.toString()),
              String.valueOf(e.getMessage()),
              "a place that can be written",
              "Name another file, or mend the rights of the folder."),
          e);
    }
  }

  private static void delete(Path half) {
    try {
      Files.deleteIfExists(half);
    } catch (IOException _) {
      // what made the lift fail is told; a half that stays is no more than that
    }
  }
}
