package org.lacis.store;

import java.io.ByteArrayOutputStream;
import org.apache.jena.graph.Node;
import org.apache.jena.rdfpatch.RDFChanges;
import org.apache.jena.rdfpatch.binary.RDFChangesWriterBinary;
import org.apache.jena.riot.thrift.TRDF;

/// Takes down what a transaction adds and removes, for the log, as long as that is little; a large
/// transaction forces its pages instead. Belongs to the thread of the transaction.
final class RedoWriter {
  /// Bytes from which on forcing pages costs no more than writing it all twice.
  private static final int LARGE = 2 << 20;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final RDFChanges out = new RDFChangesWriterBinary(TRDF.protocol(bytes));
  private boolean given;

  void add(Node graph, Node subject, Node predicate, Node object) {
    if (!given) {
      out.add(graph, subject, predicate, object);
      measure();
    }
  }

  void delete(Node graph, Node subject, Node predicate, Node object) {
    if (!given) {
      out.delete(graph, subject, predicate, object);
      measure();
    }
  }

  void addPrefix(String prefix, String iri) {
    if (!given) {
      out.addPrefix(null, prefix, iri);
      measure();
    }
  }

  void deletePrefix(String prefix) {
    if (!given) {
      out.deletePrefix(null, prefix);
      measure();
    }
  }

  private void measure() {
    if (bytes.size() > LARGE) {
      give();
    }
  }

  /// Gives up: the transaction is large, or does what a log cannot tell.
  void give() {
    given = true;
    bytes.reset();
  }

  /// Whether [#content()] tells everything.
  boolean whole() {
    return !given;
  }

  /// An RDF Patch in its binary form.
  byte[] content() {
    out.finish();
    return bytes.toByteArray();
  }
}
