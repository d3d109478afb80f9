package org.lacis.query;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIterNullIterator;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterRepeatApply;
import org.apache.jena.sparql.engine.iterator.QueryIterSingleton;
import org.apache.jena.tdb2.solver.BindingNodeId;
import org.apache.jena.tdb2.solver.BindingTDB;
import org.apache.jena.tdb2.store.GraphTDB;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.NodeIdFactory;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.jspecify.annotations.Nullable;
import org.lacis.query.join.Cancel;
import org.lacis.query.join.Literals;
import org.lacis.query.join.Placed;
import org.lacis.query.join.Search;
import org.lacis.query.join.Sides;
import org.lacis.store.NodeIds;
import org.lacis.store.TwinDataset;

/// Follows each row of its input with the literals that the spatial index finds for it.
final class CandidateIterator extends QueryIterRepeatApply {
  /// Neighbouring rows often speak of the same geometry.
  private static final int REMEMBERED = 256;

  private final Condition condition;
  private final Var variable;
  private final TwinDataset twin;
  private final Sides sides;
  private final NodeIds ids;
  private final @Nullable NodeTable nodes;
  private final ExecutionContext context;
  private final Cancel cancel;
  private long @Nullable [] fixed;

  private final Map<Node, long[]> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Node, long[]> eldest) {
          return size() > REMEMBERED;
        }
      };

  CandidateIterator(
      QueryIterator input,
      ExecutionContext context,
      Condition condition,
      Var variable,
      Sides sides,
      TwinDataset twin) {
    super(input, context);
    this.condition = condition;
    this.variable = variable;
    this.twin = twin;
    this.sides = sides;
    this.ids = twin.ids();
    this.context = context;
    this.cancel = Cancel.of(context);
    // Rows of numbers are understood by TDB2's own operators only.
    this.nodes =
        context.getActiveGraph() instanceof GraphTDB
            ? twin.storage().getQuadTable().getNodeTupleTable().getNodeTable()
            : null;
  }

  @Override
  protected QueryIterator nextStage(Binding row) {
    if (row.contains(variable)) {
      return condition.expr().isSatisfied(row, context)
          ? QueryIterSingleton.create(row, context)
          : QueryIterNullIterator.create(context);
    }
    if (condition instanceof Condition.Pair pair && isNothing(row.get(pair.other(variable)))) {
      // The index has no empty geometries; the patterns and the filter after it go through all.
      return QueryIterSingleton.create(row, context);
    }
    long[] literals = literals(row);
    if (literals.length == 0) {
      return QueryIterNullIterator.create(context);
    }
    return QueryIterPlainWrapper.create(rows(row, literals), context);
  }

  private boolean isNothing(@Nullable Node other) {
    return condition.rule().holdsOfNothing()
        && other != null
        && Literals.geometry(other).filter(value -> value.shape().isEmpty()).isPresent();
  }

  private long[] literals(Binding row) {
    return switch (condition) {
      case Condition.Fixed constant -> {
        if (fixed == null) {
          fixed =
              new Search(
                      twin, sides, constant.rule(), constant.constant(), constant.variableFirst())
                  .literals(cancel);
        }
        yield fixed;
      }
      case Condition.Pair pair -> {
        Node other = row.get(pair.other(variable));
        if (other == null) {
          yield new long[0];
        }
        long[] known = remembered.get(other);
        if (known == null) {
          known = around(pair, other);
          remembered.put(other, known);
        }
        yield known;
      }
    };
  }

  private long[] around(Condition.Pair pair, Node other) {
    Optional<Placed> geometry = Placed.of(other);
    return geometry.isEmpty()
        ? new long[0]
        : new Search(
                twin, sides, pair.rule(), geometry.orElseThrow(), pair.first().equals(variable))
            .literals(cancel);
  }

  private Iterator<Binding> rows(Binding row, long[] literals) {
    NodeTable table = nodes;
    if (table == null) {
      return Arrays.stream(literals)
          .mapToObj(literal -> BindingFactory.binding(row, variable, ids.node(literal)))
          .iterator();
    }
    BindingNodeId numbers = numbers(row, table);
    return Arrays.stream(literals)
        .<Binding>mapToObj(literal -> {
          BindingNodeId longer = new BindingNodeId(numbers);
          longer.put(variable, NodeIdFactory.createPtr(literal));
          return new BindingTDB(longer, table);
        })
        .iterator();
  }

  /// The row as TDB2's operators keep it.
  private static BindingNodeId numbers(Binding row, NodeTable table) {
    if (row instanceof BindingTDB numbered) {
      return numbered.getBindingId();
    }
    BindingNodeId numbers = new BindingNodeId(row);
    row.forEach((variable, node) -> {
      NodeId id = table.getNodeIdForNode(node);
      numbers.put(variable, id);
    });
    return numbers;
  }
}
