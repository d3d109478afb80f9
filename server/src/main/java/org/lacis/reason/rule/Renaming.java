package org.lacis.reason.rule;

import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.graph.NodeTransform;

/// Parts with other names for some of their variables.
final class Renaming {
  private Renaming() {}

  static Part of(Part part, NodeTransform to) {
    return switch (part) {
      case Part.Atom atom ->
          new Part.Atom(
              to.apply(atom.subject()), to.apply(atom.predicate()), to.apply(atom.object()));
      case Part.Different different ->
          new Part.Different(to.apply(different.one()), to.apply(different.other()));
      case Part.Related related ->
          new Part.Related(related.relation(), to.apply(related.one()), to.apply(related.other()));
      case Part.Test test -> new Part.Test(test.condition().applyNodeTransform(to));
      case Part.Assign assign -> {
        Node variable = to.apply(assign.variable());
        yield new Part.Assign(Var.alloc(variable), assign.value().applyNodeTransform(to));
      }
      case Part.Not not -> new Part.Not(not.parts().stream().map(each -> of(each, to)).toList());
    };
  }
}
