package org.lacis.source.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// Decodes bytes without forgiving: each byte sequence that is no character of the charset is told
/// with its position (in the unpacked bytes) and replaced by U+FFFD, and the reading goes on.
final class StrictReader extends Reader {
  private static final int BUFFER = 1 << 16;
  private static final char REPLACEMENT = '\uFFFD';

  private final InputStream in;
  private final String name;
  private final CharsetDecoder decoder;
  private final FindingSink findings;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private long dropped;
  private boolean ended;

  /// @param skipped how many bytes (of a byte order mark) were read before
  StrictReader(InputStream in, Charset charset, String name, long skipped, FindingSink findings) {
    this.in = in;
    this.name = name;
    this.findings = findings;
    this.dropped = skipped;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    CharBuffer out = CharBuffer.wrap(buffer, offset, length).slice();
    while (out.position() == 0) {
      CoderResult result = decoder.decode(bytes, out, ended);
      if (result.isError()) {
        replace(result.length(), out);
      } else if (out.position() == 0) {
        if (ended) {
          return -1;
        }
        if (result.isOverflow()) {
          // A surrogate pair does not fit into a buffer of one: callers pass larger ones.
          throw new IOException("buffer too small for a character outside the basic plane");
        }
        fill();
      }
    }
    return out.position();
  }

  private void replace(int length, CharBuffer out) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < length; i++) {
      hex.append(String.format(Locale.ROOT, "%02X ", bytes.get(bytes.position() + i)));
    }
    findings.report(
        Finding.warning(
            "source.malformed-bytes",
            Place.at(name, dropped + bytes.position() + 1),
            hex.toString().trim(),
            decoder.charset().name(),
            "Declare the encoding that the file was written in; the bytes were replaced by U+FFFD."));
    bytes.position(bytes.position() + length);
    out.put(REPLACEMENT);
  }

  private void fill() throws IOException {
    dropped += bytes.position();
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (count < 0) {
      ended = true;
    } else {
      bytes.position(bytes.position() + count);
    }
    bytes.flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
