package org.lacis.tests.conformance.sparql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.query.QueryException;
import org.lacis.query.Question;
import org.lacis.query.Update;
import org.lacis.tests.conformance.sparql.Manifest.Case;

/// What is SPARQL and what is not, by the texts of the suites: what must be refused is refused with
/// its place.
final class SparqlSyntaxTest {
  @TestFactory
  Stream<DynamicTest> sparql10() {
    return texts("sparql10");
  }

  @TestFactory
  Stream<DynamicTest> sparql11() {
    return texts("sparql11");
  }

  @TestFactory
  Stream<DynamicTest> sparql12() {
    return texts("sparql12");
  }

  /// A miss that no suite has would never be looked at again.
  @Test
  void everyMissIsACase() {
    Suite suite = new Suite();
    Set<String> left = new TreeSet<>(suite.misses().keySet());
    Stream.of("sparql10", "sparql11", "sparql12")
        .flatMap(name -> suite.cases(name).stream())
        .forEach(test -> left.remove(test.id()));
    assertThat(left).isEmpty();
  }

  private static Stream<DynamicTest> texts(String suite) {
    return new Suite().tests(suite, test -> test.type().contains("Syntax"), SparqlSyntaxTest::read);
  }

  private static void read(Case test) throws IOException {
    String file = test.find(Manifest.MF + "action").orElseThrow().getURI();
    String text = Files.readString(Path.of(URI.create(file)));
    Consumer<String> reader =
        test.type().contains("Update") ? SparqlSyntaxTest::update : SparqlSyntaxTest::query;
    if (test.type().startsWith("Positive")) {
      reader.accept(text);
    } else {
      assertThatThrownBy(() -> reader.accept(text))
          .as("%s: %s", test.id(), text)
          .isInstanceOfSatisfying(
              QueryException.class,
              refusal -> assertThat(refusal.finding().code()).isEqualTo("query.syntax"));
    }
  }

  private static void query(String text) {
    var _ = Question.of(text);
  }

  private static void update(String text) {
    var _ = Update.of(text, World.BASE);
  }
}
