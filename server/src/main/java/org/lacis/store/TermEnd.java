package org.lacis.store;

import java.util.Optional;
import org.apache.jena.dboe.base.file.BinaryDataFile;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.apache.jena.tdb2.store.nodetable.NodeTableTRDF;

/// The end of a file of terms, over transactions that were given up.
///
/// TDB2 (5.6.0) cuts such a file back when a transaction is aborted, but may go on to write where
/// it had stopped, while it gives out numbers from the new end: terms written later would not be
/// found again. Belongs to the one writer.
final class TermEnd {
  private final BinaryDataFile file;

  /// Where the file ended in a write transaction that was given up; 0 when there is none.
  private long abandoned;

  private TermEnd(BinaryDataFile file) {
    this.file = file;
  }

  /// @return empty for terms that are not in a file
  static Optional<TermEnd> of(NodeTable terms) {
    return terms.baseNodeTable() instanceof NodeTableTRDF table
        ? Optional.of(new TermEnd(table.getData()))
        : Optional.empty();
  }

  /// To be called in a write transaction before it is ended in any way.
  void remember() {
    // Reading makes it write out its buffer.
    file.read(0, new byte[1], 0, 1);
    abandoned = file.length();
  }

  void forget() {
    abandoned = 0;
  }

  /// To be called when a write transaction begins: gives up the part of the file that an aborted
  /// transaction had written to, so that numbers and places agree again.
  void skip() {
    if (abandoned > file.length()) {
      // After a read it looks up again where to write.
      file.read(0, new byte[1], 0, 1);
      file.truncate(abandoned);
    }
    forget();
  }
}
