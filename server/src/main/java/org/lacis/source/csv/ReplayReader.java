package org.lacis.source.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Text that can be taken up again at the start of a recent line, so that one broken row does not
/// cost the rows after it. Keeps the text since the oldest line that is still needed.
final class ReplayReader extends Reader {

  private record Chunk(String text, long firstLine, boolean afterReturn) {}

  private final Reader in;
  private final Deque<Chunk> kept = new ArrayDeque<>();
  private char[] pending = new char[0];
  private int pendingAt;
  private long line = 1;
  private boolean afterReturn;

  ReplayReader(Reader in) {
    this.in = in;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count;
    if (pendingAt < pending.length) {
      count = Math.min(length, pending.length - pendingAt);
      System.arraycopy(pending, pendingAt, buffer, offset, count);
      pendingAt += count;
    } else {
      count = in.read(buffer, offset, length);
    }
    if (count > 0) {
      keep(buffer, offset, count);
    }
    return count;
  }

  private void keep(char[] buffer, int offset, int count) {
    kept.addLast(new Chunk(new String(buffer, offset, count), line, afterReturn));
    for (int i = offset; i < offset + count; i++) {
      step(buffer[i]);
    }
  }

  /// CR, LF and CRLF each end one line.
  private void step(char c) {
    if (c == '\r' || (c == '\n' && !afterReturn)) {
      line++;
    }
    afterReturn = c == '\r';
  }

  /// Says that no line before this one will be asked for again.
  void release(long oldest) {
    while (kept.size() > 1) {
      Chunk first = kept.removeFirst();
      if (kept.getFirst().firstLine() >= oldest) {
        kept.addFirst(first);
        return;
      }
    }
  }

  /// Goes back to the line after the one given, which must not have been released; on to it when
  /// its end was not read.
  void resumeAfter(long broken) throws IOException {
    StringBuilder rest = new StringBuilder();
    Chunk first = kept.getFirst();
    line = first.firstLine();
    afterReturn = first.afterReturn();
    boolean found = false;
    for (Chunk chunk : kept) {
      int from = 0;
      while (!found && from < chunk.text().length()) {
        char c = chunk.text().charAt(from);
        // A line feed that completes CRLF still belongs to the line it ends.
        if (line > broken && !(c == '\n' && afterReturn)) {
          found = true;
        } else {
          step(c);
          from++;
        }
      }
      rest.append(chunk.text(), from, chunk.text().length());
    }
    rest.append(pending, pendingAt, pending.length - pendingAt);
    kept.clear();
    pending = rest.toString().toCharArray();
    pendingAt = 0;
    if (!found) {
      skipTo(broken);
    }
  }

  /// Passes over the rest of a line.
  private void skipTo(long broken) throws IOException {
    char[] some = pending;
    int from = 0;
    int count = pending.length;
    while (true) {
      if (from == count) {
        some = new char[1 << 13];
        count = in.read(some, 0, some.length);
        from = 0;
        if (count < 0) {
          pending = new char[0];
          return;
        }
      }
      char c = some[from];
      // A line feed that completes CRLF still belongs to the line it ends.
      if (line > broken && !(c == '\n' && afterReturn)) {
        break;
      }
      step(c);
      from++;
    }
    pending = Arrays.copyOfRange(some, from, count);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
