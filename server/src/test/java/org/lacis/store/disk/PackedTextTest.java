package org.lacis.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Text that is packed comes back, from any place to any other.
final class PackedTextTest {
  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> whatIsPackedComesBack() {
    return IntStream.range(0, 40)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> law(seed)));
  }

  private void law(int seed) throws IOException {
    Random random = new Random(seed);
    byte[] text = text(random, seed);
    Path file = folder.resolve("text" + seed);
    write(file, text, random);
    PackedText packed = PackedText.open(file);
    assertThat(packed.length()).isEqualTo(text.length);
    for (int i = 0; i < 200 && text.length > 0; i++) {
      int from = random.nextInt(text.length);
      int wanted = 1 + random.nextInt(i % 4 == 0 ? 3 * TextBlocks.BLOCK : 40);
      byte[] found = new byte[wanted + 3];
      int read = packed.read(from, found, 3, wanted);
      assertThat(read).isEqualTo(Math.min(wanted, text.length - from));
      assertThat(Arrays.copyOfRange(found, 3, 3 + read))
          .isEqualTo(Arrays.copyOfRange(text, from, from + read));
    }
    byte[] all = new byte[text.length];
    if (text.length > 0) {
      assertThat(packed.read(0, all, 0, all.length)).isEqualTo(all.length);
    }
    assertThat(all).isEqualTo(text);
  }

  /// Bytes without any order, one byte again and again, digits, and terms as stores hold them; of
  /// less than a block, of whole blocks and of parts of one.
  private static byte[] text(Random random, int seed) {
    int size =
        switch (seed % 5) {
          case 0 -> seed == 0 ? 0 : random.nextInt(10);
          case 1 -> TextBlocks.BLOCK;
          case 2 -> 3 * TextBlocks.BLOCK;
          default -> random.nextInt(10 * TextBlocks.BLOCK);
        };
    byte[] bytes = new byte[size];
    switch (seed / 5 % 4) {
      case 0 -> random.nextBytes(bytes);
      case 1 -> Arrays.fill(bytes, (byte) random.nextInt());
      case 2 -> {
        for (int i = 0; i < size; i++) {
          bytes[i] = (byte) "0123456789. ,-()".charAt(random.nextInt(16));
        }
      }
      default -> terms(random, bytes);
    }
    return bytes;
  }

  private static void terms(Random random, byte[] target) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < target.length; i++) {
      text.append("https://example.org/building/").append(i).append("/geometry\0POLYGON ((");
      for (int j = 0; j < 10; j++) {
        text.append(840_000 + random.nextInt(99_999) / 100.0).append(" 6510000.5, ");
      }
      text.append(")) é ");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, target, 0, target.length);
  }

  private static void write(Path file, byte[] text, Random random) throws IOException {
    try (PackedTextWriter writer = new PackedTextWriter(file)) {
      for (int at = 0; at < text.length; ) {
        int part = Math.min(text.length - at, 1 + random.nextInt(6000));
        writer.write(text, at, part);
        at += part;
      }
      assertThat(writer.length()).isEqualTo(text.length);
      writer.finish();
    }
  }

  @Test
  void termsTakeLessThanHalfOfTheirRoom() throws IOException {
    byte[] text = new byte[100 * TextBlocks.BLOCK];
    terms(new Random(1), text);
    Path file = folder.resolve("terms");
    write(file, text, new Random(2));
    assertThat(Files.size(file)).isLessThan(text.length / 2);
  }

  @Test
  void aFileThatWasCutOrChangedIsRefused() throws IOException {
    byte[] text = new byte[20 * TextBlocks.BLOCK];
    terms(new Random(3), text);
    Path file = folder.resolve("terms");
    write(file, text, new Random(4));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> PackedText.open(file)).isInstanceOf(IOException.class);
    byte[] wrong = whole.clone();
    wrong[whole.length - PackedTextWriter.FOOT - 3]++;
    Files.write(file, wrong);
    assertThatThrownBy(() -> PackedText.open(file)).hasMessageContaining("check sum");
  }

  /// A bad disk is no bad program: what is read from a damaged block is an error with its place.
  @Test
  void aDamagedBlockIsAnErrorOrOtherTextAndNeverHarm() throws IOException {
    Random random = new Random(5);
    byte[] text = new byte[3 * TextBlocks.BLOCK];
    terms(random, text);
    Path file = folder.resolve("terms");
    write(file, text, random);
    byte[] whole = Files.readAllBytes(file);
    int told = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      int end = whole.length - PackedTextWriter.FOOT - 4 * Long.BYTES;
      damaged[random.nextInt(end)] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, damaged);
      try {
        PackedText packed = PackedText.open(file);
        packed.read(0, new byte[text.length], 0, text.length);
      } catch (UncheckedIOException e) {
        assertThat(e).hasMessageContaining("damaged at");
        told++;
      }
    }
    assertThat(told).isPositive();
  }
}
