package org.lacis.reason.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Work of a moment on some threads.
final class Threads {
  private Threads() {}

  /// Runs the same work once a thread, the first on the calling one, until all are done.
  static void run(int threads, IntConsumer work) {
    AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      int number = i;
      others.add(
          Thread.ofPlatform()
              .name("reason-" + number)
              .daemon()
              .start(() -> {
                try {
                  work.accept(number);
                } catch (Throwable e) {
                  failed.compareAndSet(null, e);
                }
              }));
    }
    try {
      work.accept(0);
    } finally {
      boolean interrupted = false;
      for (Thread other : others) {
        while (other.isAlive()) {
          try {
            other.join();
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    switch (failed.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
