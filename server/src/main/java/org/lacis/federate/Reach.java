package org.lacis.federate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.op.OpDatasetNames;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.walker.Walker;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVisitorBase;

/// What a query looks at: its patterns, those within its conditions and those of its paths
/// included, and whether another endpoint would make the same of it.
final class Reach {
  private final Set<Pattern> patterns = new HashSet<>();
  private boolean service;
  private boolean names;
  private boolean functions;

  private Reach() {}

  static Reach of(Query query) {
    Reach reach = new Reach();
    reach.read(Algebra.toQuadForm(Algebra.compile(query)));
    return reach;
  }

  private void read(Op op) {
    Walker.walk(
        op,
        new OpVisitorBase() {
          @Override
          public void visit(OpQuadPattern quads) {
            patterns.addAll(FederatedExecutor.patterns(quads));
          }

          @Override
          public void visit(OpPath path) {
            PathWords words = PathWords.of(path.getTriplePath().getPath());
            // one that may be of no length is about every term of everybody
            if (words.others() || words.nothing()) {
              patterns.add(step(Var.alloc("p")));
            }
            words.all().forEach(property -> patterns.add(step(property)));
          }

          @Override
          public void visit(OpGraph graph) {
            names = true;
          }

          @Override
          public void visit(OpDatasetNames all) {
            names = true;
          }

          @Override
          public void visit(OpService one) {
            service = true;
          }
        },
        new ExprVisitorBase() {
          @Override
          public void visit(ExprFunctionN function) {
            functions |= function instanceof E_Function;
          }

          @Override
          public void visit(ExprFunctionOp exists) {
            read(exists.getGraphPattern());
          }
        });
  }

  private static Pattern step(Node property) {
    return new Pattern(Pattern.UNION, Triple.create(Var.alloc("s"), property, Var.alloc("o")));
  }

  Collection<Pattern> patterns() {
    return patterns;
  }

  /// Whether it is all of SPARQL itself, so that anybody can be asked for all of it.
  boolean isPlain() {
    return !service && !names && !functions;
  }

  /// The one member that has something of the patterns; empty where there are several, or none.
  Optional<Member> only(Map<Pattern, List<Member>> sources) {
    List<Member> all = new ArrayList<>();
    sources.values().forEach(all::addAll);
    List<Member> distinct = all.stream().distinct().toList();
    return distinct.size() == 1 ? Optional.of(distinct.getFirst()) : Optional.empty();
  }
}
