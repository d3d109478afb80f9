package org.lacis.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.HttpResponseInterceptor;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.config.SocketConfig;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.conn.ConnectionPoolTimeoutException;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.jspecify.annotations.Nullable;

/// The client for all that is asked of other servers. Thread-safe; connections are kept and reused.
///
/// Every call is held to its [EgressRules]: hosts, networks, time, bytes, redirects. Nothing is
/// tried twice here, no cookie is kept, no proxy and no credential of the environment is used.
public final class Outbound implements AutoCloseable {
  private static final String AGENT = "Lacis (https://w3id.org/lacis)";
  private static final int CONNECTIONS = 200;
  private static final int CONNECTIONS_A_HOST = 32;
  private static final int HEADER_LINE = 32 << 10;
  private static final int HEADERS = 200;

  private final EgressRules rules;
  private final Guard guard;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService clock;

  public Outbound(EgressRules rules) {
    this.rules = rules;
    this.guard = new Guard(rules);
    this.client = client(rules, guard);
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbound-clock").factory());
  }

  public EgressRules rules() {
    return rules;
  }

  /// The guarded client itself, for a library that brings its own protocol: hosts, networks, sizes
  /// and times between pieces are held to; the time for a whole call is the library's to keep.
  /// Closing is not the library's business.
  public CloseableHttpClient client() {
    return client;
  }

  /// Calls, and reads the whole answer into memory.
  ///
  /// @throws OutboundException when it may not be asked, or no whole answer came
  public Reply send(Call call) {
    Instant began = Instant.now();
    return stream(
        call,
        (head, body) -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          body.transferTo(bytes);
          return new Reply(
              head.asked(),
              head.hops(),
              head.status(),
              head.headers(),
              bytes.toByteArray(),
              Duration.between(began, Instant.now()));
        });
  }

  /// Calls, and hands over the answer while it comes.
  ///
  /// @throws OutboundException when it may not be asked, or the answer could not be read to where
  ///   the reading ended
  public <T> T stream(Call call, Reading<T> reading) {
    Instant began = Instant.now();
    Instant deadline = began.plus(rules.whole());
    List<URI> hops = new ArrayList<>();
    Call next = call;
    while (true) {
      guard.require(next.address());
      HttpUriRequest request = request(next);
      AtomicBoolean late = new AtomicBoolean();
      ScheduledFuture<?> alarm = alarm(request, late, deadline);
      try (CloseableHttpResponse response = client.execute(request)) {
        Reply head = head(call, hops, response, began);
        @Nullable URI target = call.redirects() ? target(next, head) : null;
        if (target == null) {
          return read(response, head, reading, late, next);
        }
        if (hops.size() >= rules.redirects()) {
          throw OutboundException.refused(
              "too-many-redirects",
              Guard.shown(call.address()),
              "more than " + rules.redirects() + " redirects, the last to " + Guard.shown(target),
              "an answer",
              "Ask its owner where it is to lead, or give the address it ends at.");
        }
        hops.add(target);
        next = redirected(next, target, head.status());
      } catch (IOException e) {
        throw late.get() ? tooSlow(next.address(), rules.whole(), e) : told(next.address(), e);
      } finally {
        alarm.cancel(false);
      }
    }
  }

  private static <T> T read(
      CloseableHttpResponse response, Reply head, Reading<T> reading, AtomicBoolean late, Call call)
      throws IOException {
    @Nullable HttpEntity entity = response.getEntity();
    if (entity == null) {
      return reading.read(head, InputStream.nullInputStream());
    }
    // closed without being drained: what is left of an answer nobody wants is not read
    InputStream body = entity.getContent();
    T value = reading.read(head, body);
    if (late.get()) {
      throw new IOException("late answer of " + call);
    }
    return value;
  }

  private ScheduledFuture<?> alarm(HttpUriRequest request, AtomicBoolean late, Instant deadline) {
    long left = Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
    return clock.schedule(
        () -> {
          late.set(true);
          request.abort();
        },
        left,
        TimeUnit.MILLISECONDS);
  }

  private static HttpUriRequest request(Call call) {
    RequestBuilder builder = RequestBuilder.create(call.method()).setUri(call.address());
    call.headers().forEach(builder::setHeader);
    byte[] body = call.body();
    if (body.length > 0) {
      builder.setEntity(new ByteArrayEntity(body));
    }
    return builder.build();
  }

  private static Reply head(Call call, List<URI> hops, HttpResponse response, Instant began) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Header header : response.getAllHeaders()) {
      headers
          .computeIfAbsent(header.getName(), _ -> new ArrayList<>())
          .add(String.valueOf(header.getValue()));
    }
    return new Reply(
        call.address(),
        hops,
        response.getStatusLine().getStatusCode(),
        headers,
        new byte[0],
        Duration.between(began, Instant.now()));
  }

  /// Where an answer sends on to (RFC 9110, section 15.4); null when it is to be read itself.
  private static @Nullable URI target(Call call, Reply head) {
    return switch (head.status()) {
      case 301, 302, 303, 307, 308 ->
          head.header("Location").map(where -> resolved(call, where)).orElse(null);
      default -> null;
    };
  }

  private static URI resolved(Call call, String where) {
    try {
      return call.address().resolve(where.strip());
    } catch (IllegalArgumentException _) {
      throw OutboundException.refused(
          "bad-redirect",
          Guard.shown(call.address()),
          where,
          "an address to go on to",
          "Ask its owner where it is to lead.");
    }
  }

  private static Call redirected(Call call, URI target, int status) {
    boolean plain = call.method().equals("GET") || call.method().equals("HEAD");
    boolean changes = !plain && (status == 303 || status == 301 || status == 302);
    Call next = changes ? Call.get(target) : Call.of(call.method(), target).withBody(call.body());
    boolean stays =
        String.valueOf(call.address().getScheme()).equalsIgnoreCase(target.getScheme())
            && String.valueOf(call.address().getAuthority())
                .equalsIgnoreCase(target.getAuthority());
    for (Map.Entry<String, String> header : call.headers().entrySet()) {
      String name = header.getKey();
      // a key is for the one it was given for
      boolean secret = name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Cookie");
      boolean ofBody = name.equalsIgnoreCase("Content-Type") && changes;
      if (!ofBody && (stays || !secret)) {
        next = next.withHeader(name, header.getValue());
      }
    }
    return next;
  }

  private OutboundException told(URI address, IOException e) {
    String where = Guard.shown(address);
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < 8; depth++, cause = cause.getCause()) {
      if (cause instanceof Refused refused) {
        return refused.refusal();
      }
      if (cause instanceof TooLarge large) {
        return OutboundException.refused(
            "too-large",
            where,
            "more than " + large.limit() + " bytes",
            "an answer within the limit",
            "Ask for less, or allow more under egress.bytes in twin.yaml.");
      }
    }
    return switch (e) {
      case ConnectionPoolTimeoutException late ->
          unreachable(where, "no connection is free for it", late);
      case ConnectTimeoutException late -> unreachable(where, "no connection in time", late);
      case SocketTimeoutException late -> tooSlow(address, rules.read(), late);
      case UnknownHostException unknown ->
          unreachable(where, "no address for the name " + unknown.getMessage(), unknown);
      case ConnectException refused -> unreachable(where, said(refused), refused);
      case NoRouteToHostException refused -> unreachable(where, said(refused), refused);
      case SSLException untrusted ->
          OutboundException.trouble(
              "no-trust",
              where,
              said(untrusted),
              "a certificate that this Java trusts",
              "Look whether the address is right, and whether its certificate has run out.",
              untrusted);
      case InterruptedIOException stopped -> tooSlow(address, rules.whole(), stopped);
      default ->
          OutboundException.trouble(
              "cut-off",
              where,
              "an answer that breaks off: " + said(e),
              "a whole answer",
              "Try later, or tell its owner.",
              e);
    };
  }

  private static String said(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static OutboundException unreachable(String where, String found, IOException e) {
    return OutboundException.trouble(
        "unreachable",
        where,
        found,
        "a server that answers",
        "Try later, or look whether the address and the network are right.",
        e);
  }

  private static OutboundException tooSlow(URI address, Duration limit, IOException e) {
    return OutboundException.trouble(
        "too-slow",
        Guard.shown(address),
        "nothing, or no whole answer, within " + limit.toMillis() + " ms",
        "an answer in time",
        "Try later, ask for less, or allow more under egress in twin.yaml.",
        e);
  }

  private static CloseableHttpClient client(EgressRules rules, Guard guard) {
    PoolingHttpClientConnectionManager connections =
        new PoolingHttpClientConnectionManager(
            RegistryBuilder.<ConnectionSocketFactory>create()
                .register("http", PlainConnectionSocketFactory.getSocketFactory())
                .register("https", SSLConnectionSocketFactory.getSocketFactory())
                .build(),
            guard);
    connections.setMaxTotal(CONNECTIONS);
    connections.setDefaultMaxPerRoute(CONNECTIONS_A_HOST);
    connections.setValidateAfterInactivity(1_000);
    int connect = millis(rules.connect());
    int read = millis(rules.read());
    connections.setDefaultSocketConfig(
        SocketConfig.custom().setSoTimeout(read).setTcpNoDelay(true).build());
    connections.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setMessageConstraints(
                MessageConstraints.custom()
                    .setMaxLineLength(HEADER_LINE)
                    .setMaxHeaderCount(HEADERS)
                    .build())
            .build());
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setUserAgent(AGENT)
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectTimeout(connect)
                .setConnectionRequestTimeout(millis(rules.whole()))
                .setSocketTimeout(read)
                .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
                .build())
        .addInterceptorLast(
            (HttpResponseInterceptor)
                (response, _) -> {
                  @Nullable HttpEntity entity = response.getEntity();
                  if (entity != null) {
                    response.setEntity(new CappedEntity(entity, rules.bytes()));
                  }
                })
        .build();
  }

  private static int millis(Duration time) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, time.toMillis()));
  }

  @Override
  public void close() {
    clock.shutdownNow();
    try {
      client.close();
    } catch (IOException _) {
      // nothing that is open matters any more
    }
  }
}
