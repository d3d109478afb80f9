package org.lacis.bench.geo;

import java.util.Arrays;

/// Times of one thing that is done again and again, until enough is known: a second of warming up,
/// then at least three times and two and a half seconds, at most thirty times. What takes longer
/// than ten seconds is done twice. The second counts also for what is done a thousand times in it:
/// after thirty times a question of a millisecond still shows how Java compiles.
final class Timing {
  private static final double WARM = 1_000;
  private static final double ENOUGH = 2_500;
  private static final double LONG = 10_000;
  private static final int MOST = 30;

  private final Work work;
  private final double[] times = new double[MOST];
  private int count;
  private double measured;
  private double last;
  private double warmed;

  /// Something that may fail in the way of a database.
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  Timing(Work work) {
    this.work = work;
  }

  boolean warm() {
    return warmed > WARM;
  }

  boolean done() {
    int least = last > LONG ? 1 : 3;
    return count == MOST || (count >= least && measured > ENOUGH);
  }

  void warmUp() throws Exception {
    warmed += once();
  }

  void measure() throws Exception {
    times[count++] = once();
    measured += last;
  }

  private double once() throws Exception {
    long began = System.nanoTime();
    work.run();
    last = (System.nanoTime() - began) / 1e6;
    return last;
  }

  /// Milliseconds; NaN when nothing was measured.
  double median() {
    if (count == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
  }

  /// Measures one.
  static double of(Work work) throws Exception {
    Timing timing = new Timing(work);
    while (!timing.warm()) {
      timing.warmUp();
    }
    while (!timing.done()) {
      timing.measure();
    }
    return timing.median();
  }

  /// Measures two by turns, so that what else the machine does meets both.
  static void byTurns(Timing one, Timing other) throws Exception {
    while (!one.warm() || !other.warm()) {
      for (Timing timing : new Timing[] {one, other}) {
        if (!timing.warm()) {
          timing.warmUp();
        }
      }
    }
    while (!one.done() || !other.done()) {
      for (Timing timing : new Timing[] {one, other}) {
        if (!timing.done()) {
          timing.measure();
        }
      }
    }
  }
}
