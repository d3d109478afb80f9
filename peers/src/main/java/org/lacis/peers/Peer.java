package org.lacis.peers;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/// A triple store with the territory in its default graph.
interface Peer extends AutoCloseable {
  /// Seconds after which a question is given up.
  int PATIENCE = 60;

  void load(Path triples) throws Exception;

  /// @param values terms in N-Triples by variable
  /// @return rows; empty when there is no whole answer in time
  OptionalInt ask(String sparql, Map<String, String> values) throws Exception;

  @Override
  void close();
}
