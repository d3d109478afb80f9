package org.lacis.reason.rule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.E_StrUUID;
import org.apache.jena.sparql.expr.E_UUID;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction0;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprTransformCopy;
import org.apache.jena.sparql.expr.ExprTransformer;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;

/// `UUID()` and `STRUUID()` in rules: one identifier for each row of the body, and the same each
/// time the rule runs, made of the rule's name and what its patterns bind (a UUID of version 3, RFC
/// 9562).
final class Uuids {
  private Uuids() {}

  /// A body whose identifiers are functions of what its patterns bind.
  static List<Part> named(String rule, List<Part> body) {
    Set<Var> bound = new TreeSet<>((one, other) -> one.getName().compareTo(other.getName()));
    body.stream()
        .filter(Part.Atom.class::isInstance)
        .forEach(part -> bound.addAll(part.variables()));
    int[] place = {0};
    List<Part> named = new ArrayList<>();
    for (Part part : body) {
      named.add(
          part instanceof Part.Assign(Var variable, Expr value)
              ? new Part.Assign(
                  variable, ExprTransformer.transform(new Naming(rule, bound, place), value))
              : part);
    }
    return named;
  }

  private static final class Naming extends ExprTransformCopy {
    private final String rule;
    private final Set<Var> bound;
    private final int[] place;

    Naming(String rule, Set<Var> bound, int[] place) {
      this.rule = rule;
      this.bound = bound;
      this.place = place;
    }

    @Override
    public Expr transform(ExprFunction0 function) {
      if (!(function instanceof E_UUID || function instanceof E_StrUUID)) {
        return function;
      }
      ExprList arguments = new ExprList(NodeValue.makeString(rule + "#" + place[0]++));
      bound.forEach(variable -> arguments.add(new ExprVar(variable)));
      return new Named(function instanceof E_UUID, arguments);
    }
  }

  /// The identifier of some terms.
  private static final class Named extends ExprFunctionN {
    private final boolean isIri;

    Named(boolean isIri, ExprList arguments) {
      super(isIri ? "uuid" : "struuid", arguments);
      this.isIri = isIri;
    }

    @Override
    public NodeValue eval(List<NodeValue> arguments) {
      StringBuilder terms = new StringBuilder();
      arguments.forEach(term -> terms.append(term.asNode()).append('\n'));
      UUID uuid = UUID.nameUUIDFromBytes(terms.toString().getBytes(StandardCharsets.UTF_8));
      return isIri
          ? NodeValue.makeNode(NodeFactory.createURI("urn:uuid:" + uuid))
          : NodeValue.makeString(uuid.toString());
    }

    @Override
    public Expr copy(ExprList arguments) {
      return new Named(isIri, arguments);
    }
  }
}
