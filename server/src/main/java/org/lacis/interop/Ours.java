package org.lacis.interop;

import java.util.Optional;
import org.apache.jena.graph.Node;
import org.lacis.store.View;
import org.lacis.vocabulary.TwinIris;

/// Our side of the pair.
///
/// @param view open for as long as the check runs, on its thread
/// @param title what it is called, for the report
/// @param dataset the graph that is meant, when it is one dataset of the twin
public record Ours(View view, TwinIris iris, String title, Optional<Node> dataset) {}
