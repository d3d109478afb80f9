package org.lacis.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lacis.interop.Check;
import org.lacis.interop.Family;
import org.lacis.interop.Kind;
import org.lacis.interop.Profile;
import org.lacis.interop.Requirement;
import org.lacis.interop.Tester;
import org.lacis.interop.family.Families;

/// The table of all tests in docs/interop-tests.md is what the program runs. `-Dtests.write=true`
/// writes it anew.
final class CatalogueOfTestsTest {
  private static final Path PAGE = Path.of("..", "docs", "interop-tests.md");
  private static final String BEGIN = "<!-- tests -->\n";
  private static final String END = "<!-- end of tests -->\n";

  private final List<Check> checks = Families.all().stream().map(Tester::check).toList();

  private static Path page() {
    return Files.exists(PAGE) ? PAGE : Path.of("docs", "interop-tests.md");
  }

  private String table() {
    Profile all = Profile.own("all");
    StringBuilder text = new StringBuilder();
    for (Family family : Family.values()) {
      text.append("\n## ").append(family.key()).append("\n\n");
      text.append("| test | asks | severity, level | of | stands for | remedy |\n");
      text.append("|---|---|---|---|---|---|\n");
      for (Check check : checks) {
        if (check.family() == family) {
          text.append("| `")
              .append(check.id())
              .append("` | ")
              .append(check.asks().en())
              .append(" | ")
              .append(check.severity().key())
              .append(", ")
              .append(all.needed(check).key())
              .append(" | ")
              .append(kinds(check))
              .append(" | ")
              .append(
                  check.requirements().stream()
                      .map(CatalogueOfTestsTest::link)
                      .collect(Collectors.joining("; ")))
              .append(" | ")
              .append(check.remedy().en())
              .append(" |\n");
        }
      }
    }
    return text.append('\n').toString();
  }

  private static String kinds(Check check) {
    return check.kinds().isEmpty()
        ? "all"
        : check.kinds().stream().map(Kind::key).collect(Collectors.joining(", "));
  }

  private static String link(Requirement requirement) {
    return "[" + requirement.words() + "](" + requirement.link() + ")";
  }

  @Test
  void thePageListsEveryTest() throws IOException {
    String page = Files.readString(page());
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertThat(begin).isPositive();
    assertThat(end).isGreaterThanOrEqualTo(begin);
    if (Boolean.getBoolean("tests.write")) {
      Files.writeString(page(), page.substring(0, begin) + table() + page.substring(end));
    } else {
      assertThat(page.substring(begin, end)).isEqualTo(table());
    }
  }

  @Test
  void everyTestSaysInBothLanguagesWhatItAsksAndHowToMend() {
    for (Check check : checks) {
      for (String words :
          List.of(
              check.title().en(),
              check.title().fr(),
              check.asks().en(),
              check.asks().fr(),
              check.remedy().en(),
              check.remedy().fr())) {
        assertThat(words).as(check.id()).isNotBlank().doesNotContain("|");
      }
      assertThat(check.title().fr()).as(check.id()).isNotEqualTo(check.title().en());
      assertThat(check.requirements()).as(check.id()).isNotEmpty();
      assertThat(check.requirements()).allMatch(one -> one.link().matches("https?://\\S+"));
    }
  }

  @Test
  void everyFamilyHasTestsAndNoTwoAreCalledAlike() {
    Set<String> ids = new HashSet<>();
    checks.forEach(check -> assertThat(ids.add(check.id())).as(check.id()).isTrue());
    assertThat(checks.stream().map(Check::family).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Family.values());
  }
}
