package org.lacis.query.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacis.vocabulary.Finding;

/// What is read is what is written; a mistake is told with its place.
class Cql2Test {
  @TestFactory
  Stream<DynamicTest> whatIsWrittenReadsBack() {
    return IntStream.range(0, 5 * Integer.getInteger("lacis.worlds", 1))
        .mapToObj(block ->
            DynamicTest.dynamicTest(
                "seeds " + block * 100 + " and on",
                () -> {
                  for (int i = 0; i < 100; i++) {
                    Expression tree = new Trees(block * 100L + i).condition(4);
                    String text = Cql2.toText(tree);
                    assertThat(Cql2.text(text)).as(text).isEqualTo(tree);
                    String json = Cql2.toJson(tree);
                    assertThat(Cql2.json(json)).as(json).isEqualTo(tree);
                    assertThat(Cql2.toText(Cql2.json(json))).isEqualTo(text);
                  }
                }));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "height >            | 1 | 9  | the end      | a property",
        "height = = 3        | 1 | 10 | =            | a property",
        "height == 3         | 1 | 8  | ==           | =",
        "height != 3         | 1 | 8  | !=           | <>",
        "name = 'open        | 1 | 8  | 'open        | a ' at the end",
        "`a = 1 AND\n b LIKE 5` | 2 | 9 | 5          | a pattern in",
        "a = 1 b = 2         | 1 | 7  | b            | AND, OR or the end",
        "(a = 1              | 1 | 7  | the end      | )",
        "a = 1 AND b         | 1 | 11 | b            | a condition",
        "a IN ()             | 1 | 7  | )            | a property",
        "a BETWEEN 1         | 1 | 12 | the end      | AND",
        "a NOT = 1           | 1 | 7  | =            | LIKE, BETWEEN or IN",
        "S_INTERSECTS(geom)  | 1 | 18 | )            | ,",
        "S_WITHIN(geom, 5)   | 1 | 16 | 5            | a geometry",
        "S_WITHIN(g, POINT(1,2)) | 1 | 20 | ,        | a number",
        "S_WITHIN(g, POLYGON((0 0, 1 1, 1 0))) | 1 | 21 | ( | at least 4 positions",
        "S_WITHIN(g, POLYGON((0 0, 1 1, 1 0, 2 2))) | 1 | 21 | ( | a ring that ends",
        "S_WITHIN(g, BBOX(1,2,3)) | 1 | 17 | (       | four numbers",
        "t > DATE('2024-13-01') | 1 | 10 | '2024-13-01' | a date",
        "t > TIMESTAMP('2024-01-01') | 1 | 15 | '2024-01-01' | a timestamp",
        "T_AFTER(t, INTERVAL('x', '..')) | 1 | 21 | 'x' | '2024-05-31'",
        "a = 1;              | 1 | 6  | ;            | a name",
        "null = 3            | 1 | 1  | null         | a property",
        "2 ^ 3 ^ 4 = a       | 1 | 7  | ^            | AND, OR or the end",
      })
  void aMistakeIsToldWithItsPlace(
      String filter, int line, int column, String found, String expected) {
    Finding finding = catchThrowableOfType(CqlException.class, () -> Cql2.text(filter)).finding();
    assertThat(finding.code()).isEqualTo("cql.syntax");
    assertThat(finding.place().position()).isEqualTo(line);
    assertThat(finding.place().field()).isEqualTo("column " + column);
    assertThat(finding.found()).startsWith(found);
    assertThat(finding.expected()).contains(expected);
    assertThat(finding.remedy()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"op\":\"=\"                                   | 1 | 10 | CQL2 in JSON",
        "{\"op\":\"=\",\"args\":[1]}                     | 1 | 18 | 2 arguments",
        "{\"op\":\"and\",\"args\":[{\"op\":\"=\",\"args\":[1,1]},7]} | 1 | 45 | a condition",
        "{\"op\":\"?\",\"args\":[1,2]}                   | 1 | 7  | the name of a function",
        "{\"op\":\"=\",\"args\":[{\"propperty\":\"a\"},1]} | 1 | 19 | a member op, property",
        "{\"op\":\"s_within\",\"args\":[{\"property\":\"g\"},{\"type\":\"Point\",\"coordinates\":[1,\"2\"]}]}"
            + " | 1 | 76 | a number",
        "{\"op\":\"isNull\",\"args\":[null]}            | 1 | 24 | a value",
        "[]                                             | 1 | 1  | a condition",
        "{} {}                                          | 1 | 4  | CQL2 in JSON",
      })
  void aMistakeInJsonIsToldWithItsPlace(String filter, int line, int column, String expected) {
    Finding finding = catchThrowableOfType(CqlException.class, () -> Cql2.json(filter)).finding();
    assertThat(finding.code()).isEqualTo("cql.syntax");
    assertThat(finding.place().position()).isEqualTo(line);
    assertThat(finding.place().field()).isEqualTo("column " + column);
    assertThat(finding.expected()).contains(expected);
  }

  @Test
  void whatIsDeepOrHugeIsRefused() {
    assertCode("cql.too-deep", "(".repeat(200_000) + "a = 1");
    assertCode("cql.too-deep", "NOT (".repeat(101) + "a = 1" + ")".repeat(101));
    assertCode("cql.too-deep", "a = 1" + " + 1".repeat(200_000));
    assertCode("cql.too-deep", "f(".repeat(101) + ")".repeat(101));
    assertCode("cql.too-deep", "A_EQUALS(a, " + "(".repeat(101) + ")".repeat(102));
    assertCode("cql.too-large", "a = '" + "x".repeat(1_000_000) + "'");
    assertCode("cql.syntax", "a = 1" + "0".repeat(1000));
    assertCode("cql.syntax", "a = 1E1000000000");
    assertThatThrownBy(() -> Cql2.json("[".repeat(100_000)))
        .isInstanceOf(CqlException.class)
        .hasMessageContaining("nesting depth");
    // What is wide is not deep.
    Cql2.text("a = 1" + " OR a = 1".repeat(50_000));
    Cql2.text("a IN (1" + ", 1".repeat(200_000) + ")");
    String deepest = "NOT (".repeat(100) + "a = 1" + ")".repeat(100);
    assertThat(Cql2.json(Cql2.toJson(Cql2.text(deepest)))).isEqualTo(Cql2.text(deepest));
  }

  private static void assertCode(String code, String filter) {
    assertThat(catchThrowableOfType(CqlException.class, () -> Cql2.text(filter)).finding().code())
        .isEqualTo(code);
  }

  @TestFactory
  Stream<DynamicTest> brokenTextIsRefusedOrRead() {
    return IntStream.range(0, 3 * Integer.getInteger("lacis.worlds", 1))
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Random random = new Random(seed);
                  for (int i = 0; i < 300; i++) {
                    Expression tree = new Trees(random.nextLong()).condition(3);
                    refusedOrRead(broken(Cql2.toText(tree), random), false);
                    refusedOrRead(broken(Cql2.toJson(tree), random), true);
                  }
                }));
  }

  private static String broken(String filter, Random random) {
    StringBuilder broken = new StringBuilder(filter);
    for (int i = 0; i <= random.nextInt(3); i++) {
      int at = random.nextInt(broken.length() + 1);
      switch (random.nextInt(3)) {
        case 0 -> broken.insert(at, "()',\"*<NOT {}[]:\\1".charAt(random.nextInt(17)));
        case 1 -> broken.setLength(at);
        default -> broken.delete(at, Math.min(broken.length(), at + 3));
      }
    }
    return broken.toString();
  }

  private static void refusedOrRead(String filter, boolean json) {
    try {
      Expression read = json ? Cql2.json(filter) : Cql2.text(filter);
      assertThat(Cql2.text(Cql2.toText(read))).isEqualTo(read);
    } catch (CqlException e) {
      assertThat(e.finding().expected()).isNotEmpty();
    }
  }

  @Test
  void escapesStandForWhatTheyAre() {
    assertThat(Cql2.text("a = 'l''\\'\\a\\b\\t\\n\\v\\f\\r\\\\\\%'"))
        .isEqualTo(
            new Expression.Comparison(
                Expression.Comparator.EQUAL,
                new Expression.Property("a"),
                new Expression.Text("l''\u0007\b\t\n\u000b\f\r\\\\%")));
  }

  @Test
  void caseIsFoldedAsUnicodeHasIt() {
    assertThat(Folding.caseless("Straße")).isEqualTo(Folding.caseless("STRASSE"));
    assertThat(Folding.caseless("STRAẞE")).isEqualTo(Folding.caseless("strasse"));
    assertThat(Folding.caseless("ΟΔΟΣ")).isEqualTo(Folding.caseless("οδος"));
    assertThat(Folding.caseless("ﬁn")).isEqualTo("fin");
    assertThat(Folding.caseless("ı")).isNotEqualTo(Folding.caseless("I"));
    assertThat(Folding.accentless("Ångström, Łódź, Ð, Chișinău"))
        .isEqualTo("Angstrom, Lodz, Ð, Chisinau");
  }

  @Test
  void patternsMatchAsRegularExpressionsDo() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String pattern = letters(random, "ab%%_\\", 6);
      String value = letters(random, "ab%_\\", 8);
      boolean expected =
          java.util.regex.Pattern.compile(regex(pattern), java.util.regex.Pattern.DOTALL)
              .matcher(value)
              .matches();
      assertThat(new Pattern(pattern).matches(value))
          .as("%s LIKE %s", value, pattern)
          .isEqualTo(expected);
    }
    // Many wildcards against a long text take no time.
    assertThat(new Pattern("%a".repeat(500) + "%b").matches("a".repeat(20_000))).isFalse();
  }

  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        c = pattern.charAt(++i);
        regex.append(java.util.regex.Pattern.quote(String.valueOf(c)));
      } else {
        regex.append(
            c == '%' ? ".*" : c == '_' ? "." : java.util.regex.Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  private static String letters(Random random, String of, int most) {
    return random
        .ints(random.nextInt(most), 0, of.length())
        .collect(StringBuilder::new, (text, i) -> text.append(of.charAt(i)), StringBuilder::append)
        .toString();
  }
}
