package org.lacis.serve.limits;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks twice a second for clients that hold a connection and do not get on: a header that comes
/// byte by byte, a body that trickles, an answer that nobody takes. Such a connection is broken.
public final class Watch implements Connection.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long EVERY = 500;

  private final LimitsHandler handler;
  private final long header;
  private final ConcurrentHashMap<Connection, State> connections = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("limits").factory());

  /// What was last seen of a connection that no request is answered on.
  ///
  /// @param bytes what had come by then
  /// @param since nanoseconds, when bytes of a header were first seen; negative for none
  private record State(long bytes, long since) {}

  /// @param idle how long a header may take
  public Watch(LimitsHandler handler, Duration idle) {
    this.handler = handler;
    this.header = idle.toNanos();
    var _ = clock.scheduleAtFixedRate(this::look, EVERY, EVERY, TimeUnit.MILLISECONDS);
  }

  @Override
  public void onOpened(Connection connection) {
    connections.put(connection, new State(0, -1));
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(connection);
  }

  /// How many connections are open.
  public int open() {
    return connections.size();
  }

  private void look() {
    try {
      long now = System.nanoTime();
      handler.tend(now);
      Set<Connection> busy = handler.busy();
      for (Connection connection : connections.keySet()) {
        State state =
            connections.computeIfPresent(
                connection, (one, before) -> next(one, before, busy.contains(one), now));
        if (state != null && state.since() >= 0 && now - state.since() > header) {
          connection.getEndPoint().close();
        }
      }
    } catch (RuntimeException e) {
      LOG.error("connections could not be looked after", e);
    }
  }

  /// Bytes that came since the last request was answered, and make no request yet, are a header on
  /// its way.
  private static State next(Connection connection, State before, boolean busy, long now) {
    long bytes = connection.getBytesIn();
    if (busy || connection.getMessagesIn() > connection.getMessagesOut()) {
      return new State(bytes, -1);
    }
    if (before.since() >= 0) {
      return before;
    }
    return bytes > before.bytes() ? new State(before.bytes(), now) : before;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
