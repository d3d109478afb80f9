package org.lacis.mapping;

import java.util.List;
import org.apache.jena.graph.Node;

/// The subject of each record, its classes and its graphs.
///
/// @param term never a literal
/// @param classes IRIs of `rml:class`
/// @param graphs where the triples go; empty for the default graph of the run
public record SubjectMap(TermMap term, List<Node> classes, List<TermMap> graphs) {
  public SubjectMap {
    classes = List.copyOf(classes);
    graphs = List.copyOf(graphs);
  }
}
