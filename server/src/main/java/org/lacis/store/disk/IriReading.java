package org.lacis.store.disk;

import java.nio.charset.StandardCharsets;
import org.apache.jena.dboe.base.file.BinaryDataFile;
import org.apache.jena.dboe.index.Index;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.nodetable.NodeTableTRDF;

/// The terms of TDB2 (5.6.0), of which IRIs are read at once and taken from their bytes. TDB2 reads
/// a term in seven pieces by way of three objects; an answer that names a million things spends
/// most of its time there. What is no short IRI is read as TDB2 does.
final class IriReading extends NodeTableTRDF {
  /// An RDF_Term (Jena's BinaryRDF.thrift) in Thrift's compact protocol: its first field is the
  /// IRI, a struct whose first field is a string.
  private static final byte IRI = 0x1C;

  private static final byte STRING = 0x18;

  /// Bytes that are read at first; most IRIs are shorter.
  static final int FIRST = 160;

  /// Where the text begins, with a length of two bytes at most.
  private static final int HEAD = 4;

  private final BinaryDataFile terms;

  IriReading(Index numbers, BinaryDataFile terms) {
    super(numbers, terms);
    this.terms = terms;
  }

  @Override
  protected Node readNodeFromTable(NodeId id) {
    byte[] bytes = new byte[FIRST];
    long place = id.getPtrLocation();
    int read = place < terms.length() ? terms.read(place, bytes, 0, FIRST) : 0;
    if (read > HEAD && bytes[0] == IRI && bytes[1] == STRING) {
      int length = bytes[2];
      int at = 3;
      if (length < 0) {
        length = (length & 0x7F) | (bytes[3] << 7);
        at = HEAD;
      }
      if (length > 0 && bytes[at - 1] >= 0 && at + length <= read) {
        return NodeFactory.createURI(new String(bytes, at, length, StandardCharsets.UTF_8));
      }
    }
    return super.readNodeFromTable(id);
  }
}
