package org.lacis.store.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.jena.dboe.base.file.BinaryDataFile;
import org.jspecify.annotations.Nullable;

/// A file that only grows, with the end that is not written out yet in memory; cut back when a
/// transaction is given up. Forced to disk when asked and not at each commit. Safe for threads.
///
/// TDB2's own (5.6.0) goes on to write where it had stopped after it was cut back.
final class GrowingFile implements BinaryDataFile {
  private static final int BUFFER = 128 * 1024;

  private final Path path;
  private final byte[] buffer = new byte[BUFFER];
  private @Nullable RandomAccessFile file;

  /// Bytes that are in the file.
  private long written;

  /// Bytes that wait behind them.
  private int waiting;

  private boolean dirty;

  GrowingFile(Path path) {
    this.path = path;
  }

  @Override
  public synchronized void open() {
    try {
      RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw");
      written = opened.length();
      file = opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized boolean isOpen() {
    return file != null;
  }

  private RandomAccessFile file() {
    if (file == null) {
      throw new IllegalStateException("closed: " + path.getFileName());
    }
    return file;
  }

  @Override
  public synchronized int read(long position, byte[] bytes, int start, int length) {
    if (position >= written) {
      int from = Math.toIntExact(position - written);
      int count = Math.min(length, waiting - from);
      if (count <= 0) {
        return -1;
      }
      System.arraycopy(buffer, from, bytes, start, count);
      return count;
    }
    try {
      RandomAccessFile in = file();
      in.seek(position);
      int count = (int) Math.min(length, written - position);
      return in.read(bytes, start, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized long write(byte[] bytes, int start, int length) {
    long position = written + waiting;
    if (waiting + length > BUFFER) {
      writeOut();
    }
    if (length > BUFFER) {
      append(bytes, start, length);
    } else {
      System.arraycopy(bytes, start, buffer, waiting, length);
      waiting += length;
    }
    return position;
  }

  private void writeOut() {
    if (waiting > 0) {
      append(buffer, 0, waiting);
      waiting = 0;
    }
  }

  private void append(byte[] bytes, int start, int length) {
    try {
      RandomAccessFile out = file();
      out.seek(written);
      out.write(bytes, start, length);
      written += length;
      dirty = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized long length() {
    return written + waiting;
  }

  @Override
  public synchronized void truncate(long length) {
    if (length >= written) {
      waiting = Math.toIntExact(Math.min(waiting, length - written));
      return;
    }
    waiting = 0;
    try {
      file().setLength(length);
      written = length;
      dirty = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes out what waits; forces nothing.
  @Override
  public synchronized void sync() {
    writeOut();
  }

  /// Brings everything to the disk.
  synchronized void force() {
    writeOut();
    if (dirty) {
      try {
        file().getFD().sync();
        dirty = false;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (file == null) {
      return;
    }
    try (RandomAccessFile _ = file) {
      writeOut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      file = null;
    }
  }
}
