package org.lacis.link.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacis.geometry.Crs;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Place;

final class LinkRuleTest {
  private static final String RULE =
      """
      rule: same-building
      label: {fr: Même bâtiment, en: Same building}
      prefixes: {ex: "https://example.org/#"}
      source:
        class: lacis:Building
        graph: [lyon/batiments-*, "https://example.org/graph"]
        where: {lacis:usage: [Résidentiel, ex:home], lacis:storeys: 3}
      target: {class: lacis:Building, graph: national/bdtopo}
      geometry: solid
      crs: EPSG:3946
      match:
        identity:
          measure: intersection-over-smaller
          threshold: 0.5
          minimumArea: 1.0
          cardinality: n:m
      emit: {predicate: lacis:correspondsTo, inverse: ex:of}
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void readsEveryKey() throws IOException {
    LinkRule rule = LinkRule.read(file(RULE));
    assertThat(rule)
        .isEqualTo(
            new LinkRule(
                "same-building",
                Map.of("fr", "Même bâtiment", "en", "Same building"),
                new Selection(
                    Lacis.BUILDING,
                    List.of("lyon/batiments-*", "https://example.org/graph"),
                    Map.of(
                        Lacis.term("usage"),
                        List.of(
                            new Selection.Wanted.Text("Résidentiel"),
                            new Selection.Wanted.Iri("https://example.org/#home")),
                        Lacis.term("storeys"),
                        List.of(new Selection.Wanted.Quantity(new BigDecimal(3))))),
                Selection.of(Lacis.BUILDING, "national/bdtopo"),
                LinkRule.Shape.SOLID,
                new Match.Identity(
                    Measure.INTERSECTION_OVER_SMALLER, 0.5, 1.0, Cardinality.MANY_TO_MANY),
                new LinkRule.Emission(
                    Lacis.CORRESPONDS_TO,
                    Optional.of(NodeFactory.createURI("https://example.org/#of"))),
                Optional.of(Crs.ofEpsg(3946))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "topological: {relation: within}",
        "topological: {relation: coveredBy, minimumShare: 0.5}",
        "topological: {relation: T*F**F***}",
        "identity: {threshold: 0.3}",
        "nearest: {within: 30, count: 2}",
        "key: {source: dcterms:identifier, target: lacis:inseeCode, sourcePattern: '^(\\d+)$'}",
      })
  void readsEveryMatch(String match) throws IOException {
    LinkRule rule = LinkRule.read(file(with("match:\n.*?(?=emit)", "match: {" + match + "}\n")));
    assertThat(rule.match()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          target:.*?}       | tagret: {class: lacis:Building}  | link.unknown-key  | 8  | Did you mean 'target'?
          threshold: 0.5    | treshold: 0.5                    | link.unknown-key  | 14 | Did you mean 'threshold'?
          threshold: 0.5    | threshold: 1.5                   | link.wrong-value  | 14 | a number from 0 to 1
          threshold: 0.5    | threshold: half                  | link.wrong-value  | 14 | a number from 0 to 1
          over-smaller      | over-smallest                    | link.wrong-value  | 13 | Did you mean 'intersection-over-smaller'?
          cardinality: n:m  | cardinality: m:n                 | link.wrong-value  | 16 | one of 1:1, 1:n, n:1, n:m
          class: lacis:Building | class: lacsi:Building        | link.wrong-value  | 5  | known prefixes: dcat
          EPSG:3946         | EPSG:4326                        | link.wrong-value  | 10 | a projected CRS in metres
          EPSG:3946         | Lambert                          | link.wrong-value  | 10 | an OGC IRI
          rule: same        | rule: other                      | link.wrong-value  | 1  | 'same-building'
          emit:.*           | emit: {inverse: ex:of}           | link.missing-key  | 17 | predicate
          emit:.*           | emit: lacis:standsIn             | link.wrong-value  | 17 | a mapping
          identity:         | identical:                       | link.unknown-key  | 12 | Did you mean 'identity'?
          label:            | "label                           | link.unreadable-rule | 2 | YAML
          crs: EPSG:3946    | crs: EPSG:3946\\ncrs: EPSG:2154  | link.unreadable-rule | 11 | Duplicate
          """)
  void complainsWithLineAndRemedy(
      String found, String replacement, String code, long line, String says) throws IOException {
    Path file = file(with(found, replacement));
    assertThatThrownBy(() -> LinkRule.read(file))
        .isInstanceOfSatisfying(
            LinkException.class,
            e -> {
              assertThat(e.finding().code()).isEqualTo(code);
              assertThat(e.finding().place().source()).isEqualTo(file.toString());
              assertThat(e.finding().place().unit()).isEqualTo(Place.Unit.LINE);
              assertThat(e.finding().place().position()).as(e.getMessage()).isEqualTo(line);
              assertThat(e).hasMessageContaining(says);
            });
  }

  @Test
  void twoKindsOfMatchAreTwoRules() throws IOException {
    Path file = file(with("match:\n", "match:\n  nearest: {within: 3}\n"));
    assertThatThrownBy(() -> LinkRule.read(file)).hasMessageContaining("one kind of match");
  }

  @Test
  void aMissingFileIsToldAsSuch() {
    assertThatThrownBy(() -> LinkRule.read(folder.resolve("none.yaml")))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("none.yaml")
        .hasMessageContaining("exists");
  }

  @Test
  void aFolderIsReadInOrderAndMayBeAbsent() throws IOException {
    Files.writeString(folder.resolve("b.yaml"), RULE.replace("rule: same-building", "rule: b"));
    Files.writeString(folder.resolve("a.yaml"), RULE.replace("rule: same-building", "rule: a"));
    Files.writeString(folder.resolve("README.md"), "no rule");
    assertThat(LinkRule.readAll(folder)).extracting(LinkRule::name).containsExactly("a", "b");
    assertThat(LinkRule.readAll(folder.resolve("none"))).isEmpty();
  }

  private static String with(String pattern, String replacement) {
    String changed =
        RULE.replaceFirst(
            "(?s)" + pattern, Matcher.quoteReplacement(replacement.replace("\\n", "\n")));
    assertThat(changed).isNotEqualTo(RULE);
    return changed;
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("same-building.yaml"), text);
  }
}
