package org.lacis.store;

import org.apache.jena.sparql.core.DatasetGraph;

/// One consistent state of the twin, to read from: data, spatial index and node ids of one moment.
///
/// A view belongs to the transaction, and the thread, that it was given to. Readers (`query`,
/// `link`, `reason`, `validate`) take a view and never the store, so that a view of another line or
/// moment (base plus delta) can be handed to them unchanged.
public interface View {
  /// The quads. The default graph of this dataset is the union of all named graphs.
  DatasetGraph dataset();

  /// Where the geometry literals of this view lie.
  SpatialIndex spatial();

  /// The store's numbers for terms, for readers that work on numbers instead of terms.
  NodeIds ids();
}
