package org.lacis.validate.shacl;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementAssign;
import org.apache.jena.sparql.syntax.ElementBind;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementMinus;
import org.apache.jena.sparql.syntax.ElementNamedGraph;
import org.apache.jena.sparql.syntax.ElementOptional;
import org.apache.jena.sparql.syntax.ElementService;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementUnion;
import org.jspecify.annotations.Nullable;

/// What a query must not do, so that variables can be given values before it runs (SHACL, appendix
/// A).
///
/// @param bound the variables
record Prebinding(Set<String> bound) {
  static final Prebinding CONSTRAINT =
      new Prebinding(Set.of("this", "shapesGraph", "currentShape"));

  /// Those that a query within the query need not answer.
  private static final Set<String> OPTIONAL = Set.of("shapesGraph", "currentShape");

  static Prebinding with(List<String> parameters) {
    Set<String> bound = new HashSet<>(CONSTRAINT.bound);
    bound.add("value");
    bound.addAll(parameters);
    return new Prebinding(bound);
  }

  /// @return what breaks the rules, in words
  Optional<String> breaks(Query query) {
    if (query.hasValues()) {
      return Optional.of("VALUES");
    }
    for (Var var : query.getProject().getExprs().keySet()) {
      if (bound.contains(var.getVarName())) {
        return Optional.of("AS ?" + var.getVarName());
      }
    }
    return query.getQueryPattern() == null
        ? Optional.empty()
        : Optional.ofNullable(element(query.getQueryPattern()));
  }

  private @Nullable String element(Element element) {
    return switch (element) {
      case ElementMinus _ -> "MINUS";
      case ElementService _ -> "SERVICE";
      case ElementData _ -> "VALUES";
      case ElementBind bind -> assigned(bind.getVar(), bind.getExpr());
      case ElementAssign assign -> assigned(assign.getVar(), assign.getExpr());
      case ElementFilter filter -> expression(filter.getExpr());
      case ElementGroup group -> any(group.getElements());
      case ElementUnion union -> any(union.getElements());
      case ElementOptional optional -> element(optional.getOptionalElement());
      case ElementNamedGraph graph -> element(graph.getElement());
      case ElementSubQuery sub -> within(sub.getQuery());
      default -> null;
    };
  }

  private @Nullable String any(List<Element> elements) {
    for (Element each : elements) {
      String broken = element(each);
      if (broken != null) {
        return broken;
      }
    }
    return null;
  }

  private @Nullable String assigned(Var var, Expr expr) {
    return bound.contains(var.getVarName()) ? "AS ?" + var.getVarName() : expression(expr);
  }

  private @Nullable String expression(Expr expr) {
    if (expr instanceof ExprFunctionOp exists) {
      return element(exists.getElement());
    }
    if (expr instanceof ExprFunction function) {
      for (Expr argument : function.getArgs()) {
        String broken = expression(argument);
        if (broken != null) {
          return broken;
        }
      }
    }
    return null;
  }

  private @Nullable String within(Query query) {
    for (String var : bound) {
      if (!OPTIONAL.contains(var) && !query.getResultVars().contains(var)) {
        return "a SELECT within that does not answer ?" + var;
      }
    }
    return breaks(query).orElse(null);
  }
}
