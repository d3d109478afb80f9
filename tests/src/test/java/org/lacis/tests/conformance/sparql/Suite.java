package org.lacis.tests.conformance.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.lacis.tests.Shared;
import org.lacis.tests.conformance.sparql.Manifest.Case;
import org.opentest4j.TestAbortedException;

/// The suites of W3C, and the misses that `docs/sparql-conformance.md` argues: the tables of that
/// page are read, a case a line. A miss is run too, and fails when it would pass.
final class Suite {
  private static final Pattern MISS = Pattern.compile("\\| `([^`]+#[^`]+)` \\| (.+) \\|");

  private final Map<String, String> misses = new LinkedHashMap<>();
  private final Path folder = Shared.get("suites/geo/rdf-tests");

  /// What runs one case.
  interface Run {
    void run(Case test) throws Exception;
  }

  Suite() {
    try {
      for (String line :
          Files.readAllLines(Shared.project().resolve("docs/sparql-conformance.md"))) {
        Matcher row = MISS.matcher(line.strip());
        if (row.matches()) {
          misses.put(row.group(1), row.group(2));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, String> misses() {
    return misses;
  }

  /// All cases of a suite, in the order of its folders.
  ///
  /// @param name `sparql11`
  List<Case> cases(String name) {
    List<Case> cases = new ArrayList<>();
    Path suite = folder.resolve(name);
    try (Stream<Path> files = Files.walk(suite, 2)) {
      files
          .map(suite::relativize)
          .filter(file -> file.toString().matches("[^/]+/manifest[^/]*"))
          .sorted()
          .map(file -> Manifest.read(suite.resolve(file), name + "/" + file.getName(0)))
          .forEach(manifest -> cases.addAll(manifest.cases()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  /// The wanted cases as tests.
  Stream<DynamicTest> tests(String name, Predicate<Case> wanted, Run run) {
    List<Case> cases = cases(name).stream().filter(wanted).toList();
    assertThat(cases).isNotEmpty();
    return cases.stream().map(test -> DynamicTest.dynamicTest(test.id(), () -> check(test, run)));
  }

  private void check(Case test, Run run) throws Exception {
    String reason = misses.get(test.id());
    if (reason == null) {
      try {
        run.run(test);
      } catch (RuntimeException | IOException e) {
        throw new AssertionError(test.id() + ": " + e, e);
      }
      return;
    }
    boolean passes = true;
    try {
      run.run(test);
    } catch (AssertionError | RuntimeException | IOException _) {
      passes = false;
    }
    assertThat(passes)
        .as("%s is told as a miss and passes: take it off the page", test.id())
        .isFalse();
    throw new TestAbortedException(reason);
  }
}
