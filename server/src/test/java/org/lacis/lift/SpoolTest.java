package org.lacis.lift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.mapping.LogicalSource;
import org.lacis.source.SourceDescription;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.source.Value;
import org.lacis.vocabulary.Place;

final class SpoolTest {
  private static final Sources SOURCES = new Sources(StandardFormats.all());

  private static LogicalSource json(String iterator) {
    return new LogicalSource(
        Place.of("m"),
        "r.json",
        LogicalSource.Kind.FILE,
        "http://w3id.org/rml/JSONPath",
        iterator,
        "",
        "",
        List.of(),
        Map.of());
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Whatever lines are broken, the sound ones are read, in their order, and each broken one is
  /// told once, with its line.
  @TestFactory
  Stream<DynamicTest> soundLinesAreReadAndBrokenOnesTold() {
    long chosen = Long.getLong("seed", -1);
    LongStream seeds = chosen >= 0 ? LongStream.of(chosen) : LongStream.range(0, 200);
    return seeds.mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed)));
  }

  private static void check(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> sound = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    // what makes a stream one of lines is its first character
    lines.append("{\"n\":\"first\"}\n");
    sound.add("first");
    List<Long> broken = new ArrayList<>();
    int count = random.nextInt(30);
    for (int i = 0; i < count; i++) {
      String value =
          "v" + i + List.of("", "é", "]", "}", "\\\"", "\\\\", "{[").get(random.nextInt(7));
      String line = "{\"n\":\"" + value + "\",\"x\":[1,{\"y\":\"z\"}]}";
      switch (random.nextInt(4)) {
        case 0 -> {
          // cut anywhere but before its first character and behind its last
          line = line.substring(0, 1 + random.nextInt(line.length() - 1));
          broken.add(i + 2L);
        }
        default -> sound.add(value.replace("\\\"", "\"").replace("\\\\", "\\"));
      }
      lines.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
    }
    List<String> found = new ArrayList<>();
    List<Long> told = new ArrayList<>();
    try (Spool spool = Spool.of(text(lines.toString()), "it", json("$[*]"), 1 << 20)) {
      SOURCES
          .open(
              new SourceDescription(
                  spool.file().toString(),
                  Path.of("/"),
                  "http://w3id.org/rml/JSONPath",
                  "$[*]",
                  "",
                  "",
                  List.of(),
                  Map.of()))
          .read(
              List.of("n"),
              record ->
                  record.values(0).forEach(value -> found.add(((Value.Text) value).lexical())),
              finding -> told.add(spool.renamed(finding).place().position()));
    }
    assertThat(found).as(lines.toString()).isEqualTo(sound);
    assertThat(told).as(lines.toString()).isEqualTo(broken);
  }

  @Test
  void anArrayOrAnotherIteratorIsKeptAsItIs() throws IOException {
    for (String iterator : List.of("$", "$.a[*]")) {
      try (Spool spool = Spool.of(text("{\"a\":[1]}\n"), "it", json(iterator), 100)) {
        assertThat(spool.file()).hasContent("{\"a\":[1]}");
        assertThat(spool.bytes()).isEqualTo(10);
      }
    }
    try (Spool spool = Spool.of(text(" [1]"), "it", json("$[*]"), 100)) {
      assertThat(spool.file()).hasContent(" [1]");
    }
  }

  @Test
  void beyondTheLimitNothingIsKept() throws IOException {
    long before = spools();
    assertThatThrownBy(() -> Spool.of(text("12345678"), "it", json("$"), 7))
        .isInstanceOf(Spool.TooLargeException.class);
    assertThatThrownBy(() -> Spool.of(text("{\"n\":1}\n"), "it", json("$[*]"), 7))
        .isInstanceOf(Spool.TooLargeException.class);
    Spool.of(text("1234567"), "it", json("$"), 7).close();
    assertThat(spools()).isEqualTo(before);
  }

  private static long spools() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("lacis-")).count();
    }
  }
}
