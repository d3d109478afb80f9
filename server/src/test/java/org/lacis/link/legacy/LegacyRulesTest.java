package org.lacis.link.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacis.link.rule.Blocking;
import org.lacis.link.rule.Cardinality;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.LinkException;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Relation;
import org.lacis.link.rule.Verdict;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Severity;

/// What rules of LIMES and Silk become, and what is said of what is lost.
final class LegacyRulesTest {
  private static final Path CASES = Path.of("../tests/cases/link-import");

  @TempDir private Path folder = Path.of("");

  @Test
  void aConfigurationOfLimesKeepsItsThresholds() throws IOException {
    Imported imported = LegacyRules.read(CASES.resolve("limes-stops.xml"));
    assertThat(violations(imported)).isEmpty();
    LinkRule rule = imported.rules().getFirst();
    assertThat(rule.name()).isEqualTo("limes-stops");
    assertThat(rule.emit().predicate()).isEqualTo(Lacis.CORRESPONDS_TO);
    assertThat(rule.source().graphs()).containsExactly("https://jumeaux.example/graph/city/stops");
    assertThat(rule.target().where()).hasSize(1);
    Match.Judged match = (Match.Judged) rule.match();
    assertThat(names(match)).containsExactly("label", "distance");
    Decision.Thresholds decision = (Decision.Thresholds) match.decision();
    // The outer threshold of 0.8 is narrower than 0.6; 1/(1+x) >= 0.8 is x <= 0.25 km.
    assertThat(decision.accept().written(names(match)))
        .isEqualTo("label >= 0.8 and distance <= 250");
    assertThat(decision.review().orElseThrow().written(names(match)))
        .isEqualTo("label >= 0.6 and distance <= 250");
    assertThat(match.blocking()).isEqualTo(new Blocking.Near(250));
    assertThat(codes(imported)).contains("link.left-out");
    readAgain(rule);
  }

  @Test
  void aRelationAloneIsTheShortForm() throws IOException {
    LinkRule rule = only("limes-within.xml");
    assertThat(rule.match()).isEqualTo(new Match.Topological(Relation.Named.WITHIN, 0));
    readAgain(rule);
  }

  @Test
  void aSumDecidesAsLimesDoes() throws IOException {
    Imported imported = LegacyRules.read(CASES.resolve("limes-sum.xml"));
    assertThat(violations(imported)).isEmpty();
    LinkRule rule = imported.rules().getFirst();
    Match.Judged match = (Match.Judged) rule.match();
    for (double name = 0; name <= 1; name += 0.03125) {
      for (double usage : new double[] {0, 1}) {
        double sum = 0.7 * (name >= 0.5 ? name : 0) + 0.3 * usage;
        Verdict expected =
            sum >= 0.8 ? Verdict.ACCEPT : sum >= 0.6 ? Verdict.REVIEW : Verdict.REJECT;
        assertThat(match.decision().judge(new double[] {name, usage}).verdict())
            .as(name + " " + usage)
            .isEqualTo(expected);
      }
    }
    assertThat(imported.findings())
        .anySatisfy(finding -> {
          assertThat(finding.found()).isEqualTo("owl:sameAs");
          assertThat(finding.place().position()).isEqualTo(6);
        });
    readAgain(rule);
  }

  @Test
  void whatHasNoLikeIsToldAndNoRuleIsMade() {
    Imported imported = LegacyRules.read(CASES.resolve("limes-lost.xml"));
    assertThat(imported.rules()).isEmpty();
    assertThat(violations(imported))
        .extracting(Finding::found)
        .contains("replace(a,b)", "soundex", "geo_frechet");
    assertThat(violations(imported))
        .allSatisfy(finding -> {
          assertThat(finding.remedy()).isNotEmpty();
          assertThat(finding.place().position()).isGreaterThan(1);
        });
  }

  @Test
  void rulesOfSilkKeepTheirSense() throws IOException {
    Imported imported = LegacyRules.read(CASES.resolve("silk-facilities.xml"));
    assertThat(imported.rules())
        .extracting(LinkRule::name)
        .containsExactly("sports-facilities", "by-average");
    LinkRule all = imported.rules().getFirst();
    Match.Judged match = (Match.Judged) all.match();
    Decision.Thresholds decision = (Decision.Thresholds) match.decision();
    assertThat(decision.accept().written(names(match)))
        .isEqualTo("label >= 0.85 and (distance missing or distance <= 300)");
    assertThat(match.cardinality()).isEqualTo(Cardinality.MANY_TO_ONE);
    assertThat(match.blocking()).isInstanceOf(Blocking.Words.class);
    readAgain(all);
    readAgain(imported.rules().getLast());
    assertThat(violations(imported))
        .extracting(Finding::found)
        .containsExactly("Aggregate of type quadraticMean");
  }

  @Test
  void anAverageDecidesAsSilkDoes() {
    LinkRule rule = LegacyRules.read(CASES.resolve("silk-facilities.xml")).rules().getLast();
    Match.Judged match = (Match.Judged) rule.match();
    for (double distance = 0; distance <= 1; distance += 0.0625) {
      for (double number : new double[] {0, 20, 50, 70, 100, 300, Double.NaN}) {
        double name = Math.max(-1, 1 - distance / 0.4);
        double sum = 2 * name + (Double.isNaN(number) ? 0 : Math.max(-1, 1 - number / 50));
        if (Math.abs(sum) > 1e-9) {
          assertThat(match.decision().judge(new double[] {1 - distance, number}).verdict())
              .as(distance + " " + number)
              .isEqualTo(sum >= 0 ? Verdict.ACCEPT : Verdict.REJECT);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          trigrams(x.n,y.n)|0.7                                 ~ label >= 0.9
          OR(trigrams(x.n,y.n)|0.7,exactmatch(x.n,y.n))         ~ label >= 0.9 or label-2 >= 1
          MINUS(trigrams(x.n,y.n)|0.95, exactmatch(x.n,y.n)|1)  ~ label >= 0.95 and not label-2 >= 1
          AND(OR(jaro(x.n,y.n)|0.3,cosine(x.n,y.n)|0.99)|0.5,top_touches(x.g,y.g)|1) ~ (label >= 0.9 or label-2 >= 0.99) and touches >= 1
          MIN(geo_mean(x.g,y.g)|0.5,jaro(x.n,y.n))              ~ centroid-distance <= 111.11111111111116 and label >= 0.9
          """)
  void expressionsOfLimesBecomeConditions(String metric, String condition) throws IOException {
    Imported imported = limes(metric);
    assertThat(violations(imported)).isEmpty();
    Match.Judged match = (Match.Judged) imported.rules().getFirst().match();
    Decision.Thresholds decision = (Decision.Thresholds) match.decision();
    assertThat(decision.accept().written(names(match))).isEqualTo(condition);
    readAgain(imported.rules().getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          trigrams(x.n,y.n            ~ ')'
          trigrams(x.n)               ~ ','
          AND(trigrams(x.n,y.n)|0.5)  ~ two parts
          trigrams(x.m,y.n)           ~ one of the PROPERTY of SOURCE
          XOR(jaro(x.n,y.n),jaro(x.n,y.n)) ~ AND, OR
          top_disjoint(x.g,y.g)       ~ equals, intersects
          euclidean(x.n|x.n,y.n|y.n)  ~ topological relation
          euclidean(x.n,y.n)          ~ a blocking
          qgrams(x.n,y.n)             ~ trigrams
          """)
  void expressionsThatAreLostAreTold(String metric, String says) throws IOException {
    Imported imported = limes(metric);
    assertThat(imported.rules()).isEmpty();
    assertThat(violations(imported))
        .anySatisfy(finding -> {
          assertThat(finding.sentence()).contains(says);
          assertThat(finding.place().position()).isEqualTo(4);
        });
  }

  @Test
  void whatIsNeitherIsRefused() throws IOException {
    Path html = Files.writeString(folder.resolve("a.xml"), "<html/>");
    assertThatThrownBy(() -> LegacyRules.read(html))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("<LIMES>");
    Path broken = Files.writeString(folder.resolve("b.xml"), "<LIMES>\n<SOURCE>\n</LIMES>");
    assertThatThrownBy(() -> LegacyRules.read(broken))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("line 3");
    Path outside =
        Files.writeString(
            folder.resolve("c.xml"),
            "<!DOCTYPE LIMES [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><LIMES><METRIC>&x;</METRIC></LIMES>");
    assertThatThrownBy(() -> LegacyRules.read(outside)).isInstanceOf(LinkException.class);
    assertThatThrownBy(() -> LegacyRules.read(folder.resolve("none.xml")))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("none.xml");
  }

  private Imported limes(String metric) throws IOException {
    return LegacyRules.read(
        Files.writeString(
            folder.resolve("spec.xml"),
            """
            <LIMES>
            <SOURCE><RESTRICTION>?x a https://w3id.org/lacis#Building</RESTRICTION><PROPERTY>rdfs:label RENAME n</PROPERTY></SOURCE>
            <TARGET><RESTRICTION>?y a https://w3id.org/lacis#Building</RESTRICTION><PROPERTY>rdfs:label RENAME n</PROPERTY></TARGET>
            <METRIC>%s</METRIC>
            <ACCEPTANCE><THRESHOLD>0.9</THRESHOLD><RELATION>https://w3id.org/lacis#correspondsTo</RELATION></ACCEPTANCE>
            </LIMES>
            """
                .formatted(metric)));
  }

  private static LinkRule only(String file) {
    Imported imported = LegacyRules.read(CASES.resolve(file));
    assertThat(violations(imported)).isEmpty();
    assertThat(imported.rules()).hasSize(1);
    return imported.rules().getFirst();
  }

  private void readAgain(LinkRule rule) throws IOException {
    Path file = Files.writeString(folder.resolve(rule.name() + ".yaml"), rule.yaml());
    assertThat(LinkRule.read(file)).as(rule.yaml()).isEqualTo(rule);
  }

  private static List<String> names(Match.Judged match) {
    return match.criteria().stream().map(Criterion::name).toList();
  }

  private static List<Finding> violations(Imported imported) {
    return imported.findings().stream().filter(f -> f.severity() == Severity.VIOLATION).toList();
  }

  private static List<String> codes(Imported imported) {
    return imported.findings().stream().map(Finding::code).toList();
  }
}
