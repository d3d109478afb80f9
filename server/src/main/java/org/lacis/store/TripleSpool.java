package org.lacis.store;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Triples of numbers, put aside until they are read once; beyond a bound they wait in a file that
/// is gone when this is closed. Belongs to one thread.
final class TripleSpool implements AutoCloseable {
  /// Triples in memory: 24 bytes each, and four to sort it.
  private static final int MOST = 1 << 21;

  private static final int WORDS = 3;
  private static final int TRIPLES_A_READ = 1 << 12;

  private final boolean sorted;
  private final int most;
  private long[] block = new long[WORDS * 1024];
  private int count;
  private final List<Part> parts = new ArrayList<>();
  private @Nullable FileChannel file;

  /// A stretch of the file, in bytes.
  private record Part(long from, long to) {}

  /// @param sorted whether triples are read in ascending order (as unsigned numbers), equal ones
  ///   once, instead of in the order in which they came
  TripleSpool(boolean sorted) {
    this(sorted, MOST);
  }

  /// @param most triples in memory
  TripleSpool(boolean sorted, int most) {
    this.sorted = sorted;
    this.most = most;
  }

  void add(long first, long second, long third) {
    if (count == most) {
      putAside();
    }
    if (WORDS * count == block.length) {
      block = Arrays.copyOf(block, Math.min(2 * block.length, WORDS * most));
    }
    int at = WORDS * count++;
    block[at] = first;
    block[at + 1] = second;
    block[at + 2] = third;
  }

  private void putAside() {
    try {
      FileChannel out = open();
      long from = out.position();
      ByteBuffer buffer = ByteBuffer.allocate(TRIPLES_A_READ * WORDS * Long.BYTES);
      for (int place : order()) {
        for (int i = 0; i < WORDS; i++) {
          buffer.putLong(block[WORDS * place + i]);
        }
        if (!buffer.hasRemaining()) {
          drain(buffer, out);
        }
      }
      drain(buffer, out);
      parts.add(new Part(from, out.position()));
      count = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void drain(ByteBuffer buffer, FileChannel out) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    buffer.clear();
  }

  private FileChannel open() throws IOException {
    if (file == null) {
      Path path = Files.createTempFile("lacis", ".ids");
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    return file;
  }

  private int[] order() {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    if (sorted) {
      IntArrays.parallelQuickSort(order, (a, b) -> compare(block, WORDS * a, block, WORDS * b));
    }
    return order;
  }

  private static int compare(long[] a, int at, long[] b, int from) {
    for (int i = 0; i < WORDS; i++) {
      int order = Long.compareUnsigned(a[at + i], b[from + i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /// Reads what was added, once; nothing can be added any more.
  Reader read() {
    List<Stretch> stretches = new ArrayList<>();
    FileChannel put = file;
    if (put != null) {
      parts.forEach(part -> stretches.add(new Filed(put, part)));
    }
    stretches.add(new Held(order()));
    return new Reader(stretches);
  }

  /// Gives one triple after the other.
  final class Reader {
    private final PriorityQueue<Stretch> next =
        new PriorityQueue<>((a, b) -> sorted ? compare(a.triple, 0, b.triple, 0) : a.rank - b.rank);
    private final long[] triple = new long[WORDS];
    private boolean begun;

    private Reader(List<Stretch> stretches) {
      for (int i = 0; i < stretches.size(); i++) {
        Stretch stretch = stretches.get(i);
        stretch.rank = i;
        if (stretch.advance()) {
          next.add(stretch);
        }
      }
    }

    /// Steps to the next triple.
    ///
    /// @return false when there is none
    boolean next() {
      while (true) {
        Stretch least = next.poll();
        if (least == null) {
          return false;
        }
        boolean again = sorted && begun && compare(least.triple, 0, triple, 0) == 0;
        System.arraycopy(least.triple, 0, triple, 0, WORDS);
        begun = true;
        if (least.advance()) {
          next.add(least);
        }
        if (!again) {
          return true;
        }
      }
    }

    long get(int word) {
      return triple[word];
    }

    /// Compares the triple with another one, as unsigned numbers.
    int compareTo(long[] other) {
      return compare(triple, 0, other, 0);
    }
  }

  private abstract static class Stretch {
    final long[] triple = new long[WORDS];
    int rank;

    abstract boolean advance();
  }

  private final class Held extends Stretch {
    private final int[] order;
    private int at;

    Held(int[] order) {
      this.order = order;
    }

    @Override
    boolean advance() {
      if (at == order.length) {
        return false;
      }
      System.arraycopy(block, WORDS * order[at++], triple, 0, WORDS);
      return true;
    }
  }

  private static final class Filed extends Stretch {
    private final FileChannel file;
    private final long to;
    private final ByteBuffer in = ByteBuffer.allocate(TRIPLES_A_READ * WORDS * Long.BYTES).limit(0);
    private long from;

    Filed(FileChannel file, Part part) {
      this.file = file;
      this.from = part.from();
      this.to = part.to();
    }

    @Override
    boolean advance() {
      if (!in.hasRemaining() && !fill()) {
        return false;
      }
      for (int i = 0; i < WORDS; i++) {
        triple[i] = in.getLong();
      }
      return true;
    }

    private boolean fill() {
      in.clear().limit((int) Math.min(in.capacity(), to - from));
      try {
        while (in.hasRemaining()) {
          int read = file.read(in, from);
          if (read < 0) {
            throw new IOException("a file of numbers ended early");
          }
          from += read;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      in.flip();
      return in.hasRemaining();
    }
  }

  @Override
  public void close() {
    block = new long[0];
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
