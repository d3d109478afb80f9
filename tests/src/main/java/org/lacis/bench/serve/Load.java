package org.lacis.bench.serve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Asks a server on this machine, in one of two ways. Open: requests come when they are due,
/// whether earlier ones have been answered or not, and each is timed from when it was due, so that
/// a server that stands still is not asked less for it. Closed: each of some clients asks again as
/// soon as it has its answer.
final class Load {
  private final int port;
  private final ConcurrentLinkedDeque<Wire> free = new ConcurrentLinkedDeque<>();

  /// What to ask.
  record Asked(String path, String accept) {}

  Load(int port) {
    this.port = port;
  }

  /// @param rate requests a second
  /// @param warm seconds before anything is noted
  /// @param seconds that are noted
  /// @return `p50`, `p99`, `worst` in ms; `errors`; `asked`
  Map<String, Double> open(IntFunction<Asked> request, double rate, double warm, double seconds) {
    int before = (int) (rate * warm);
    int count = (int) (rate * seconds);
    double[] times = new double[count];
    AtomicInteger errors = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(before + count);
    long began = System.nanoTime();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < before + count; i++) {
        long due = began + (long) (i * 1e9 / rate);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        int number = i;
        var _ =
            pool.submit(() -> {
              boolean good = one(request.apply(number)) > 0;
              if (number >= before) {
                times[number - before] = (System.nanoTime() - due) / 1e6;
                if (!good) {
                  errors.incrementAndGet();
                }
              }
              done.countDown();
            });
      }
      await(done);
    }
    Arrays.sort(times);
    return Map.of(
        "p50", times[count / 2],
        "p99", times[(int) (count * 0.99)],
        "worst", times[count - 1],
        "errors", (double) errors.get(),
        "asked", (double) count);
  }

  /// @return `rate` answers a second, `errors`, `asked`
  Map<String, Double> closed(IntFunction<Asked> request, int clients, double warm, double seconds) {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger errors = new AtomicInteger();
    AtomicLong answered = new AtomicLong();
    long from = System.nanoTime() + (long) (warm * 1e9);
    long until = from + (long) (seconds * 1e9);
    CountDownLatch done = new CountDownLatch(clients);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clients; i++) {
        var _ =
            pool.submit(() -> {
              while (System.nanoTime() < until) {
                boolean good = one(request.apply(next.getAndIncrement())) > 0;
                long now = System.nanoTime();
                if (now >= from && now < until) {
                  answered.incrementAndGet();
                  if (!good) {
                    errors.incrementAndGet();
                  }
                }
              }
              done.countDown();
            });
      }
      await(done);
    }
    return Map.of(
        "rate", answered.get() / seconds,
        "errors", (double) errors.get(),
        "asked", (double) answered.get());
  }

  /// One request on a connection that is free, or a new one.
  ///
  /// @return bytes of the answer; -1 for an error
  long one(Asked asked) {
    @Nullable Wire wire = free.pollFirst();
    try {
      if (wire == null) {
        wire = new Wire(port);
      }
      Wire.Reply reply = wire.get(asked.path(), asked.accept());
      free.addFirst(wire);
      return reply.status() == 200 ? reply.bytes() : -1;
    } catch (IOException | RuntimeException e) {
      if (wire != null) {
        shut(wire);
      }
      System.err.println("serve: " + asked.path() + ": " + e);
      return -1;
    }
  }

  void close() {
    List<Wire> all = new ArrayList<>(free);
    free.clear();
    all.forEach(Load::shut);
  }

  private static void shut(Wire wire) {
    try {
      wire.close();
    } catch (IOException _) {
      // nothing is lost
    }
  }

  private static void await(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
