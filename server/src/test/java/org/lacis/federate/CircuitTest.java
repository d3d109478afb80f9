package org.lacis.federate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Partners that fail rest; partners that answer are asked at their pace.
final class CircuitTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final Circuit circuit = new Circuit(now::get);

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }

  private void fail() {
    assertThat(circuit.open()).isTrue();
    circuit.failed("no answer");
  }

  @Test
  void threeFailuresOnEndAreARest() {
    fail();
    fail();
    assertThat(circuit.open()).isTrue();
    circuit.succeeded();
    for (int i = 0; i < Circuit.FAILURES; i++) {
      fail();
    }
    assertThat(circuit.open()).isFalse();
    assertThat(circuit.until()).hasValue(now.get().plus(Circuit.SHORTEST));
    assertThat(circuit.last()).isEqualTo("no answer");
  }

  @Test
  void afterTheRestOneMayTryAndTheNextRestIsLonger() {
    for (int i = 0; i < Circuit.FAILURES; i++) {
      fail();
    }
    pass(Circuit.SHORTEST);
    assertThat(circuit.open()).isTrue();
    assertThat(circuit.open()).as("one tries, the others wait").isFalse();
    circuit.failed("again");
    assertThat(circuit.until()).hasValue(now.get().plus(Circuit.SHORTEST.multipliedBy(2)));
    for (int i = 0; i < 10; i++) {
      pass(Circuit.LONGEST);
      fail();
    }
    assertThat(circuit.until()).hasValue(now.get().plus(Circuit.LONGEST));
    pass(Circuit.LONGEST);
    assertThat(circuit.open()).isTrue();
    circuit.abandoned();
    assertThat(circuit.open()).isTrue();
    circuit.succeeded();
    assertThat(circuit.until()).isEmpty();
    assertThat(circuit.open()).isTrue();
  }

  @Test
  void requestsBeyondTheRateWait() {
    AtomicLong nanos = new AtomicLong();
    Pace pace = new Pace(10, nanos::get);
    for (int i = 0; i < 10; i++) {
      assertThat(pace.take()).isZero();
    }
    assertThat(pace.take()).isEqualTo(100_000_000L);
    assertThat(pace.take()).isEqualTo(200_000_000L);
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(pace.take()).isZero();
  }
}
