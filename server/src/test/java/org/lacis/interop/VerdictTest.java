package org.lacis.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The gates of the levels, and the intervals of shares.
final class VerdictTest {
  private static final Profile PROFILE =
      Profile.read(
          "test",
          """
          title: {en: A test, fr: Un test}
          tests: ["*"]
          levels:
            bronze: {families: 1}
            silver: {families: 2, tests: [time.early]}
            gold: {families: 3}
          """);

  /// One result a family: protocol blocking, uris major, links minor.
  @ParameterizedTest(name = "{0}, {1}, {2} is {3}")
  @CsvSource({
    "passed, passed, passed, GOLD",
    "passed, passed, failed, SILVER",
    "passed, passed, untested, SILVER",
    "passed, passed, cantTell, SILVER",
    "passed, failed, passed, BRONZE",
    "passed, untested, passed, BRONZE",
    "passed, cantTell, passed, BRONZE",
    "passed, failed, failed, BRONZE",
    "failed, passed, passed, NONE",
    "untested, passed, passed, NONE",
    "cantTell, passed, passed, NONE",
    // what does not apply bars nothing, but counts for no family either
    "passed, passed, inapplicable, SILVER",
    "passed, inapplicable, inapplicable, BRONZE",
    "inapplicable, inapplicable, inapplicable, NONE",
    "untested, untested, untested, NONE",
  })
  void levelsAreGated(String blocking, String major, String minor, Level expected) {
    Verdict verdict =
        Verdict.of(
            PROFILE,
            List.of(
                result("protocol.a", Severity.BLOCKING, blocking),
                result("uris.b", Severity.MAJOR, major),
                result("links.c", Severity.MINOR, minor)));
    assertThat(verdict.level()).isEqualTo(expected);
    assertThat(verdict.bars().isEmpty()).isEqualTo(expected == Level.GOLD);
  }

  @Test
  void aProfileMayAskForATestEarlierOrLater() {
    List<Result> results = new ArrayList<>();
    results.add(result("protocol.a", Severity.BLOCKING, "passed"));
    results.add(result("uris.b", Severity.MAJOR, "passed"));
    results.add(result("links.c", Severity.MINOR, "passed"));
    results.add(result("time.early", Severity.MINOR, "untested"));
    assertThat(Verdict.of(PROFILE, results).level()).isEqualTo(Level.BRONZE);
  }

  @Test
  void aBlockingFailureBarsEverythingWhateverAProfileSays() {
    Profile late =
        Profile.read(
            "late",
            "tests: [\"*\"]\nlevels: {gold: {tests: [protocol.a]}, bronze: {}, silver: {}}");
    assertThat(
            Verdict.of(
                    late,
                    List.of(
                        result("protocol.a", Severity.BLOCKING, "failed"),
                        result("uris.b", Severity.MAJOR, "passed")))
                .level())
        .isEqualTo(Level.NONE);
  }

  @Test
  void theProfilesOfTheProgramCanBeRead() {
    for (String name : Profile.NAMES) {
      Profile profile = Profile.own(name);
      assertThat(profile.title().fr()).isNotEmpty();
      assertThat(profile.has(new Reachable().check())).as(name).isTrue();
    }
  }

  @Test
  void aProfileThatIsNoneIsTold() {
    assertThatThrownBy(() -> Profile.read("p", "tests: [no test]"))
        .isInstanceOf(InteropException.class)
        .hasMessageContaining("no test");
    assertThatThrownBy(() -> Profile.read("p", "tests: [\"*\"]\nlevel: {}"))
        .hasMessageContaining("level");
    assertThatThrownBy(() -> Profile.read("p.yaml", "tests: [\"*\"\n:"))
        .hasMessageContaining("p.yaml, line ");
    assertThatThrownBy(() -> Profile.open("brass")).hasMessageContaining("linked-data");
  }

  /// Values of p where (p - x/n)² = z² p(1 - p)/n, by the quadratic formula in thirty digits.
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0, 0.2775328",
    "1, 10, 0.01787621, 0.4041500",
    "5, 10, 0.2365931, 0.7634069",
    "10, 10, 0.7224672, 1",
    "3, 400, 0.0025538892, 0.0218157207",
    "0, 0, 0, 1",
  })
  void sharesHaveTheIntervalOfWilson(long failed, long examined, double low, double high) {
    Share.Interval interval = new Share(examined, failed).interval();
    assertThat(interval.low()).isCloseTo(low, within(5e-7));
    assertThat(interval.high()).isCloseTo(high, within(5e-7));
  }

  static Result result(String id, Severity severity, String outcome) {
    Check check = Probes.check(id, severity);
    return new Result(
        check,
        Outcome.of(outcome, Text.of("why", "pourquoi")).orElseThrow(),
        "asked",
        "came",
        List.of(),
        java.util.Optional.empty(),
        java.util.Optional.empty());
  }
}
