package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.MappingReader;
import org.lacis.mapping.NormalForm;
import org.lacis.tests.Shared;
import org.lacis.vocabulary.Finding;

/// The tests of the YARRRML parser of RMLio: a document, and the RML or R2RML of before 2024 that
/// it stands for. Both are rewritten, and must say the same.
final class YarrrmlTest {
  private static final Pattern NO_TABLE =
      Pattern.compile("rdf:type rr:LogicalTable( ;\\s+rdfs:label \"[^\"]*\")? \\.");

  @TestFactory
  Stream<DynamicTest> documents() throws IOException {
    Path folder = Shared.get("suites/rml/yarrrml");
    Misses misses = new Misses("yarrrml");
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(YarrrmlTest::isDocument).sorted().toList()) {
        String name = folder.relativize(file).toString();
        // a document that says nothing has no mapping to lift by, and is refused as the invalid are
        boolean mustFail = name.startsWith("invalid/") || name.equals("trivial/null.yml");
        tests.add(
            misses.test(
                name,
                mustFail,
                () -> {
                  if (mustFail) {
                    refused(file);
                  } else {
                    same(file);
                  }
                }));
      }
    }
    tests.add(misses.pageIsUpToDate());
    return tests.stream();
  }

  private static boolean isDocument(Path file) {
    return file.toString().matches(".*\\.(yml|yaml|yarrrml)");
  }

  private static void refused(Path file) {
    assertThatThrownBy(() -> MappingReader.read(file))
        .isInstanceOfSatisfying(
            MappingException.class,
            e -> {
              assertThat(e.finding().place().source()).isEqualTo(file.toString());
              assertThat(e.finding().remedy()).isNotEmpty();
            });
  }

  private static void same(Path file) throws IOException {
    Path expected = expected(file);
    String turtle = Files.readString(expected);
    Matcher open = NO_TABLE.matcher(turtle);
    boolean sources = !open.find();
    NormalForm wanted =
        NormalForm.parse(
            open.replaceAll("rdf:type rr:LogicalTable ; rr:tableName \"any\" ."),
            expected,
            "http://mapping.example.com/");
    NormalForm found = NormalForm.read(file, "http://mapping.example.com/");
    assertThat(String.join("\n", new MappingTrees(found.graph(), sources).lines()))
        .isEqualTo(String.join("\n", new MappingTrees(wanted.graph(), sources).lines()));
    assertThat(problems(found, file)).isEqualTo(problems(wanted, expected));
    // the normal form is RML, and means the same when it is read again
    NormalForm again = NormalForm.parse(found.turtle(), file, "http://mapping.example.com/");
    assertThat(new MappingTrees(again.graph(), true).lines())
        .isEqualTo(new MappingTrees(found.graph(), true).lines());
  }

  /// What keeps the normal form from being carried out: nothing, or what both lack.
  private static Set<String> problems(NormalForm normal, Path file) {
    Set<String> codes = new TreeSet<>();
    try {
      MappingReader.read(normal, file);
    } catch (MappingException e) {
      e.problems().stream().map(Finding::code).forEach(codes::add);
    }
    return codes;
  }

  /// The Turtle beside a document: of its name, or of the longest name that it starts with.
  private static Path expected(Path file) {
    String stem = file.getFileName().toString().replaceFirst("\\..*$", "");
    while (true) {
      for (String ending : List.of(".rml.ttl", ".r2rml.ttl")) {
        Path beside = file.resolveSibling(stem + ending);
        if (Files.exists(beside)) {
          return beside;
        }
      }
      int cut = Math.max(stem.lastIndexOf('-'), stem.lastIndexOf('_'));
      if (cut < 0) {
        throw new AssertionError("no RML beside " + file);
      }
      stem = stem.substring(0, cut);
    }
  }
}
