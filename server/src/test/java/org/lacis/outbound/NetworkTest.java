package org.lacis.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "10.1.2.3",
        "172.31.255.255",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fd12::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2001:0:1::1"
      })
  void whatIsNotThePublicInternetIsRefused(String address) throws UnknownHostException {
    assertThat(EgressRules.standard().allowsAddress(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2a01:e0a::1", "64:ff9b::808:808"})
  void thePublicInternetIsAllowed(String address) throws UnknownHostException {
    assertThat(EgressRules.standard().allowsAddress(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void aRangeHoldsWhatBeginsWithItsBits() throws UnknownHostException {
    SplittableRandom random = new SplittableRandom(7);
    for (int world = 0; world < 2_000; world++) {
      byte[] first = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(first);
      byte[] other = first.clone();
      int flipped = random.nextInt(first.length * 8);
      other[flipped / 8] ^= (byte) (0x80 >> flipped % 8);
      int bits = random.nextInt(first.length * 8 + 1);
      InetAddress one = InetAddress.getByAddress(first);
      InetAddress two = InetAddress.getByAddress(other);
      if (one.getClass() == two.getClass() && one.getAddress().length == first.length) {
        Network range = new Network(one, bits);
        assertThat(range.contains(one)).isTrue();
        assertThat(range.contains(two))
            .describedAs("%s, bit %s of %s", range, flipped, Arrays.toString(other))
            .isEqualTo(flipped >= bits);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "example.org", "10.0.0/8", "::/129"})
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesAreAllowedOneByOneOrBelowAnother() {
    EgressRules rules =
        new EgressRules(
            List.of("data.example.org", "*.ville.example"),
            List.of(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1,
            0);
    assertThat(rules.allowsName("DATA.example.org")).isTrue();
    assertThat(rules.allowsName("a.b.ville.example")).isTrue();
    assertThat(rules.allowsName("ville.example")).isFalse();
    assertThat(rules.allowsName("evilville.example")).isFalse();
    assertThat(rules.allowsName("x.data.example.org")).isFalse();
  }
}
