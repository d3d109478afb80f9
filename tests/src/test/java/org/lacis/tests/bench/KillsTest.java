package org.lacis.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.lacis.bench.kills.Kills;

/// A few of the kills of `lacis bench kills`: a load or a compaction that is killed leaves the
/// store as it was or as it was to become, and some are killed between the two.
final class KillsTest {
  private static final int MOST_ROUNDS = 6;

  @Test
  void aKilledLoadOrCompactionLeavesAWholeStore() throws IOException, InterruptedException {
    Kills kills = new Kills(3);
    int rounds = 0;
    do {
      kills.runBulk(4);
      assertThat(kills.wrong()).isEmpty();
      // Publishing takes milliseconds, and a busy machine may let it pass.
    } while (kills.publishing().contains(0) && ++rounds < MOST_ROUNDS);
    assertThat(kills.publishing()).as(kills.report()).doesNotContain(0);
  }

  @Test
  void whatFollowsIsInStepAfterAKill() throws IOException, InterruptedException {
    Kills kills = new Kills(5);
    kills.runReasoning(5);
    assertThat(kills.wrong()).isEmpty();
    assertThat(kills.reasoned()).as(kills.report()).doesNotContain(0L);
  }
}
