package org.lacis.lift.plain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.lacis.source.plain.NotPlainException;
import org.lacis.source.plain.PlainTable;

/// Reads tables with all threads, which keep their buffers from one to the next.
final class Readings {
  private static final int ROOM = 3 << 16;

  private final ExecutorService workers;
  private final byte[] end;
  private final Seen seen;
  private final Aside aside;
  private final PlainWorker.Sink sink;
  private final Bytes[] lines;
  private final PlainTable.Piece[] pieces;

  /// @param threads as many as `workers` has
  /// @param end what stands behind every object
  Readings(
      ExecutorService workers,
      int threads,
      byte[] end,
      Seen seen,
      Aside aside,
      PlainWorker.Sink sink) {
    this.workers = workers;
    this.end = end;
    this.seen = seen;
    this.aside = aside;
    this.sink = sink;
    this.lines = new Bytes[threads];
    this.pieces = new PlainTable.Piece[threads];
    Arrays.setAll(lines, _ -> new Bytes(ROOM));
    Arrays.setAll(pieces, _ -> new PlainTable.Piece());
  }

  /// Reads a table.
  ///
  /// @param learn whether this is its first reading, which writes nothing
  /// @return lines written
  long each(PlainCompiler.Table table, boolean learn) throws IOException, NotPlainException {
    try (PlainTable.Reading reading = table.content().read()) {
      BitSet answered = new BitSet();
      List<Future<Long>> running = new ArrayList<>();
      for (int i = 0; i < pieces.length; i++) {
        PlainTable.Piece piece = pieces[i];
        Bytes out = lines[i];
        running.add(
            workers.submit(() -> {
              PlainWorker worker = new PlainWorker(table, end, seen, aside, out, sink);
              piece.begin(table.content());
              if (!learn) {
                while (reading.next(piece, worker::write)) {}
                return worker.close();
              }
              while (reading.next(piece, worker::learn)) {}
              synchronized (answered) {
                answered.or(worker.answered());
              }
              return 0L;
            }));
      }
      long written = 0;
      for (Future<Long> one : running) {
        written += await(one, !learn);
      }
      if (learn && !answered.equals(table.used())) {
        throw new NotPlainException("a column without any value");
      }
      return written;
    }
  }

  /// @param begun whether something may have been written
  private static long await(Future<Long> one, boolean begun) throws IOException, NotPlainException {
    try {
      return one.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case NotPlainException odd when begun ->
            throw new IOException("a source was changed while it was read: " + odd.getMessage());
        case NotPlainException odd -> throw odd;
        case IOException io -> throw io;
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
