package org.lacis.source.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.lacis.source.SourceException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Unpacked bytes, of which there may not be absurdly many for the bytes on disk: text is packed
/// ten to fifty times smaller, and a file made to harm a thousand times.
final class UnpackedStream extends FilterInputStream {
  /// Times the packed size that a file may unpack to, beyond [#FREE].
  static final long MOST_TIMES = 200;

  /// Bytes that every file may unpack to: 64 MiB.
  static final long FREE = 64L << 20;

  private final String name;
  private final long packed;
  private final long most;
  private long count;

  UnpackedStream(InputStream in, String name, long packed) {
    super(in);
    this.name = name;
    this.packed = packed;
    this.most = FREE + MOST_TIMES * packed;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    counted(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = super.read(bytes, from, length);
    counted(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long wanted) throws IOException {
    long skipped = super.skip(wanted);
    counted(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void counted(long more) {
    count += more;
    if (count > most) {
      throw new SourceException(
          Finding.violation(
              "source.unpacks-too-large",
              Place.of(name),
              packed + " bytes that unpack to more than " + most,
              "at most " + MOST_TIMES + " times the packed bytes, and " + FREE,
              "The file is made to fill memory, or very repetitive: unpack it by hand, look at"
                  + " it, and name the plain file."));
    }
  }
}
