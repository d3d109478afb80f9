package org.lacis.reason.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.lacis.reason.rule.Part;
import org.lacis.reason.rule.Rule;
import org.lacis.vocabulary.Place;

/// The axioms that an engine knows, said and inferred.
record KnownAxioms(Engine engine, Plan none) implements Strata.Axioms {
  @Override
  public Node standing(Node term) {
    return engine.terms().node(engine.representative(engine.number(term)));
  }

  @Override
  public void cases(List<Part> body, Consumer<Map<Var, Node>> found) {
    Rule rule = new Rule("", List.of(), body, Place.of(""));
    Plan plan = Planner.whole(-1, rule, engine.terms());
    new Evaluation(engine, false, none)
        .each(
            plan,
            values -> {
              Map<Var, Node> terms = new HashMap<>();
              for (int i = 0; i < plan.variables().size(); i++) {
                terms.put(plan.variables().get(i), engine.terms().node(values[i]));
              }
              found.accept(terms);
              return false;
            });
  }
}
