package org.lacis.link.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules that the project ships can be read.
final class ShippedRulesTest {
  @ParameterizedTest
  @ValueSource(strings = {"../mappings/links", "../mappings/sample/links"})
  void everyRuleIsReadAndNamedInTwoLanguages(String folder) {
    List<LinkRule> rules = LinkRule.readAll(Path.of(folder));
    assertThat(rules).hasSizeGreaterThan(3);
    assertThat(rules).allSatisfy(rule -> assertThat(rule.labels()).containsKeys("fr", "en"));
  }
}
