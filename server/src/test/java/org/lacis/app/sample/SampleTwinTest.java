package org.lacis.app.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SampleTwinTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 42})
  void hasAsManyBuildingsAsAskedAndCountsItsOwnGold(long seed) throws IOException {
    SampleReport report = write("town", 700, seed);

    assertThat(report.national()).isEqualTo(700);
    List<String> links = rows("town/gold/links.csv");
    assertThat(links).hasSize((int) report.links()).doesNotHaveDuplicates();
    assertThat(rows("town/gold/exposures.csv"))
        .hasSize((int) report.exposures())
        .doesNotHaveDuplicates();
    assertThat(report.exposures()).isPositive();
    var divergence = report.divergence();
    assertThat(
            divergence.same()
                + divergence.shifted()
                + divergence.split()
                + divergence.merged()
                + divergence.removed())
        .isEqualTo(700);
    Set<String> linked = column(links, 0);
    assertThat((long) linked.size()).isEqualTo(700 - divergence.removed());
    assertThat((long) column(links, 1).size()).isEqualTo(report.local() - divergence.added());
  }

  @Test
  void sameSettingsGiveTheSameBytesAndOtherSeedsOtherTowns() throws IOException {
    write("one", 600, 7);
    write("two", 600, 7);
    write("three", 600, 8);

    assertThat(digests("one")).isEqualTo(digests("two"));
    assertThat(digests("one")).isNotEqualTo(digests("three"));
  }

  @Test
  void everyFileSaysThatItIsSynthetic() throws IOException {
    write("town", 500, 1);

    Set<String> silent = Set.of("prj", "cpg", "shp", "shx");
    try (Stream<Path> files = Files.walk(folder.resolve("town"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.toString();
        boolean written = !name.matches(".*/(mappings|ontologies|queries)/.*");
        if (written && !silent.contains(name.substring(name.lastIndexOf('.') + 1))) {
          String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
          assertThat(text.toLowerCase(java.util.Locale.ROOT)).as(name).contains("synth");
        }
      }
    }
  }

  @Test
  void keepsOutOfFoldersThatHoldOtherThings() throws IOException {
    Files.writeString(folder.resolve("letter.txt"), "Madame,");

    assertThatThrownBy(() -> SampleTwin.write(folder, new SampleSettings(500, 1), _ -> {}))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("a folder that holds other things");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 499, 4_000_001})
  void refusesSizesItCannotMake(long buildings) {
    assertThatThrownBy(() -> new SampleSettings(buildings, 1))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("from 500 to 4000000");
  }

  private SampleReport write(String name, long buildings, long seed) {
    return SampleTwin.write(folder.resolve(name), new SampleSettings(buildings, seed), _ -> {});
  }

  private List<String> rows(String file) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(file));
    return lines.subList(1, lines.size());
  }

  private static Set<String> column(List<String> rows, int column) {
    return rows.stream().map(row -> row.split(",")[column]).collect(Collectors.toSet());
  }

  private Map<String, String> digests(String name) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    Path top = folder.resolve(name);
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        digests.put(top.relativize(file).toString(), HexFormat.of().formatHex(digest));
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return digests;
  }
}
