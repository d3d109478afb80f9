package org.lacis.store;

import java.util.Optional;
import java.util.Set;
import org.apache.jena.dboe.base.file.BinaryDataFile;
import org.apache.jena.dboe.base.record.Record;
import org.apache.jena.dboe.index.Index;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.thrift.ThriftConvert;
import org.apache.jena.tdb2.lib.NodeLib;
import org.apache.jena.tdb2.store.Hash;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.NodeIdFactory;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.apache.jena.tdb2.store.nodetable.NodeTableTRDF;
import org.apache.jena.vocabulary.XSD;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializer;
import org.apache.thrift.protocol.TCompactProtocol;

/// Writes numbers that do not fit into a [NodeId] as they were said.
///
/// TDB2 (5.6.0) writes such a literal as a binary value: an integer of more than 64 bits comes back
/// as its last 64 bits, and any `xsd:long` as an `xsd:integer`. As text each is read as what it
/// was.
final class ExactNumbers {
  /// The datatypes that RDF Thrift has binary values for.
  private static final Set<String> DATATYPES =
      Set.of(
          XSD.decimal.getURI(),
          XSD.integer.getURI(),
          XSD.xlong.getURI(),
          XSD.xint.getURI(),
          XSD.xshort.getURI(),
          XSD.xbyte.getURI(),
          XSD.xdouble.getURI());

  private final NodeTableTRDF table;
  private final Index places;
  private final BinaryDataFile file;

  private ExactNumbers(NodeTableTRDF table) {
    this.table = table;
    this.places = table.getIndex();
    this.file = table.getData();
  }

  /// @return empty for a table that does not write RDF Thrift
  static Optional<ExactNumbers> of(NodeTable terms) {
    return terms.baseNodeTable() instanceof NodeTableTRDF trdf
        ? Optional.of(new ExactNumbers(trdf))
        : Optional.empty();
  }

  static boolean concerns(Node node) {
    return node.isLiteral() && DATATYPES.contains(node.getLiteralDatatypeURI());
  }

  /// The number of a term, which is written when it has none. For the one writer.
  NodeId idToWrite(Node node) {
    Hash hash = new Hash(places.getRecordFactory().keyLength());
    NodeLib.setHash(hash, node);
    Record place = places.getRecordFactory().create(hash.getBytes());
    // TDB2 locks the same when it reads.
    synchronized (table) {
      Record known = places.find(place);
      if (known != null) {
        return NodeIdFactory.get(known.getValue(), 0);
      }
      byte[] bytes = asText(node);
      NodeId id = NodeIdFactory.createPtr(file.length());
      file.write(bytes, 0, bytes.length);
      NodeIdFactory.set(id, place.getValue(), 0);
      places.insert(place);
      return id;
    }
  }

  private static byte[] asText(Node node) {
    try {
      return new TSerializer(new TCompactProtocol.Factory())
          .serialize(ThriftConvert.convert(node, false));
    } catch (TException e) {
      throw new IllegalStateException(e);
    }
  }
}
