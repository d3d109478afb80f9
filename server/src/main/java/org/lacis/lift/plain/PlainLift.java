package org.lacis.lift.plain;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.jena.sparql.core.Quad;
import org.lacis.lift.LiftReport;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.NQuadsWriter;
import org.lacis.mapping.MappingDocument;
import org.lacis.source.plain.NotPlainException;

/// Carries out a mapping as bytes, where mapping and data are plain enough; says so when they are
/// not, before anything was written.
///
/// Memory: a few megabytes a thread; up to four bytes a row and triples map for what comes twice;
/// the subjects that are joined with; a quarter of the heap at most for the lines that another one
/// may equal, of which more are put aside on disk.
public final class PlainLift {
  private final MappingDocument document;
  private final LiftSettings settings;
  private final int threads;
  private final int pieceSize;
  private final long mostLines;

  /// What a lift did.
  ///
  /// @param written different quads
  public record Result(LiftReport report, long written) {}

  public PlainLift(MappingDocument document, LiftSettings settings) {
    this(document, settings, Runtime.getRuntime().availableProcessors(), 1 << 18, Seen.most());
  }

  /// @param pieceSize bytes of a file that a thread takes at a time
  /// @param mostLines that are kept in memory to tell repeated ones
  PlainLift(
      MappingDocument document, LiftSettings settings, int threads, int pieceSize, long mostLines) {
    this.mostLines = mostLines;
    this.document = document;
    this.settings = settings;
    this.threads = threads;
    this.pieceSize = pieceSize;
  }

  /// Writes N-Quads, each line once, in no order that could be relied on.
  ///
  /// @param out not closed
  /// @return empty when the usual lifter has to do it; nothing was written then
  /// @throws UncheckedIOException when `out` cannot be written, or a file was changed meanwhile
  public Optional<Result> write(OutputStream out) {
    long start = System.nanoTime();
    byte[] end = end();
    PlainWorker.Sink sink =
        (bytes, length) -> {
          synchronized (out) {
            try {
              out.write(bytes, 0, length);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    try (ExecutorService workers = Executors.newFixedThreadPool(threads);
        Aside aside = new Aside()) {
      PlainCompiler compiler = new PlainCompiler(document, settings, end, pieceSize);
      List<PlainCompiler.Table> tables = compiler.tables();
      Readings readings = new Readings(workers, threads, end, new Seen(mostLines), aside, sink);
      for (PlainCompiler.Table table : tables) {
        readings.each(table, true);
      }
      long written = 0;
      for (PlainCompiler.Table table : tables) {
        written += readings.each(table, false);
      }
      written += aside.drain(sink);
      List<LiftReport.Part> parts = compiler.maps().stream().map(PlainLift::part).toList();
      return Optional.of(
          new Result(new LiftReport(parts, Duration.ofNanos(System.nanoTime() - start)), written));
    } catch (NotPlainException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LiftReport.Part part(PlainMap map) {
    TreeMap<String, Long> skipped = new TreeMap<>();
    if (map.withoutSubject.sum() > 0) {
      skipped.put(LiftReport.NO_SUBJECT, map.withoutSubject.sum());
    }
    return new LiftReport.Part(map.name, map.records.sum(), map.triples.sum(), skipped);
  }

  private byte[] end() {
    Bytes bytes = new Bytes(64);
    if (!Quad.isDefaultGraph(settings.graph())) {
      bytes.put(new byte[] {' '});
      bytes.put(NQuadsWriter.bytes(settings.graph()));
    }
    bytes.put(new byte[] {' ', '.', '\n'});
    return Arrays.copyOf(bytes.array, bytes.end);
  }
}
