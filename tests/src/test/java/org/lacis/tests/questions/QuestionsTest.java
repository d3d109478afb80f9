package org.lacis.tests.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.tests.Shared;
import org.lacis.validate.Result;

/// The twins of the real data, built once, answer their questions with the figures that were
/// computed from the raw files by other means. Counts are exact, areas and rates within a
/// thousandth.
@TestInstance(Lifecycle.PER_CLASS)
class QuestionsTest {
  private static final String LYON = "id/lyon/building/2015/";

  private BuiltTwins twins;

  @BeforeAll
  void build(@TempDir Path folder) {
    Path data = Shared.get("data");
    twins = BuiltTwins.build(Shared.project(), folder, data);
  }

  @AfterAll
  void close() {
    if (twins != null) {
      twins.close();
    }
  }

  /// A 3DCityDB needs a PostgreSQL at hand; CityJSON and XPath are formats still to come.
  @Test
  void everyOtherDatasetIsBuilt() {
    assertThat(twins.report().skipped())
        .isSubsetOf(
            "lyon/citydb-2009",
            "lyon/citydb-2012",
            "lyon/batiments-2015-cityjson",
            "lyon/batiments-versions");
    assertThat(twins.report().lifted()).hasSizeGreaterThan(40);
  }

  /// Counted in the files: of 35,064 communes of the population of 2020, 107 are no more among the
  /// 35,014 of the code of 2026, two of which the outlines of 2018 still describe; of the 799 of
  /// those outlines, 22. None of the national buildings is anywhere but in Lyon 1er.
  @Test
  void theRegisterIsCheckedAgainstTheCode() {
    List<Result> results = twins.register();
    assertThat(results)
        .filteredOn(result ->
            result.focus().toString().contains("id/national/population/")
                && result.shape().getURI().endsWith("register-object-missing"))
        .hasSize(105)
        .filteredOn(result -> result.focus().toString().contains("/51063/"))
        .singleElement()
        .satisfies(result ->
            assertThat(result.message("en")).contains("commune/51063", "succeeded by 51457"));
    assertThat(results)
        .filteredOn(result ->
            result.focus().toString().contains("id/national/commune/")
                && result.shape().getURI().endsWith("register-commune-given-up-since"))
        .hasSize(22);
    assertThat(results)
        .filteredOn(result -> result.shape().getURI().endsWith("register-unit-elsewhere"))
        .isNotEmpty()
        .noneMatch(result -> result.focus().toString().contains("id/national/building/"));
  }

  @Test
  void everyQuestionIsPutInTwoLanguagesAndHasAnswers() {
    for (String question : twins.questions()) {
      assertThat(twins.text(question)).as(question).startsWith("# ").contains("\n# en: ");
      assertThat(twins.ask(question)).as(question).isNotEmpty();
    }
  }

  @Test
  void twoDrawingsOfTheArrondissements() {
    List<Map<String, String>> rows = twins.ask("two-drawings-of-the-arrondissements");
    assertThat(rows).hasSize(9);
    assertThat(rows)
        .allSatisfy(row -> assertThat(number(row, "difference")).isBetween(119.5, 400.0));
  }

  @Test
  void correspondingBuildings() {
    List<Map<String, String>> rows = twins.ask("corresponding-buildings");
    Map<Integer, Long> sizes =
        rows.stream()
            .map(row -> (int) number(row, "counterparts"))
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    assertThat(rows).hasSize(25);
    assertThat(sizes)
        .isEqualTo(
            new TreeMap<>(
                Map.of(1, 11L, 2, 2L, 3, 2L, 5, 3L, 6, 3L, 12, 1L, 15, 1L, 19, 1L, 20, 1L)));
    List<String> nationals =
        rows.stream().flatMap(row -> List.of(get(row, "nationals").split(" ")).stream()).toList();
    assertThat(nationals).hasSize(120).doesNotHaveDuplicates();
  }

  @Test
  void nationalBuildingsWithoutCounterpart() {
    assertThat(twins.ask("national-buildings-without-counterpart")).hasSize(2456);
  }

  @Test
  void parcelsOfCityBuildings() {
    List<Map<String, String>> rows = twins.ask("parcels-of-city-buildings");
    assertThat(rows).allMatch(row -> get(row, "building").contains(LYON));
    assertThat(rows.stream().map(row -> get(row, "parcelIdentifier")))
        .containsExactly(
            "69381000AB0064",
            "69381000AB0084",
            "69381000AB0100",
            "69381000AB0102",
            "69381000AB0133",
            "69381000AB0219",
            "69381000AB0222",
            "69381000AB0243",
            "69381000AD0002",
            "69381000AD0020",
            "69381000AD0036",
            "69381000AD0045",
            "69381000AK0048",
            "69381000AL0083",
            "69381000AM0041",
            "69381000AM0059",
            "69381000AR0139",
            "69381000AR0144",
            "69381000AS0019",
            "69381000AS0027",
            "69381000AS0051",
            "69381000AS0107",
            "69381000AS0118",
            "69381000AT0059",
            "69381000AT0070");
  }

  @Test
  void builtFootprint() {
    List<Map<String, String>> rows = twins.ask("built-footprint");
    assertThat(rows).hasSize(1);
    assertThat(number(rows.getFirst(), "buildings")).isEqualTo(2576);
    near(rows.getFirst(), "footprint", 542_929);
    near(rows.getFirst(), "area", 1_513_500);
  }

  @Test
  void communesOutsideTheMetropolis() {
    assertThat(twins.ask("communes-outside-the-metropolis")).hasSize(208);
  }

  @Test
  void metropolisPopulation() {
    List<Map<String, String>> rows = twins.ask("metropolis-population");
    assertThat(rows).hasSize(1);
    Map<String, String> row = rows.getFirst();
    assertThat(number(row, "members")).isEqualTo(58);
    assertThat(number(row, "communesOfDepartment")).isEqualTo(266);
    assertThat(number(row, "sumOfMembers")).isEqualTo(1_436_354);
    assertThat(number(row, "statedMunicipal")).isEqualTo(1_433_613);
    assertThat(number(row, "statedTotal")).isEqualTo(1_449_118);
  }

  @Test
  void docksPerInhabitant() {
    rates(
        twins.ask("docks-per-inhabitant"),
        "docksPerThousand",
        Map.of(
            "69381", 11.28, "69382", 20.81, "69383", 10.46, "69384", 10.10, "69385", 9.63, "69386",
            10.17, "69387", 9.18, "69388", 7.17, "69389", 8.16),
        0.005);
  }

  @Test
  void hospitalPeak() {
    List<Map<String, String>> rows = twins.ask("hospital-peak");
    rates(
        rows,
        "rate",
        Map.ofEntries(
            Map.entry("69", 66.7),
            Map.entry("42", 64.5),
            Map.entry("26", 49.9),
            Map.entry("07", 47.7),
            Map.entry("74", 35.6),
            Map.entry("73", 28.4),
            Map.entry("01", 26.3),
            Map.entry("15", 21.0),
            Map.entry("38", 20.2),
            Map.entry("03", 18.7),
            Map.entry("43", 17.2),
            Map.entry("63", 12.7)),
        0.05);
    Map<String, String> rhone = rows.getFirst();
    assertThat(rhone)
        .containsEntry("code", "69")
        .containsEntry("peak", "1252")
        .containsEntry("day", "2020-04-13")
        .containsEntry("population", "1876051");
  }

  @Test
  void hazardPlanByCommune() {
    List<Map<String, String>> rows = twins.ask("hazard-plan-by-commune");
    assertThat(rows).allMatch(row -> get(row, "code").equals("38150"));
    assertThat(rows).allMatch(row -> number(row, "population") == 6835);
    assertThat(rows.stream().mapToDouble(row -> number(row, "zones")).sum()).isEqualTo(25);
    assertThat(rows.stream().map(row -> get(row, "rule"))).containsExactly("01", "02", "04");
    near(rows.get(0), "perimeterHectares", 41.42);
    near(rows.get(0), "hectares", 30.227);
    near(rows.get(1), "hectares", 3.878);
    near(rows.get(2), "hectares", 7.318);
  }

  @Test
  void stopAreasInTheMetropolis() {
    List<Map<String, String>> rows = twins.ask("stop-areas-in-the-metropolis");
    assertThat(rows).hasSize(40);
    assertThat(rows).anyMatch(row -> get(row, "name").equals("La Tour-du-Pin"));
  }

  @Test
  void communesThatAreNoMore() {
    Map<String, String> today =
        twins.ask("communes-that-are-no-more").stream()
            .collect(Collectors.toMap(row -> get(row, "oldCode"), row -> get(row, "newCode")));
    assertThat(today)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("69015", "69135"),
                Map.entry("69150", "69135"),
                Map.entry("69185", "69135"),
                Map.entry("69210", "69135"),
                Map.entry("69224", "69135"),
                Map.entry("69251", "69135"),
                Map.entry("69073", "69157"),
                Map.entry("69147", "69157"),
                Map.entry("69223", "69157"),
                Map.entry("69101", "69114"),
                Map.entry("69159", "69114"),
                Map.entry("69152", "69149"),
                Map.entry("69211", "69019")));
  }

  private static void rates(
      List<Map<String, String>> rows, String name, Map<String, Double> expected, double rounding) {
    assertThat(rows.stream().map(row -> get(row, "code")))
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    for (Map<String, String> row : rows) {
      double rate = Objects.requireNonNull(expected.get(get(row, "code")));
      // The figures were rounded when they were written down.
      assertThat(number(row, name))
          .as(get(row, "code"))
          .isCloseTo(rate, within(rounding + rate / 1000));
    }
  }

  private static void near(Map<String, String> row, String name, double expected) {
    assertThat(number(row, name)).as(name).isCloseTo(expected, within(expected / 1000));
  }

  private static double number(Map<String, String> row, String name) {
    return Double.parseDouble(get(row, name));
  }

  private static String get(Map<String, String> row, String name) {
    return Objects.requireNonNull(row.get(name), () -> "no ?" + name + " in " + row);
  }
}
