package org.lacis.store.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/// Two things at a time.
public final class Parallel {
  private Parallel() {}

  /// Work with files.
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  /// Runs one here and one on a worker, and waits for both.
  public static void both(Executor workers, Work here, Work there) throws IOException {
    CompletableFuture<Void> other = begin(workers, there);
    try {
      here.run();
    } catch (Throwable e) {
      try {
        await(other);
      } catch (IOException | RuntimeException f) {
        e.addSuppressed(f);
      }
      throw e;
    }
    await(other);
  }

  static CompletableFuture<Void> begin(Executor workers, Work work) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            work.run();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        workers);
  }

  static void await(CompletableFuture<Void> begun) throws IOException {
    try {
      begun.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case UncheckedIOException io -> throw io.getCause();
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case null, default -> throw e;
      }
    }
  }
}
