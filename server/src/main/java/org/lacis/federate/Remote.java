package org.lacis.federate;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.jena.query.Query;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetReader;
import org.apache.jena.riot.rowset.RowSetReaderRegistry;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;
import org.lacis.outbound.Call;
import org.lacis.outbound.EgressRules;
import org.lacis.outbound.Outbound;
import org.lacis.outbound.OutboundException;
import org.lacis.outbound.Reply;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;

/// A partner that is asked over HTTP: at its rate, so many requests at once, each for so long, and
/// not at all while it rests. Safe for threads.
final class Remote implements Member, AutoCloseable {
  static final String RESULTS =
      "application/sparql-results+json, application/sparql-results+xml;q=0.5";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int SHOWN = 120;

  private final Partner partner;
  private final Outbound outbound;
  private final ExecutorService threads;
  private final Semaphore places;
  private final Pace pace;
  private final Circuit circuit;
  private final AtomicReference<Optional<Summary>> summary =
      new AtomicReference<>(Optional.empty());

  Remote(Partner partner, EgressRules rules, ExecutorService threads) {
    this.partner = partner;
    this.threads = threads;
    Partner.Limits limits = partner.limits();
    Duration whole = shorter(rules.whole(), limits.timeout());
    this.outbound =
        new Outbound(
            rules.within(
                shorter(rules.read(), whole), whole, Math.min(rules.bytes(), limits.bytes())));
    this.places = new Semaphore(limits.concurrent());
    this.pace = new Pace(limits.rate(), System::nanoTime);
    this.circuit = new Circuit(Instant::now);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  Partner partner() {
    return partner;
  }

  Circuit circuit() {
    return circuit;
  }

  /// What it says of itself, once that was read.
  Optional<Summary> summary() {
    return summary.get();
  }

  void learn(Summary said) {
    summary.set(Optional.of(said));
  }

  @Override
  public String name() {
    return partner.name();
  }

  @Override
  public long statements(String property) {
    return summary().map(one -> one.statements(property)).orElse(-1L);
  }

  @Override
  public long things(String type) {
    return summary().map(one -> one.things(type)).orElse(-1L);
  }

  @Override
  public Future<List<Binding>> rows(Query query, Inquiry inquiry) {
    String text = query.serialize();
    return inquiry.track(threads.submit(() -> ask(text, inquiry)));
  }

  /// Reads what it says of itself.
  ///
  /// @throws LacisException when it cannot be had
  Summary fetchSummary(Call call) {
    return held(
        () ->
            outbound.stream(
                call,
                (head, body) -> {
                  requireDone(head, body);
                  return Summary.read(head, body);
                }),
        Inquiry.MOST);
  }

  private List<Binding> ask(String text, Inquiry inquiry) {
    Call call =
        Call.post(
                partner.endpoint(),
                FORM,
                "query=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
            .withHeader("Accept", RESULTS)
            .withHeader(Hops.HEADER, Integer.toString(inquiry.hops().next()))
            .withHeader("Via", inquiry.hops().via());
    Call ours =
        partner.secret().value().isEmpty()
            ? call
            : call.withHeader("Authorization", "Bearer " + partner.secret().value());
    return held(() -> twice(ours, inquiry), inquiry.left());
  }

  /// A connection that was kept may have been closed by the other side meanwhile, which shows when
  /// it is used again; a question changes nothing, and is asked once more.
  private List<Binding> twice(Call call, Inquiry inquiry) {
    inquiry.countRequest();
    try {
      return outbound.stream(call, (head, body) -> read(head, body, inquiry));
    } catch (OutboundException e) {
      if (!e.finding().code().equals("outbound.cut-off")
          || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      inquiry.countRequest();
      return outbound.stream(call, (head, body) -> read(head, body, inquiry));
    }
  }

  private interface Asking<T> {
    T get() throws InterruptedException;
  }

  /// Asks when there is a place, and at the pace, and notes how it went.
  private <T> T held(Asking<T> asking, Duration patience) {
    if (!circuit.open()) {
      throw trouble(
          "resting",
          "several failures in a row, the last: " + circuit.last(),
          "an answer",
          circuit.until().map(when -> "It is asked again at " + when + ".").orElse(""),
          null);
    }
    boolean told = false;
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("no place");
      }
      try {
        TimeUnit.NANOSECONDS.sleep(pace.take());
        T answer = asking.get();
        circuit.succeeded();
        told = true;
        return answer;
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw trouble("late", "no answer in time", "an answer", "Ask for less, or later.", e);
    } catch (LacisException e) {
      if (!Thread.currentThread().isInterrupted()) {
        if (isOfPartner(e)) {
          circuit.failed(e.finding().sentence());
        } else {
          circuit.succeeded();
        }
        told = true;
      }
      throw named(e);
    } finally {
      if (!told) {
        circuit.abandoned();
      }
    }
  }

  /// Whether the partner is in trouble, and not the question: one that asks too much, or what the
  /// partner does not understand, is no reason to let it rest.
  private static boolean isOfPartner(LacisException e) {
    return switch (e) {
      case OutboundException outgoing -> outgoing.isPassing();
      case FederateException ours ->
          !ours.finding().code().equals("federate.cut")
              && !(ours.members().get("status") instanceof Integer status
                  && status >= 400
                  && status < 500
                  && status != 408
                  && status != 429);
      default -> true;
    };
  }

  /// What the room of outgoing calls says, with the name of the partner.
  private FederateException named(LacisException e) {
    if (e instanceof FederateException ours) {
      return ours;
    }
    Finding finding = e.finding();
    return new FederateException(
        Finding.violation(
            finding.code(), place(), finding.found(), finding.expected(), finding.remedy()),
        e);
  }

  private List<Binding> read(Reply head, InputStream body, Inquiry inquiry) throws IOException {
    requireDone(head, body);
    head.header("Lacis-Partial").ifPresent(who -> inquiry.miss(this, beyond(who)));
    if (head.status() == 206 || head.header("X-SQL-State").isPresent()) {
      throw trouble(
          "cut", "an answer that it cut short", "a whole answer", "Ask for less at once.", null);
    }
    List<Binding> rows = new ArrayList<>();
    try {
      RowSet found = reader(head, body).read(body, Context.emptyContext());
      while (found.hasNext()) {
        rows.add(found.next());
      }
    } catch (FederateException e) {
      throw e;
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException broken) {
          throw broken;
        }
      }
      throw trouble(
          "unreadable",
          String.valueOf(e.getMessage()),
          "rows of SPARQL results, to their end",
          "Tell its owner.",
          e);
    }
    long most =
        head.header("X-SPARQL-MaxRows")
            .filter(said -> said.matches("\\d{1,9}"))
            .map(Long::parseLong)
            .orElse(Long.MAX_VALUE);
    if (rows.size() >= most) {
      throw trouble(
          "cut",
          "no more than " + most + " rows, which is its limit",
          "a whole answer",
          "Ask for less at once, or have its owner raise the limit.",
          null);
    }
    return rows;
  }

  private RowSetReader reader(Reply head, InputStream body) throws IOException {
    Lang lang =
        switch (head.media()) {
          case "application/sparql-results+json", "application/json" -> ResultSetLang.RS_JSON;
          case "application/sparql-results+xml", "application/xml", "text/xml" ->
              ResultSetLang.RS_XML;
          default ->
              throw trouble(
                  "wrong-type",
                  (head.media().isEmpty() ? "no media type" : head.media()) + begins(body),
                  "application/sparql-results+json",
                  "Look whether the endpoint of the partner is right.",
                  null);
        };
    return RowSetReaderRegistry.getFactory(lang).create(lang);
  }

  private void requireDone(Reply head, InputStream body) throws IOException {
    if (!head.isDone()) {
      throw new FederateException(
          Finding.violation(
              "federate.failed",
              place(),
              "status " + head.status() + begins(body),
              "an answer",
              head.header("Retry-After").map(when -> "It asks to wait " + when + " s.").orElse("")),
          Map.of("status", head.status()),
          null);
    }
  }

  private static String begins(InputStream body) throws IOException {
    String text = new String(body.readNBytes(SHOWN), StandardCharsets.UTF_8);
    String shown = text.replaceAll("\\s+", " ").strip();
    return shown.isEmpty() ? "" : ": " + shown;
  }

  private Finding beyond(String who) {
    return Finding.warning(
        "federate.partial",
        place(),
        "a partial answer of its own, without " + who,
        "a whole answer",
        "Ask again later.");
  }

  Place place() {
    return Place.of("partner " + partner.name());
  }

  private FederateException trouble(
      String code, String found, String expected, String remedy, @Nullable Throwable cause) {
    return new FederateException(
        Finding.violation("federate." + code, place(), found, expected, remedy), cause);
  }

  @Override
  public void close() {
    outbound.close();
  }
}
