package org.lacis.interop.probe;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;

/// What an RDF parser made of a body.
///
/// @param graph statements up to the first error, of all graphs of the document
/// @param language short name of the form it was read as; empty when it is none of RDF
/// @param problem the first error, with line and column; empty when it was read to its end
/// @param warnings what the parser warns of, the first of them: bad IRIs, ill-formed literals
public record Parsed(
    Graph graph, String language, Optional<String> problem, List<String> warnings) {

  public Parsed {
    warnings = List.copyOf(warnings);
  }

  /// Whether it is RDF and was read to its end, or to where the body was cut.
  public boolean ok() {
    return problem.isEmpty() && !language.isEmpty();
  }
}
