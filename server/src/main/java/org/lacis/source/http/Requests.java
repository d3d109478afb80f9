package org.lacis.source.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lacis.outbound.Call;
import org.lacis.outbound.EgressRules;
import org.lacis.outbound.Outbound;
import org.lacis.outbound.OutboundException;
import org.lacis.outbound.Reply;
import org.lacis.vocabulary.Finding;

/// Asks for what stands at addresses, within limits: not too often, not too long, not too much, and
/// again when the trouble may pass.
///
/// One thread uses it at a time.
final class Requests implements AutoCloseable {
  private final Outbound outbound;
  private final Limits limits;
  private final Map<String, Instant> turns;
  private final Instant deadline;
  private long bytes;
  private int count;

  /// @param egress which servers may be asked; times and sizes are those of `limits`
  /// @param turns when each host may be asked next; shared by all sources of a run
  Requests(EgressRules egress, Limits limits, Map<String, Instant> turns) {
    this.limits = limits;
    this.turns = turns;
    this.deadline = Instant.now().plus(limits.whole());
    this.outbound =
        new Outbound(
            new EgressRules(
                egress.allowedHosts(),
                egress.privateNetworks(),
                limits.connect(),
                limits.request(),
                limits.request(),
                limits.bytes(),
                egress.redirects()));
  }

  /// What a server said, whose body is in a file.
  ///
  /// @param status 200, 206 or 304
  /// @param body where the body lies; nothing is there with 304
  record Answer(URI from, int status, Reply head, Path body) {
    String header(String name) {
      return head.header(name).orElse("");
    }

    /// The media type without parameters, in small letters.
    String media() {
      return header("Content-Type").replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }
  }

  /// One try.
  @FunctionalInterface
  interface Try<T> {
    T run() throws IOException;
  }

  /// Told of an answer before its body is read.
  @FunctionalInterface
  interface Head {
    void told(Answer answer) throws IOException;
  }

  /// Tries until it works, the trouble is one that lasts, or a limit is reached.
  <T> T persist(Try<T> each) {
    Duration pause = limits.pause();
    for (int tried = 1; ; tried++) {
      try {
        return each.run();
      } catch (Trouble trouble) {
        if (!trouble.isPassing() || tried >= limits.tries()) {
          throw trouble.given();
        }
        Duration wait = trouble.asked().orElse(pause);
        if (Instant.now().plus(wait).isAfter(deadline)) {
          throw trouble.given();
        }
        sleep(wait);
        pause = pause.multipliedBy(2);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// How many requests were sent.
  int count() {
    return count;
  }

  /// Asks once.
  ///
  /// @param headers further headers
  /// @param packed whether the answer may come packed with gzip
  /// @param into file that the body is written to; it is cut to `from` first
  /// @param from how many bytes of the file stay, when the answer is a part (206)
  /// @param head told of the answer before its body is written
  Answer get(
      URI address, Map<String, String> headers, boolean packed, Path into, long from, Head head)
      throws Trouble {
    awaitTurn(address);
    Call call = Call.get(address).withHeader("Accept-Encoding", packed ? "gzip" : "identity");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      call = call.withHeader(header.getKey(), header.getValue());
    }
    count++;
    try {
      return outbound.stream(
          call,
          (said, body) -> {
            require(address, said);
            Answer answer = new Answer(said.from(), said.status(), said, into);
            if (answer.status() == 200 || answer.status() == 206) {
              head.told(answer);
              copy(address, answer, body, answer.status() == 206 ? from : 0);
            }
            return answer;
          });
    } catch (OutboundException e) {
      throw trouble(e);
    }
  }

  /// The same in the words of a source.
  private static Trouble trouble(OutboundException e) {
    if (e.getCause() instanceof Trouble own) {
      return own;
    }
    Finding said = e.finding();
    String code = said.code().replaceFirst("^outbound\\.", "");
    String remedy =
        switch (code) {
          case "too-large" -> "Allow more under 'size', or ask for less.";
          case "too-slow" -> "Try later, ask for smaller pages, or allow more under 'request'.";
          case "cut-off" -> "Try later; what was fetched until then is kept for the next try.";
          default -> said.remedy();
        };
    String where = said.place().toString();
    return e.isPassing()
        ? Trouble.passing(code, where, said.found(), said.expected(), remedy)
        : Trouble.lasting(code, where, said.found(), said.expected(), remedy);
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while fetching", e);
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  private static void require(URI address, Reply said) throws Trouble {
    int status = said.status();
    if (status == 200 || status == 206 || status == 304 || status == 416) {
      return;
    }
    String where = address.toString();
    String found = "status " + status;
    Optional<Duration> wait = retryAfter(said);
    switch (status) {
      case 429, 503 ->
          throw Trouble.passing(
                  "busy",
                  where,
                  found + wait.map(time -> ", to be asked again in " + seconds(time)).orElse(""),
                  "an answer",
                  "Try later, or ask less often under 'rate'.")
              .after(wait);
      case 408, 500, 502, 504 ->
          throw Trouble.passing("server-error", where, found, "an answer", "Try later.")
              .after(wait);
      case 404, 410 ->
          throw Trouble.lasting(
              "not-found", where, found, "something at this address", "Look the address up.");
      case 401, 403 ->
          throw Trouble.lasting(
              "refused", where, found, "an open service", "Ask its owner for access.");
      default ->
          throw Trouble.lasting(
              "refused",
              where,
              found,
              "an answer",
              "Look whether the service still takes these parameters.");
    }
  }

  /// RFC 9110, section 10.2.3: seconds, or a date.
  private static Optional<Duration> retryAfter(Reply reply) {
    String said = reply.header("Retry-After").orElse("").strip();
    if (said.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(said)));
    }
    try {
      Instant then = ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.now(), then);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private void copy(URI address, Answer answer, InputStream body, long keep) throws IOException {
    try (OutputStream out = open(answer.body(), keep)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        bytes += n;
        if (bytes > limits.bytes()) {
          throw Trouble.lasting(
              "too-large",
              address.toString(),
              "more than " + limits.bytes() + " bytes",
              "a source within the limit",
              "Allow more under 'size', or ask for less.");
        }
        out.write(buffer, 0, n);
      }
    }
  }

  private static OutputStream open(Path file, long keep) throws IOException {
    if (keep == 0) {
      return Files.newOutputStream(file);
    }
    return Files.newOutputStream(file, StandardOpenOption.APPEND);
  }

  /// Waits until the host may be asked again.
  private void awaitTurn(URI address) throws Trouble {
    String host = address.getScheme() + "://" + address.getAuthority();
    Instant now = Instant.now();
    Instant turn = turns.getOrDefault(host, now);
    if (turn.isBefore(now)) {
      turn = now;
    }
    if (turn.isAfter(deadline) || now.isAfter(deadline)) {
      throw Trouble.lasting(
          "too-slow",
          address.toString(),
          "not all of it within " + seconds(limits.whole()),
          "a source that is through in time",
          "Start again: it goes on from here. Or allow more under 'whole'.");
    }
    sleep(Duration.between(now, turn));
    turns.put(host, turn.plusNanos((long) (1e9 / limits.rate())));
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static Map<String, String> headers(String... namesAndValues) {
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!namesAndValues[i + 1].isEmpty()) {
        headers.put(namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    return headers;
  }

  /// Refuses an answer of another kind.
  ///
  /// @param accepted media types; one that ends with `+json` or `+xml` is of its kind, too
  static void requireMedia(Answer answer, List<String> accepted) throws Trouble {
    String media = answer.media();
    if (!media.isEmpty() && !accepted.contains(media)) {
      throw Trouble.lasting(
          "wrong-content-type",
          answer.from().toString(),
          media + Words.start(answer.body()),
          String.join(" or ", accepted),
          "Look at what the service says there, and whether it still has this format.");
    }
  }

  @Override
  public void close() {
    outbound.close();
  }
}
