package org.lacis.bench.federate;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.eclipse.rdf4j.federated.FedXFactory;
import org.eclipse.rdf4j.federated.repository.FedXRepository;
import org.eclipse.rdf4j.query.TupleQueryResult;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.lacis.bench.Machine;
import org.lacis.federate.Federation;
import org.lacis.federate.Inquiry;
import org.lacis.federate.Partner;
import org.lacis.federate.Services;
import org.lacis.outbound.EgressRules;
import org.lacis.query.QuerySetup;
import org.lacis.store.TwinStore;

/// Three twins, each in a process of its own, two of them at a distance; the same questions to us,
/// to FedX as it comes over their three endpoints, and to Jena with a SERVICE a row.
///
/// FedX asks the near twin over HTTP, on this machine and without delay; we have it in the process.
public final class FederateBench {
  private static final int SIZE = 20_000;
  private static final String PREFIX =
      "PREFIX : <" + Territory.BASE + "> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> ";

  /// What is asked.
  ///
  /// @param name in figures
  /// @param words in the report
  /// @param text a SELECT
  private record Asked(String name, String words, String text) {}

  private static final List<Asked> QUESTIONS =
      List.of(
          new Asked(
              "join",
              "1,000 buildings of a district and their owners",
              "SELECT ?b ?o { ?b :district 7 . ?b :owner ?o }"),
          new Asked(
              "star",
              "the same, with stop and line of the third twin",
              "SELECT ?b ?o ?l { ?b :district 7 ; :owner ?o ; :stop ?s . ?s :line ?l }"),
          new Asked(
              "few",
              "one district, one height: 25 buildings and their owners",
              "SELECT ?b ?o { ?b :district 7 ; :height 10 ; :owner ?o }"),
          new Asked(
              "filter",
              "owners of a district since before 1960",
              "SELECT ?b ?o { ?b :district 7 ; :owner ?o ; :since ?y FILTER(?y < 1960) }"),
          new Asked(
              "optional",
              "25 buildings and, where they have one, their stop",
              "SELECT ?b ?s { ?b :district 7 ; :height 10 OPTIONAL { ?b :stop ?s } }"),
          new Asked(
              "shared",
              "labels that all three say, of 25 buildings",
              "SELECT DISTINCT ?b ?l { ?b :district 7 ; :height 10 ; rdfs:label ?l }"),
          new Asked(
              "union",
              "owner or stop of 25 buildings",
              "SELECT ?b ?v { ?b :district 7 ; :height 10 { ?b :owner ?v } UNION { ?b :stop ?v } }"),
          new Asked(
              "reverse",
              "buildings of one owner, and their height",
              "SELECT ?b ?h { ?b :owner <" + Territory.BASE + "owner/5> ; :height ?h }"),
          new Asked(
              "one",
              "what one twin alone can answer: lines",
              "SELECT DISTINCT ?l { ?s :line ?l }"));

  /// What was measured.
  ///
  /// @param millis by question and engine, median
  /// @param rows by question
  /// @param amiss answers that differ
  public record Run(
      Map<String, Map<String, Double>> millis, Map<String, Integer> rows, List<String> amiss) {

    /// What must not be above its floor: `join` in ms; others as ratios to FedX and SERVICE.
    public Map<String, Double> figures() {
      Map<String, Double> figures = new TreeMap<>(ratios());
      figures.put("join-ms", of("join", "ours"));
      figures.put("service-ms", of("service", "ours"));
      return figures;
    }

    /// Ours over FedX by question, and over Jena's SERVICE.
    public Map<String, Double> ratios() {
      Map<String, Double> ratios = new TreeMap<>();
      for (Asked asked : QUESTIONS) {
        ratios.put(asked.name() + "-fedx", of(asked.name(), "ours") / of(asked.name(), "fedx"));
      }
      ratios.put("service-jena", of("service", "ours") / of("service", "jena"));
      return ratios;
    }

    private double of(String question, String engine) {
      return millis.getOrDefault(question, Map.of()).getOrDefault(engine, Double.NaN);
    }

    /// The figures as Markdown.
    public String report(Machine machine) {
      StringBuilder text = new StringBuilder();
      text.append("## federate, ").append(machine.date()).append(", commit ");
      text.append(machine.commit()).append("\n\n").append(machine.words()).append(". ");
      text.append(
          String.format(
              Locale.ROOT,
              "Three twins of %,d buildings, each in a process of its own, two of%nthem %d ms away;"
                  + " the third is ours, which FedX asks over HTTP without delay. Median of warm"
                  + " runs, ms.%n%n",
              SIZE,
              LATENCY.toMillis()));
      text.append("| question | rows | ours | FedX | ours ÷ FedX |\n|---|---:|---:|---:|---:|\n");
      for (Asked asked : QUESTIONS) {
        text.append(
            String.format(
                Locale.ROOT,
                "| %s | %,d | %.0f | %.0f | %.2f |%n",
                asked.words(),
                rows.getOrDefault(asked.name(), 0),
                of(asked.name(), "ours"),
                of(asked.name(), "fedx"),
                of(asked.name(), "ours") / of(asked.name(), "fedx")));
      }
      text.append(
          String.format(
              Locale.ROOT,
              "%nThe first question with `SERVICE`, %,d rows: ours %.0f ms; Jena, a request a row,"
                  + " %.0f ms: %.0f times.%n",
              rows.getOrDefault("service", 0),
              of("service", "ours"),
              of("service", "jena"),
              of("service", "jena") / of("service", "ours")));
      return text.toString();
    }
  }

  static final Duration LATENCY = Duration.ofMillis(20);

  private final Map<String, Map<String, Double>> millis = new TreeMap<>();
  private final Map<String, Integer> rows = new TreeMap<>();
  private final List<String> amiss = new ArrayList<>();

  /// @param turns warm runs of each question
  public Run run(int turns) throws IOException {
    try (TwinProcess town = TwinProcess.start(Territory.Speaker.TOWN, SIZE);
        TwinProcess land = TwinProcess.start(Territory.Speaker.LAND, SIZE);
        TwinProcess transit = TwinProcess.start(Territory.Speaker.TRANSIT, SIZE);
        Distance toLand = new Distance(land.port(), LATENCY);
        Distance toTransit = new Distance(transit.port(), LATENCY);
        TwinStore store = QuerySetup.equip(TwinStore.memory());
        Federation federation =
            new Federation(
                Territory.BASE,
                List.of(
                    partner("land", toLand.at("/sparql")),
                    partner("transit", toTransit.at("/sparql"))),
                EgressRules.standard().withPrivate("127.0.0.0/8"))) {
      store.<Boolean>write(view -> {
        Territory.fill(view, Territory.Speaker.TOWN, SIZE);
        return true;
      });
      FedXRepository fedx =
          FedXFactory.createSparqlFederation(
              List.of(
                  town.at("/sparql").toString(),
                  toLand.at("/sparql").toString(),
                  toTransit.at("/sparql").toString()));
      try {
        for (Asked asked : QUESTIONS) {
          String text = PREFIX + asked.text();
          int ours = measure(asked.name(), "ours", turns, () -> federated(federation, store, text));
          int theirs = measure(asked.name(), "fedx", turns, () -> byFedx(fedx, text));
          rows.put(asked.name(), ours);
          if (ours != theirs) {
            amiss.add(asked.name() + ": " + ours + " rows, " + theirs + " by FedX");
          }
        }
      } finally {
        fedx.shutDown();
      }
      services(federation, store, toLand, turns);
    }
    return new Run(millis, rows, amiss);
  }

  private void services(Federation federation, TwinStore store, Distance toLand, int turns) {
    String text =
        PREFIX
            + "SELECT ?b ?o { ?b :district 7 SERVICE <"
            + toLand.at("/sparql")
            + "> { ?b :owner ?o } }";
    int ours = measure("service", "ours", turns, () -> service(federation, store, text, true));
    // a request a row takes its time: once
    int jena = measure("service", "jena", 0, () -> service(federation, store, text, false));
    rows.put("service", ours);
    if (ours != jena) {
      amiss.add("service: " + ours + " rows, " + jena + " by Jena");
    }
  }

  private static Partner partner(String name, java.net.URI endpoint) {
    return Partner.of(name, endpoint)
        .within(new Partner.Limits(Duration.ofSeconds(20), 1_000, 8, 64L << 20));
  }

  /// @return rows
  private int measure(String question, String engine, int turns, Supplier<Integer> asking) {
    int found = 0;
    List<Double> times = new ArrayList<>();
    // the first runs find out who has what, and warm the code
    int warm = turns == 0 ? 0 : turns / 2 + 1;
    for (int turn = -warm; turn < Math.max(1, turns); turn++) {
      long start = System.nanoTime();
      found = asking.get();
      if (turn >= 0) {
        times.add((System.nanoTime() - start) / 1e6);
      }
    }
    times.sort(Double::compare);
    millis.computeIfAbsent(question, _ -> new TreeMap<>()).put(engine, times.get(times.size() / 2));
    return found;
  }

  private static int federated(Federation federation, TwinStore store, String text) {
    return store.read(_ -> {
      try (Inquiry inquiry =
              federation.inquiry(
                  new Inquiry.Wishes(true, false, Inquiry.Engine.ANY), Duration.ofSeconds(30));
          QueryExec exec =
              QueryExec.dataset(federation.dataset(store.dataset()))
                  .query(text)
                  .set(Inquiry.SYMBOL, inquiry)
                  .build()) {
        return count(exec.select());
      }
    });
  }

  private static int service(Federation federation, TwinStore store, String text, boolean ours) {
    Query query = QueryFactory.create(text);
    return store.read(_ -> {
      try (Inquiry inquiry = federation.inquiry(Inquiry.Wishes.NONE, Duration.ofSeconds(60))) {
        var builder = QueryExec.dataset(store.dataset()).query(query);
        var context = store.dataset().getContext().copy();
        if (ours) {
          Services.install(context, federation, inquiry);
        }
        try (QueryExec exec = builder.context(context).build()) {
          return count(exec.select());
        }
      }
    });
  }

  private static int count(RowSet rows) {
    int count = 0;
    while (rows.hasNext()) {
      rows.next();
      count++;
    }
    return count;
  }

  private static int byFedx(FedXRepository fedx, String text) {
    try (RepositoryConnection connection = fedx.getConnection();
        TupleQueryResult result = connection.prepareTupleQuery(text).evaluate()) {
      int count = 0;
      while (result.hasNext()) {
        result.next();
        count++;
      }
      return count;
    }
  }
}
