package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.lacis.tests.Shared;
import org.lacis.vocabulary.LacisException;
import org.opentest4j.TestAbortedException;

/// The misses that a page of the documents argues, such as `docs/rml-conformance.md`, a case a line
/// of its tables. A miss is run too, and fails when it would pass.
final class Misses {
  private static final Pattern MISS = Pattern.compile("\\| `([^`]+)#([^`]+)` \\| (.+) \\|");

  /// One case of a suite.
  interface Run {
    void run() throws Exception;
  }

  private final String page;
  private final String suite;
  private final Map<String, String> reasons = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();

  /// Those of a suite of mappings.
  ///
  /// @param suite as the page names it, `rml-legacy`
  Misses(String suite) {
    this("docs/rml-conformance.md", suite);
  }

  Misses(String page, String suite) {
    this.page = page;
    this.suite = suite;
    try {
      for (String line : Files.readAllLines(Shared.project().resolve(page))) {
        Matcher row = MISS.matcher(line.strip());
        if (row.matches() && row.group(1).equals(suite)) {
          reasons.put(row.group(2), row.group(3));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The case as a test.
  DynamicTest test(String name, boolean mustFail, Run run) {
    asked.add(name);
    return DynamicTest.dynamicTest(
        name + (mustFail ? " (must fail)" : ""),
        () -> {
          String reason = reasons.getOrDefault(name, "");
          if (reason.isEmpty()) {
            run.run();
          } else {
            miss(name, reason, run);
          }
        });
  }

  /// The page names no case that does not exist; asked after all tests of the suite were made.
  DynamicTest pageIsUpToDate() {
    return DynamicTest.dynamicTest(
        "the page argues only cases of " + suite,
        () -> assertThat(asked).containsAll(reasons.keySet()));
  }

  private void miss(String name, String reason, Run run) throws Exception {
    boolean passes;
    try {
      run.run();
      passes = true;
    } catch (AssertionError | LacisException | TestAbortedException _) {
      passes = false;
    }
    assertThat(passes).as("%s#%s passes now: take it off %s", suite, name, page).isFalse();
    throw new TestAbortedException(reason);
  }
}
