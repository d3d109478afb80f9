package org.lacis.validate.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.system.Txn;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.store.TwinStore;
import org.lacis.validate.Result;
import org.lacis.vocabulary.Severity;
import org.lacis.vocabulary.TwinIris;

/// Each check in a world that is sound and in one that is not: what it tells, of whom, and that it
/// tells nothing else.
final class RegisterTest {
  static {
    JenaSystem.init();
  }

  private static final String PREFIXES =
      """
      BASE <https://t.example/id/>
      PREFIX lacis: <https://w3id.org/lacis#>
      PREFIX geo: <http://www.opengis.net/ont/geosparql#>
      PREFIX dcterms: <http://purl.org/dc/terms/>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      PREFIX owl: <http://www.w3.org/2002/07/owl#>
      PREFIX g: <https://t.example/graph/>
      """;

  private static final TwinIris IRIS = new TwinIris("https://t.example/");

  /// The code of one department, without its history.
  private static final String CODE =
      """
      <https://t.example/graph/national/cog> {
        <c/69001> a lacis:Commune , lacis:CurrentCommune ; lacis:inseeCode "69001" ;
          lacis:formerInseeCode "69003" .
        <c/69002> a lacis:Commune , lacis:CurrentCommune ; lacis:inseeCode "69002" .
        <d/69004> a lacis:DelegatedCommune ; lacis:inseeCode "69004" ; lacis:replacedBy <c/69002> .
      }
      <https://t.example/graph/catalogue> {
        <https://t.example/graph/national/cog> dcterms:issued "2026" .
        <https://t.example/graph/local/stations> dcterms:issued "2026-03-01" .
      }
      """;

  /// Its history: 69003 became part of 69001 in 2019, 69002 was made in 1971.
  private static final String HISTORY =
      """
      <https://t.example/graph/national/history> {
        <s/1> a lacis:CommuneState ; lacis:inseeCode "69001" ; lacis:validFrom "1943-01-01"^^xsd:date .
        <s/2> a lacis:CommuneState ; lacis:inseeCode "69002" ; lacis:validFrom "1971-07-01"^^xsd:date .
        <s/3> a lacis:CommuneState ; lacis:inseeCode "69003" ; lacis:validFrom "1943-01-01"^^xsd:date ;
          lacis:validTo "2019-01-01"^^xsd:date .
        <e/1> a lacis:CommuneChange ; lacis:formerInseeCode "69003" ; lacis:inseeCode "69001" ;
          lacis:validFrom "2019-01-01"^^xsd:date .
      }
      """;

  private record Told(String kind, Severity level, String focus, String english, String french) {
    static Told of(Result result) {
      return new Told(
          result.shape().getURI().substring(RegisterWords.NS.length()),
          result.level(),
          result.focus().getURI().replace("https://t.example/id/", ""),
          result.message("en"),
          result.message("fr"));
    }

    @Override
    public String toString() {
      return kind + " " + level + " " + focus;
    }
  }

  private static List<Told> check(String name, String... trig) {
    List<Told> told = new ArrayList<>();
    outcome(name, told, trig);
    return told;
  }

  private static Register.Outcome outcome(String name, List<Told> told, String... trig) {
    try (TwinStore store = TwinStore.memory()) {
      Txn.executeWrite(
          store.dataset(),
          () ->
              RDFParser.create()
                  .source(new StringReader(PREFIXES + String.join("\n", trig)))
                  .lang(Lang.TRIG)
                  .parse(store.dataset()));
      List<Register.Outcome> outcomes =
          store.read(view ->
              new Register(IRIS).check(view, Set.of(name), result -> told.add(Told.of(result))));
      told.sort(Comparator.comparing(Told::toString));
      assertThat(outcomes).hasSize(1);
      assertThat(outcomes.getFirst().told()).isEqualTo(told.size());
      return outcomes.getFirst();
    }
  }

  private static List<String> words(List<Told> told) {
    return told.stream().map(Told::toString).toList();
  }

  @Test
  void everyCheckAndKindHasItsWordsInBothLanguages() {
    assertThat(Register.names())
        .containsExactly(
            "commune-code",
            "unit-of-place",
            "place",
            "identifier",
            "value-range",
            "link-end",
            "interval")
        .allSatisfy(name -> {
          for (String language : RegisterWords.LANGUAGES) {
            assertThat(RegisterWords.label(name, language)).isNotBlank();
            assertThat(RegisterWords.description(name, language)).isNotBlank();
          }
        });
    assertThat(RegisterWords.remedy("https://w3id.org/lacis#register-unit-left", "en")).isPresent();
    assertThat(RegisterWords.remedy("https://w3id.org/lacis#BuildingShape", "en")).isEmpty();
  }

  @Test
  void a01_codesThatExistAreSoundAndWithoutACodeNothingIsJudged() {
    String stations =
        """
        <https://t.example/graph/local/stations> {
          <x/1> lacis:inseeCode "69001" . <x/2> lacis:inseeCode "69002" .
          <x/abroad> lacis:inseeCode "38001" . <x/shape> lacis:inseeCode "6901" . }
        """;
    List<Told> told = new ArrayList<>();
    assertThat(outcome("commune-code", told, CODE, stations).judged()).isEqualTo(2);
    assertThat(told).isEmpty();
    assertThat(outcome("commune-code", told, stations).judged()).isZero();
  }

  @Test
  void a02_codesThatNeverExistedOrWereGivenUp() {
    List<Told> told =
        check(
            "commune-code",
            CODE,
            """
            <https://t.example/graph/local/stations> {
              <x/1> lacis:inseeCode "69999" .
              <x/2> lacis:inseeCode "69003" .
              <x/3> lacis:inseeCode "69004" ; lacis:vintage "2018"^^xsd:gYear . }
            """);
    assertThat(words(told))
        .containsExactly(
            "commune-given-up WARNING x/2",
            "commune-given-up-since INFO x/3",
            "commune-unknown VIOLATION x/1");
    assertThat(told.getFirst().english())
        .isEqualTo("The code 69003 is that of a commune no more. It was succeeded by 69001.");
    assertThat(told.get(1).french()).contains("Lui a succédé : 69002.", "du 2018-01-01");
  }

  @Test
  void a03_theHistoryTellsAtWhichDayACodeExisted() {
    List<Told> told =
        check(
            "commune-code",
            CODE,
            HISTORY,
            """
            <https://t.example/graph/local/stations> {
              <x/1> lacis:inseeCode "69003" ; lacis:vintage "2018"^^xsd:gYear .
              <x/2> lacis:inseeCode "69003" ; lacis:vintage "2019"^^xsd:gYear .
              <x/3> lacis:inseeCode "69003" .
              <x/4> lacis:inseeCode "69002" ; lacis:validFrom "1971-06-30"^^xsd:date .
              <x/5> lacis:inseeCode "69002" ; lacis:validFrom "1971-07-01"^^xsd:date . }
            """);
    assertThat(words(told))
        .containsExactly(
            "commune-not-then VIOLATION x/2",
            "commune-not-then VIOLATION x/3",
            "commune-not-then VIOLATION x/4");
    assertThat(told.getFirst().english())
        .isEqualTo(
            "The code 69003 did not exist on 2019-01-01, but in 1943-01-01 – 2019-01-01. It was"
                + " succeeded by 69001.");
    assertThat(told.get(1).english()).contains("on 2026-03-01");
  }

  /// A square kilometre in Lambert-93 whose south-west corner is given in kilometres.
  private static String square(int east, int north) {
    return "\"<http://www.opengis.net/def/crs/EPSG/0/2154> POLYGON (("
        + Stream.of(
                "%1$d000 %2$d000",
                "%3$d000 %2$d000", "%3$d000 %4$d000", "%1$d000 %4$d000", "%1$d000 %2$d000")
            .map(corner -> corner.formatted(east, north, east + 1, north + 1))
            .collect(Collectors.joining(", "))
        + "))\"^^geo:wktLiteral";
  }

  private static String point(String at) {
    return "\"<http://www.opengis.net/def/crs/EPSG/0/2154> POINT (" + at + ")\"^^geo:wktLiteral";
  }

  private static String placed(String thing, String literal) {
    return "<%1$s> geo:hasDefaultGeometry <%1$s/g> . <%1$s/g> geo:asWKT %2$s .\n"
        .formatted(thing, literal);
  }

  private static final String UNITS =
      "<https://t.example/graph/national/units> {\n"
          + "<c/1> a lacis:Commune ; lacis:inseeCode \"69001\" .\n"
          + "<c/2> a lacis:Commune ; lacis:inseeCode \"69002\" .\n"
          + placed("c/1", square(842, 6519))
          + placed("c/2", square(843, 6519))
          + "}\n";

  @Test
  void b01_whatStandsInItsUnitOrReachesOverItsLimitIsSound() {
    List<Told> told = new ArrayList<>();
    Register.Outcome outcome =
        outcome(
            "unit-of-place",
            told,
            UNITS,
            "<https://t.example/graph/local/b> {"
                + "<b/1> lacis:inCommune <c/1> . <b/2> lacis:inCommune <c/1> . <b/3> lacis:inCommune <c/9> ."
                + placed("b/1", point("842500 6519500"))
                + placed(
                    "b/2",
                    "\"<http://www.opengis.net/def/crs/EPSG/0/2154> POLYGON ((842900 6519100,"
                        + " 843020 6519100, 843020 6519200, 842900 6519200, 842900 6519100))\"^^geo:wktLiteral")
                + "}");
    assertThat(told).isEmpty();
    assertThat(outcome.judged()).isEqualTo(2);
  }

  @Test
  void b02_whatStandsElsewhereIsToldWithHowFarAndWhere() {
    List<Told> told =
        check(
            "unit-of-place",
            UNITS,
            "<https://t.example/graph/local/b> {"
                + "<b/1> lacis:inCommune <c/1> . <b/2> lacis:inCommune <c/1> . <b/3> lacis:inCommune <c/2> ."
                + placed("b/1", point("843500 6519500"))
                + placed("b/2", point("842500 6518950"))
                + placed("b/3", point("843500 6519500"))
                + "}");
    assertThat(words(told))
        .containsExactly("unit-elsewhere VIOLATION b/1", "unit-left WARNING b/2");
    assertThat(told.getFirst().english())
        .isEqualTo(
            "The thing is 500 m from the unit it states. It is in https://t.example/id/c/2.");
    assertThat(told.get(1).english()).contains("50 m from its limit", "none of the units");
  }

  @Test
  void b03_aUnitLiesInTheUnitItIsPartOf() {
    assertThat(
            words(
                check(
                    "unit-of-place",
                    "<https://t.example/graph/national/units> {\n"
                        + "<c/1> lacis:inseeCode \"69001\" ; lacis:partOf <d/1> .\n"
                        + "<c/2> lacis:inseeCode \"69002\" ; lacis:partOf <d/1> .\n"
                        + "<d/1> lacis:inseeCode \"69\" .\n"
                        + placed("c/1", square(842, 6519))
                        + placed("c/2", square(850, 6519))
                        + placed("d/1", square(842, 6519))
                        + "}")))
        .containsExactly("unit-elsewhere VIOLATION c/2");
  }

  @Test
  void c01_placesInTheTerritoryAreSound() {
    List<Told> told = new ArrayList<>();
    assertThat(
            outcome(
                    "place",
                    told,
                    UNITS,
                    "<https://t.example/graph/local/b> {"
                        + placed("b/1", point("842500 6519500"))
                        + placed("b/2", "\"POINT (4.84 45.77)\"^^geo:wktLiteral")
                        + placed("b/3", "\"POINT EMPTY\"^^geo:wktLiteral")
                        + "}")
                .judged())
        .isEqualTo(5);
    assertThat(told).isEmpty();
  }

  @Test
  void c02_aWrongSystemOrExchangedAxesAreRecognised() {
    List<Told> told =
        check(
            "place",
            UNITS,
            "<https://t.example/graph/local/b> {"
                + placed("b/1", "\"POINT (45.77 4.84)\"^^geo:wktLiteral")
                + placed("b/2", "\"POINT (842500 6519500)\"^^geo:wktLiteral")
                + placed(
                    "b/3",
                    "\"<http://www.opengis.net/def/crs/EPSG/0/2154> POINT (1842500 5174500)\"^^geo:wktLiteral")
                + placed("b/4", "\"POINT (2.35 48.85)\"^^geo:wktLiteral")
                + placed("b/5", "\"POINT (two three)\"^^geo:wktLiteral")
                + placed(
                    "b/6",
                    "\"<http://www.opengis.net/def/crs/EPSG/0/999999> POINT (1 2)\"^^geo:wktLiteral")
                + "}");
    assertThat(words(told))
        .containsExactly(
            "place-elsewhere VIOLATION b/1/g",
            "place-elsewhere VIOLATION b/3/g",
            "place-elsewhere VIOLATION b/4/g",
            "place-none VIOLATION b/2/g",
            "place-unreadable VIOLATION b/5/g",
            "place-unreadable VIOLATION b/6/g");
    assertThat(told.getFirst().english()).contains("at 45.770 4.840", "axes seem to be exchanged");
    assertThat(told.get(1).english()).contains("seem to be in EPSG:3946");
    assertThat(told.get(2).english()).contains("No CRS in use in France");
    assertThat(told.get(3).french()).contains("semblent être en EPSG:2154");
  }

  @Test
  void c03_withoutUnitsMostOfTheGeometriesAreTheTerritory() {
    StringBuilder points = new StringBuilder("<https://t.example/graph/local/b> {");
    for (int i = 0; i < 40; i++) {
      points.append(placed("b/" + i, "\"POINT (4.8" + i + " 45.7" + i + ")\"^^geo:wktLiteral"));
    }
    points.append(placed("b/lost", "\"POINT (45.75 4.85)\"^^geo:wktLiteral")).append("}");
    List<Told> told = check("place", points.toString());
    assertThat(words(told)).containsExactly("place-elsewhere VIOLATION b/lost/g");
    assertThat(told.getFirst().english()).contains("exchanged");
  }

  @Test
  void d01_twinsMayShareIdentifiersButNotAddresses() {
    List<Told> told =
        check(
            "identifier",
            """
            <https://t.example/graph/national/b> {
              <b/1> a lacis:Building ; dcterms:identifier "A" .
              <b/2> a lacis:Building ; dcterms:identifier "B" .
              <p/1> a lacis:Parcel ; dcterms:identifier "A" . }
            <https://t.example/graph/national/more> { <b/1> a lacis:Building ; dcterms:identifier "A" . }
            <https://t.example/graph/local/b> {
              <b/3> a lacis:Building ; dcterms:identifier "A" . <b/2> a lacis:Building . }
            <https://t.example/graph/inferred> { <b/3> a lacis:TerritorialObject . }
            """);
    assertThat(words(told)).containsExactly("identifier-two-twins VIOLATION b/2");
    assertThat(told.getFirst().english()).contains("national", "local");
  }

  @Test
  void d02_withinADatasetAnIdentifierIsOfOneThingOfAClass() {
    List<Told> told =
        check(
            "identifier",
            """
            <https://t.example/graph/local/b> {
              <b/1> a lacis:Building ; dcterms:identifier "A" .
              <b/2> a lacis:Building , lacis:TerritorialObject ; dcterms:identifier "A" .
              <c/1> a lacis:Commune , lacis:CurrentCommune ; lacis:inseeCode "69001" .
              <c/2> a lacis:DelegatedCommune ; lacis:inseeCode "69001" .
              <c/3> a lacis:Commune , lacis:CurrentCommune ; lacis:inseeCode "69001" .
              <s/1> a lacis:BikeStation ; lacis:inseeCode "69001" .
              <s/2> a lacis:BikeStation ; lacis:inseeCode "69001" . }
            """);
    assertThat(told).hasSize(2);
    assertThat(told)
        .allSatisfy(one -> assertThat(one.kind()).isEqualTo("identifier-shared"))
        .anySatisfy(one -> assertThat(one.focus() + one.english()).contains("b/1", "b/2"))
        .anySatisfy(one -> assertThat(one.focus() + one.english()).contains("c/1", "c/3"));
  }

  @Test
  void e01_valuesWithinTheirRangeAreSound() {
    List<Told> told = new ArrayList<>();
    Register.Outcome outcome =
        outcome(
            "value-range",
            told,
            RANGES,
            """
            <https://t.example/graph/local/b> {
              <b/1> lacis:height 12.5 ; lacis:groundAltitude 170 ; lacis:roofAltitude 182 . <b/2> lacis:height 0 . }
            """);
    assertThat(told).isEmpty();
    assertThat(outcome.judged()).isEqualTo(3);
  }

  private static final String RANGES =
      """
      <https://t.example/graph/ontology/territory> {
        lacis:height a owl:DatatypeProperty ; lacis:plausibleFrom 0 ; lacis:plausibleTo 400 ;
          lacis:unitOfMeasure <http://qudt.org/vocab/unit/M> . }
      """;

  @Test
  void e02_valuesOutsideOfThemAreTold() {
    List<Told> told =
        check(
            "value-range",
            RANGES,
            """
            <https://t.example/graph/local/b> {
              <b/1> lacis:height 9999 . <b/2> lacis:height -3 . <b/3> lacis:height "tall" .
              <b/4> lacis:height 400.5 ; lacis:groundAltitude 180 ; lacis:roofAltitude 170 . }
            """);
    assertThat(words(told))
        .containsExactly(
            "roof-below-ground VIOLATION b/4",
            "value-implausible WARNING b/2",
            "value-implausible WARNING b/4",
            "value-means-none WARNING b/1",
            "value-no-number VIOLATION b/3");
    assertThat(told.get(1).english()).isEqualTo("-3 is outside of the plausible range, 0 – 400 m.");
  }

  @Test
  void e03_aStatedAreaShowsItsUnit() {
    List<Told> told =
        check(
            "value-range",
            "<https://t.example/graph/local/p> {"
                + "<p/1> lacis:statedArea 990000 . <p/2> lacis:statedArea 99.0 . <p/3> lacis:statedArea 1 ."
                + " <p/4> lacis:statedArea 10000 . "
                + IntStream.rangeClosed(1, 4)
                    .mapToObj(i -> placed("p/" + i, square(840, 6519)))
                    .collect(Collectors.joining())
                + "}");
    assertThat(words(told))
        .containsExactly(
            "unit-of-measure VIOLATION p/2",
            "unit-of-measure VIOLATION p/3",
            "unit-of-measure VIOLATION p/4");
    assertThat(told.stream().map(Told::english))
        .satisfiesExactly(
            one -> assertThat(one).endsWith("seems to be in ha."),
            one -> assertThat(one).endsWith("seems to be in km²."),
            one -> assertThat(one).endsWith("seems to be in a."));
  }

  @Test
  void f01_endsOfLinksAndStatementsAreDescribed() {
    List<Told> told =
        check(
            "link-end",
            CODE,
            """
            <https://t.example/graph/national/b> { <b/1> a lacis:Building ; lacis:inCommune <commune/69003> ;
              dcterms:source <https://elsewhere.example/x> ; lacis:onParcel <p/1> , <p/2> . <p/1> a lacis:Parcel . }
            <https://t.example/graph/links/same> {
              <l/1> a lacis:Link ; lacis:linkSource <b/1> ; lacis:linkTarget <b/gone> .
              <b/1> lacis:correspondsTo <b/gone> . }
            <https://t.example/graph/inferred> { <b/gone> lacis:correspondsTo <b/1> . <p/2> a lacis:Parcel . }
            """);
    assertThat(words(told))
        .containsExactly(
            "link-end-missing VIOLATION l/1",
            "object-missing WARNING b/1",
            "object-missing WARNING b/1");
    assertThat(told.stream().map(Told::english))
        .anySatisfy(one -> assertThat(one).contains("commune/69003", "succeeded by 69001"))
        .anySatisfy(one -> assertThat(one).contains("id/p/2 is described nowhere"));
  }

  @Test
  void g01_intervalsAreSoundAndStatesFollowEachOther() {
    List<Told> told = new ArrayList<>();
    assertThat(
            outcome(
                    "interval",
                    told,
                    """
                    <https://t.example/graph/local/v> {
                      <v/1> lacis:versionOf <b/1> ; lacis:validFrom "2009-01-01"^^xsd:date ; lacis:validTo "2012-01-01"^^xsd:date .
                      <v/2> lacis:versionOf <b/1> ; lacis:validFrom "2012-01-01"^^xsd:date .
                      <v/3> lacis:versionOf <b/2> ; lacis:validFrom "2010"^^xsd:gYear . }
                    """)
                .judged())
        .isEqualTo(3);
    assertThat(told).isEmpty();
  }

  @Test
  void g02_whatIsReversedMalformedOrOverlapsIsTold() {
    List<Told> told =
        check(
            "interval",
            """
            <https://t.example/graph/local/v> {
              <v/1> lacis:versionOf <b/1> ; lacis:validFrom "2009-01-01"^^xsd:date .
              <v/2> lacis:versionOf <b/1> ; lacis:validFrom "2012-01-01"^^xsd:date ; lacis:validTo "2013-01-01"^^xsd:date .
              <v/3> lacis:validFrom "2012-01-01"^^xsd:date ; lacis:validTo "2012-01-01"^^xsd:date .
              <v/4> lacis:validFrom "31/12/2012" .
              <v/5> lacis:validFrom "2019-02-30" ; lacis:validTo "2020-01-01"^^xsd:date .
              <v/6> lacis:validTo "2020-01-01"^^xsd:date , "2021-01-01"^^xsd:date . }
            """);
    assertThat(words(told))
        .containsExactly(
            "interval-ambiguous WARNING v/6",
            "interval-malformed VIOLATION v/4",
            "interval-malformed VIOLATION v/5",
            "interval-overlap VIOLATION v/2",
            "interval-reversed VIOLATION v/3");
    assertThat(told.get(3).english()).contains("2012-01-01", "without end");
  }

  /// Law: a state overlaps an earlier one exactly when some pair says so.
  @TestFactory
  Stream<DynamicTest> g03_overlapsAreThoseOfAllPairs() {
    return IntStream.range(0, 200)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Random random = new Random(seed);
                  List<SoundIntervals.State> states = new ArrayList<>();
                  for (int i = 0; i < random.nextInt(8); i++) {
                    LocalDate from = LocalDate.of(2000, 1, 1).plusDays(random.nextInt(12));
                    states.add(
                        new SoundIntervals.State(
                            i,
                            from,
                            random.nextInt(5) == 0
                                ? LocalDate.MAX
                                : from.plusDays(1 + random.nextInt(5))));
                  }
                  Set<Long> expected = new HashSet<>();
                  Comparator<SoundIntervals.State> order =
                      Comparator.comparing(SoundIntervals.State::from)
                          .thenComparing(SoundIntervals.State::to)
                          .thenComparing(SoundIntervals.State::id);
                  for (SoundIntervals.State one : states) {
                    for (SoundIntervals.State other : states) {
                      if (order.compare(other, one) < 0 && other.to().isAfter(one.from())) {
                        expected.add(one.id());
                      }
                    }
                  }
                  assertThat(SoundIntervals.overlaps(states).stream().map(one -> one.state().id()))
                      .containsExactlyInAnyOrderElementsOf(expected);
                }));
  }
}
