package org.lacis.link.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lacis.link.learn.Form.Trend;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.Metric;
import org.lacis.link.rule.SpatialMetric;

/// What is learnt from worlds whose truth is known.
final class LearningTest {
  private static final Form RISING = new Form(new double[] {0, 0.25, 0.5, 0.75, 1}, Trend.RISING);

  /// The log-odds of a match are 8 · value − 4; a second value says nothing.
  private static List<Example> world(long seed, int count) {
    Random random = new Random(seed);
    List<Example> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double value = random.nextDouble();
      boolean match = random.nextDouble() < 1 / (1 + Math.exp(4 - 8 * value));
      double missing = random.nextInt(5) == 0 ? Double.NaN : random.nextDouble();
      all.add(new Example(new double[] {value, missing}, match, "town " + i % 4));
    }
    return all;
  }

  @Test
  void findsTheCurveThatMadeTheWorld() {
    Decision.Logistic learnt = AdditiveFit.fit(world(1, 20_000), List.of(RISING, Form.NONE), 0.01);
    for (double value = 0; value <= 1; value += 0.125) {
      assertThat(Learning.odds(learnt, new double[] {value, 0}))
          .isCloseTo(8 * value - 4, within(0.35));
    }
    assertThat(learnt.shares().get(1)).isEqualTo(Decision.Line.NONE);
  }

  @Test
  void neverGoesAgainstTheTrend() {
    List<Example> turned =
        world(2, 2000).stream()
            .map(one -> new Example(one.values(), !one.match(), one.group()))
            .toList();
    Decision.Curve curve =
        (Decision.Curve) AdditiveFit.fit(turned, List.of(RISING, Form.NONE), 1).shares().getFirst();
    assertThat(curve.ys()).containsOnly(0);
  }

  @Test
  void confidencesOfUnseenTownsComeTrue() {
    Learning learning =
        Learning.of(world(3, 8000), List.of(RISING, Form.NONE), Learning.Wanted.USUAL);
    assertThat(learning.trial().reliability().error()).isLessThan(0.02);
    assertThat(learning.trial().groups()).hasSize(4);
    assertThat(learning.trial().all().pairs()).isEqualTo(8000);
  }

  @Test
  void sameExamplesSameDecision() {
    assertThat(AdditiveFit.fit(world(4, 1000), List.of(RISING, RISING), 1))
        .isEqualTo(AdditiveFit.fit(world(4, 1000), List.of(RISING, RISING), 1));
  }

  @Test
  void linesAreDrawnWhereTheyWereAskedFor() {
    Learning learning =
        Learning.of(
            world(5, 8000), List.of(RISING, Form.NONE), new Learning.Wanted(1, 0.95, 0.2, false));
    assertThat(learning.trial().all().precision()).isGreaterThanOrEqualTo(0.95);
    assertThat(learning.trial().all().reviewShare()).isLessThanOrEqualTo(0.2);
    assertThat(learning.decision().accept()).isEqualTo(learning.trial().accept());
    assertThat(learning.decision().review()).isLessThan(learning.decision().accept());
  }

  @Test
  void nothingIsLearntFromOneKindOrOneGroup() {
    List<Example> matches = world(6, 500).stream().filter(Example::match).toList();
    assertThatThrownBy(() -> Learning.of(matches, List.of(RISING, RISING), Learning.Wanted.USUAL))
        .isInstanceOf(IllegalArgumentException.class);
    List<Example> oneTown =
        world(6, 500).stream().map(one -> new Example(one.values(), one.match(), "town")).toList();
    assertThatThrownBy(() -> Learning.of(oneTown, List.of(RISING, RISING), Learning.Wanted.USUAL))
        .hasMessageContaining("one group");
  }

  @Test
  void reliabilityOfKnownConfidences() {
    List<Example> four = new ArrayList<>();
    for (boolean match : new boolean[] {true, true, true, false}) {
      four.add(new Example(new double[0], match, ""));
    }
    Reliability its = Reliability.of(four, new double[] {0.95, 0.95, 0.95, 0.95});
    assertThat(its.error()).isCloseTo(0.2, within(1e-12));
    assertThat(its.bins()).hasSize(1);
    assertThat(its.brier()).isCloseTo((3 * 0.0025 + 0.9025) / 4, within(1e-12));
  }

  @Test
  void scoresAreCounted() {
    List<Example> pairs = new ArrayList<>();
    for (boolean match : new boolean[] {true, true, true, false, false}) {
      pairs.add(new Example(new double[0], match, "a"));
    }
    Trial.Score its = Trial.of(pairs, new double[] {0.95, 0.6, 0.1, 0.91, 0.4}, 0.9, 0.3).all();
    assertThat(its).isEqualTo(new Trial.Score(5, 3, 2, 1, 2, 1, 2, 1));
    assertThat(its.f1()).isCloseTo(4 / 6.0, within(1e-12));
    assertThat(its.precision()).isEqualTo(0.5);
    assertThat(its.recall()).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void asksForWhatItIsLeastSureOfAndNotForOneKindOnly() {
    Decision.Logistic decision =
        new Decision.Logistic(
            0, List.of(new Decision.Line(1, 0), new Decision.Line(1, 0)), 0.9, 0.1);
    List<double[]> pairs =
        List.of(
            new double[] {9, 0},
            new double[] {0.1, 0},
            new double[] {0.11, 0},
            new double[] {3, -3.2},
            new double[] {-9, 0});
    assertThat(NextToJudge.of(pairs, decision, 2)).containsExactly(1, 3);
    assertThat(NextToJudge.of(pairs, decision, 99)).hasSize(5);
  }

  @Test
  void isWrittenAsARuleWritesIt() {
    Decision.Logistic decision =
        new Decision.Logistic(
            -1.23456789,
            List.of(
                new Decision.Curve(new double[] {0, 0.5}, new double[] {0, 2}, -1),
                new Decision.Line(0, 0)),
            0.9,
            0.25);
    List<Criterion> criteria =
        List.of(
            new Criterion("gap", new Metric.Spatial(SpatialMetric.DISTANCE)),
            new Criterion("size", new Metric.Spatial(SpatialMetric.AREA_RATIO)));
    assertThat(DecisionText.yaml(decision, criteria))
        .isEqualTo(
            """
            decision:
              logistic:
                bias: -1.2346
                weights:
                  gap: {points: [[0, 0], [0.5, 2]], missing: -1}
                accept: 0.9
                review: 0.25
            """);
    assertThat(DecisionText.rounded(decision).bias()).isEqualTo(-1.2346);
  }
}
