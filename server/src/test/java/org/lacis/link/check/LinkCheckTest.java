package org.lacis.link.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.link.Linker;
import org.lacis.link.review.Reviews;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.stored.Compared;
import org.lacis.link.stored.LinkTable;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.TwinIris;

/// Two registers number their clubs from 1 up; the same number is the same club, or it is not.
final class LinkCheckTest {
  private static final TwinIris IRIS = new TwinIris("https://jumeaux.example/");
  private static final int CLUBS = 300;
  private static final List<String> WORDS =
      List.of(
          "stade", "gymnase", "piscine", "jean", "moulin", "verdun", "parc", "rivière", "tour",
          "pont");

  @TempDir private static Path folder;

  private static LinkRule byNumber() throws Exception {
    Path file = folder.resolve("same-number.yaml");
    Files.writeString(
        file,
        """
        rule: same-number
        source: {class: lacis:SportsFacility, graph: a/clubs}
        target: {class: lacis:SportsFacility, graph: b/clubs}
        match:
          key: {source: lacis:number, target: lacis:number}
        emit: {predicate: lacis:correspondsTo}
        """);
    return LinkRule.read(file);
  }

  /// @param strange which share of the numbers means another club in the second register
  private static CheckReport check(Random random, double strange, boolean placed, boolean named)
      throws Exception {
    return check(random, strange, placed, named, 1);
  }

  /// @param towns the numbers begin with the town, and are wrong within it alone
  private static CheckReport check(
      Random random, double strange, boolean placed, boolean named, int towns) throws Exception {
    List<Integer> meaning = new ArrayList<>(IntStream.range(0, CLUBS).boxed().toList());
    List<Integer> wrong =
        new ArrayList<>(meaning.stream().filter(_ -> random.nextDouble() < strange).toList());
    List<Integer> turned = new ArrayList<>(wrong);
    for (int town = 0; town < towns; town++) {
      int from = town * wrong.size() / towns;
      List<Integer> within = turned.subList(from, (town + 1) * wrong.size() / towns);
      Collections.rotate(within, 1 + within.size() / 3);
    }
    for (int i = 0; i < wrong.size(); i++) {
      meaning.set(wrong.get(i), turned.get(i));
    }
    StringBuilder text =
        new StringBuilder(
            """
            @prefix geo: <http://www.opengis.net/ont/geosparql#> .
            @prefix lacis: <https://w3id.org/lacis#> .
            @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            """);
    StringBuilder second = new StringBuilder("<https://jumeaux.example/graph/b/clubs> {\n");
    text.append("<https://jumeaux.example/graph/a/clubs> {\n");
    double[][] places = new double[CLUBS][];
    String[] names = new String[CLUBS];
    for (int i = 0; i < CLUBS; i++) {
      double town = towns == 1 ? 0 : Math.floor((double) (i * towns) / CLUBS) / 2;
      places[i] =
          new double[] {4.7 + town + random.nextDouble() / 5, 45.6 + random.nextDouble() / 5};
      names[i] =
          WORDS.get(random.nextInt(10))
              + " "
              + WORDS.get(random.nextInt(10))
              + " "
              + WORDS.get(random.nextInt(10));
      club(text, "a", i, i, places[i], names[i], placed, named);
    }
    for (int i = 0; i < CLUBS; i++) {
      int is = meaning.get(i);
      double[] near = {
        places[is][0] + random.nextDouble() / 5000, places[is][1] + random.nextDouble() / 5000
      };
      club(second, "b", i, i, near, names[is].toUpperCase(Locale.ROOT), placed, named);
    }
    try (TwinStore store = TwinStore.memory()) {
      String all = text + "}\n" + second + "}\n";
      Txn.executeWrite(
          store.dataset(), () -> RDFParser.fromString(all, Lang.TRIG).parse(store.dataset()));
      LinkRule rule = byNumber();
      link(store, rule);
      return store.read(view -> {
        LinkTable table =
            LinkTable.read(view, IRIS, rule.name(), Reviews.of(List.of()), Compared.by(rule));
        return new LinkCheck(view, IRIS, table, Optional.of(rule)).report();
      });
    }
  }

  private static void link(TwinStore store, LinkRule rule) {
    List<Quad> quads = new ArrayList<>();
    StreamRDFBase sink =
        new StreamRDFBase() {
          @Override
          public void quad(Quad quad) {
            quads.add(quad);
          }
        };
    store.<Boolean>read(view -> {
      Linker.onCaller().link(view, rule, IRIS, sink, _ -> {});
      return true;
    });
    store.<Boolean>write(view -> {
      quads.forEach(q -> view.add(q.getGraph(), q.getSubject(), q.getPredicate(), q.getObject()));
      return true;
    });
  }

  private static void club(
      StringBuilder text,
      String twin,
      int id,
      int number,
      double[] place,
      String name,
      boolean placed,
      boolean named) {
    String iri = "https://jumeaux.example/id/" + twin + "/club/" + id;
    text.append("<%s> a lacis:SportsFacility ; lacis:number \"%d\" .\n".formatted(iri, number));
    if (named) {
      text.append("<%s> rdfs:label \"%s\" .\n".formatted(iri, name));
    }
    if (placed) {
      text.append(
          String.format(
              Locale.ROOT,
              "<%1$s> geo:hasDefaultGeometry <%1$s/g> . <%1$s/g> geo:asWKT \"POINT(%2$f %3$f)\"^^geo:wktLiteral .\n",
              iri,
              place[0],
              place[1]));
    }
  }

  @TestFactory
  Stream<DynamicTest> aFalseFriendIsExposedAndATrueOneIsNot() {
    return IntStream.range(0, 6)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  boolean placed = seed % 3 != 1;
                  boolean named = seed % 3 != 2;
                  CheckReport real = check(new Random(seed), 0, placed, named);
                  assertThat(real.links()).isEqualTo(CLUBS);
                  assertThat(real.trust()).isEqualTo(Trust.SOUND);
                  assertThat(real.findings()).isEmpty();
                  CheckReport friend = check(new Random(seed), 1, placed, named);
                  assertThat(friend.links()).isEqualTo(CLUBS);
                  assertThat(friend.trust()).isEqualTo(Trust.FALSE_FRIEND);
                  assertThat(friend.findings())
                      .extracting(Finding::code)
                      .containsExactly("link.false-friend");
                  friend
                      .distances()
                      .ifPresent(
                          signs -> assertThat(signs.separation()).isCloseTo(0.5, within(0.08)));
                  real.distances()
                      .ifPresent(signs -> {
                        assertThat(signs.separation()).isGreaterThan(0.98);
                        assertThat(signs.median()).isLessThan(40);
                        assertThat(signs.randomMedian()).isGreaterThan(4_000);
                      });
                }));
  }

  @TestFactory
  Stream<DynamicTest> aKeyThatBeginsWithTheTownIsHeldAgainstTheTown() {
    return IntStream.range(0, 3)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  CheckReport friend = check(new Random(seed), 1, true, true, 6);
                  assertThat(friend.distances().orElseThrow().separation())
                      .as("links within a town are closer than chance")
                      .isGreaterThan(0.9);
                  assertThat(friend.distances().orElseThrow().nearby())
                      .isCloseTo(0.5, within(0.12));
                  assertThat(friend.trust()).isEqualTo(Trust.FALSE_FRIEND);
                  assertThat(friend.reason().en()).contains("in the same area");
                  CheckReport real = check(new Random(seed), 0, true, true, 6);
                  assertThat(real.trust()).isEqualTo(Trust.SOUND);
                }));
  }

  @TestFactory
  Stream<DynamicTest> aShareOfWrongNumbersIsEstimated() {
    return IntStream.range(0, 3)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  CheckReport mixed = check(new Random(seed), 0.25, true, true);
                  assertThat(mixed.trust()).isEqualTo(Trust.DOUBTFUL);
                  assertThat(mixed.distances().orElseThrow().strange())
                      .isCloseTo(0.25, within(0.12));
                }));
  }

  @Test
  void withoutAnotherSignNothingIsSaid() throws Exception {
    CheckReport bare = check(new Random(1), 0, false, false);
    assertThat(bare.trust()).isEqualTo(Trust.UNKNOWN);
    assertThat(bare.attributes())
        .as("the key itself agrees always, and proves nothing")
        .allMatch(CheckReport.Attribute::circular);
  }

  @Test
  void separationIsWhatCountingPairsGives() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      double[] less = random.ints(1 + random.nextInt(20), 0, 6).asDoubleStream().sorted().toArray();
      double[] more = random.ints(1 + random.nextInt(20), 2, 8).asDoubleStream().sorted().toArray();
      double won = 0;
      for (double a : less) {
        for (double b : more) {
          won += a < b ? 1 : a == b ? 0.5 : 0;
        }
      }
      assertThat(LinkCheck.separation(less, more))
          .as(Arrays.toString(less) + Arrays.toString(more))
          .isCloseTo(won / less.length / more.length, within(1e-12));
    }
  }
}
