package org.lacis.serve.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lacis.serve.web.ServeException;

final class TurnsTest {
  @Test
  void whoWaitsTooLongIsToldWhenToComeAgain() {
    Turns turns = new Turns(1, Duration.ofMillis(50));
    try (Turns.Turn _ = turns.take()) {
      assertThatThrownBy(turns::take)
          .isInstanceOfSatisfying(
              ServeException.class,
              refusal -> {
                assertThat(refusal.status()).isEqualTo(503);
                assertThat(refusal.headers()).containsKey("Retry-After");
              });
    }
    turns.take().close(); // what was given back can be had
  }

  @Test
  void aClientOfIpv6IsItsNetwork() {
    List<String> none = List.of();
    assertThat(Clients.name("[2001:db8:1:2:3:4:5:6]", none, none))
        .isEqualTo(Clients.name("2001:db8:1:2::9", none, none))
        .isNotEqualTo(Clients.name("2001:db8:1:3::9", none, none));
    assertThat(Clients.name("192.0.2.1", List.of("198.51.100.1"), none)).isEqualTo("192.0.2.1");
    assertThat(Clients.name("192.0.2.1", List.of("a", "198.51.100.1"), List.of("192.0.2.1")))
        .isEqualTo("198.51.100.1");
  }
}
