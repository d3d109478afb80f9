package org.lacis.reason.rule;

import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.expr.E_BNode;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_Now;
import org.apache.jena.sparql.expr.E_Random;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunction0;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprFunction3;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprNone;
import org.apache.jena.sparql.expr.ExprTripleTerm;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.lacis.geometry.Relation;

/// What expressions in rules may ask: what hangs on the bound terms alone, so that the same
/// statements give the same statements at any time.
final class Expressions {
  private final RuleBody rule;

  private Expressions(RuleBody rule) {
    this.rule = rule;
  }

  /// @throws org.lacis.reason.ReasonException when an expression asks for something else
  static void check(Expr expression, RuleBody rule) {
    new Expressions(rule).each(expression);
  }

  private void each(Expr expression) {
    switch (expression) {
      case E_Now _, E_Random _, E_BNode _ ->
          throw rule.wrong(
              expression
                      .getFunction()
                      .getFunctionSymbol()
                      .getSymbol()
                      .toUpperCase(java.util.Locale.ROOT)
                  + "()",
              "values that hang on what is said alone",
              "Say it as data: a rule must give the same each time it runs.");
      case E_Function function -> {
        String iri = function.getFunctionIRI();
        if (Relation.of(iri).isPresent()) {
          throw rule.wrong(
              "the relation <" + iri + "> within an expression",
              "FILTER(geof:…(?g, ?h)) by itself",
              "Write it as a FILTER of its own, or within NOT { … }.");
        }
        if (!FunctionRegistry.get(ARQ.getContext()).isRegistered(iri)) {
          throw rule.wrong(
              "the function <" + iri + ">",
              "a function of SPARQL, or a relation of GeoSPARQL such as geof:sfWithin",
              "Work it out when the data are lifted.");
        }
        function.getArgs().forEach(this::each);
      }
      case ExprFunctionOp _ ->
          throw rule.wrong(
              "EXISTS within an expression", "FILTER EXISTS { … } by itself", "Write two rules.");
      case ExprAggregator _ ->
          throw rule.wrong("an aggregate", "a value of one row", "Work it out in a query.");
      case ExprFunction0 _, ExprVar _, NodeValue _, ExprNone _, ExprTripleTerm _ -> {}
      case ExprFunction1 function -> each(function.getArg());
      case ExprFunction2 function -> {
        each(function.getArg1());
        each(function.getArg2());
      }
      case ExprFunction3 function -> function.getArgs().forEach(this::each);
      case ExprFunctionN function -> function.getArgs().forEach(this::each);
      default -> {}
    }
  }
}
