package org.lacis.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.jena.dboe.base.file.BinaryDataFile;

/// A file of terms whose beginning was written at once, packed, and never changes; what came later
/// stands in a file behind it. Places count from the beginning. Safe for threads.
final class PackedTerms implements BinaryDataFile {
  static final String SUFFIX = ".packed";

  private final PackedText beginning;
  private final GrowingFile rest;

  PackedTerms(PackedText beginning, GrowingFile rest) {
    this.beginning = beginning;
    this.rest = rest;
  }

  /// The beginning of a file of terms.
  ///
  /// @param path of the file that what came later stands in
  /// @return empty when nothing of it is packed
  static Optional<PackedText> beginning(Path path) throws IOException {
    Path packed = packed(path);
    return Files.exists(packed) ? Optional.of(PackedText.open(packed)) : Optional.empty();
  }

  private static Path packed(Path path) {
    String name = path.getFileName().toString();
    return path.resolveSibling(name.substring(0, name.lastIndexOf('.')) + SUFFIX);
  }

  @Override
  public void open() {
    rest.open();
  }

  @Override
  public boolean isOpen() {
    return rest.isOpen();
  }

  @Override
  public int read(long position, byte[] bytes, int start, int length) {
    return position < beginning.length()
        ? beginning.read(position, bytes, start, length)
        : rest.read(position - beginning.length(), bytes, start, length);
  }

  @Override
  public long write(byte[] bytes, int start, int length) {
    return beginning.length() + rest.write(bytes, start, length);
  }

  @Override
  public long length() {
    return beginning.length() + rest.length();
  }

  @Override
  public void truncate(long length) {
    if (length < beginning.length()) {
      throw new IllegalArgumentException("what is packed is not cut");
    }
    rest.truncate(length - beginning.length());
  }

  @Override
  public void sync() {
    rest.sync();
  }

  @Override
  public void close() {
    rest.close();
  }
}
