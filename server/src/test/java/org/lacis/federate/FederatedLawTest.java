package org.lacis.federate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.outbound.EgressRules;
import org.lacis.query.QuerySetup;
import org.lacis.store.TwinStore;

/// The answer of several twins is the answer of one store that holds all they say.
final class FederatedLawTest {
  private static final int WORLDS = Integer.getInteger("lacis.worlds", 2);
  private static final int QUESTIONS = 25;

  @TestFactory
  Stream<DynamicTest> severalTwinsAnswerAsOne() {
    return LongStream.range(0, WORLDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("world " + seed, () -> world(seed)));
  }

  private static void world(long seed) {
    Worlds worlds = new Worlds(seed);
    List<List<Triple>> said = worlds.split(160, 3);
    try (TwinStore own = QuerySetup.equip(TwinStore.memory());
        TwinStore all = QuerySetup.equip(TwinStore.memory());
        Endpoint lyon = new Endpoint();
        Endpoint metro = new Endpoint();
        Federation federation =
            new Federation(
                "http://t.example/",
                List.of(partner("lyon", lyon), partner("metro", metro)),
                EgressRules.standard().withPrivate("127.0.0.0/8"))) {
      add(own, said.get(0));
      said.forEach(one -> add(all, one));
      said.get(1).forEach(lyon.data().getDefaultGraph()::add);
      said.get(2).forEach(metro.data().getDefaultGraph()::add);
      int asked = 0;
      for (int i = 0; i < QUESTIONS; i++) {
        String question = worlds.question();
        Query query = QueryFactory.create(question);
        List<String> expected = all.read(view -> rows(view.dataset(), query));
        Inquiry inquiry =
            federation.inquiry(
                new Inquiry.Wishes(true, false, Inquiry.Engine.OWN), Duration.ofSeconds(20));
        List<String> found = own.read(_ -> rows(federation, own, query, inquiry));
        assertThat(found)
            .as("question %d of world %d, %s%n%s", i, seed, inquiry.notes(), question)
            .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(inquiry.missing()).isEmpty();
        Inquiry any =
            federation.inquiry(
                new Inquiry.Wishes(true, false, Inquiry.Engine.ANY), Duration.ofSeconds(20));
        assertThat(own.<List<String>>read(_ -> rows(federation, own, query, any)))
            .as("question %d of world %d, any, %s%n%s", i, seed, any.notes(), question)
            .containsExactlyInAnyOrderElementsOf(expected);
        if (isFor(question)) {
          Inquiry theirs =
              federation.inquiry(
                  new Inquiry.Wishes(true, false, Inquiry.Engine.FEDX), Duration.ofSeconds(20));
          List<String> byFedx = own.read(_ -> rows(federation, own, query, theirs));
          assertThat(new TreeSet<>(byFedx))
              .as("question %d of world %d, by FedX%n%s", i, seed, question)
              .isEqualTo(new TreeSet<>(expected));
          asked++;
        }
      }
      assertThat(asked).isGreaterThan(QUESTIONS / 4);
    }
  }

  /// FedX (5.1.2) counts a statement once for each who makes it, hence neither counts nor numbers
  /// of rows; walks paths node by node, past any limit; and is wrong about an optional pattern with
  /// a variable twice.
  private static boolean isFor(String question) {
    return !question.contains("COUNT")
        && !question.matches("(?s).*(:p0\\+|\\)/).*")
        && !question.matches("(?s).*OPTIONAL.*(\\?[abcd]) \\S+ \\1 .*");
  }

  private static Partner partner(String name, Endpoint endpoint) {
    return Partner.of(name, endpoint.address())
        .within(new Partner.Limits(Duration.ofSeconds(10), 1e6, 8, 64 << 20));
  }

  private static void add(TwinStore store, List<Triple> triples) {
    store.<Boolean>write(view -> {
      triples.forEach(triple ->
          view.add(
              NodeFactory.createURI("http://t.example/graph/g"),
              triple.getSubject(),
              triple.getPredicate(),
              triple.getObject()));
      return true;
    });
  }

  static List<String> rows(Federation federation, TwinStore own, Query query, Inquiry inquiry) {
    try (QueryExec exec =
        QueryExec.dataset(federation.dataset(own.dataset()))
            .query(query)
            .set(Inquiry.SYMBOL, inquiry)
            .build()) {
      return rows(exec.select(), query);
    }
  }

  static List<String> rows(DatasetGraph data, Query query) {
    try (QueryExec exec = QueryExec.dataset(data).query(query).build()) {
      return rows(exec.select(), query);
    }
  }

  private static List<String> rows(RowSet rows, Query query) {
    List<String> texts = new ArrayList<>();
    rows.forEachRemaining(row -> {
      StringBuilder text = new StringBuilder();
      query
          .getProjectVars()
          .forEach(v -> text.append(v).append('=').append(row.get(v)).append(' '));
      texts.add(text.toString());
    });
    return texts;
  }
}
