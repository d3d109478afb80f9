package org.lacis.serve.limits;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.lacis.ingest.ServerLimits;

/// Who asks how much: requests that are answered at once, and requests a second, counted for each
/// client. A client is an address, and of IPv6 the network of 64 bits that one household or machine
/// is given. Safe for threads; keeps nothing of clients that have been quiet.
final class Clients {
  private static final double NANOS = 1e9;

  private final ServerLimits limits;
  private final LongSupplier clock;
  private final ConcurrentHashMap<String, Client> clients = new ConcurrentHashMap<>();
  private final AtomicInteger active = new AtomicInteger();

  /// Why a request is not taken.
  ///
  /// @param status 429 when this client asks too much, 503 when all of them do
  /// @param code of the problem
  /// @param limit what is allowed, in words
  /// @param retryAfter seconds after which it may be tried again
  record Refusal(int status, String code, String limit, long retryAfter) {}

  /// Requests of one client. Guarded by itself.
  private static final class Client {
    private int active;
    private double allowance;
    private long seen;
  }

  /// @param clock nanoseconds from any origin
  Clients(ServerLimits limits, LongSupplier clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /// Takes in a request; whoever was let in must [#leave].
  ///
  /// @return why not
  Optional<Refusal> enter(String client) {
    if (limits.requests() > 0 && active.incrementAndGet() > limits.requests()) {
      active.decrementAndGet();
      return Optional.of(
          new Refusal(
              503, "serve.busy", limits.requests() + " requests of all clients at once", 2));
    }
    if (limits.requests() <= 0) {
      active.incrementAndGet();
    }
    @Nullable Refusal[] refusal = {null};
    clients.compute(
        client,
        (_, known) -> {
          Client one = known == null ? fresh() : known;
          refusal[0] = admit(one);
          return one;
        });
    if (refusal[0] != null) {
      active.decrementAndGet();
    }
    return Optional.ofNullable(refusal[0]);
  }

  private Client fresh() {
    Client client = new Client();
    client.allowance = 2.0 * limits.rate();
    client.seen = clock.getAsLong();
    return client;
  }

  private @Nullable Refusal admit(Client client) {
    if (limits.concurrent() > 0 && client.active >= limits.concurrent()) {
      return new Refusal(
          429, "serve.too-many-at-once", limits.concurrent() + " requests at once", 1);
    }
    if (limits.rate() > 0) {
      long now = clock.getAsLong();
      double gained = (now - client.seen) / NANOS * limits.rate();
      client.allowance = Math.min(2.0 * limits.rate(), client.allowance + gained);
      client.seen = now;
      if (client.allowance < 1) {
        long wait = (long) Math.ceil((1 - client.allowance) / limits.rate());
        return new Refusal(
            429, "serve.too-often", limits.rate() + " requests a second", Math.max(1, wait));
      }
      client.allowance--;
    }
    client.active++;
    return null;
  }

  /// A request that was let in is over.
  void leave(String client) {
    active.decrementAndGet();
    clients.computeIfPresent(
        client,
        (_, known) -> {
          known.active--;
          return known;
        });
  }

  /// Forgets clients that have been quiet long enough to be as new.
  void forgetQuiet() {
    long now = clock.getAsLong();
    for (String name : clients.keySet()) {
      clients.computeIfPresent(
          name,
          (_, known) -> {
            boolean full =
                limits.rate() <= 0
                    || known.allowance + (now - known.seen) / NANOS * limits.rate()
                        >= 2.0 * limits.rate();
            return known.active == 0 && full ? null : known;
          });
    }
  }

  /// How many clients are kept in mind.
  int size() {
    return clients.size();
  }

  /// How many requests are being answered.
  int active() {
    return active.get();
  }

  /// Who asks: the other end of the connection, or whom a proxy that is believed speaks for.
  ///
  /// @param remote address of the other end
  /// @param forwarded values of `X-Forwarded-For`, each proxy having added who asked it
  /// @param proxies addresses that are believed
  static String name(String remote, List<String> forwarded, List<String> proxies) {
    String client = bare(remote);
    for (int i = forwarded.size() - 1; i >= 0 && proxies.contains(client); i--) {
      client = bare(forwarded.get(i).strip());
    }
    return network(client);
  }

  private static String bare(String address) {
    String plain = address.startsWith("[") ? address.substring(1) : address;
    int end = plain.indexOf(']');
    return end < 0 ? plain : plain.substring(0, end);
  }

  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    String[] groups = address.split("::", 2);
    String[] head = groups[0].split(":");
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      String group = i < head.length && !head[i].isEmpty() ? head[i] : "0";
      network.append(group).append(':');
    }
    return network + ":";
  }
}
