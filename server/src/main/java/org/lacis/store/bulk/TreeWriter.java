package org.lacis.store.bulk;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Packs sorted records into the three files of a TDB2 B+tree: records (`.dat`), nodes (`.idn`) and
/// state (`.bpt`).
///
/// Pages are filled to 98 in 100, so that a few later insertions fit before a page is cut. Pages of
/// one level are filled evenly, since TDB2 takes pages less than half full for broken. Nothing is
/// written when there is no record: TDB2 makes the empty tree itself.
///
/// Form: `BPTreeNodeMgr`, `RecordBufferPage` and `BPTStateMgr` of Jena 5.6.0.
final class TreeWriter implements RecordSink {
  static final int PAGE = 8192;

  private static final int RECORDS_HEADER = 8;
  private static final int NODE_HEADER = 4;
  private static final int POINTER = 4;
  private static final int NODE_OF_NODES = 6 << 24;
  private static final int NODE_OF_RECORDS = 7 << 24;
  private static final int NO_LINK = -1;
  private static final int PAGES_A_WRITE = 64;

  private final Path folder;
  private final String name;
  private final int keyWords;
  private final int words;
  private final int most;
  private final FileChannel file;
  private final ByteBuffer out = ByteBuffer.allocateDirect(PAGES_A_WRITE * PAGE);

  private long[] filling;
  private long[] filled;
  private int fillingCount;
  private int filledCount;
  private int pages;
  private long count;

  /// The last key of every page of the level below, key after key.
  private LongArrayList lasts = new LongArrayList();

  /// @param keyWords longs of a key
  /// @param valueWords longs of a value
  TreeWriter(Path folder, String name, int keyWords, int valueWords) throws IOException {
    this.folder = folder;
    this.name = name;
    this.keyWords = keyWords;
    this.words = keyWords + valueWords;
    this.most = atMost((PAGE - RECORDS_HEADER) / (Long.BYTES * words));
    this.filling = new long[most * words];
    this.filled = new long[most * words];
    this.file = NewFile.create(folder.resolve(name + ".dat"));
  }

  private static int atMost(int capacity) {
    return capacity * 98 / 100;
  }

  @Override
  public void add(long[] source, int at) throws IOException {
    if (fillingCount == most) {
      turn();
    }
    System.arraycopy(source, at, filling, fillingCount * words, words);
    fillingCount++;
    count++;
  }

  /// The page before the last is kept back until the last one is known to be half full.
  private void turn() throws IOException {
    if (filledCount > 0) {
      writeRecords(filled, filledCount);
    }
    long[] free = filled;
    filled = filling;
    filledCount = fillingCount;
    filling = free;
    fillingCount = 0;
  }

  private void writeRecords(long[] page, int records) throws IOException {
    if (!out.hasRemaining()) {
      flush(file);
    }
    int start = out.position();
    out.putInt(records).putInt(NO_LINK);
    out.asLongBuffer().put(page, 0, records * words);
    endPage(start, start + RECORDS_HEADER + records * words * Long.BYTES);
    int last = (records - 1) * words;
    for (int i = 0; i < keyWords; i++) {
      lasts.add(page[last + i]);
    }
    pages++;
  }

  private void endPage(int start, int end) {
    out.position(end);
    while (out.position() < start + PAGE) {
      out.put((byte) 0);
    }
  }

  private void flush(FileChannel target) throws IOException {
    out.flip();
    NewFile.writeAll(target, out);
    out.clear();
  }

  /// Records so far.
  long count() {
    return count;
  }

  @Override
  public void finish() throws IOException {
    if (count == 0) {
      close();
      Files.delete(folder.resolve(name + ".dat"));
      return;
    }
    balance();
    if (filledCount > 0) {
      writeRecords(filled, filledCount);
    }
    writeRecords(filling, fillingCount);
    flush(file);
    file.force(true);
    file.close();
    int nodes = writeNodes();
    writeState(nodes);
  }

  private void balance() {
    if (filledCount == 0 || fillingCount >= most / 2) {
      return;
    }
    int moved = (filledCount - fillingCount) / 2;
    System.arraycopy(filling, 0, filling, moved * words, fillingCount * words);
    System.arraycopy(filled, (filledCount - moved) * words, filling, 0, moved * words);
    filledCount -= moved;
    fillingCount += moved;
  }

  /// @return how many pages of nodes there are; the last is the root
  private int writeNodes() throws IOException {
    try (FileChannel nodes = NewFile.create(folder.resolve(name + ".idn"))) {
      int type = NODE_OF_RECORDS;
      int first = 0;
      int below = pages;
      int written = 0;
      do {
        int level = writeLevel(nodes, type, first, below);
        type = NODE_OF_NODES;
        first = written;
        below = level;
        written += level;
      } while (below > 1);
      flush(nodes);
      nodes.force(true);
      return written;
    }
  }

  /// @return pages of the level
  private int writeLevel(FileChannel nodes, int type, int first, int below) throws IOException {
    int recordBytes = Long.BYTES * words;
    int order = ((PAGE - NODE_HEADER - recordBytes) / (recordBytes + POINTER) + 1) / 2;
    int pointers = 2 * order;
    int level = below <= pointers ? 1 : (below + atMost(pointers) - 1) / atMost(pointers);
    int pointersAt = NODE_HEADER + (pointers - 1) * recordBytes;
    LongArrayList above = new LongArrayList();
    int child = 0;
    for (int node = 0; node < level; node++) {
      int children = (int) ((long) below * (node + 1) / level) - child;
      if (!out.hasRemaining()) {
        flush(nodes);
      }
      int start = out.position();
      out.putInt(type | (children - 1));
      for (int i = 0; i < (children - 1) * keyWords; i++) {
        out.putLong(lasts.getLong(child * keyWords + i));
      }
      endPage(start, out.position());
      for (int i = 0; i < children; i++) {
        out.putInt(start + pointersAt + i * POINTER, first + child + i);
      }
      child += children;
      above.addAll(lasts.subList((child - 1) * keyWords, child * keyWords));
    }
    lasts = above;
    return level;
  }

  private void writeState(int nodes) throws IOException {
    try (FileChannel state = NewFile.create(folder.resolve(name + ".bpt"))) {
      ByteBuffer bytes = ByteBuffer.allocate(3 * Long.BYTES);
      bytes.putLong(nodes - 1).putLong(nodes).putLong(pages).flip();
      NewFile.writeAll(state, bytes);
      state.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
