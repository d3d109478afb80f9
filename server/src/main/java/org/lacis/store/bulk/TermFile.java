package org.lacis.store.bulk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.thrift.ThriftConvert;
import org.apache.jena.vocabulary.XSD;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializer;
import org.apache.thrift.protocol.TCompactProtocol;
import org.lacis.store.disk.PackedTextWriter;

/// Appends terms to the file they are read from by their numbers, which are their places in it.
///
/// Form: RDF Thrift in the compact protocol, as `NodeTableTRDF` of Jena 5.6.0 reads it; numbers as
/// text, so that they come back as they were said. IRIs, blank nodes and most literals are written
/// directly; what is rare goes through Jena's classes. The whole is packed block by block, which
/// changes no place.
final class TermFile implements AutoCloseable {
  private static final byte IN_IRI = 0x1C;
  private static final byte IN_BLANK = 0x2C;
  private static final byte IN_LITERAL = 0x3C;
  private static final byte TEXT_AFTER_ONE = 0x18;
  private static final byte TEXT_AFTER_TWO = 0x28;
  private static final byte STOP = 0;

  private static final int BUFFER = 1 << 16;
  private static final int MOST_AROUND_TEXT = 64;

  private final Path folder;
  private final PackedTextWriter file;
  private final TSerializer serializer;
  private final ByteBuffer out = ByteBuffer.allocate(BUFFER);

  TermFile(Path folder) throws IOException {
    this.folder = folder;
    this.file = new PackedTextWriter(folder.resolve("nodes-data.packed"));
    try {
      this.serializer = new TSerializer(new TCompactProtocol.Factory());
    } catch (TException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param text the same term
  /// @return where it stands
  long append(Node node, TermText text) throws IOException {
    long place = file.length() + out.position();
    if (node.isURI()) {
      begin(IN_IRI, text);
    } else if (node.isBlank()) {
      begin(IN_BLANK, text);
    } else if (isPlain(node)) {
      begin(IN_LITERAL, text);
      String language = node.getLiteralLanguage();
      if (!language.isEmpty()) {
        put(TEXT_AFTER_ONE, language);
      } else if (!node.getLiteralDatatypeURI().equals(XSD.xstring.getURI())) {
        put(TEXT_AFTER_TWO, node.getLiteralDatatypeURI());
      }
    } else {
      put(serialized(node));
      return place;
    }
    room(2);
    out.put(STOP).put(STOP);
    return place;
  }

  private static boolean isPlain(Node node) {
    return node.isLiteral() && node.getLiteralBaseDirection() == null;
  }

  private byte[] serialized(Node node) {
    try {
      return serializer.serialize(ThriftConvert.convert(node, false));
    } catch (TException e) {
      throw new IllegalStateException(e);
    }
  }

  private void begin(byte kind, TermText text) throws IOException {
    room(MOST_AROUND_TEXT);
    out.put(kind).put(TEXT_AFTER_ONE);
    put(text.bytes(), text.lexicalLength());
  }

  private void put(byte field, String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    room(MOST_AROUND_TEXT);
    out.put(field);
    put(bytes, bytes.length);
  }

  private void put(byte[] bytes, int length) throws IOException {
    int rest = length;
    while (rest >= 0x80) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
    write(bytes, length);
  }

  private void put(byte[] bytes) throws IOException {
    write(bytes, bytes.length);
  }

  private void write(byte[] bytes, int length) throws IOException {
    if (length <= BUFFER) {
      room(length);
      out.put(bytes, 0, length);
    } else {
      flush();
      file.write(bytes, 0, length);
    }
  }

  private void room(int bytes) throws IOException {
    if (out.remaining() < bytes) {
      flush();
    }
  }

  private void flush() throws IOException {
    file.write(out.array(), 0, out.position());
    out.clear();
  }

  /// Puts it on disk.
  void finish() throws IOException {
    flush();
    file.finish();
    NewFile.create(folder.resolve("nodes-data.obj")).close();
    try (FileChannel state = NewFile.create(folder.resolve("nodes-data.bdf"))) {
      ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
      bytes.putLong(file.length()).putLong(0).flip();
      NewFile.writeAll(state, bytes);
      state.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
