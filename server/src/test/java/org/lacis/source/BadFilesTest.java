package org.lacis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong with files of any text format: one finding or one error, and nothing lost of the
/// rest.
final class BadFilesTest {
  @TempDir Path folder;

  /// A way to write records of one field `n`.
  ///
  /// @param document all records, from the texts of their fields as the format writes them
  private record Format(String name, String iterator, Function<Stream<String>, String> document) {

    String of(Stream<String> fields) {
      return document.apply(fields);
    }

    String of(String... fields) {
      return of(Arrays.stream(fields));
    }

    Reading reading(Path folder, byte[] bytes) {
      return Reading.of(folder, "data", bytes).as(name).iterator(iterator);
    }
  }

  private static final List<Format> FORMATS =
      List.of(
          new Format(
              "CSV",
              "",
              fields -> "n,m\n" + String.join("", fields.map(one -> one + ",x\n").toList())),
          new Format(
              "JSONPath",
              "$[*]",
              fields ->
                  "["
                      + String.join(
                          ",\n", fields.map(one -> "{\"n\":\"" + one + "\",\"m\":[1]}").toList())
                      + "]"),
          new Format(
              "XPath",
              "/a/r",
              fields ->
                  "<a>"
                      + String.join(
                          "\n", fields.map(one -> "<r><n>" + one + "</n><m/></r>").toList())
                      + "</a>"));

  private interface Check {
    void run(Format format) throws IOException;
  }

  private static Stream<DynamicTest> inAll(Check check) {
    return FORMATS.stream()
        .map(format -> DynamicTest.dynamicTest(format.name(), () -> check.run(format)));
  }

  private interface Packer {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] packed(String compression, byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Packer packer =
        switch (compression) {
          case "gzip" -> GZIPOutputStream::new;
          case "zip" ->
              out -> {
                ZipOutputStream zip = new ZipOutputStream(out);
                zip.putNextEntry(new ZipEntry("data"));
                return zip;
              };
          case "targz" -> out -> tar(new GZIPOutputStream(out), plain.length);
          default -> out -> tar(new XZCompressorOutputStream(out), plain.length);
        };
    try (OutputStream out = packer.over(bytes)) {
      out.write(plain);
      if (out instanceof TarArchiveOutputStream tar) {
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static OutputStream tar(OutputStream out, long size) throws IOException {
    TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
    TarArchiveEntry entry = new TarArchiveEntry("data");
    entry.setSize(size);
    tar.putArchiveEntry(entry);
    return tar;
  }

  private static Stream<String> numbers(int count) {
    Random random = new Random(3);
    return IntStream.range(0, count).mapToObj(i -> i + "-" + random.nextLong());
  }

  @TestFactory
  Stream<DynamicTest> aCutArchiveGivesWhatStoodBefore() {
    return inAll(format -> {
      byte[] plain = format.of(numbers(30_000)).getBytes(StandardCharsets.UTF_8);
      for (String compression : List.of("gzip", "targz", "tarxz")) {
        byte[] whole = packed(compression, plain);
        Reading reading =
            format
                .reading(folder, Arrays.copyOf(whole, whole.length / 2))
                .compression(compression)
                .read("n");
        assertThat(reading.records.size()).as(compression).isBetween(1_000, 29_000);
        assertThat(reading.codes()).as(compression).contains("source.truncated");
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> anArchiveCutAtItsStartIsOneError() {
    return inAll(format -> {
      byte[] whole = packed("tarxz", format.of(numbers(100)).getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() ->
              format
                  .reading(folder, Arrays.copyOf(whole, whole.length / 2))
                  .compression("tarxz")
                  .read("n"))
          .isInstanceOfSatisfying(
              SourceException.class,
              e -> {
                assertThat(e.finding().code()).isEqualTo("source.unreadable-file");
                assertThat(e.finding().found()).isEqualTo("the end of the file");
              });
    });
  }

  @TestFactory
  Stream<DynamicTest> aCutZipIsOneError() {
    return inAll(format -> {
      byte[] whole = packed("zip", format.of(numbers(100)).getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() ->
              format
                  .reading(folder, Arrays.copyOf(whole, whole.length / 2))
                  .compression("zip")
                  .read("n"))
          .isInstanceOfSatisfying(
              SourceException.class,
              e -> assertThat(e.finding().code()).isEqualTo("source.unreadable-file"));
    });
  }

  @TestFactory
  Stream<DynamicTest> aFileMadeToFillMemoryIsRefused() {
    return inAll(format -> {
      // 160 MB of one letter, in 160 kB.
      Path file = folder.resolve("data");
      byte[] block = "a".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
      String document = format.of("1", "@@");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(document.substring(0, document.indexOf("@@")).getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 2_560; i++) {
          out.write(block);
        }
      }
      Reading reading =
          Reading.at(folder, "data")
              .as(format.name())
              .iterator(format.iterator())
              .compression("gzip");
      try {
        reading.read("n");
        assertThat(reading.findings).as("one field of 160 MB is told").isNotEmpty();
      } catch (SourceException e) {
        assertThat(e.finding().code())
            .isIn("source.unpacks-too-large", "source.iterator-too-large");
      }
      assertThat(reading.rows()).as("what stood before").startsWith("1");
    });
  }

  @TestFactory
  Stream<DynamicTest> marksAndCharsets() {
    return inAll(format -> {
      for (String charset : List.of("UTF-8", "UTF-16BE", "UTF-16LE")) {
        byte[] bytes = ("\uFEFF" + format.of("été")).getBytes(Charset.forName(charset));
        assertThat(format.reading(folder, bytes).read("n").rows())
            .as(charset)
            .containsExactly("été");
      }
      for (String charset : List.of("UTF-16", "ISO-8859-1", "windows-1252")) {
        byte[] bytes = format.of("été").getBytes(Charset.forName(charset));
        assertThat(format.reading(folder, bytes).encoding(charset).read("n").rows())
            .as(charset)
            .containsExactly("été");
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> latinDeclaredAsUtf8IsToldAndReplaced() {
    return inAll(format -> {
      byte[] bytes = format.of("été", "ok").getBytes(StandardCharsets.ISO_8859_1);
      Reading reading = format.reading(folder, bytes).encoding("UTF-8").read("n");
      assertThat(reading.rows()).containsExactly("\uFFFDt\uFFFD", "ok");
      assertThat(reading.codes()).containsOnly("source.malformed-bytes").hasSize(2);
    });
  }

  @TestFactory
  Stream<DynamicTest> aFieldOfTenMegabytesIsRead() {
    return inAll(format -> {
      String large = "0123456789".repeat(1 << 20);
      Reading reading =
          format
              .reading(folder, format.of("1", large, "3").getBytes(StandardCharsets.UTF_8))
              .read("n");
      assertThat(reading.rows()).containsExactly("1", large, "3");
      assertThat(reading.findings).isEmpty();
    });
  }

  @TestFactory
  Stream<DynamicTest> filesWithoutRecords() {
    return inAll(format -> {
      assertThatThrownBy(() -> format.reading(folder, new byte[0]).read("n"))
          .hasMessageContaining("empty file");
      Reading none = format.reading(folder, format.of().getBytes(StandardCharsets.UTF_8)).read("n");
      assertThat(none.records).isEmpty();
      assertThat(none.findings).isEmpty();
    });
  }

  @Test
  void aFileOfBlanksIsTold() {
    assertThat(
            Reading.of(folder, "a.json", " \n ").as("JSONPath").iterator("$[*]").read("n").rows())
        .isEmpty();
    assertThat(Reading.of(folder, "a.xml", " \n ").as("XPath").iterator("/a/r").read("n").codes())
        .containsExactly("source.truncated");
  }

  @TestFactory
  Stream<DynamicTest> noValueAnEmptyTextAndNotANumber() {
    return Stream.of(
            new String[] {"CSV", "", "n,k\n,1\nNaN,2\nnull,3\n,4\n"},
            new String[] {
              "JSONPath",
              "$[*]",
              "[{\"n\":\"\"},{\"n\":\"NaN\"},{\"n\":\"null\"},{\"n\":null},{\"k\":1}]"
            },
            new String[] {
              "XPath", "/a/r", "<a><r><n/></r><r><n>NaN</n></r><r><n>null</n></r><r><k/></r></a>"
            })
        .map(one ->
            DynamicTest.dynamicTest(
                one[0],
                () -> {
                  Reading reading =
                      Reading.of(folder, "data", one[2]).as(one[0]).iterator(one[1]).read("n");
                  List<Integer> counts =
                      reading.records.stream().map(record -> record.getFirst().size()).toList();
                  assertThat(reading.rows()).startsWith("", "NaN", "null");
                  assertThat(counts.subList(0, 3)).containsExactly(1, 1, 1);
                  assertThat(counts.subList(3, counts.size()))
                      .containsOnly(one[0].equals("CSV") ? 1 : 0);
                  Reading declared =
                      Reading.of(folder, "data", one[2])
                          .as(one[0])
                          .iterator(one[1])
                          .nulls("", "NaN", "null")
                          .read("n");
                  assertThat(declared.records)
                      .allSatisfy(record -> assertThat(record.getFirst()).isEmpty());
                }));
  }

  @Test
  void elementsAHundredThousandDeepAreRefused() {
    String deep = "<d>".repeat(100_000) + "</d>".repeat(100_000);
    String document = "<a><r><n>1</n></r><r><n>2</n>" + deep + "</r><r><n>3</n></r></a>";
    for (String iterator : List.of("/a/r", "//r", "//d/n", "/a/r[1]")) {
      Reading reading =
          Reading.of(folder, "data", document).as("XPath").iterator(iterator).read("n");
      assertThat(reading.codes()).as(iterator).contains("source.malformed-xml");
    }
    Reading reading = Reading.of(folder, "data", document).as("XPath").iterator("/a/r").read("n");
    assertThat(reading.rows()).containsExactly("1", "3");
  }

  @Test
  void anArrayAtTheEndOfAReferenceGivesItsMembersAndIsTold() {
    Reading reading =
        Reading.of(folder, "data", "[{\"n\":[1,2]},{\"n\":3},{\"n\":[4]}]")
            .as("JSONPath")
            .iterator("$[*]")
            .read("$.n");
    assertThat(reading.rows()).containsExactly("1^^integer|2^^integer", "3^^integer", "4^^integer");
    assertThat(reading.codes()).containsExactly("source.array-as-value");
    assertThat(reading.findings.getFirst().remedy()).contains("$.n[*]");
    assertThat(Reading.at(folder, "data").as("JSONPath").iterator("$[*]").read("$.n[*]").findings)
        .isEmpty();
  }
}
