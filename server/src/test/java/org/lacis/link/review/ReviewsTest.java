package org.lacis.link.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.link.rule.Tolerance;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

final class ReviewsTest {
  private static final TwinIris IRIS = new TwinIris("https://jumeaux.example/");
  private static final Pair PAIR =
      new Pair("https://jumeaux.example/id/a", "https://jumeaux.example/id/b");
  private static final ThingState HOUSE = square(0, 0, 10);
  private static final ThingState OTHER = square(2, 0, 10);
  private static final Tolerance TOLERANCE = new Tolerance(1, 0.1);
  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

  /// A square of Lambert-93.
  private static ThingState square(double x, double y, double side) {
    double east = 842_000 + x;
    double north = 6_520_000 + y;
    return new ThingState(
        String.format(
            Locale.ROOT,
            "<http://www.opengis.net/def/crs/EPSG/0/2154> POLYGON((%1$f %2$f, %3$f %2$f, %3$f %4$f, %1$f %4$f, %1$f %2$f))",
            east,
            north,
            east + side,
            north + side),
        Map.of());
  }

  private static Review review(Choice choice, String author, int minute, ThingState source) {
    return new Review(
        "same",
        PAIR,
        choice,
        author,
        "",
        START.plusSeconds(60L * minute),
        new Basis(source, OTHER, Map.of("overlap", 0.93), "1a"));
  }

  private static Review review(Choice choice, String author, int minute) {
    return review(choice, author, minute, HOUSE);
  }

  private static Standing standing(Review... reviews) {
    return Reviews.of(List.of(reviews)).standing(PAIR, HOUSE, OTHER, TOLERANCE);
  }

  private static Standing standing(ThingState before, ThingState now) {
    return Reviews.of(List.of(review(Choice.ACCEPT, "Jeanne", 0, before)))
        .standing(PAIR, now, OTHER, TOLERANCE);
  }

  // ---- who wins

  @Test
  void whatNobodyDecidedIsNotDecided() {
    assertThat(standing()).isInstanceOf(Standing.None.class);
    assertThat(standing(review(Choice.UNSURE, "Jeanne", 0))).isInstanceOf(Standing.None.class);
  }

  @Test
  void oneDecisionStandsAndIsNamed() {
    Review review = review(Choice.REJECT, "Jeanne", 0);
    assertThat(standing(review)).isEqualTo(new Standing.Decided(false, review));
  }

  @Test
  void aPersonMayThinkAgain() {
    Review second = review(Choice.REJECT, "Jeanne", 5);
    assertThat(standing(review(Choice.ACCEPT, "Jeanne", 0), second))
        .isEqualTo(new Standing.Decided(false, second));
    assertThat(standing(review(Choice.ACCEPT, "Jeanne", 0), review(Choice.UNSURE, "Jeanne", 5)))
        .isInstanceOf(Standing.None.class);
  }

  @Test
  void aDoubtOfOneDoesNotUndoTheDecisionOfAnother() {
    Review first = review(Choice.ACCEPT, "Jeanne", 0);
    assertThat(standing(first, review(Choice.UNSURE, "Ali", 5)))
        .isEqualTo(new Standing.Decided(true, first));
  }

  @Test
  void twoWhoDisagreePutThePairBackAndBothAreTold() {
    Review yes = review(Choice.ACCEPT, "Jeanne", 0);
    Review no = review(Choice.REJECT, "Ali", 5);
    assertThat(standing(yes, no)).isEqualTo(new Standing.Contradictory(List.of(yes, no)));
    // Saying it again settles nothing.
    Review again = review(Choice.ACCEPT, "Jeanne", 9);
    assertThat(standing(yes, no, again)).isEqualTo(new Standing.Contradictory(List.of(no, again)));
  }

  @Test
  void aDisagreementIsSettledByOneWhoComesRoundOrByAThird() {
    Review yes = review(Choice.ACCEPT, "Jeanne", 0);
    Review no = review(Choice.REJECT, "Ali", 5);
    Review round = review(Choice.ACCEPT, "Ali", 9);
    assertThat(standing(yes, no, round)).isEqualTo(new Standing.Decided(true, round));
    Review third = review(Choice.REJECT, "Chloé", 9);
    assertThat(standing(yes, no, third)).isEqualTo(new Standing.Decided(false, third));
    Review back = review(Choice.ACCEPT, "Jeanne", 12);
    assertThat(standing(yes, no, third, back))
        .as("who lost may object again")
        .isEqualTo(new Standing.Contradictory(List.of(no, third, back)));
  }

  // ---- what it rested on

  @Test
  void aWallThatMovesByTheToleranceStaysWithin() {
    assertThat(standing(square(0, 0, 100), square(1, 0, 100))).isInstanceOf(Standing.Decided.class);
    assertThat(standing(square(0, 0, 100), square(1.01, 0, 100)))
        .isInstanceOfSatisfying(
            Standing.Stale.class,
            stale -> {
              assertThat(stale.accepted()).isTrue();
              assertThat(stale.reason().fr())
                  .isEqualTo("Le contour de la source a bougé de 1,01 m, plus que 1 m.");
              assertThat(stale.reason().en())
                  .isEqualTo("The boundary of the source has moved by 1.01 m, more than 1 m.");
            });
  }

  @Test
  void aSmallThingIsOutgrownBeforeItsWallsMoveFar() {
    // 10 × 10 m, moved by half a metre: 5 m² on either side, a tenth of 100 m² in all.
    assertThat(standing(square(0, 0, 10), square(0.5, 0, 10))).isInstanceOf(Standing.Decided.class);
    assertThat(standing(square(0, 0, 10), square(0.51, 0, 10)))
        .isInstanceOfSatisfying(
            Standing.Stale.class,
            stale -> assertThat(stale.reason().fr()).contains("10,2 %, plus que 10 %"));
  }

  @Test
  void theSameShapeInOtherWordsIsTheSame() {
    String turned =
        "<http://www.opengis.net/def/crs/EPSG/0/2154> POLYGON((842010 6520010, 842000 6520010,"
            + " 842000 6520000, 842010 6520000, 842010 6520010))";
    assertThat(standing(HOUSE, new ThingState(turned, Map.of())))
        .isInstanceOf(Standing.Decided.class);
  }

  @Test
  void aShapeThatComesGoesOrCannotBeReadIsAChange() {
    assertThat(standing(HOUSE, ThingState.NONE)).isInstanceOf(Standing.Stale.class);
    assertThat(standing(ThingState.NONE, HOUSE)).isInstanceOf(Standing.Stale.class);
    assertThat(standing(HOUSE, new ThingState("POLYGON((", Map.of())))
        .isInstanceOf(Standing.Stale.class);
    assertThat(standing(HOUSE, new ThingState("POINT(4.8 45.7)", Map.of())))
        .isInstanceOf(Standing.Stale.class);
    assertThat(
            standing(new ThingState("POLYGON((", Map.of()), new ThingState("POLYGON((", Map.of())))
        .isInstanceOf(Standing.Decided.class);
  }

  private static Standing values(List<String> before, List<String> now) {
    return standing(
        new ThingState(HOUSE.wkt(), Map.of("https://w3id.org/lacis#height", before)),
        new ThingState(HOUSE.wkt(), Map.of("https://w3id.org/lacis#height", now)));
  }

  @Test
  void attributesChangeBeyondATwentiethOrInTheirWords() {
    assertThat(values(List.of("20"), List.of("21.0"))).isInstanceOf(Standing.Decided.class);
    assertThat(values(List.of("20"), List.of("21.01"))).isInstanceOf(Standing.Stale.class);
    assertThat(values(List.of("Mairie  annexe"), List.of("mairie annexe")))
        .isInstanceOf(Standing.Decided.class);
    assertThat(values(List.of("mairie"), List.of("halle")))
        .isInstanceOfSatisfying(
            Standing.Stale.class,
            stale -> assertThat(stale.reason().en()).contains("height: “mairie” → “halle”"));
    assertThat(values(List.of("mairie"), List.of())).isInstanceOf(Standing.Stale.class);
    assertThat(values(List.of("10", "20"), List.of("20.5", "10.1")))
        .isInstanceOf(Standing.Decided.class);
    assertThat(values(List.of("69123"), List.of("69124")))
        .as("a code that looks like a number changes within the tolerance; codes belong to keys")
        .isInstanceOf(Standing.Decided.class);
    assertThat(values(List.of("01004"), List.of("01005"))).isInstanceOf(Standing.Stale.class);
  }

  @Test
  void aDecisionOnWhatIsThereNowStandsBesideOneOnWhatWas() {
    Review old = review(Choice.ACCEPT, "Jeanne", 0, square(50, 0, 10));
    Review fresh = review(Choice.REJECT, "Ali", 5, HOUSE);
    assertThat(standing(old, fresh)).isEqualTo(new Standing.Decided(false, fresh));
    assertThat(Reviews.of(List.of(old, fresh)).standing(PAIR, square(50, 0, 10), OTHER, TOLERANCE))
        .as("what comes back brings its decision back")
        .isEqualTo(new Standing.Decided(true, old));
  }

  // ---- laws

  private static List<Review> history(Random random) {
    List<Review> reviews = new ArrayList<>();
    String[] people = {"Jeanne", "Ali", "Chloé"};
    int size = random.nextInt(8);
    for (int i = 0; i < size; i++) {
      reviews.add(
          review(
              List.of(Choice.values()).get(random.nextInt(3)),
              people[random.nextInt(3)],
              random.nextInt(6),
              random.nextInt(3) == 0 ? square(30, 0, 10) : HOUSE));
    }
    return reviews;
  }

  @TestFactory
  Stream<DynamicTest> laws() {
    return IntStream.range(0, 200)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> laws(new Random(seed))));
  }

  private void laws(Random random) {
    List<Review> history = history(random);
    Standing standing = stand(history);
    List<Review> shuffled = new ArrayList<>(history);
    Collections.shuffle(shuffled, random);
    assertThat(stand(shuffled)).as("order of reading").isEqualTo(standing);
    shuffled.addAll(history);
    assertThat(stand(shuffled)).as("read twice").isEqualTo(standing);

    switch (standing) {
      case Standing.Decided(boolean accepted, Review by) -> {
        assertThat(by.choice()).isEqualTo(accepted ? Choice.ACCEPT : Choice.REJECT);
        assertThat(by.basis().source()).isEqualTo(HOUSE);
        Review again = review(by.choice(), by.author(), 100);
        assertThat(stand(with(history, again)))
            .as("said again")
            .isEqualTo(new Standing.Decided(accepted, again));
        Review against = review(accepted ? Choice.REJECT : Choice.ACCEPT, "Dominique", 100);
        assertThat(stand(with(history, against))).isInstanceOf(Standing.Contradictory.class);
      }
      case Standing.Contradictory(List<Review> sides) -> {
        Set<String> authors = new HashSet<>();
        sides.forEach(side -> assertThat(authors.add(side.author())).isTrue());
        Review arbiter = review(Choice.REJECT, "Dominique", 100);
        assertThat(stand(with(history, arbiter)))
            .as("a third settles it")
            .isEqualTo(new Standing.Decided(false, arbiter));
      }
      case Standing.Stale stale -> {
        assertThat(stale.by().basis().source()).isNotEqualTo(HOUSE);
        Review fresh = review(Choice.REJECT, "Dominique", 100);
        assertThat(stand(with(history, fresh))).isEqualTo(new Standing.Decided(false, fresh));
      }
      case Standing.None _ -> {
        Review first = review(Choice.ACCEPT, "Dominique", 100);
        assertThat(stand(with(history, first))).isEqualTo(new Standing.Decided(true, first));
      }
    }
    List<Review> taken = new ArrayList<>(history);
    for (String person : List.of("Jeanne", "Ali", "Chloé")) {
      taken.add(review(Choice.UNSURE, person, 200));
    }
    assertThat(stand(taken)).as("all took it back").isInstanceOf(Standing.None.class);
  }

  private static Standing stand(List<Review> reviews) {
    return Reviews.of(reviews).standing(PAIR, HOUSE, OTHER, TOLERANCE);
  }

  private static List<Review> with(List<Review> reviews, Review one) {
    List<Review> all = new ArrayList<>(reviews);
    all.add(one);
    return all;
  }

  // ---- RDF

  @Test
  void whatIsWrittenIsReadAgain() {
    Review full =
        new Review(
            "same",
            PAIR,
            Choice.UNSURE,
            "Ève d’Aubigné / mairie",
            "« Peut-être »\nà revoir",
            Instant.parse("2026-03-01T09:00:00.123Z"),
            new Basis(
                new ThingState(HOUSE.wkt(), Map.of("https://e.org/p", List.of("b", "a \"x\""))),
                OTHER,
                Map.of("overlap", 0.1 + 0.2, "moved", 1e-17),
                "3f"));
    Review other = review(Choice.ACCEPT, "Ali", 3);
    ReviewGraph graph = new ReviewGraph(IRIS);
    List<Finding> findings = new ArrayList<>();
    FindingSink sink = findings::add;
    try (TwinStore store = TwinStore.memory()) {
      store.<Boolean>write(view -> {
        for (Review review : List.of(full, other)) {
          for (Triple said : graph.statements(review)) {
            view.add(
                ReviewGraph.graph(IRIS), said.getSubject(), said.getPredicate(), said.getObject());
          }
        }
        view.add(
            ReviewGraph.graph(IRIS),
            IRIS.node("id/review/broken"),
            Lacis.REVIEW_RULE,
            IRIS.node("id/rule/same"));
        return true;
      });
      Reviews read = store.read(view -> Reviews.read(view, IRIS, "same", sink));
      assertThat(read.of(PAIR)).containsExactly(full, other);
      assertThat(read.pairs()).containsExactly(PAIR);
      assertThat(findings).extracting(Finding::code).containsExactly("link.broken-review");
      Reviews one = store.read(view -> Reviews.read(view, IRIS, "same", PAIR, sink));
      assertThat(one.of(PAIR)).containsExactly(full, other);
      assertThat(store.<Boolean>read(view -> Reviews.read(view, IRIS, "more", sink).isEmpty()))
          .isTrue();
    }
  }

  @Test
  void aStateIsNamedByAllThatItHolds() {
    assertThat(new ThingState("w", Map.of("p", List.of("a", "b"))).version())
        .isEqualTo(new ThingState("w", Map.of("p", List.of("b", "a"))).version())
        .isNotEqualTo(new ThingState("w", Map.of("p", List.of("a\nb"))).version())
        .isNotEqualTo(new ThingState("w", Map.of("p", List.of("a"))).version())
        .isNotEqualTo(new ThingState("w", Map.of("q", List.of("a", "b"))).version())
        .matches("[0-9a-f]{20}");
    assertThat(new ThingState("w", Map.of("p", List.of())))
        .isEqualTo(new ThingState("w", Map.of()));
  }
}
