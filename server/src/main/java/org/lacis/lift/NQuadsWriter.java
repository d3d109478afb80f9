package org.lacis.lift;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;

/// Writes quads as N-Quads (RDF 1.1 N-Quads, canonical form but for the order), each once.
///
/// Terms go to bytes without a string of their own between; the terms of the quad before are not
/// written anew but copied. Not thread-safe. The stream is not closed with the writer.
public final class NQuadsWriter implements QuadSink, AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int ONE_TERM = 1 << 8;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final String XSD_STRING = "http://www.w3.org/2001/XMLSchema#string";

  private final OutputStream out;
  private final SeenLines seen = new SeenLines();
  private final long most;
  private long unchecked;
  private byte[] buffer;
  private int end;
  private long given;

  private final Memo graphs = new Memo();
  private final Memo subjects = new Memo();
  private final Memo[] predicates = new Memo[64];
  private final Memo[] datatypes = new Memo[16];

  /// The bytes of the term that stood last at some place.
  private static final class Memo {
    private Object term = "";
    private byte[] bytes = new byte[0];
  }

  public NQuadsWriter(OutputStream out) {
    this(out, BUFFER, Long.MAX_VALUE);
  }

  /// A writer in bounded memory.
  ///
  /// @param most how many lines are remembered, about 32 bytes each; what comes after them may be
  ///   written again
  public NQuadsWriter(OutputStream out, long most) {
    this(out, BUFFER, most);
  }

  private NQuadsWriter(OutputStream out, int room, long most) {
    this.most = most;
    this.out = out;
    this.buffer = new byte[room];
    Arrays.setAll(predicates, _ -> new Memo());
    Arrays.setAll(datatypes, _ -> new Memo());
  }

  /// @throws UncheckedIOException when the stream cannot be written
  @Override
  public void quad(Node graph, Node subject, Node predicate, Node object) {
    given++;
    if (end > buffer.length - BUFFER / 2) {
      flush();
    }
    int start = end;
    remembered(subject, subjects);
    put(' ');
    remembered(predicate, predicates[System.identityHashCode(predicate) & (predicates.length - 1)]);
    put(' ');
    term(object);
    if (!Quad.isDefaultGraph(graph)) {
      put(' ');
      remembered(graph, graphs);
    }
    put(' ');
    put('.');
    put('\n');
    if (!first(start)) {
      end = start;
    }
  }

  /// A term as it stands in a line.
  public static byte[] bytes(Node term) {
    NQuadsWriter writer =
        new NQuadsWriter(OutputStream.nullOutputStream(), ONE_TERM, Long.MAX_VALUE);
    writer.term(term);
    return Arrays.copyOf(writer.buffer, writer.end);
  }

  /// How many quads were given, repeated ones included.
  public long given() {
    return given;
  }

  /// How many different quads were written.
  public long written() {
    return seen.size() + unchecked;
  }

  @Override
  public void close() {
    flush();
  }

  /// Hands everything to the stream.
  ///
  /// @throws UncheckedIOException when the stream cannot be written
  public void flush() {
    try {
      out.write(buffer, 0, end);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    end = 0;
  }

  @SuppressWarnings("ReferenceEquality") // a memo is a guess; a miss costs time only
  private void remembered(Node node, Memo memo) {
    if (memo.term == node) {
      bytes(memo.bytes);
      return;
    }
    int start = end;
    term(node);
    memo.term = node;
    memo.bytes = Arrays.copyOfRange(buffer, start, end);
  }

  private void term(Node node) {
    if (node.isURI()) {
      iri(node.getURI());
    } else if (node.isLiteral()) {
      literal(node);
    } else if (node.isBlank()) {
      blank(node.getBlankNodeLabel());
    } else {
      triple(node.getTriple());
    }
  }

  /// A triple term of RDF 1.2.
  private void triple(Triple term) {
    text("<<( ");
    term(term.getSubject());
    put(' ');
    term(term.getPredicate());
    put(' ');
    term(term.getObject());
    text(" )>>");
  }

  private void literal(Node node) {
    put('"');
    text(node.getLiteralLexicalForm());
    put('"');
    String language = node.getLiteralLanguage();
    if (!language.isEmpty()) {
      put('@');
      text(language);
      return;
    }
    String datatype = node.getLiteralDatatypeURI();
    if (!datatype.equals(XSD_STRING)) {
      put('^');
      put('^');
      datatype(datatype);
    }
  }

  @SuppressWarnings("ReferenceEquality") // a memo is a guess; a miss costs time only
  private void datatype(String iri) {
    Memo memo = datatypes[System.identityHashCode(iri) & (datatypes.length - 1)];
    if (memo.term == iri) {
      bytes(memo.bytes);
      return;
    }
    int start = end;
    iri(iri);
    memo.term = iri;
    memo.bytes = Arrays.copyOfRange(buffer, start, end);
  }

  /// Letters and digits stay, everything else becomes its number: a valid label that differs
  /// wherever the node's own does.
  private void blank(String label) {
    put('_');
    put(':');
    put('b');
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      boolean plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Y');
      if (plain) {
        put(c);
      } else {
        put('Z');
        text(Integer.toHexString(c));
        put('Z');
      }
    }
  }

  private void iri(String iri) {
    put('<');
    int length = iri.length();
    room(length * 6);
    for (int i = 0; i < length; i++) {
      char c = iri.charAt(i);
      if (c > ' ' && c < 127 && c != '<' && c != '>' && c != '"' && !special(c)) {
        buffer[end++] = (byte) c;
      } else if (c < 128) {
        escape(c);
      } else {
        i += beyondAscii(iri, i);
      }
    }
    put('>');
  }

  private static boolean special(char c) {
    return c == '{' || c == '}' || c == '|' || c == '^' || c == '`' || c == '\\';
  }

  private void text(String text) {
    int length = text.length();
    room(length * 6);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 127 && c != '"' && c != '\\') {
        buffer[end++] = (byte) c;
      } else if (c < 128) {
        escapeInText(c);
      } else {
        i += beyondAscii(text, i);
      }
    }
  }

  private void escapeInText(char c) {
    int letter =
        switch (c) {
          case '"', '\\' -> c;
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          case '\b' -> 'b';
          case '\f' -> 'f';
          default -> 0;
        };
    if (letter == 0) {
      escape(c);
    } else {
      buffer[end++] = '\\';
      buffer[end++] = (byte) letter;
    }
  }

  private void escape(int c) {
    room(6);
    buffer[end++] = '\\';
    buffer[end++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      buffer[end++] = (byte) "0123456789ABCDEF".charAt((c >> shift) & 15);
    }
  }

  /// UTF-8 of the character at an index; half a surrogate pair is written as U+FFFD.
  ///
  /// @return how many chars more than one it took
  private int beyondAscii(String text, int at) {
    int c = text.codePointAt(at);
    if (c < 0x800) {
      buffer[end++] = (byte) (0xC0 | (c >> 6));
      buffer[end++] = (byte) (0x80 | (c & 63));
      return 0;
    }
    if (c < 0x10000) {
      int sound = c >= 0xD800 && c < 0xE000 ? 0xFFFD : c;
      buffer[end++] = (byte) (0xE0 | (sound >> 12));
      buffer[end++] = (byte) (0x80 | ((sound >> 6) & 63));
      buffer[end++] = (byte) (0x80 | (sound & 63));
      return 0;
    }
    buffer[end++] = (byte) (0xF0 | (c >> 18));
    buffer[end++] = (byte) (0x80 | ((c >> 12) & 63));
    buffer[end++] = (byte) (0x80 | ((c >> 6) & 63));
    buffer[end++] = (byte) (0x80 | (c & 63));
    return 1;
  }

  private void put(char c) {
    room(1);
    buffer[end++] = (byte) c;
  }

  private void bytes(byte[] some) {
    room(some.length);
    System.arraycopy(some, 0, buffer, end, some.length);
    end += some.length;
  }

  private void room(int more) {
    if (buffer.length - end < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, end + more + ONE_TERM));
    }
  }

  /// Whether the line from `start` to the end is new.
  private boolean first(int start) {
    if (seen.size() >= most) {
      unchecked++;
      return true;
    }
    long one = 0x9AE16A3B2F90404FL;
    long two = 0xC3A5C85C97CB3127L;
    int i = start;
    for (; i + 8 <= end; i += 8) {
      long word = (long) LONG.get(buffer, i);
      one = (one ^ word) * 0x9FB21C651E98DF25L;
      one ^= one >>> 29;
      two = Long.rotateLeft(two, 27) * 0xD6E8FEB86659FD93L + word;
      two ^= two >>> 31;
    }
    long rest = (long) end - start;
    for (; i < end; i++) {
      rest = (rest << 8) | (buffer[i] & 0xFF);
    }
    one = mixed(one ^ rest);
    two = mixed(two + rest * 0xFF51AFD7ED558CCDL);
    return seen.add(one, two);
  }

  private static long mixed(long hash) {
    long one = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
    one = (one ^ (one >>> 29)) * 0x9FB21C651E98DF25L;
    return one ^ (one >>> 32);
  }
}
