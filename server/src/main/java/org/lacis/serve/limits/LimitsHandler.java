package org.lacis.serve.limits;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.lacis.ingest.ServerLimits;
import org.lacis.serve.web.Problem;

/// Stands before everything else: lets a request in, or says at once that it is too much (429, 503,
/// 413) and when to come again. What was let in is answered whole or not at all.
public final class LimitsHandler extends Handler.Wrapper {
  private final ServerLimits limits;
  private final long liftLimit;
  private final Clients clients;
  private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();

  /// @param liftLimit the most bytes of what is sent to `/lift`
  public LimitsHandler(ServerLimits limits, long liftLimit) {
    this.limits = limits;
    this.liftLimit = liftLimit;
    this.clients = new Clients(limits, System::nanoTime);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String client = client(request);
    Optional<Clients.Refusal> refusal = clients.enter(client);
    if (refusal.isPresent()) {
      refuse(response, callback, refusal.get());
      return true;
    }
    long most = mostOf(request);
    Exchange exchange = new Exchange(request.getConnectionMetaData().getConnection(), most);
    exchanges.add(exchange);
    Request.addCompletionListener(
        request,
        _ -> {
          exchanges.remove(exchange);
          clients.leave(client);
        });
    if (request.getLength() > most) {
      tooLarge(response, callback, request.getLength(), most);
      return true;
    }
    Request watched = exchange.watching(request);
    return super.handle(watched, exchange.watching(watched, response), callback);
  }

  private long mostOf(Request request) {
    String path = request.getHttpURI().getCanonicalPath();
    return path != null && path.startsWith("/lift/")
        ? Math.max(liftLimit, limits.body())
        : limits.body();
  }

  private String client(Request request) {
    List<String> forwarded =
        limits.proxies().isEmpty()
            ? List.of()
            : request.getHeaders().getValuesList("X-Forwarded-For").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .toList();
    String remote = Request.getRemoteAddr(request);
    return Clients.name(remote == null ? "" : remote, forwarded, limits.proxies());
  }

  private static void refuse(Response response, Callback callback, Clients.Refusal refusal) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, Long.toString(refusal.retryAfter()));
    send(
        response,
        callback,
        new Problem(
            refusal.status(),
            refusal.code(),
            "request: more than " + refusal.limit(),
            "Ask again after " + refusal.retryAfter() + " s, and less at once.",
            Map.of("limit", refusal.limit(), "retryAfterSeconds", refusal.retryAfter())));
  }

  private static void tooLarge(Response response, Callback callback, long length, long most) {
    // what was not read would be taken for the next request
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    send(
        response,
        callback,
        new Problem(
            413,
            "serve.large-body",
            "request: " + length + " bytes, expected at most " + most,
            "Send less at once.",
            Map.of("limitBytes", most)));
  }

  private static void send(Response response, Callback callback, Problem problem) {
    byte[] body = problem.body();
    response.setStatus(problem.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("Access-Control-Allow-Origin", "*");
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /// Breaks the connections of clients that are too slow, and forgets those that are quiet.
  ///
  /// @param now nanoseconds, as of [System#nanoTime]
  void tend(long now) {
    long grace = Math.min(5_000_000_000L, limits.idle().toNanos() / 2);
    for (Exchange exchange : exchanges) {
      if (limits.slowest() > 0 && exchange.isTooSlow(now, grace, limits.slowest())) {
        exchange.connection().getEndPoint().close();
      }
    }
    clients.forgetQuiet();
  }

  /// The connections on which requests are being answered.
  Set<Connection> busy() {
    return exchanges.stream().map(Exchange::connection).collect(Collectors.toSet());
  }

  /// How many requests are being answered.
  public int active() {
    return clients.active();
  }

  /// How many clients are kept in mind.
  public int clients() {
    return clients.size();
  }
}
