package org.lacis.federate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIter1;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterRoot;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.path.PathLib;

/// Paths of any length over several members. The statements that a path may walk on are fetched
/// level by level, those of all rows and all ends reached so far in one request a member; Jena's
/// own evaluation then walks on them here.
final class PathRows extends QueryIter1 {
  private static final int WINDOW = 1_024;
  private static final Var FROM = Var.alloc("s");
  private static final Var BY = Var.alloc("p");
  private static final Var TO = Var.alloc("o");

  private final TriplePath path;
  private final Node name;
  private final Asked asked;
  private final PathWords words;
  private final Graph fetched = GraphFactory.createDefaultGraph();
  private final Set<Node> leaving = new HashSet<>();
  private final Set<Node> coming = new HashSet<>();
  private boolean everything;
  private Iterator<Binding> ready = Collections.emptyIterator();

  /// @param name of the graph, or [Pattern#UNION]
  PathRows(TriplePath path, Node name, Asked asked, QueryIterator input, ExecutionContext context) {
    super(input, context);
    this.path = path;
    this.name = name;
    this.asked = asked;
    this.words = PathWords.of(path.getPath());
  }

  @Override
  protected boolean hasNextBinding() {
    while (!ready.hasNext()) {
      List<Binding> rows = new ArrayList<>();
      while (rows.size() < WINDOW && getInput().hasNext()) {
        rows.add(getInput().next());
      }
      if (rows.isEmpty()) {
        return false;
      }
      ready = walked(rows).iterator();
    }
    return true;
  }

  private List<Binding> walked(List<Binding> rows) {
    Set<Node> starts = new LinkedHashSet<>();
    Set<Node> ends = new LinkedHashSet<>();
    boolean open = false;
    for (Binding row : rows) {
      Node subject = value(path.getSubject(), row);
      Node object = value(path.getObject(), row);
      if (subject.isConcrete()) {
        starts.add(subject);
      } else if (object.isConcrete()) {
        ends.add(object);
      } else {
        open = true;
      }
    }
    if (open && !everything) {
      everything = true;
      fetchAll();
    }
    if (!everything) {
      grow(starts, leaving, true);
      grow(ends, coming, false);
    }
    ExecutionContext local = ExecutionContext.copyChangeActiveGraph(getExecContext(), fetched);
    List<Binding> found = new ArrayList<>();
    for (Binding row : rows) {
      asked.inquiry().requireTime();
      PathLib.execTriplePath(row, path, local).forEachRemaining(found::add);
    }
    return found;
  }

  private static Node value(Node node, Binding row) {
    Node value = Var.isVar(node) ? row.get(Var.alloc(node)) : node;
    return value == null ? Node.ANY : value;
  }

  /// Every statement the path may walk on; for a path that may be of no length, every statement: it
  /// ties each term of the data to itself.
  private void fetchAll() {
    if (words.nothing() || words.others()) {
      fetch(Triple.create(FROM, BY, TO), List.of());
      return;
    }
    for (Node property : words.all()) {
      fetch(Triple.create(FROM, property, TO), List.of());
    }
  }

  /// Follows the statements from some nodes on, level by level.
  private void grow(Collection<Node> from, Set<Node> seen, boolean forwards) {
    Set<Node> level = new LinkedHashSet<>(from);
    level.removeAll(seen);
    for (long depth = 0; depth < words.longest() && !level.isEmpty(); depth++) {
      seen.addAll(level);
      List<Triple> found = new ArrayList<>();
      Set<Node> along = forwards ? words.forwards() : words.backwards();
      Set<Node> against = forwards ? words.backwards() : words.forwards();
      if (words.others()) {
        found.addAll(fetch(Triple.create(FROM, BY, TO), rows(FROM, level)));
        found.addAll(fetch(Triple.create(FROM, BY, TO), rows(TO, level)));
      } else {
        for (Node property : along) {
          found.addAll(fetch(Triple.create(FROM, property, TO), rows(FROM, level)));
        }
        for (Node property : against) {
          found.addAll(fetch(Triple.create(FROM, property, TO), rows(TO, level)));
        }
      }
      level = new LinkedHashSet<>();
      for (Triple triple : found) {
        level.add(triple.getSubject());
        level.add(triple.getObject());
      }
      level.removeAll(seen);
    }
  }

  private static List<Binding> rows(Var variable, Set<Node> nodes) {
    return nodes.stream().map(node -> BindingFactory.binding(variable, node)).toList();
  }

  /// @param keys values for one of the ends; empty for all statements of the pattern
  private List<Triple> fetch(Triple wanted, List<Binding> keys) {
    Pattern pattern = new Pattern(name, wanted);
    Optional<List<Group>> plan = Plan.of(asked.sources(List.of(pattern)), Set.of(), new ExprList());
    List<Triple> found = new ArrayList<>();
    if (plan.isPresent()) {
      QueryIterator input =
          keys.isEmpty()
              ? QueryIterRoot.create(getExecContext())
              : QueryIterPlainWrapper.create(keys.iterator(), getExecContext());
      QueryIterator rows =
          new BoundJoin(plan.get().getFirst(), asked.inquiry(), input, getExecContext());
      while (rows.hasNext()) {
        Binding row = rows.next();
        Triple triple =
            Triple.create(
                filled(wanted.getSubject(), row),
                filled(wanted.getPredicate(), row),
                filled(wanted.getObject(), row));
        fetched.add(triple);
        found.add(triple);
      }
      rows.close();
    }
    return found;
  }

  private static Node filled(Node node, Binding row) {
    if (!Var.isVar(node)) {
      return node;
    }
    Node value = row.get(Var.alloc(node));
    return value == null ? NodeFactory.createBlankNode() : value;
  }

  @Override
  protected Binding moveToNextBinding() {
    return ready.next();
  }

  @Override
  protected void closeSubIterator() {}

  @Override
  protected void requestSubCancel() {}
}
