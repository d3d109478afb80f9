package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.riot.RiotException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.junit.jupiter.api.DynamicTest;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.Lifter;
import org.lacis.lift.NQuadsWriter;
import org.lacis.mapping.LogicalSource;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.tests.Quads;
import org.lacis.tests.Shared;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Severity;
import org.opentest4j.TestAbortedException;

/// One suite of RML test cases, as the community group publishes them: a folder a case with
/// `mapping.ttl`, inputs and the expected quads, and `metadata.csv` that says which must fail.
///
/// A case that must fail is passed by an exception, or by a violation told in a finding: a lift
/// does not stop for one bad value, so what the suite calls an error may be a finding here. A case
/// that is expected to miss, as the table of `docs/rml-modules.md` argues it, is run too, and fails
/// when it would pass.
///
/// @param name the suite's folder
/// @param base the base IRI of a run
/// @param numbersAsText whether whole numbers and the texts that look like them are held to be the
///   same in what is compared; nothing is missed then
record RmlSuite(String name, String base, boolean numbersAsText) {
  private static final Pattern MISS = Pattern.compile("\\| `([^`]+)#([^`]+)` \\| (.+) \\|");

  /// With the base IRI that most suites have.
  RmlSuite(String name) {
    this(name, "http://example.com/", false);
  }

  private Path folder() {
    return Shared.get("suites/rml/" + name + "/test-cases");
  }

  /// Why cases are not expected to pass, by name.
  private Map<String, String> misses() throws IOException {
    Map<String, String> misses = new HashMap<>();
    for (String line : Files.readAllLines(Shared.project().resolve("docs/rml-modules.md"))) {
      Matcher row = MISS.matcher(line.strip());
      if (row.matches() && row.group(1).equals(name) && !numbersAsText) {
        misses.put(row.group(2), row.group(3));
      }
    }
    return misses;
  }

  private record Case(String name, Path folder, boolean mustFail) {}

  /// @param wanted says which cases belong to the test
  Stream<DynamicTest> tests(Predicate<String> wanted) throws IOException {
    List<Case> cases = new ArrayList<>();
    Set<String> known = new HashSet<>();
    Path folder = folder();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(folder.resolve("metadata.csv"))) {
      for (NamedCsvRecord row : rows) {
        String id = row.getField("ID");
        Path place = place(folder, id);
        known.add(id);
        if (Files.isDirectory(place) && wanted.test(id)) {
          boolean mustFail = Boolean.parseBoolean(row.getField("error").strip());
          cases.add(new Case(id, place, mustFail));
        }
      }
    }
    cases.sort(Comparator.comparing(Case::name));
    Map<String, String> misses = misses();
    assertThat(known).as("the cases that the page argues").containsAll(misses.keySet());
    return cases.stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.name() + (one.mustFail() ? " (must fail)" : ""), () -> check(one, misses)));
  }

  /// Where the case's mapping lies: one suite sorts its cases into folders.
  private static Path place(Path folder, String id) {
    return Stream.of("valid", "invalid")
        .map(sorted -> folder.resolve(sorted).resolve(id))
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(folder.resolve(id));
  }

  private void check(Case one, Map<String, String> misses) throws IOException {
    String reason = misses.getOrDefault(one.name(), "");
    if (reason.isEmpty()) {
      run(one);
      return;
    }
    boolean passes;
    try {
      run(one);
      passes = true;
    } catch (AssertionError | LacisException | RiotException | TestAbortedException _) {
      passes = false;
    }
    assertThat(passes).as("%s passes now: take it off docs/rml-modules.md", one.name()).isFalse();
    throw new TestAbortedException(reason);
  }

  private void run(Case one) throws IOException {
    Path targets = Files.createTempDirectory("rml-targets");
    try {
      run(one, targets);
    } finally {
      RmlTargets.delete(targets);
    }
  }

  private void run(Case one, Path targets) throws IOException {
    List<Finding> findings = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Optional<LacisException> error = Optional.empty();
    try {
      lift(one.folder(), targets, out, findings);
    } catch (LacisException e) {
      error = Optional.of(e);
    }
    Severity worst =
        findings.stream()
            .map(Finding::severity)
            .max(Comparator.naturalOrder())
            .orElse(Severity.INFO);
    if (one.mustFail()) {
      assertThat(error.isPresent() || worst != Severity.INFO)
          .as("an error is told; found\n%s", out)
          .isTrue();
      return;
    }
    if (error.isPresent()) {
      assumeFalse(
          error.get().finding().code().equals("lift.unknown-format"), error.get().getMessage());
      throw error.get();
    }
    String difference =
        RmlTargets.difference(read(expected(one)), Quads.read(out.toByteArray()), numbersAsText);
    assertThat(difference).as("findings: %s", findings).isEmpty();
    RmlTargets.compare(one.folder(), targets, numbersAsText);
    assertThat(worst).as("no violation: %s", findings).isNotEqualTo(Severity.VIOLATION);
  }

  private void lift(Path place, Path targets, OutputStream out, List<Finding> findings) {
    MappingDocument document = MappingReader.read(place.resolve("mapping.ttl"), base);
    Map<String, List<Path>> files = new HashMap<>();
    for (LogicalSource source : document.sources()) {
      String location = source.location();
      if (source.kind() == LogicalSource.Kind.WEB) {
        files.put(location, List.of(place.resolve(location.replaceFirst("^.*/", ""))));
      }
    }
    LiftSettings settings = LiftSettings.beside(place, base).withFiles(files).withTargets(targets);
    try (NQuadsWriter writer = new NQuadsWriter(out)) {
      new Lifter(document, settings, new Sources(StandardFormats.all()))
          .lift(writer, findings::add);
    }
  }

  private static DatasetGraph read(Path expected) throws IOException {
    boolean quoting = expected.toString().endsWith(".nt");
    return quoting ? Quads.readQuoting(expected) : Quads.read(expected);
  }

  private static Path expected(Case one) {
    return Stream.of("output.nq", "default.nq", "output.nt")
        .map(one.folder()::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new AssertionError(one.name() + " has no expected quads"));
  }
}
