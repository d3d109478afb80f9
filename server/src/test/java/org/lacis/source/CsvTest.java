package org.lacis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.vocabulary.Place;

final class CsvTest {
  @TempDir Path folder;

  private Reading csv(String text) {
    return Reading.of(folder, "data.csv", text).as("CSV");
  }

  @Test
  void a01_readsTheColumnsThatAreAskedFor() {
    Reading reading = csv("id,name,age\n1,Ada,36\n2,\"Grace, H.\",\n").read("age", "id", "age");
    assertThat(reading.rows()).containsExactly("36,1,36", ",2,");
    assertThat(reading.records.get(1).get(0)).containsExactly(new Value.Text("", ""));
    assertThat(reading.findings).isEmpty();
  }

  @Test
  void a02_declaredNullsAreNoValues() {
    Reading reading = csv("a,b\nNaN,9999\n,1\n").nulls("", "NaN").read("a", "b");
    assertThat(reading.rows()).containsExactly(",9999", ",1");
    assertThat(reading.records.get(0).get(0)).isEmpty();
    assertThat(reading.records.get(1).get(0)).isEmpty();
  }

  @Test
  void a03_quotedNewlinesAndDoubledQuotesAreText() {
    assertThat(csv("a,b\r\n\"x\r\ny\",\"say \"\"hi\"\"\"\r\n").read("a", "b").rows())
        .containsExactly("x\r\ny,say \"hi\"");
  }

  @Test
  void a04_dialect() {
    Reading reading =
        csv("# made by hand\nskipped line\n'a b' ; c\n 1 ; 'x;y' \n")
            .option("delimiter", ";")
            .option("quoteChar", "'")
            .option("trim", "true")
            .option("skipRows", "2")
            .read("a b", "c");
    assertThat(reading.rows()).containsExactly("1,x;y");
  }

  @Test
  void a05_commentsAndFilesWithoutHeader() {
    Reading reading =
        csv("1,2\n#no\n3,4\n")
            .option("header", "false")
            .option("commentPrefix", "#")
            .read("_col.2");
    assertThat(reading.rows()).containsExactly("2", "4");
    assertThat(csv("1,2\n").option("header", "0").open().columns())
        .containsExactly("_col.1", "_col.2");
  }

  @Test
  void a06_tabs() {
    assertThat(Reading.of(folder, "a.tsv", "a\tb\n1\t2\n").as("CSV").read("b").rows())
        .containsExactly("2");
    assertThat(csv("a\tb\n1\t2\n").option("delimiter", "\t").read("b").rows()).containsExactly("2");
  }

  @Test
  void b01_aMissingColumnIsToldWithTheNearest() {
    assertThatThrownBy(() -> csv("nom,insee\nLyon,69123\n").read("Insee_"))
        .isInstanceOfSatisfying(
            SourceException.class,
            e -> {
              assertThat(e.finding().code()).isEqualTo("source.missing-column");
              assertThat(e.finding().expected()).contains("nom, insee");
              assertThat(e.finding().remedy()).contains("'insee'");
            });
  }

  @Test
  void b02_raggedRows() {
    Reading reading = csv("a,b\n1\n1,2,3\n1,2,,\n4,5\n").read("a", "b");
    assertThat(reading.rows()).containsExactly("1,", "1,2", "4,5");
    assertThat(reading.codes()).containsExactly("source.short-row", "source.long-row");
    assertThat(reading.findings.get(1).place()).isEqualTo(Place.line("data.csv", 3));
  }

  @Test
  void b03_brokenQuotesCostOneRow() {
    Reading reading =
        csv("a,b\n1,\"x\"y\n2,ok\n3,\"x\"\"\"z\r\n4,\"two\nlines\"\n5,\"never closed\n6,ok\n")
            .read("a", "b");
    assertThat(reading.rows()).containsExactly("2,ok", "4,two\nlines", "6,ok");
    assertThat(reading.findings.stream().map(f -> f.place().position()))
        .containsExactly(2L, 4L, 7L);
    assertThat(reading.codes()).containsOnly("source.malformed-row");
  }

  @Test
  void b04_brokenQuotesFarInsideABigFile() {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder("n,t\r\n");
    int broken = 0;
    for (int i = 0; i < 60_000; i++) {
      boolean bad = random.nextInt(500) == 0;
      broken += bad ? 1 : 0;
      text.append(i).append(bad ? ",\"a\"b\r\n" : i % 7 == 0 ? ",\"x\r\ny\"\r\n" : ",plain\r\n");
    }
    Reading reading = csv(text.toString()).read("n");
    assertThat(reading.records).hasSize(60_000 - broken);
    assertThat(reading.findings).hasSize(broken);
  }

  @Test
  void b05_duplicateColumns() {
    Reading reading = csv("a,a\n1,2\n").read("a");
    assertThat(reading.rows()).containsExactly("1");
    assertThat(reading.codes()).containsExactly("source.duplicate-column");
  }

  @Test
  void b06_emptyAndMissingFiles() {
    assertThatThrownBy(() -> csv("").read("a")).hasMessageContaining("empty file");
    Reading.of(folder, "communes.csv", "a\n");
    assertThatThrownBy(() -> Reading.at(folder, "comunes.csv").as("CSV").read("a"))
        .isInstanceOfSatisfying(
            SourceException.class,
            e -> {
              assertThat(e.finding().code()).isEqualTo("source.missing-file");
              assertThat(e.finding().remedy()).contains("'communes.csv'");
            });
  }

  @Test
  void c01_malformedBytesAreToldAndReplaced() {
    byte[] latin = "a,b\n1,été\n2,ok\n".getBytes(StandardCharsets.ISO_8859_1);
    Reading reading = Reading.of(folder, "l.csv", latin).as("CSV").read("b");
    assertThat(reading.rows()).containsExactly("\uFFFDt\uFFFD", "ok");
    assertThat(reading.findings.stream().map(f -> f.place()))
        .containsExactly(Place.at("l.csv", 7), Place.at("l.csv", 9));
    assertThat(Reading.at(folder, "l.csv").as("CSV").encoding("ISO-8859-1").read("b").rows())
        .containsExactly("été", "ok");
  }

  @Test
  void c02_byteOrderMarks() {
    for (String charset : new String[] {"UTF-8", "UTF-16BE", "UTF-16LE"}) {
      byte[] bytes = "\uFEFFa,b\n1,é\n".getBytes(Charset.forName(charset));
      Reading reading = Reading.of(folder, "bom.csv", bytes).as("CSV").read("a", "b");
      assertThat(reading.rows()).as(charset).containsExactly("1,é");
    }
    byte[] marked = "a,b\n1,é\n".getBytes(StandardCharsets.UTF_16);
    assertThat(Reading.of(folder, "m.csv", marked).as("CSV").encoding("UTF-16").read("b").rows())
        .containsExactly("é");
  }

  @Test
  void c03_unknownEncoding() {
    assertThatThrownBy(() -> csv("a\n").encoding("utf-88").read("a"))
        .hasMessageContaining("Did you mean 'UTF-8'?");
  }

  @Test
  void c04_doubleUtf8IsMendedOnlyWhereDeclaredAndNeeded() {
    String twice =
        new String(
            "Maréchal à l’Œuvre".getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252"));
    String text = "a\n" + twice + "\nsound é\nplain\n";
    assertThat(csv(text).option("repair", "double-utf8").read("a").rows())
        .containsExactly("Maréchal à l’Œuvre", "sound é", "plain");
    assertThat(csv(text).read("a").rows().getFirst()).isEqualTo(twice);
    assertThatThrownBy(() -> csv(text).option("repair", "double-utf-8").read("a"))
        .hasMessageContaining("Did you mean 'double-utf8'?");
  }

  @Test
  void d01_packedFiles() throws IOException {
    byte[] plain = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
    Reading zipped = Reading.of(folder, "d.csv.gz", gzip(plain)).as("CSV").compression("gzip");
    assertThat(zipped.read("b").rows()).containsExactly("2");
    assertThatThrownBy(() -> Reading.at(folder, "d.csv.gz").as("CSV").read("a"))
        .hasMessageContaining("Declare the compression");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("in/x.csv"));
      zip.write(plain);
    }
    assertThat(
            Reading.of(folder, "d.zip", bytes.toByteArray())
                .as("CSV")
                .compression("zip")
                .read("a")
                .rows())
        .containsExactly("1");
  }

  @Test
  void d02_aCutArchiveGivesWhatStoodBefore() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < 100_000; i++) {
      text.append(i).append(',').append(random.nextLong()).append('\n');
    }
    byte[] whole = gzip(text.toString().getBytes(StandardCharsets.UTF_8));
    Reading reading =
        Reading.of(folder, "cut.gz", Arrays.copyOf(whole, whole.length / 2))
            .as("CSV")
            .compression("gzip")
            .read("a");
    assertThat(reading.records.size()).isBetween(30_000, 70_000);
    assertThat(reading.codes()).contains("source.truncated");
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }
}
