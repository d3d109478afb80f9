package org.lacis.store.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Text that a [PackedTextWriter] wrote, read at any place: the block that holds it is unpacked, a
/// few microseconds, and kept for a while. The file is mapped. Safe for threads.
final class PackedText {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /// Of the heap, for blocks that were unpacked lately.
  private static final int PART_OF_HEAP = 64;

  private static final int MOST_KEPT = 1 << 13;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Block(long number, byte[] bytes) {}

  private final Path path;
  private final MemorySegment file;
  private final long count;
  private final long length;
  private final long starts;
  private final byte[] dictionary;

  /// Each block has one place in it, and drives out who was there.
  private final AtomicReferenceArray<@Nullable Block> kept;

  private PackedText(Path path, MemorySegment file) throws IOException {
    this.path = path;
    this.file = file;
    long foot = file.byteSize() - PackedTextWriter.FOOT;
    if (foot < Long.BYTES || file.get(LONG, foot + 3 * Long.BYTES) != PackedTextWriter.FORM) {
      throw new IOException("no packed text: " + path);
    }
    this.count = file.get(LONG, foot);
    this.length = file.get(LONG, foot + Long.BYTES);
    this.starts = foot - (count + 1) * Long.BYTES;
    if (count < 0
        || count > file.byteSize()
        || starts < 0
        || sum(foot + 2 * Long.BYTES) != file.get(LONG, foot + 2 * Long.BYTES)
        || start(count) != starts) {
      throw new IOException("wrong check sum: " + path);
    }
    this.dictionary = new byte[TextBlocks.BLOCK];
    long room = Runtime.getRuntime().maxMemory() / PART_OF_HEAP / TextBlocks.BLOCK;
    int places = Integer.highestOneBit(Math.clamp(Math.min(room, count), 1, MOST_KEPT));
    this.kept = new AtomicReferenceArray<>(places);
    if (count > 1) {
      System.arraycopy(unpacked(0), 0, dictionary, 0, dictionary.length);
    }
  }

  static PackedText open(Path path) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
      return new PackedText(
          path, in.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, in.length(), Arena.ofAuto()));
    }
  }

  private long sum(long end) {
    CRC32C sum = new CRC32C();
    sum.update(file.asSlice(starts, end - starts).asByteBuffer());
    return sum.getValue();
  }

  /// Bytes of the text.
  long length() {
    return length;
  }

  private long start(long block) {
    return file.get(LONG, starts + block * Long.BYTES);
  }

  /// Reads as much as is wanted, or as there is.
  ///
  /// @param position below [#length()]
  /// @return bytes read
  int read(long position, byte[] bytes, int start, int wanted) {
    int most = (int) Math.min(wanted, length - position);
    int read = 0;
    while (read < most) {
      long at = position + read;
      byte[] block = block(at / TextBlocks.BLOCK);
      int from = (int) (at % TextBlocks.BLOCK);
      int part = Math.min(most - read, block.length - from);
      System.arraycopy(block, from, bytes, start + read, part);
      read += part;
    }
    return read;
  }

  private byte[] block(long number) {
    int place = (int) number & (kept.length() - 1);
    Block known = kept.getAcquire(place);
    if (known != null && known.number == number) {
      return known.bytes;
    }
    byte[] bytes = unpacked(number);
    kept.setRelease(place, new Block(number, bytes));
    return bytes;
  }

  private byte[] unpacked(long number) {
    long from = start(number);
    long to = start(number + 1);
    int size = (int) Math.min(TextBlocks.BLOCK, length - number * TextBlocks.BLOCK);
    try {
      byte[] packed = file.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
      return TextBlocks.unpack(packed, dictionary, size);
    } catch (IndexOutOfBoundsException e) {
      throw new UncheckedIOException(
          new IOException("damaged at " + number * TextBlocks.BLOCK + ": " + path, e));
    }
  }
}
