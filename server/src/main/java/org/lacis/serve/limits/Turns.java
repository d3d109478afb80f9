package org.lacis.serve.limits;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Queries are worked on a few at once, in the order in which they came: many at once would only
/// take memory and time from one another. Safe for threads.
public final class Turns {
  /// Queries that may wait for one that is worked on.
  private static final int WAITING = 64;

  private final Semaphore turns;
  private final int most;
  private final Duration patience;

  /// @param queries at once; 0 for eight a processor
  /// @param patience how long one waits for its turn
  public Turns(int queries, Duration patience) {
    this.most = queries > 0 ? queries : 8 * Runtime.getRuntime().availableProcessors();
    this.turns = new Semaphore(most, true);
    this.patience = patience;
  }

  /// A turn that was taken, to be given back.
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /// Waits for a turn.
  ///
  /// @throws ServeException 503 when there are too many before, or they take too long
  public Turn take() {
    try {
      if (turns.getQueueLength() < WAITING * most
          && turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return turns::release;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new ServeException(
        503,
        Finding.violation(
            "serve.busy",
            Place.of("query"),
            "too many queries before this one",
            "",
            "Ask again later; ask for less at once."),
        Map.of("Retry-After", "10"),
        Map.of("queriesAtOnce", most));
  }
}
