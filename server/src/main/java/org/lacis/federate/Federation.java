package org.lacis.federate;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.engine.binding.Binding;
import org.jspecify.annotations.Nullable;
import org.lacis.federate.fedx.Fedx;
import org.lacis.federate.fedx.Speaker;
import org.lacis.outbound.Call;
import org.lacis.outbound.EgressRules;
import org.lacis.store.TwinDataset;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// A twin and its partners, asked together. Safe for threads.
///
/// Partners are asked through one guarded client each, within their limits; what is known of them
/// (who has what, their VoID, how they fare) is kept for as long as this is open.
public final class Federation implements AutoCloseable {
  private static final String RDF =
      "text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.8, application/ld+json;q=0.7";

  private static final Duration DESCRIBED = Duration.ofHours(1);

  private final String base;
  private final Map<String, Remote> partners = new LinkedHashMap<>();
  private final Selection selection = new Selection();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService reading = Executors.newVirtualThreadPerTaskExecutor();
  // made when it is asked for: few servers ever load it
  private final AtomicReference<@Nullable Fedx> fedx = new AtomicReference<>();

  /// @param base of the twin; its partners are named `<base>partner/KEY`
  /// @param rules what may be asked of the world
  public Federation(String base, List<Partner> partners, EgressRules rules) {
    this.base = base;
    for (Partner partner : partners) {
      this.partners.put(partner.name(), new Remote(partner, rules, threads));
    }
  }

  public List<Partner> partners() {
    return partners.values().stream().map(Remote::partner).toList();
  }

  /// The IRI of a partner.
  public Node iri(Partner partner) {
    return new TwinIris(base).node("partner/" + partner.name());
  }

  /// The twin and its partners as a dataset, to be asked with an inquiry in the context of the
  /// query ([Inquiry#SYMBOL]).
  public FederatedDataset dataset(TwinDataset twin) {
    return new FederatedDataset(twin, this);
  }

  /// Begins a question.
  ///
  /// @param limit the time it has
  public Inquiry inquiry(Inquiry.Wishes wishes, Hops hops, Duration limit) {
    return new Inquiry(wishes, hops, limit);
  }

  /// Begins a question that nobody asked before.
  public Inquiry inquiry(Inquiry.Wishes wishes, Duration limit) {
    return inquiry(wishes, Hops.none(base), limit);
  }

  /// The hops of a question that came with these headers.
  ///
  /// @throws FederateException `federate.loop`
  public Hops hops(String hops, String via) {
    return Hops.of(base, hops, via);
  }

  /// How a partner fares.
  ///
  /// @param resting until when it is not asked
  /// @param trouble why the last request failed; empty when it did not
  /// @param summary what it says of itself, once that was read
  public record State(
      Partner partner, Optional<Instant> resting, String trouble, Optional<Summary> summary) {}

  public List<State> states() {
    return partners.values().stream()
        .map(one ->
            new State(one.partner(), one.circuit().until(), one.circuit().last(), one.summary()))
        .toList();
  }

  /// Reads what partners say of themselves in VoID.
  ///
  /// @return what could not be had, by partner
  public Map<String, Finding> refresh() {
    Map<String, java.util.concurrent.Future<?>> reading = new LinkedHashMap<>();
    partners.forEach((name, remote) -> {
      if (remote.partner().description().isPresent()) {
        reading.put(name, threads.submit(() -> describe(remote)));
      }
    });
    Map<String, Finding> failed = new LinkedHashMap<>();
    reading.forEach((name, future) -> {
      try {
        future.get();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (java.util.concurrent.ExecutionException e) {
        if (!(e.getCause() instanceof LacisException told)) {
          throw new IllegalStateException(e.getCause());
        }
        failed.put(name, told.finding());
      }
    });
    return Collections.unmodifiableMap(failed);
  }

  /// Reads the descriptions of partners in the background, now and then, until this is closed. What
  /// cannot be had is told by [#states].
  public void keepDescribed() {
    var _ =
        threads.submit(() -> {
          while (!threads.isShutdown()) {
            Map<String, Finding> _ = refresh();
            Thread.sleep(DESCRIBED);
          }
          return true;
        });
  }

  private static void describe(Remote remote) {
    URI address = remote.partner().description().orElseThrow();
    remote.learn(remote.fetchSummary(Call.get(address).withHeader("Accept", RDF)));
  }

  /// Asks a partner whether it answers.
  ///
  /// @return what is wrong; empty when it answers
  public Optional<Finding> greet(Partner partner, Duration limit) {
    Remote remote = partners.get(partner.name());
    if (remote == null || partner.kind() != Partner.Kind.SPARQL) {
      return Optional.empty();
    }
    try (Inquiry inquiry = inquiry(Inquiry.Wishes.NONE, limit)) {
      Query query = org.apache.jena.query.QueryFactory.create("SELECT * { ?s ?p ?o } LIMIT 1");
      List<Binding> _ = inquiry.awaited(remote.rows(query, inquiry));
      return Optional.empty();
    } catch (FederateException e) {
      return Optional.of(e.finding());
    } catch (org.apache.jena.query.QueryCancelledException _) {
      return Optional.of(
          Finding.violation(
              "federate.late", remote.place(), "no answer in time", "an answer", "Try later."));
    }
  }

  /// The partner that a SERVICE names, by its IRI or by the address of its endpoint.
  Optional<Remote> partner(Node service) {
    String named = service.isURI() ? service.getURI() : "";
    return partners.values().stream()
        .filter(one -> one.partner().kind() == Partner.Kind.SPARQL)
        .filter(one ->
            iri(one.partner()).getURI().equals(named)
                || bare(one.partner().endpoint().toString()).equals(bare(named)))
        .findFirst();
  }

  private static String bare(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  FederateException unknown(Node service) {
    List<String> known = new ArrayList<>();
    partners.values().stream()
        .filter(one -> one.partner().kind() == Partner.Kind.SPARQL)
        .forEach(one -> known.add("<" + iri(one.partner()).getURI() + ">"));
    return new FederateException(
        Finding.violation(
            "federate.unknown-partner",
            Place.of("query, SERVICE"),
            "<" + service + ">",
            known.isEmpty()
                ? "a partner, of which there are none"
                : "one of " + String.join(", ", known),
            "Name one of the partners, or add it to partners: in twin.yaml."),
        Map.of("partners", known),
        null);
  }

  /// Who is asked in a question.
  ///
  /// @param twin in a read transaction of this thread
  Asked asked(TwinDataset twin, Inquiry inquiry) {
    List<Member> members = new ArrayList<>(List.of(new Own(twin)));
    partners.values().stream()
        .filter(one -> one.partner().kind() == Partner.Kind.SPARQL)
        .filter(one -> one.partner().trust() == Partner.Trust.FULL)
        .forEach(members::add);
    return new Asked(members, selection, inquiry);
  }

  /// The rows of a query, worked out by FedX.
  List<Binding> byFedx(Query query, Asked asked) {
    Inquiry inquiry = asked.inquiry();
    List<Speaker> speakers = new ArrayList<>();
    asked.members().forEach(member -> speakers.add(speaker(member, inquiry)));
    try {
      return fedx().rows(Whole.select(query), speakers, inquiry.left());
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof FederateException ours) {
          throw ours;
        }
      }
      inquiry.requireTime();
      throw new FederateException(
          Finding.violation(
              "federate.fedx",
              Place.of("query"),
              String.valueOf(e.getMessage()),
              "a question that FedX answers",
              "Leave the choice of the engine to us."),
          e);
    } finally {
      if (!inquiry.missing().isEmpty()) {
        fedx().forget();
      }
    }
  }

  private Fedx fedx() {
    @Nullable Fedx made = fedx.get();
    if (made != null) {
      return made;
    }
    fedx.compareAndSet(null, new Fedx());
    return Objects.requireNonNull(fedx.get());
  }

  /// FedX asks on threads of its own, and may interrupt them: the twin itself is read on another
  /// one, which nobody interrupts, in a transaction of its own.
  private Speaker speaker(Member member, Inquiry inquiry) {
    return new Speaker() {
      @Override
      public String name() {
        return member.name();
      }

      @Override
      public List<Binding> rows(Query query) {
        return inquiry.await(
            member,
            member instanceof Own own
                ? reading.submit(() -> own.read(query, inquiry))
                : member.rows(query, inquiry));
      }
    };
  }

  /// Forgets who has what, as after a partner has changed.
  public void forget() {
    partners.keySet().forEach(selection::forget);
    Optional.ofNullable(fedx.get()).ifPresent(Fedx::forget);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    reading.close();
    partners.values().forEach(Remote::close);
  }
}
