package org.lacis.tests.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.query.cql.Cql2;
import org.lacis.query.cql.Expression;
import org.lacis.tests.Shared;

/// Every example of the CQL2 standard, as text and as JSON: it is read, both forms are one tree,
/// and what is written from the tree reads back as the same tree.
final class Cql2ExamplesTest {
  private static final String EXAMPLES = "suites/interop/ogc/cql2/standard/schema/examples";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> textIsReadAndWritten() {
    return files("text", ".txt")
        .map(file ->
            DynamicTest.dynamicTest(
                name(file),
                () -> {
                  Expression read = Cql2.text(Files.readString(file));
                  String text = Cql2.toText(read);
                  assertThat(Cql2.text(text)).isEqualTo(read);
                  assertThat(Cql2.json(Cql2.toJson(read))).isEqualTo(read);
                  assertThat(Cql2.toText(Cql2.text(text))).isEqualTo(text);
                }));
  }

  @TestFactory
  Stream<DynamicTest> jsonIsReadAndWritten() {
    return files("json", ".json")
        .map(file ->
            DynamicTest.dynamicTest(
                name(file),
                () -> {
                  String json = Files.readString(file);
                  Expression read = Cql2.json(json);
                  assertThat(Cql2.text(Cql2.toText(read))).isEqualTo(read);
                  JsonNode written = JSON.readTree(Cql2.toJson(read));
                  assertThat(written.equals(NumbersByValue.COMPARE, JSON.readTree(json)))
                      .as("%s", written)
                      .isTrue();
                }));
  }

  @TestFactory
  Stream<DynamicTest> textAndJsonAreOneTree() {
    return files("json", ".json")
        .map(file ->
            DynamicTest.dynamicTest(
                name(file),
                () -> {
                  Path text =
                      Shared.get(EXAMPLES)
                          .resolve("text")
                          .resolve(name(file).replace(".json", ".txt"));
                  assertThat(Cql2.json(Files.readString(file)))
                      .isEqualTo(Cql2.text(Files.readString(text)));
                }));
  }

  @Test
  void thereAreAsManyAsTheStandardHas() {
    assertThat(files("text", ".txt").count()).isEqualTo(TEXTS);
    assertThat(files("json", ".json").count()).isEqualTo(JSONS);
  }

  private static final int TEXTS = 120;
  private static final int JSONS = 109;

  private static Stream<Path> files(String folder, String ending) {
    try (Stream<Path> all = Files.list(Shared.get(EXAMPLES).resolve(folder))) {
      List<Path> files = all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
      return files.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /// 1 and 1.0 are one number.
  private enum NumbersByValue implements java.util.Comparator<JsonNode> {
    COMPARE;

    @Override
    public int compare(JsonNode a, JsonNode b) {
      if (a.isNumber() && b.isNumber()) {
        return Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
      }
      return a.equals(b) ? 0 : 1;
    }
  }
}
