package org.lacis.store.disk;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// Writes text, from its first byte to its last, into a file that [PackedText] reads at any place.
/// Belongs to one thread.
///
/// The file: packed blocks, of which the first serves all others as their dictionary; where each
/// begins and the last one ends, eight bytes each; number of blocks, bytes of the text, check sum
/// of that and of the places, form.
public final class PackedTextWriter implements AutoCloseable {
  static final long FORM = 0x4C61_6369_7354_5031L;
  static final int FOOT = 4 * Long.BYTES;

  private static final int BUFFER = 1 << 18;

  private final FileChannel file;
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
  private final TextBlocks blocks = new TextBlocks();
  private final LongArrayList starts = new LongArrayList();
  private final byte[] block = new byte[TextBlocks.BLOCK];
  private final byte[] packed = new byte[TextBlocks.MOST_PACKED];
  private int filled;
  private long length;
  private long end;

  /// @param path of a file that is made, or begun anew
  public PackedTextWriter(Path path) throws IOException {
    file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  public void write(byte[] bytes, int from, int count) throws IOException {
    int at = from;
    while (at < from + count) {
      int part = Math.min(from + count - at, block.length - filled);
      System.arraycopy(bytes, at, block, filled, part);
      at += part;
      filled += part;
      if (filled == block.length) {
        put();
      }
    }
    length += count;
  }

  private void put() throws IOException {
    int size = blocks.pack(block, filled, packed);
    if (starts.isEmpty() && filled == block.length) {
      blocks.dictionary(block);
    }
    starts.add(end);
    end += size;
    if (out.remaining() < size) {
      flush();
    }
    out.put(packed, 0, size);
    filled = 0;
  }

  private void flush() throws IOException {
    writeAll(out.flip());
    out.clear();
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /// Bytes of text so far.
  public long length() {
    return length;
  }

  /// Brings all to the disk; nothing follows.
  public void finish() throws IOException {
    if (filled > 0) {
      put();
    }
    flush();
    int count = starts.size();
    starts.add(end);
    ByteBuffer foot = ByteBuffer.allocate((count + 1) * Long.BYTES + FOOT);
    for (int i = 0; i <= count; i++) {
      foot.putLong(starts.getLong(i));
    }
    foot.putLong(count).putLong(length);
    CRC32C sum = new CRC32C();
    sum.update(foot.array(), 0, foot.position());
    foot.putLong(sum.getValue()).putLong(FORM);
    writeAll(foot.flip());
    file.force(true);
    file.close();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
