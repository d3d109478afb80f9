package org.lacis.query.join;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.tdb2.solver.BindingNodeId;
import org.apache.jena.tdb2.solver.BindingTDB;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.NodeIdFactory;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.jspecify.annotations.Nullable;
import org.lacis.query.scan.IdTable;
import org.lacis.store.NodeIds;

/// A row made of rows of two tables, as numbers. A term is looked up when it is asked for; TDB2's
/// operators, which are the reason for the base class, get the numbers. Good inside the
/// transaction.
final class IdRow extends BindingTDB {
  /// What all rows of one answer share.
  ///
  /// @param variables the names of the columns of both tables, left first
  /// @param terms by their numbers
  record Heading(
      IdTable left,
      @Nullable IdTable right,
      List<Var> variables,
      LongFunction<Node> terms,
      NodeTable nodes) {}

  private final Heading heading;
  private final int left;
  private final int right;
  private @Nullable BindingNodeId numbers;

  IdRow(Heading heading, int left, int right) {
    super(BindingNodeId.root, heading.nodes());
    this.heading = heading;
    this.left = left;
    this.right = right;
  }

  /// @return [NodeIds#ABSENT] when there is no such column
  private long id(Var variable) {
    int column = heading.variables().indexOf(variable);
    int width = heading.left().width();
    if (column < width) {
      return column < 0 ? NodeIds.ABSENT : heading.left().id(column, left);
    }
    return Objects.requireNonNull(heading.right()).id(column - width, right);
  }

  @Override
  protected int size1() {
    return heading.variables().size();
  }

  @Override
  protected boolean isEmpty1() {
    return heading.variables().isEmpty();
  }

  @Override
  protected Iterator<Var> vars1() {
    return heading.variables().iterator();
  }

  @Override
  public boolean contains1(Var variable) {
    return id(variable) != NodeIds.ABSENT;
  }

  @Override
  public @Nullable Node get1(Var variable) {
    long id = id(variable);
    return id == NodeIds.ABSENT ? null : heading.terms().apply(id);
  }

  @Override
  public @Nullable NodeId getNodeId(Var variable) {
    long id = id(variable);
    return id == NodeIds.ABSENT ? null : nodeId(id);
  }

  @Override
  public BindingNodeId getBindingId() {
    BindingNodeId known = numbers;
    if (known == null) {
      known = new BindingNodeId();
      for (Var variable : heading.variables()) {
        known.put(variable, nodeId(id(variable)));
      }
      numbers = known;
    }
    return known;
  }

  static NodeId nodeId(long id) {
    return id >= 0
        ? NodeIdFactory.createPtr(id)
        : NodeIdFactory.get(ByteBuffer.allocate(Long.BYTES).putLong(id).array(), 0);
  }

  /// The number of a term of a row, or [NodeIds#ABSENT].
  static long id(@Nullable NodeId id) {
    if (id == null || NodeId.isDoesNotExist(id) || NodeId.isAny(id)) {
      return NodeIds.ABSENT;
    }
    if (id.isPtr()) {
      return id.getPtrLocation();
    }
    byte[] bytes = new byte[Long.BYTES];
    NodeIdFactory.set(id, bytes);
    return ByteBuffer.wrap(bytes).getLong();
  }

  @Override
  protected void fmtVar(StringBuilder text, Var variable) {
    text.append("( ").append(variable).append(" = ").append(get(variable)).append(" )");
  }
}
