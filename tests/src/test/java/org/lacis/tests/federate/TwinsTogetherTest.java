package org.lacis.tests.federate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.bench.federate.Distance;
import org.lacis.bench.federate.Territory;
import org.lacis.bench.federate.TwinProcess;
import org.lacis.federate.Federation;
import org.lacis.federate.Inquiry;
import org.lacis.federate.Partner;
import org.lacis.outbound.EgressRules;
import org.lacis.query.QuerySetup;
import org.lacis.store.TwinStore;

/// Three twins in processes of their own, asked together: one slow, one that fails, one that lies
/// about what it has.
final class TwinsTogetherTest {
  private static final int SIZE = 2_000;
  private static final String PREFIX =
      "PREFIX : <" + Territory.BASE + "> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> ";
  private static final List<String> QUESTIONS =
      List.of(
          "SELECT ?b ?o ?l { ?b :district 1 ; :height 10 ; :owner ?o ; :stop ?s . ?s :line ?l }",
          "SELECT ?b ?l { ?b :owner <" + Territory.BASE + "owner/5> ; rdfs:label ?l }",
          "SELECT ?o (COUNT(*) AS ?n) { ?b a :Building ; :height 12 ; :owner ?o } GROUP BY ?o",
          "SELECT ?b ?s { ?b :district 0 ; :height 9 OPTIONAL { ?b :stop ?s FILTER(?s !="
              + " :nothing) } }");

  private static TwinProcess land;
  private static TwinProcess transit;
  private static TwinStore own;
  private static TwinStore all;

  @BeforeAll
  static void start() throws IOException {
    land = TwinProcess.start(Territory.Speaker.LAND, SIZE);
    transit = TwinProcess.start(Territory.Speaker.TRANSIT, SIZE);
    own = QuerySetup.equip(TwinStore.memory());
    all = QuerySetup.equip(TwinStore.memory());
    fill(own, Territory.Speaker.TOWN);
    for (Territory.Speaker speaker : Territory.Speaker.values()) {
      fill(all, speaker);
    }
  }

  private static void fill(TwinStore store, Territory.Speaker speaker) {
    store.<Boolean>write(view -> {
      Territory.fill(view, speaker, SIZE);
      return true;
    });
  }

  @AfterAll
  static void stop() {
    land.close();
    transit.close();
    own.close();
    all.close();
  }

  private static Partner partner(String name, URI endpoint, Duration patience) {
    return Partner.of(name, endpoint).within(new Partner.Limits(patience, 1_000, 6, 16L << 20));
  }

  private static Federation federation(Partner... partners) {
    return new Federation(
        Territory.BASE, List.of(partners), EgressRules.standard().withPrivate("127.0.0.0/8"));
  }

  private static List<String> asked(Federation federation, String text, Inquiry inquiry) {
    return own.read(_ -> {
      try (inquiry;
          QueryExec exec =
              QueryExec.dataset(federation.dataset(own.dataset()))
                  .query(PREFIX + text)
                  .set(Inquiry.SYMBOL, inquiry)
                  .build()) {
        return rows(exec.select());
      }
    });
  }

  private static List<String> expected(String text) {
    return all.read(view -> {
      try (QueryExec exec = QueryExec.dataset(view.dataset()).query(PREFIX + text).build()) {
        return rows(exec.select());
      }
    });
  }

  private static List<String> rows(RowSet rows) {
    List<String> texts = new ArrayList<>();
    rows.forEachRemaining(row -> {
      StringBuilder text = new StringBuilder();
      rows.getResultVars().forEach(v -> text.append(row.get(v)).append(' '));
      texts.add(text.toString());
    });
    return texts.stream().sorted().toList();
  }

  private static Inquiry inquiry(Federation federation) {
    return federation.inquiry(Inquiry.Wishes.NONE, Duration.ofSeconds(30));
  }

  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void a01_threeProcessesAnswerAsOneStore() {
    try (Federation federation =
        federation(
            partner("land", land.at("/sparql"), LONG),
            partner("transit", transit.at("/sparql"), LONG))) {
      for (String question : QUESTIONS) {
        Inquiry inquiry = inquiry(federation);
        List<String> found = asked(federation, question, inquiry);
        assertThat(found).as("%s", question).isNotEmpty().isEqualTo(expected(question));
        assertThat(inquiry.missing()).isEmpty();
        // far fewer than rows
        assertThat(inquiry.requests()).isLessThan(20);
      }
    }
  }

  @Test
  void a02_aSlowTwinSlowsOneStepAndNotEachRow() {
    try (Distance far = new Distance(transit.port(), Duration.ofMillis(100));
        Federation federation =
            federation(
                partner("land", land.at("/sparql"), LONG),
                partner("transit", far.at("/sparql"), LONG))) {
      Inquiry inquiry = inquiry(federation);
      assertThat(asked(federation, QUESTIONS.getFirst(), inquiry))
          .isEqualTo(expected(QUESTIONS.getFirst()));
    }
  }

  @Test
  void b01_ATwinThatIsTooSlowIsMissingAndTold() {
    try (Distance far = new Distance(transit.port(), Duration.ofSeconds(2));
        Federation federation =
            federation(
                partner("land", land.at("/sparql"), LONG),
                partner("transit", far.at("/sparql"), Duration.ofMillis(300)))) {
      Inquiry inquiry = inquiry(federation);
      List<String> found = asked(federation, QUESTIONS.getLast(), inquiry);
      assertThat(inquiry.missing()).containsOnlyKeys("transit");
      assertThat(Objects.requireNonNull(inquiry.missing().get("transit")).code())
          .isEqualTo("outbound.too-slow");
      assertThat(found).hasSameSizeAs(expected(QUESTIONS.getLast()));
    }
  }

  @Test
  void b02_ATwinThatIsCutOffOrKilledIsMissingAndTold() throws IOException {
    TwinProcess victim = TwinProcess.start(Territory.Speaker.TRANSIT, 200);
    try (Distance line = new Distance(victim.port(), Duration.ZERO);
        Federation federation =
            federation(
                partner("land", land.at("/sparql"), LONG),
                partner("transit", line.at("/sparql"), LONG))) {
      String question = "SELECT ?b ?o ?s { ?b :owner ?o . ?b :stop ?s }";
      Inquiry whole = inquiry(federation);
      assertThat(asked(federation, question, whole)).hasSize(200);
      line.cut();
      federation.forget();
      Inquiry cut = inquiry(federation);
      assertThat(asked(federation, question, cut)).isEmpty();
      assertThat(cut.missing()).containsOnlyKeys("transit");
      victim.kill();
      Inquiry killed = inquiry(federation);
      assertThat(asked(federation, question, killed)).isEmpty();
      assertThat(killed.missing()).containsOnlyKeys("transit");
      assertThat(killed.sources()).doesNotContain("transit");
    } finally {
      victim.close();
    }
  }

  @Test
  void c01_aLieAboutCountsCostsTimeAndNoRow() throws IOException {
    String lie =
        """
        @prefix void: <http://rdfs.org/ns/void#> .
        [] a void:Dataset ; void:triples 7 ;
          void:propertyPartition [ void:property <%sowner> ; void:triples 1000000000 ] ,
            [ void:property <%sstop> ; void:triples 0 ] ,
            [ void:property <%sdistrict> ; void:triples 5 ] .
        """
            .formatted(Territory.BASE, Territory.BASE, Territory.BASE);
    HttpServer liar =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    liar.createContext(
        "/void",
        exchange -> {
          byte[] body = lie.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/turtle");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    liar.start();
    URI address = URI.create("http://127.0.0.1:" + liar.getAddress().getPort() + "/void");
    try (Federation federation =
        federation(
            lying(partner("land", land.at("/sparql"), LONG), address),
            lying(partner("transit", transit.at("/sparql"), LONG), address))) {
      assertThat(federation.refresh()).isEmpty();
      assertThat(federation.states().getFirst().summary().orElseThrow().statements()).isEqualTo(7);
      for (String question : QUESTIONS) {
        assertThat(asked(federation, question, inquiry(federation)))
            .as("%s", question)
            .isEqualTo(expected(question));
      }
    } finally {
      liar.stop(0);
    }
  }

  private static Partner lying(Partner one, URI description) {
    return new Partner(
        one.name(),
        one.label(),
        one.endpoint(),
        one.kind(),
        one.trust(),
        one.licence(),
        one.limits(),
        one.secret(),
        Optional.of(description));
  }

  @Test
  void d01_theCommandLineAsksPartners(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("twin.yaml"),
        """
        base: %s
        egress: {private: 127.0.0.0/8}
        partners:
          land:
            label: {fr: Cadastre, en: Land register}
            endpoint: %s
            licence: https://www.etalab.gouv.fr/licence-ouverte-open-licence/
            void: %s
          transit: {endpoint: %s, limits: {timeout: 5s}}
        """
            .formatted(
                Territory.BASE,
                land.at("/sparql"),
                land.at("/.well-known/void"),
                transit.at("/sparql")));
    Path data = folder.resolve("town.nq");
    own.<Boolean>read(view -> {
      try (var out = Files.newOutputStream(data)) {
        RDFDataMgr.write(out, view.dataset(), Lang.NQUADS);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return true;
    });
    Said loaded = Said.by("load", folder.toString(), data.toString());
    assertThat(loaded.exit()).as(loaded.err()).isZero();
    Said partners = Said.by("partners", folder.toString());
    assertThat(partners.exit()).as(partners.out()).isZero();
    assertThat(partners.out()).contains("land", "answers", "statements", "transit");
    String question = PREFIX + QUESTIONS.getFirst();
    Said answer =
        Said.by("query", folder.toString(), "-e", question, "--federated", "--format", "CSV");
    assertThat(answer.out().lines()).hasSize(1 + expected(QUESTIONS.getFirst()).size());
    Said service =
        Said.by(
            "query",
            folder.toString(),
            "-e",
            PREFIX
                + "SELECT ?b ?o { ?b :district 1 ; :height 10 SERVICE <"
                + Territory.BASE
                + "partner/land> { ?b :owner ?o } }",
            "--format",
            "CSV");
    assertThat(service.out().lines().count()).isGreaterThan(10);
    Said unknown =
        Said.by(
            "query",
            folder.toString(),
            "-e",
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("partner/land");
  }

  @Test
  void e01_threadsComeBackToRest() throws Exception {
    int before = Thread.activeCount();
    for (int i = 0; i < 3; i++) {
      try (Distance far = new Distance(transit.port(), Duration.ofMillis(400));
          Federation federation =
              federation(
                  partner("land", land.at("/sparql"), LONG),
                  partner("transit", far.at("/sparql"), Duration.ofMillis(100)))) {
        assertThat(asked(federation, QUESTIONS.getFirst(), inquiry(federation))).isEmpty();
        Inquiry fedx =
            federation.inquiry(
                new Inquiry.Wishes(false, false, Inquiry.Engine.FEDX), Duration.ofSeconds(5));
        assertThat(asked(federation, QUESTIONS.getFirst(), fedx)).isEmpty();
        assertThat(fedx.missing()).containsOnlyKeys("transit");
      }
    }
    for (int wait = 0; wait < 50 && Thread.activeCount() > before + 2; wait++) {
      Thread.sleep(100);
    }
    assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 2);
  }
}
