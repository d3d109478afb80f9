package org.lacis.ingest;

import java.time.Duration;
import java.util.List;

/// What clients may ask of a server at once, as `limits:` in `twin.yaml` says. A count of 0 lifts
/// that limit.
///
/// @param concurrent requests of one client that are answered at once
/// @param rate requests of one client a second, in the long run; twice as many may come at once
/// @param requests requests of all clients that are answered at once
/// @param connections connections of all clients at once
/// @param queries SPARQL queries that are worked on at once; the others wait for their turn
/// @param header bytes of the header of a request
/// @param body bytes of the body of a request, but for `/lift`, which has a limit of its own
/// @param idle how long a connection may say and take nothing; also how long a header may take
/// @param slowest bytes a second that a client must send of a body, and take of an answer
/// @param proxies addresses of proxies whose `X-Forwarded-For` is believed
public record ServerLimits(
    int concurrent,
    int rate,
    int requests,
    int connections,
    int queries,
    int header,
    long body,
    Duration idle,
    int slowest,
    List<String> proxies) {

  /// What holds where nothing is said.
  public static final ServerLimits STANDARD =
      new ServerLimits(
          256, 5_000, 512, 4096, 0, 16 << 10, 64L << 20, Duration.ofSeconds(30), 1024, List.of());

  /// The keys of `limits:`, with those that other settings hold.
  static final String[] KEYS = {
    "query",
    "lift",
    "concurrent",
    "rate",
    "requests",
    "connections",
    "queries",
    "header",
    "body",
    "idle",
    "slowest",
    "proxies"
  };

  public ServerLimits {
    proxies = List.copyOf(proxies);
  }

  static ServerLimits read(SettingsFile yaml) {
    int most = 1_000_000;
    long header = yaml.bytes("header", STANDARD.header);
    if (header < 1 << 10 || header > 1 << 20) {
      throw yaml.wrong("header", Long.toString(header), "an amount of bytes from 1KB to 1MB");
    }
    long slowest = yaml.bytes("slowest", STANDARD.slowest);
    return new ServerLimits(
        yaml.integer("concurrent", STANDARD.concurrent, 0, most),
        yaml.integer("rate", STANDARD.rate, 0, most),
        yaml.integer("requests", STANDARD.requests, 0, most),
        yaml.integer("connections", STANDARD.connections, 0, most),
        yaml.integer("queries", STANDARD.queries, 0, most),
        Math.toIntExact(header),
        yaml.bytes("body", STANDARD.body),
        yaml.duration("idle", STANDARD.idle),
        Math.toIntExact(Math.min(slowest, 1 << 30)),
        yaml.texts("proxies"));
  }
}
