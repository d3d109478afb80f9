package org.lacis.mapping.legacy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.mapping.MappingGraph;
import org.lacis.mapping.MappingGraph.Statement;
import org.lacis.mapping.Rewrites;
import org.lacis.mapping.Rml;

/// Before 2024 a value of JSON without a stated datatype was plain text, also when it was a number;
/// RML gives it the natural datatype. The rewritten mapping says what the old one meant.
final class PlainText {
  private static final Set<String> SETTLED =
      Set.of("datatype", "datatypeMap", "language", "languageMap");

  private final MappingGraph graph;
  private final Rewrites rewrites;

  PlainText(MappingGraph graph, Rewrites rewrites) {
    this.graph = graph;
    this.rewrites = rewrites;
  }

  void say() {
    for (Node map : List.copyOf(graph.subjects())) {
      boolean json =
          graph.about(map, Rml.term("logicalSource")).stream()
              .flatMap(one -> graph.about(one.object(), Rml.term("referenceFormulation")).stream())
              .anyMatch(one -> one.object().equals(Rml.term("JSONPath")));
      if (json) {
        graph.about(map, Rml.term("predicateObjectMap")).stream()
            .flatMap(pom -> graph.about(pom.object(), Rml.term("objectMap")).stream())
            .map(Statement::object)
            .distinct()
            .forEach(this::say);
      }
    }
  }

  private void say(Node objectMap) {
    List<Statement> said = graph.about(objectMap);
    Optional<Statement> reference = graph.first(objectMap, Rml.term("reference"));
    boolean settled =
        said.stream()
            .anyMatch(one -> Rml.name(one.predicate()).filter(SETTLED::contains).isPresent());
    boolean other =
        graph.about(objectMap, Rml.term("termType")).stream()
            .anyMatch(one -> !one.object().equals(Rml.term("Literal")));
    if (reference.isPresent() && !settled && !other) {
      rewrites.note(
          "values of JSON without a datatype stay plain text: rml:datatype xsd:string",
          reference.get().place());
      graph.add(
          objectMap,
          Rml.term("datatype"),
          NodeFactory.createURI(XSDDatatype.XSDstring.getURI()),
          graph.place(objectMap, reference.get().place()),
          reference.get().place());
    }
  }
}
