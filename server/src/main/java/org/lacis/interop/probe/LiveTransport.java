package org.lacis.interop.probe;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.lacis.outbound.Call;
import org.lacis.outbound.Outbound;
import org.lacis.outbound.OutboundException;

/// Asks over the network, through the guarded client, at a polite rate and until the time is up.
public final class LiveTransport implements Transport {
  private final Outbound outbound;
  private final Budget budget;
  private final BooleanSupplier stopped;
  private final Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final long beganNanos = System.nanoTime();
  private long lastNanos;

  /// @param stopped whether somebody wants it to end: the time is up then
  public LiveTransport(Outbound outbound, Budget budget, BooleanSupplier stopped) {
    this.outbound = outbound;
    this.budget = budget;
    this.stopped = stopped;
    this.lastNanos = beganNanos - Duration.ofHours(1).toNanos();
  }

  @Override
  public Instant began() {
    return began;
  }

  @Override
  public void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Exchange exchange(Request request, long bytes) {
    if (budget.perSecond() > 0) {
      long wait = (long) (1e9 / budget.perSecond()) - (System.nanoTime() - lastNanos);
      if (wait > 0) {
        pause(Duration.ofNanos(wait));
      }
    }
    Duration at = elapsed();
    if (stopped.getAsBoolean()
        || Thread.currentThread().isInterrupted()
        || at.compareTo(budget.time()) >= 0) {
      return Exchange.failed(request, at, Duration.ZERO, OUT_OF_TIME, "the time is up");
    }
    lastNanos = System.nanoTime();
    try {
      return outbound.stream(
          call(request),
          (head, body) -> {
            byte[] read = read(body, bytes);
            boolean cut = read.length == bytes && body.read() >= 0;
            return new Exchange(
                request,
                head.hops(),
                head.status(),
                new TreeMap<>(lower(head.headers())),
                read,
                cut,
                at,
                elapsed().minus(at),
                java.util.Optional.empty());
          });
    } catch (OutboundException e) {
      return Exchange.failed(
          request, at, elapsed().minus(at), e.finding().code(), e.finding().found());
    }
  }

  private Duration elapsed() {
    return Duration.ofMillis((System.nanoTime() - beganNanos) / 1_000_000);
  }

  private static byte[] read(InputStream body, long bytes) throws IOException {
    return body.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, Math.max(0, bytes)));
  }

  private static Map<String, List<String>> lower(Map<String, List<String>> headers) {
    Map<String, List<String>> lower = new TreeMap<>();
    headers.forEach((name, values) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), values));
    return lower;
  }

  private static Call call(Request request) {
    Call call =
        request.body().length == 0
            ? Call.of(request.method(), request.address())
            : Call.of(request.method(), request.address()).withBody(request.body());
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      call = call.withHeader(header.getKey(), header.getValue());
    }
    return request.redirects() ? call : call.withoutRedirects();
  }
}
