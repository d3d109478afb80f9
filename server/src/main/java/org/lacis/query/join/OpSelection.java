package org.lacis.query.join;

import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.expr.ExprList;
import org.lacis.store.TwinDataset;

/// The rows of patterns whose geometry satisfies a rule with a known one: literals from the index,
/// tested exactly, then the patterns looked up for those alone.
public final class OpSelection extends OpRows {
  private final Rule rule;
  private final Placed constant;
  private final boolean literalFirst;

  /// @param otherwise gives the same rows
  /// @param literalFirst whether the literal is the first argument of the rule
  /// @param filters that the rows must pass
  public OpSelection(
      Op otherwise,
      Sides.WholeRead readable,
      Rule rule,
      Placed constant,
      boolean literalFirst,
      ExprList filters,
      Sides sides,
      TwinDataset twin) {
    super("spatial-selection", otherwise, readable, filters, sides, twin);
    this.rule = rule;
    this.constant = constant;
    this.literalFirst = literalFirst;
  }

  @Override
  QueryIterator found(ExecutionContext context) {
    Cancel cancel = Cancel.of(context);
    long[] literals = new Search(twin(), sides(), rule, constant, literalFirst).literals(cancel);
    // In the order of the numbers neighbours in the tables are looked up one after the other.
    java.util.Arrays.sort(literals);
    return rows(lookedUp(literals, context), context);
  }

  @Override
  String words() {
    return rule.words();
  }
}
