package org.lacis.link;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lacis.link.review.Pair;
import org.lacis.link.review.Review;
import org.lacis.link.review.Reviews;
import org.lacis.link.review.Standing;
import org.lacis.link.rule.Verdict;
import org.lacis.link.stored.Compared;
import org.lacis.link.stored.ThingReader;

/// Lets what people have decided win over what a rule has found.
///
/// A pair that they accepted is a link, whatever the rule says of it and of its rivals; one that
/// they rejected is none. Where what they saw has changed too far, or where they contradict each
/// other, the pair is to be reviewed.
final class Certified {
  private final LinkRun run;
  private final LinkRun.Outcome outcome;

  /// Puts a pair that the rule has not found among those that it has.
  @FunctionalInterface
  interface Adding {
    void add(Pairs pairs, int source, int target);
  }

  Certified(LinkRun run, LinkRun.Outcome outcome) {
    this.run = run;
    this.outcome = outcome;
  }

  /// Applies the decisions to the pairs.
  ///
  /// @param reviews about any things
  /// @return the decision that each decided pair rests on
  Map<Pair, Review> apply(Reviews reviews) {
    Map<Pair, Review> decided = new HashMap<>();
    if (reviews.isEmpty()) {
      return decided;
    }
    Pairs pairs = outcome.pairs();
    pairs.sort();
    Map<String, Integer> sources = positions(outcome.sources(), reviews, true);
    Map<String, Integer> targets = positions(outcome.targets(), reviews, false);
    Compared compared = Compared.by(run.rule());
    ThingReader things = new ThingReader(run.view().dataset(), run.iris(), compared);
    int found = pairs.size();
    for (Pair pair : reviews.pairs()) {
      Integer source = sources.get(pair.source());
      Integer target = targets.get(pair.target());
      if (source == null || target == null) {
        // One of them is gone, or is no such thing any more.
        continue;
      }
      Standing standing =
          reviews.standing(pair, things.source(pair), things.target(pair), compared.tolerance());
      int at = pairs.find(source, target, found);
      switch (standing) {
        case Standing.Decided(boolean accepted, Review by) -> {
          if (accepted) {
            pairs.pin(place(at, source, target));
            decided.put(pair, by);
          } else if (at >= 0) {
            pairs.decide(at, Verdict.REJECT, 0);
          }
        }
        case Standing.Stale _, Standing.Contradictory _ -> {
          int place = place(at, source, target);
          double confidence = at < 0 ? 0 : pairs.confidence(at);
          pairs.decide(place, Verdict.REVIEW, confidence);
        }
        case Standing.None _ -> {}
      }
    }
    pairs.dropRejected();
    pairs.sort();
    return decided;
  }

  private int place(int at, int source, int target) {
    if (at >= 0) {
      return at;
    }
    outcome.adding().add(outcome.pairs(), source, target);
    return outcome.pairs().size() - 1;
  }

  /// Where the things that somebody spoke of stand.
  private static Map<String, Integer> positions(
      List<String> iris, Reviews reviews, boolean source) {
    Map<String, Integer> wanted = new HashMap<>();
    for (Pair pair : reviews.pairs()) {
      wanted.put(source ? pair.source() : pair.target(), -1);
    }
    for (int i = 0; i < iris.size(); i++) {
      wanted.replace(iris.get(i), i);
    }
    wanted.values().removeIf(position -> position < 0);
    return wanted;
  }

  /// Whose decisions count: those of a run over everything, or about the sources of a scope.
  static Reviews reviews(LinkRun run, Optional<LinkRun.Scope> scope, List<String> sources) {
    return scope.isPresent()
        ? Reviews.ofSources(run.view(), run.iris(), run.rule().name(), sources, run.findings())
        : Reviews.read(run.view(), run.iris(), run.rule().name(), run.findings());
  }
}
