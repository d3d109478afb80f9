package org.lacis.validate.shacl;

import org.apache.jena.graph.Node;

/// A term of the shapes.
///
/// @param slot where its number stands among those of a run
record Constant(Node node, int slot) {}
