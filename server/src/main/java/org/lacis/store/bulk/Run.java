package org.lacis.store.bulk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/// A file of sorted records, put aside because not all fit in memory.
///
/// @param words longs of a record
record Run(Path path, int words) {
  private static final int RECORDS_A_READ = 16 * 1024;

  Writer write() throws IOException {
    return new Writer(this);
  }

  /// Writes a run.
  static final class Writer implements RecordSink {
    private final int words;
    private final FileChannel file;
    private final ByteBuffer out;

    private Writer(Run run) throws IOException {
      words = run.words;
      file = NewFile.create(run.path);
      out = buffer(run.words);
    }

    @Override
    public void add(long[] source, int at) throws IOException {
      if (!out.hasRemaining()) {
        flush();
      }
      for (int i = 0; i < words; i++) {
        out.putLong(source[at + i]);
      }
    }

    private void flush() throws IOException {
      out.flip();
      NewFile.writeAll(file, out);
      out.clear();
    }

    @Override
    public void finish() throws IOException {
      flush();
      file.close();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private static ByteBuffer buffer(int words) {
    return ByteBuffer.allocateDirect(RECORDS_A_READ * words * Long.BYTES)
        .order(ByteOrder.nativeOrder());
  }

  /// Tells the records of all runs in order, equal ones once, and deletes the runs.
  static void merge(List<Run> runs, RecordSink target) throws IOException {
    List<Reader> readers = new ArrayList<>();
    try {
      PriorityQueue<Reader> next = new PriorityQueue<>();
      for (Run run : runs) {
        Reader reader = new Reader(run);
        readers.add(reader);
        if (reader.advance()) {
          next.add(reader);
        }
      }
      long[] last = null;
      for (Reader reader = next.poll(); reader != null; reader = next.poll()) {
        if (last == null || compare(last, reader.record) != 0) {
          target.add(reader.record, 0);
          last = last == null ? reader.record.clone() : last;
          System.arraycopy(reader.record, 0, last, 0, last.length);
        }
        if (reader.advance()) {
          next.add(reader);
        }
      }
    } finally {
      for (Reader reader : readers) {
        reader.file.close();
      }
    }
    for (Run run : runs) {
      Files.delete(run.path);
    }
  }

  private static int compare(long[] a, long[] b) {
    for (int i = 0; i < a.length; i++) {
      int order = Long.compareUnsigned(a[i], b[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static final class Reader implements Comparable<Reader> {
    private final FileChannel file;
    private final ByteBuffer in;
    private final long[] record;

    Reader(Run run) throws IOException {
      file = FileChannel.open(run.path);
      in = buffer(run.words).limit(0);
      record = new long[run.words];
    }

    boolean advance() throws IOException {
      if (!in.hasRemaining()) {
        in.clear();
        int read;
        do {
          read = file.read(in);
        } while (read >= 0 && in.hasRemaining());
        in.flip();
        if (!in.hasRemaining()) {
          return false;
        }
      }
      for (int i = 0; i < record.length; i++) {
        record[i] = in.getLong();
      }
      return true;
    }

    @Override
    public int compareTo(Reader other) {
      return compare(record, other.record);
    }
  }
}
