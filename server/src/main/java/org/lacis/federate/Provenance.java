package org.lacis.federate;

import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;

/// Who the values of a row come from. Each step leaves it in a variable of its own, which no
/// question can name.
final class Provenance {
  static final String PREFIX = ".from";
  static final Var COLUMN = Var.alloc(Inquiry.Wishes.COLUMN);

  private Provenance() {}

  /// The row with its sources in [#COLUMN], names in order with a space between.
  static Binding told(Binding row) {
    Set<String> names = new TreeSet<>();
    Iterator<Var> variables = row.vars();
    while (variables.hasNext()) {
      Var variable = variables.next();
      if (variable.getName().startsWith(PREFIX)) {
        Node said = row.get(variable);
        names.addAll(Set.of(said.getLiteralLexicalForm().split(" ")));
      }
    }
    if (names.isEmpty() || row.contains(COLUMN)) {
      return row;
    }
    return BindingFactory.binding(
        row, COLUMN, NodeFactory.createLiteralString(String.join(" ", names)));
  }
}
