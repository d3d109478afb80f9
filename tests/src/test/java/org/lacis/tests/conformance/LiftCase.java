package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.Lifter;
import org.lacis.lift.NQuadsWriter;
import org.lacis.mapping.LogicalSource.Kind;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.tests.Quads;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Severity;

/// One mapping with its data, and what must become of them.
///
/// A case that must fail is passed by an exception with a place and a remedy, or by a finding that
/// is more than a remark: a lift does not stop for one bad value. Where quads are expected, a value
/// that gives none of them may be told.
///
/// @param mapping file
/// @param expected N-Quads; empty when the case must fail
/// @param base of relative IRIs in the data
/// @param database JDBC address for the database of the mapping; empty when it has none
record LiftCase(Path mapping, Optional<Path> expected, String base, String database) {

  void check() throws IOException {
    List<Finding> findings = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Optional<LacisException> error = Optional.empty();
    try {
      lift(out, findings);
    } catch (LacisException e) {
      error = Optional.of(e);
    }
    Severity worst =
        findings.stream()
            .map(Finding::severity)
            .max(Comparator.naturalOrder())
            .orElse(Severity.INFO);
    if (expected.isEmpty()) {
      assertThat(error.isPresent() || worst != Severity.INFO)
          .as("an error is told; found\n%s", out)
          .isTrue();
      error.ifPresent(LiftCase::helps);
      return;
    }
    if (error.isPresent()) {
      throw error.get();
    }
    String difference = Quads.difference(Quads.read(expected.get()), Quads.read(out.toByteArray()));
    assertThat(difference).as("findings: %s", findings).isEmpty();
  }

  private static void helps(LacisException error) {
    Finding finding = error.finding();
    assertThat(finding.place().source()).isNotEmpty();
    assertThat(finding.found()).isNotEmpty();
    assertThat(finding.expected()).isNotEmpty();
    assertThat(finding.remedy()).isNotEmpty();
  }

  private void lift(ByteArrayOutputStream out, List<Finding> findings) {
    MappingDocument document = MappingReader.read(mapping, base);
    Map<String, LiftSettings.Database> databases = new HashMap<>();
    document.triplesMaps().stream()
        .filter(map -> map.source().kind() == Kind.DATABASE && !database.isEmpty())
        .forEach(map ->
            databases.put(map.source().location(), new LiftSettings.Database(database, "", "")));
    LiftSettings settings =
        LiftSettings.beside(Objects.requireNonNull(mapping.getParent()), base)
            .withDatabases(databases);
    try (NQuadsWriter writer = new NQuadsWriter(out)) {
      new Lifter(document, settings, new Sources(StandardFormats.all()))
          .lift(writer, findings::add);
    }
  }
}
