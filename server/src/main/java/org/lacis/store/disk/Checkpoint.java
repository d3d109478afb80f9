package org.lacis.store.disk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// What leads to a state of the database all of whose pages and terms are on disk.
///
/// One file, `checkpoint`: form, number, states by the name of their file, check sum; written
/// beside the old one and put in its place by one renaming.
///
/// @param number counts the checkpoints of a database; the log says which one it continues
/// @param states content of TDB2's state files (`.bpt`: root and lengths of a tree, `.bdf`: length
///   of a file of terms)
public record Checkpoint(long number, SortedMap<String, byte[]> states) {
  static final String FILE = "checkpoint";
  private static final String FRESH = "checkpoint.new";
  private static final long FORM = 0x4C61_6369_7343_5031L;

  /// Takes down the state files of a folder, all of whose files have been forced to disk, as its
  /// first checkpoint; for a database that was written file by file.
  public static void describe(Path folder) throws IOException {
    SortedMap<String, byte[]> states = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{bpt,bdf}")) {
      for (Path file : files) {
        states.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    new Checkpoint(1, states).write(folder);
  }

  void write(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(FORM);
    out.writeLong(number);
    out.writeInt(states.size());
    for (Map.Entry<String, byte[]> state : states.entrySet()) {
      out.writeUTF(state.getKey());
      out.writeInt(state.getValue().length);
      out.write(state.getValue());
    }
    CRC32C sum = new CRC32C();
    sum.update(bytes.toByteArray());
    out.writeLong(sum.getValue());
    Path fresh = folder.resolve(FRESH);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer all = ByteBuffer.wrap(bytes.toByteArray());
      while (all.hasRemaining()) {
        channel.write(all);
      }
      channel.force(true);
    }
    Files.move(
        fresh,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Folders.force(folder);
  }

  /// @return empty when there is none
  /// @throws IOException when it is not what was written
  static Optional<Checkpoint> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length - Long.BYTES;
    if (end < 0) {
      throw new IOException("cut short: " + file);
    }
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, end);
    if (ByteBuffer.wrap(bytes).getLong(end) != sum.getValue()) {
      throw new IOException("wrong check sum: " + file);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    if (in.readLong() != FORM) {
      throw new IOException("not a checkpoint: " + file);
    }
    long number = in.readLong();
    SortedMap<String, byte[]> states = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      byte[] state = new byte[in.readInt()];
      in.readFully(state);
      states.put(name, state);
    }
    return Optional.of(new Checkpoint(number, states));
  }

  /// Cuts off what was written to files of terms later. Pages that were written later need not be:
  /// nothing leads to them.
  void cut(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> state : states.entrySet()) {
      String name = state.getKey();
      if (!name.endsWith(".bdf")) {
        continue;
      }
      Path terms = folder.resolve(name.substring(0, name.length() - 4) + ".obj");
      long packed = PackedTerms.beginning(terms).map(PackedText::length).orElse(0L);
      long length = ByteBuffer.wrap(state.getValue()).getLong() - packed;
      try (RandomAccessFile file = new RandomAccessFile(terms.toFile(), "rw")) {
        if (length < 0 || file.length() < length) {
          throw new IOException(
              terms + " holds " + file.length() + " bytes, and should hold " + length);
        }
        if (file.length() > length) {
          file.setLength(length);
        }
      }
    }
  }

  /// Writes the states where TDB2 keeps them, for other programs that read the folder while nobody
  /// has it open.
  void writeStates(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> state : states.entrySet()) {
      Files.write(folder.resolve(state.getKey()), state.getValue());
    }
  }
}
