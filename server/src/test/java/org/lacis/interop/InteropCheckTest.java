package org.lacis.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lacis.interop.probe.Budget;
import org.lacis.outbound.EgressRules;
import org.lacis.outbound.Outbound;

/// What an address leads to, what a sample holds, what is taken of a partner, and what becomes of a
/// check when the partner misbehaves.
final class InteropCheckTest {
  /// Keeps what a test is given.
  private static final class Seeing implements Tester {
    private final Check check = Probes.check("protocol.see", Severity.MINOR);
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();

    @Override
    public Check check() {
      return check;
    }

    @Override
    public Result run(Examination exam) {
      subjects.add(exam.subject());
      samples.add(exam.sample());
      return check.passed("", "");
    }
  }

  private static Seeing see(Partner partner, String place, long seed) {
    Seeing seeing = new Seeing();
    try (Outbound outbound = Probes.outbound()) {
      Report _ =
          Probes.run(
              List.of(seeing),
              Probes.asking(partner.at(place), seed, Probes.PLENTY),
              Probes.live(outbound, Probes.PLENTY));
    }
    return seeing;
  }

  private static Report check(URI address, Budget budget, EgressRules rules) {
    try (Outbound outbound = new Outbound(rules)) {
      return Probes.run(
          Probes.testers(), Probes.asking(address, 1, budget), Probes.live(outbound, budget));
    }
  }

  private static EgressRules loopback() {
    return EgressRules.standard().withPrivate("127.0.0.0/8");
  }

  @Test
  void anAddressIsKnownByWhatItAnswers() throws IOException {
    try (Partner partner = new Partner(1)) {
      assertThat(see(partner, "/sparql", 1).subjects.getFirst().kind()).contains(Kind.SPARQL);
      assertThat(see(partner, "/dump.ttl", 1).subjects.getFirst().kind()).contains(Kind.DUMP);
      assertThat(see(partner, "/stream", 1).subjects.getFirst().kind()).contains(Kind.LDES);
      assertThat(see(partner, "/mapping.ttl", 1).subjects.getFirst().kind()).contains(Kind.MAPPING);
      Subject api = see(partner, "/api/", 1).subjects.getFirst();
      assertThat(api.kind()).contains(Kind.FEATURES);
      assertThat(api.features().orElseThrow().collections())
          .extracting(Landing.Collection::id)
          .containsExactly("trees");
      assertThat(api.features().orElseThrow().conforms()).hasSize(1);
    }
  }

  @Test
  void whatAServerOffersBesideAnAddressIsFound() throws IOException {
    try (Partner partner = new Partner(1)) {
      // of a page that says nothing the endpoint beside it is found
      Subject subject = see(partner, "/page", 1).subjects.getFirst();
      assertThat(subject.sparql()).contains(partner.at("/sparql"));
    }
  }

  @Test
  void aSampleHoldsThingsWithWhatIsSaidOfThem() throws IOException {
    try (Partner partner = new Partner(1)) {
      for (String place : List.of("/sparql", "/dump.ttl")) {
        Sample sample = see(partner, place, 7).samples.getFirst();
        assertThat(sample.classes().values()).containsExactly(120L, 5L);
        // half of them trees, and all five benches
        assertThat(sample.things()).hasSize(35);
        assertThat(sample.located()).hasSize(30);
        assertThat(sample.links()).hasSize(30);
        assertThat(sample.located().getFirst().label())
            .hasValueSatisfying(label -> assertThat(label).startsWith("Tree "));
      }
    }
  }

  @Test
  void theSeedDrawsTheSample() throws IOException {
    try (Partner partner = new Partner(1)) {
      assertThat(see(partner, "/sparql", 1).samples).isEqualTo(see(partner, "/sparql", 1).samples);
      assertThat(see(partner, "/sparql", 1).samples)
          .isNotEqualTo(see(partner, "/sparql", 2).samples);
    }
  }

  @Test
  void featuresAreThings() throws IOException {
    try (Partner partner = new Partner(1)) {
      Sample sample = see(partner, "/api/", 1).samples.getFirst();
      assertThat(sample.things())
          .extracting(thing -> thing.iri().getURI())
          .containsExactly(
              partner.at("/api/collections/trees/items/a%20b").toString(),
              "https://trees.example/id/2");
      assertThat(sample.located()).hasSize(1);
    }
  }

  @Test
  void theBudgetIsKept() throws IOException {
    try (Partner partner = new Partner(1)) {
      Report report =
          check(
              partner.at("/sparql"),
              new Budget(4, Duration.ofSeconds(20), 1_000_000, 0),
              loopback());
      assertThat(partner.requests()).isEqualTo(4);
      assertThat(report.spent().requests()).isEqualTo(4);
      assertThat(report.results())
          .extracting(result -> result.outcome().key())
          .doesNotContain("failed")
          .contains("untested");
      assertThat(report.verdict().level()).isEqualTo(Level.NONE);
    }
  }

  @Test
  void requestsComeAtAPoliteRate() throws IOException {
    try (Partner partner = new Partner(1)) {
      long began = System.nanoTime();
      Report report =
          check(
              partner.at("/sparql"),
              new Budget(8, Duration.ofSeconds(20), 1_000_000, 40),
              loopback());
      assertThat(report.spent().requests()).isEqualTo(8);
      // seven times between eight requests
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(174));
    }
  }

  @Test
  void aPartnerAtItsLimitIsAskedOnceMore() throws IOException {
    try (Partner partner = new Partner(1)) {
      assertThat(see(partner, "/busy", 1).subjects.getFirst().kind()).contains(Kind.DUMP);
    }
  }

  @Test
  void anAnswerWithoutEndIsReadToTheLimit() throws IOException {
    try (Partner partner = new Partner(1)) {
      Report report =
          check(
              partner.at("/endless.nt"),
              new Budget(20, Duration.ofSeconds(20), 3_000_000, 0),
              loopback());
      assertThat(report.spent().bytes()).isLessThanOrEqualTo(3_000_000);
      assertThat(report.found().kind()).contains(Kind.DUMP);
      assertThat(report.results().getFirst().outcome()).isInstanceOf(Outcome.Passed.class);
    }
  }

  @Test
  void whatCannotBeReachedFailsAndLeavesTheRestUntested() {
    Report report = check(URI.create("http://127.0.0.1:1/"), Probes.PLENTY, loopback());
    assertThat(report.results().getFirst().failed()).isTrue();
    assertThat(report.verdict().level()).isEqualTo(Level.NONE);
    assertThat(report.verdict().bars().getFirst().check()).isEqualTo("protocol.reachable");
  }

  @Test
  void redirectsWithoutEndAreAFailure() throws IOException {
    try (Partner partner = new Partner(1)) {
      Report report = check(partner.at("/loop"), Probes.PLENTY, loopback());
      assertThat(report.results().getFirst().failed()).isTrue();
      assertThat(report.results().getFirst().came()).contains("redirects");
    }
  }

  @Test
  void privateAddressesAreNotAsked() throws IOException {
    try (Partner partner = new Partner(1)) {
      Report direct = check(partner.at("/sparql"), Probes.PLENTY, EgressRules.standard());
      assertThat(direct.results().getFirst().failed()).isTrue();
      assertThat(partner.requests()).isZero();
      // nor where a partner sends on to one
      Report sentOn = check(partner.at("/metadata"), Probes.PLENTY, loopback());
      assertThat(sentOn.results().getFirst().failed()).isTrue();
    }
  }

  @Test
  void aTestThatBreaksIsUntested() throws IOException {
    Tester broken =
        new Tester() {
          private final Check check = Probes.check("time.broken", Severity.MINOR);

          @Override
          public Check check() {
            return check;
          }

          @Override
          public Result run(Examination exam) {
            throw new IllegalStateException("a bug");
          }
        };
    try (Partner partner = new Partner(1);
        Outbound outbound = Probes.outbound()) {
      Report report =
          Probes.run(
              List.of(broken),
              Probes.asking(partner.at("/dump.ttl"), 1, Probes.PLENTY),
              Probes.live(outbound, Probes.PLENTY));
      assertThat(report.results().getFirst().outcome()).isInstanceOf(Outcome.Untested.class);
    }
  }

  @Test
  void aTestOfAnotherKindIsInapplicable() throws IOException {
    Tester sparql = new Probes.Looking(Probes.check("protocol.x", Severity.MINOR, Kind.SPARQL), 1);
    try (Partner partner = new Partner(1);
        Outbound outbound = Probes.outbound()) {
      Report report =
          Probes.run(
              List.of(sparql),
              Probes.asking(partner.at("/dump.ttl"), 1, Probes.PLENTY),
              Probes.live(outbound, Probes.PLENTY));
      assertThat(report.results().getFirst().outcome()).isInstanceOf(Outcome.Inapplicable.class);
      assertThat(report.counts()).containsEntry("passed", 0L);
    }
  }

  @Test
  void aKindThatIsToldIsTaken() throws IOException {
    try (Partner partner = new Partner(1);
        Outbound outbound = Probes.outbound()) {
      Asking told =
          new Asking(
              partner.at("/sparql"),
              Optional.of(Kind.SPARQL),
              "all",
              Probes.PLENTY,
              1,
              Optional.empty());
      Report report = Probes.run(Probes.testers(), told, Probes.live(outbound, Probes.PLENTY));
      assertThat(report.found().offers()).containsKey("sparql");
    }
  }
}
