package org.lacis.reason.engine;

import java.util.Arrays;
import org.lacis.reason.ReasonException;
import org.lacis.reason.rule.Rule;
import org.lacis.vocabulary.Finding;

/// Keeps watch over rules that make values: one that still makes new ones after very many rounds is
/// fed by what it makes, over axioms, and would go on for ever.
final class Making {
  private static final int MOST_ROUNDS = 10_000;

  /// By the number of the rule.
  private final int[] rounds;

  private final long[] last;
  private long round = 1;

  Making(int rules) {
    this.rounds = new int[rules];
    this.last = new long[rules];
  }

  /// What was said has changed: counting begins anew.
  void begin() {
    Arrays.fill(rounds, 0);
  }

  void nextRound() {
    round++;
  }

  /// A rule has made a value that was not there.
  void made(int number, Rule rule) {
    if (last[number] == round) {
      return;
    }
    last[number] = round;
    if (++rounds[number] > MOST_ROUNDS) {
      throw new ReasonException(
          Finding.violation(
              "reason.rule-endless",
              rule.place().field(rule.name()),
              "makes values out of what it gives, " + MOST_ROUNDS + " times over",
              "a rule that comes to an end",
              "Let nothing in the ontology lead from what it makes to what it makes that from."));
    }
  }
}
