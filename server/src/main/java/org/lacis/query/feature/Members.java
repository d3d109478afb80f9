package org.lacis.query.feature;

import it.unimi.dsi.fastutil.longs.LongList;
import java.util.Set;
import org.apache.jena.graph.Node;

/// Which things are in a collection.
public sealed interface Members {
  /// All that is said to be of a class.
  ///
  /// @param twin key of the twin that has to say it; empty for any
  record OfClass(Node type, String twin) implements Members {}

  /// The things that a question named.
  ///
  /// @param question name of the question
  /// @param ids [org.lacis.store.NodeIds] ids, ascending, each once; not changed after
  record Named(String question, LongList ids) implements Members {}

  /// Where links, inferences, ontologies and the catalogue stand: nobody's description of a thing.
  Set<String> NO_DATA = Set.of("links/", "inferred", "ontology/", "catalogue", "reviews");
}
