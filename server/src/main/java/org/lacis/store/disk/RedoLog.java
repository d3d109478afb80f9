package org.lacis.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// What small commits have changed since a checkpoint, one record each, in one file that is forced
/// before a commit returns.
///
/// The file keeps its length, so that forcing it forces no more than what was written. A record
/// says which checkpoint it continues: after the next one, old records are passed over as the zeros
/// behind them are. Used by one thread at a time.
///
/// Record: length of the content, check sum of the rest, number of the checkpoint, version,
/// content.
final class RedoLog implements AutoCloseable {
  static final String FILE = "redo.log";
  private static final int HEADER = 2 * Integer.BYTES + 2 * Long.BYTES;
  private static final int AT_LENGTH = 0;
  private static final int AT_SUM = 4;
  private static final int AT_NUMBER = 8;
  private static final int AT_VERSION = 16;

  /// The file grows by so much at a time.
  private static final int GROWTH = 1 << 20;

  private final Path path;
  private FileChannel file;
  private long number;
  private long end;
  private long before;

  private RedoLog(Path path, FileChannel file, long number) {
    this.path = path;
    this.file = file;
    this.number = number;
  }

  /// @param number of the checkpoint that the log continues
  static RedoLog open(Path folder, long number) throws IOException {
    Path path = folder.resolve(FILE);
    return new RedoLog(path, channel(path), number);
  }

  private static FileChannel channel(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /// Reads what the log says, up to the first record that was not wholly written; goes on behind
  /// it.
  List<Redo> read() throws IOException {
    List<Redo> redos = new ArrayList<>();
    end = 0;
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    while (fill(header, end)) {
      int length = header.getInt(AT_LENGTH);
      if (length <= 0 || length > file.size() - end || header.getLong(AT_NUMBER) != number) {
        break;
      }
      ByteBuffer content = ByteBuffer.allocate(length);
      if (!fill(content, end + HEADER) || sum(header, content) != header.getInt(AT_SUM)) {
        break;
      }
      redos.add(new Redo(header.getLong(AT_VERSION), content.array()));
      end += HEADER + length;
    }
    before = end;
    return redos;
  }

  private boolean fill(ByteBuffer buffer, long at) throws IOException {
    buffer.clear();
    while (buffer.hasRemaining()) {
      if (file.read(buffer, at + buffer.position()) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int sum(ByteBuffer header, ByteBuffer content) {
    CRC32C sum = new CRC32C();
    sum.update(header.slice(AT_NUMBER, HEADER - AT_NUMBER));
    sum.update(content.slice(0, content.capacity()));
    return (int) sum.getValue();
  }

  /// Bytes of the records.
  long length() {
    return end;
  }

  /// Writes a record and brings it to the disk.
  void append(Redo redo) throws IOException {
    if (!file.isOpen()) {
      file = channel(path);
    }
    write(redo);
  }

  private void write(Redo redo) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(redo.content());
    // Zeros behind the last record end the reading, whatever stood there.
    ByteBuffer record = ByteBuffer.allocate(HEADER + content.capacity() + HEADER);
    record.putInt(AT_LENGTH, content.capacity());
    record.putLong(AT_NUMBER, number);
    record.putLong(AT_VERSION, redo.version());
    record.putInt(AT_SUM, sum(record, content));
    record.put(HEADER, content.array());
    if (end + record.capacity() > file.size()) {
      grow(end + record.capacity());
    }
    writeAll(record, end);
    file.force(false);
    before = end;
    end += HEADER + content.capacity();
  }

  private void grow(long least) throws IOException {
    long from = file.size();
    long to = (least + GROWTH - 1) / GROWTH * GROWTH;
    ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(to - from, GROWTH));
    for (long at = from; at < to; at += zeros.capacity()) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), to - at));
      writeAll(zeros, at);
    }
    file.force(true);
  }

  private void writeAll(ByteBuffer bytes, long at) throws IOException {
    int from = bytes.position();
    while (bytes.hasRemaining()) {
      file.write(bytes, at + bytes.position() - from);
    }
  }

  /// Takes back the last record, or what was written of one: its transaction has failed.
  void takeBack() throws IOException {
    end = before;
    if (!file.isOpen()) {
      file = channel(path);
    }
    if (file.size() >= end + HEADER) {
      writeAll(ByteBuffer.allocate(HEADER), end);
      file.force(false);
    }
  }

  /// Begins anew behind a checkpoint, which holds all that the log says.
  void restart(long checkpoint) {
    number = checkpoint;
    end = 0;
    before = 0;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
