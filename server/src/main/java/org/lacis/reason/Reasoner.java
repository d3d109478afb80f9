package org.lacis.reason;

import java.util.Optional;
import org.apache.jena.graph.Triple;
import org.lacis.store.View;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.TwinIris;

/// What follows from one view by rules. Stateless and thread-safe.
public final class Reasoner {
  private final TwinIris iris;
  private final RuleBook rules;

  public Reasoner(TwinIris iris) {
    this(iris, RuleBook.owlRl());
  }

  public Reasoner(TwinIris iris, RuleBook rules) {
    this.iris = iris;
    this.rules = rules;
  }

  /// Everything that the ontologies in force (the graphs `graph/ontology/…`) entail about the data.
  /// What they entail about themselves, and that things are things, is left out; contradictions are
  /// findings.
  ///
  /// The graph of earlier inferences is not read, so the result depends on what was said alone.
  ///
  /// @param view read in the transaction of the calling thread, and not kept
  public Inferences infer(View view, FindingSink findings) {
    Profile.leftOut(Closure.ontology(view, iris), findings);
    Closure closure = closure(view);
    closure.contradictions().forEach(findings::report);
    return closure.inferences();
  }

  /// All that follows from a view, to be kept in step with it.
  public Closure closure(View view) {
    return Closure.of(view, iris, rules);
  }

  /// Why a statement holds: the shortest proof from what was said, and where that was said.
  ///
  /// Everything that rules can use is read for it: about a second for a million statements.
  ///
  /// @param view read in the transaction of the calling thread, and not kept
  /// @return empty when nobody said it and it does not follow
  public Optional<Explanation> why(View view, Triple statement) {
    return closure(view).why(view, statement);
  }
}
