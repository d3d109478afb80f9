package org.lacis.link.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Dates of any precision, and numbers.
final class DateSpanTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1905                    | 1905-01-01 | 1905-12-31
          1905Z                   | 1905-01-01 | 1905-12-31
          1905-02                 | 1905-02-01 | 1905-02-28
          2020-02-29              | 2020-02-29 | 2020-02-29
          20170413                | 2017-04-13 | 2017-04-13
          2017-04-13T14:50:52Z    | 2017-04-13 | 2017-04-13
          2017-04-13T14:50:52.5+02:00 | 2017-04-13 | 2017-04-13
          2017/04/13 14:50:52     | 2017-04-13 | 2017-04-13
          12/03/1905              | 1905-03-12 | 1905-03-12
          12.03.1905              | 1905-03-12 | 1905-03-12
          03/1905                 | 1905-03-01 | 1905-03-31
          12 mars 1905            | 1905-03-12 | 1905-03-12
          1er août 1914           | 1914-08-01 | 1914-08-01
          juillet 1914            | 1914-07-01 | 1914-07-31
          July 1914               | 1914-07-01 | 1914-07-31
          déc. 1914               | 1914-12-01 | 1914-12-31
          before 1914             |            | 1913-12-31
          avant le 1er mars 1914  |            | 1914-02-28
          <= 1914                 |            | 1914-12-31
          après 1914              | 1915-01-01 |
          depuis 1990             | 1990-01-01 |
          1900-1910               | 1900-01-01 | 1910-12-31
          entre 1900 et 1910      | 1900-01-01 | 1910-12-31
          from 1900 to 1910       | 1900-01-01 | 1910-12-31
          1905-03-01/1905-04-30   | 1905-03-01 | 1905-04-30
          XIXe siècle             | 1801-01-01 | 1900-12-31
          19th century            | 1801-01-01 | 1900-12-31
          XXe s.                  | 1901-01-01 | 2000-12-31
          """)
  void datesAreRead(String text, LocalDate from, LocalDate to) {
    assertThat(DateSpan.of(text))
        .contains(
            new DateSpan(from == null ? LocalDate.MIN : from, to == null ? LocalDate.MAX : to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Moderne",
        "2019-02-29",
        "31/04/2000",
        "1905-13",
        "1910-1900",
        "123",
        "12345",
        "99/99/9999"
      })
  void whatIsNoDateIsNone(String text) {
    assertThat(DateSpan.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1905        | 1905-03-12  | 0   | 1
          1905        | 1906        | 1   | 0
          1905-03-12  | 1905-03-15  | 3   | 0
          1900-1909   | 1905-1914   | 0   | 0.5
          before 1914 | 1915        | 366 | 0
          before 1914 | 1900        | 0   | 1
          before 1914 | after 1900  | 0   | 0
          """)
  void spansAreCompared(String one, String other, long days, double overlap) {
    DateSpan a = DateSpan.of(one).orElseThrow();
    DateSpan b = DateSpan.of(other).orElseThrow();
    assertThat(a.days(b)).isEqualTo(days).isEqualTo(b.days(a));
    assertThat(a.overlap(b)).isCloseTo(overlap, within(1e-3)).isEqualTo(b.overlap(a));
  }

  @TestFactory
  Stream<DynamicTest> aDayIsReadHoweverItIsWritten() {
    return Worlds.seeds(20)
        .map(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  LocalDate day = LocalDate.ofEpochDay(new Random(seed).nextInt(-40_000, 40_000));
                  Optional<DateSpan> expected = Optional.of(DateSpan.of(day));
                  assertThat(DateSpan.of(day.toString())).isEqualTo(expected);
                  assertThat(DateSpan.of(day.toString().replace("-", ""))).isEqualTo(expected);
                  assertThat(
                          DateSpan.of(
                              day.getDayOfMonth()
                                  + "/"
                                  + day.getMonthValue()
                                  + "/"
                                  + day.getYear()))
                      .isEqualTo(expected);
                  assertThat(
                          DateSpan.of(day.toString().substring(0, 7))
                              .orElseThrow()
                              .days(DateSpan.of(day)))
                      .isZero();
                }));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          12.5       | 12.5
          12,5       | 12.5
          1 234,5    | 1234.5
          1,234.5    | 1234.5
          1,234      | 1.234
          1,234,567  | 1234567
          -3e2       | -300
          12,5 m     | 12.5
          45%        | 45
          −7         | -7
          .5         | 0.5
          """)
  void numbersAreRead(String text, double expected) {
    assertThat(Quantity.of(text).orElseThrow()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NaN", "douze", "1.2.3", "12 bis B 3", "1e999", "--1", "0x10"})
  void whatIsNoNumberIsNone(String text) {
    assertThat(Quantity.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 8, 2, 0.2, 0.8, 0.6",
    "8, 10, 2, 0.2, 0.8, 0.6",
    "5, 5, 0, 0, 1, 1",
    "0, 0, 0, 0, NaN, 1",
    "-5, 5, 10, 2, NaN, 0"
  })
  void numbersAreCompared(
      double one, double other, double difference, double relative, double ratio, double close) {
    assertThat(Quantity.difference(one, other)).isEqualTo(difference);
    assertThat(Quantity.relativeDifference(one, other)).isCloseTo(relative, within(1e-12));
    assertThat(Double.compare(Quantity.ratio(one, other), ratio)).isZero();
    assertThat(Quantity.closeness(one, other, 5)).isCloseTo(close, within(1e-12));
  }
}
