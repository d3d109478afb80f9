package org.lacis.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_GreaterThan;
import org.apache.jena.sparql.expr.E_GreaterThanOrEqual;
import org.apache.jena.sparql.expr.E_LessThan;
import org.apache.jena.sparql.expr.E_LessThanOrEqual;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprLib;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionEnv;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Relation;
import org.lacis.vocabulary.Geo;

/// Finds in the expressions of a FILTER what the spatial index can help with.
record ConditionReader(FunctionEnv environment) {
  private static final String DISTANCE = Geo.FUNCTIONS + "distance";
  private static final String METRIC_DISTANCE = Geo.FUNCTIONS + "metricDistance";
  private static final Set<String> METRES =
      Set.of(
          "http://www.opengis.net/def/uom/OGC/1.0/metre",
          "http://www.opengis.net/def/uom/EPSG/0/9001",
          "http://qudt.org/vocab/unit/M");

  Optional<Condition> read(Expr expr) {
    return switch (expr) {
      case E_Function function -> relation(function);
      case E_LessThan less -> near(less, less.getArg1(), less.getArg2());
      case E_LessThanOrEqual less -> near(less, less.getArg1(), less.getArg2());
      case E_GreaterThan greater -> near(greater, greater.getArg2(), greater.getArg1());
      case E_GreaterThanOrEqual greater -> near(greater, greater.getArg2(), greater.getArg1());
      default -> Optional.empty();
    };
  }

  private Optional<Condition> relation(E_Function function) {
    return Relation.of(function.getFunctionIRI())
        .filter(relation -> relation.functionIri().equals(function.getFunctionIRI()))
        .filter(relation -> relation.needsContact() && function.numArgs() == 2)
        .flatMap(relation ->
            condition(function, new Condition.Rule(Optional.of(relation), 0), function.getArgs())
                .filter(condition -> foundByPlace(relation, condition)));
  }

  // Empty geometries equal each other and lie nowhere, so that no index of places finds them.
  private static boolean foundByPlace(Relation relation, Condition condition) {
    return (relation != Relation.SF_EQUALS && relation != Relation.EH_EQUALS)
        || (condition instanceof Condition.Fixed fixed && !fixed.constant().shape().isEmpty());
  }

  private Optional<Condition> near(ExprFunction2 whole, Expr distance, Expr limit) {
    if (!(distance instanceof E_Function function) || !measuresMetres(function)) {
      return Optional.empty();
    }
    NodeValue value = constant(limit);
    if (value == null || !value.isNumber()) {
      return Optional.empty();
    }
    double metres = value.getDouble();
    return metres >= 0 && metres < Reach.FARTHEST
        ? condition(whole, new Condition.Rule(Optional.empty(), metres), function.getArgs())
        : Optional.empty();
  }

  private boolean measuresMetres(E_Function function) {
    if (function.getFunctionIRI().equals(METRIC_DISTANCE)) {
      return function.numArgs() == 2;
    }
    if (!function.getFunctionIRI().equals(DISTANCE) || function.numArgs() != 3) {
      return false;
    }
    NodeValue unit = constant(function.getArg(3));
    return unit != null && unit.isIRI() && METRES.contains(unit.asNode().getURI());
  }

  private Optional<Condition> condition(Expr whole, Condition.Rule rule, List<Expr> arguments) {
    Expr first = arguments.get(0);
    Expr second = arguments.get(1);
    if (first.isVariable() && second.isVariable()) {
      return first.equals(second)
          ? Optional.empty()
          : Optional.of(new Condition.Pair(whole, rule, first.asVar(), second.asVar()));
    }
    if (first.isVariable()) {
      return geometry(constant(second))
          .map(value -> new Condition.Fixed(whole, rule, first.asVar(), value, true));
    }
    if (second.isVariable()) {
      return geometry(constant(first))
          .map(value -> new Condition.Fixed(whole, rule, second.asVar(), value, false));
    }
    return Optional.empty();
  }

  private @org.jspecify.annotations.Nullable NodeValue constant(Expr expr) {
    return expr.getVarsMentioned().isEmpty() && ExprLib.isStable(expr)
        ? ExprLib.evalOrNull(expr, BindingFactory.empty(), environment)
        : null;
  }

  private static Optional<GeometryValue> geometry(
      @org.jspecify.annotations.Nullable NodeValue value) {
    return value == null ? Optional.empty() : geometry(value.asNode());
  }

  /// The geometry that a term stands for, if it is one.
  static Optional<GeometryValue> geometry(Node node) {
    if (!node.isLiteral() || !GeometryLiteral.DATATYPES.contains(node.getLiteralDatatypeURI())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          GeometryLiteral.parse(node.getLiteralLexicalForm(), node.getLiteralDatatypeURI()));
    } catch (GeometryException _) {
      // The function will say so, row by row, as SPARQL has it.
      return Optional.empty();
    }
  }
}
