package org.lacis.query.scan;

import org.jspecify.annotations.Nullable;

/// The rows of a table.
final class Given extends Operator {
  private final IdTable table;
  private int at;

  Given(IdTable table) {
    super(table.variables());
    this.table = table;
  }

  @Override
  @Nullable Batch next() {
    if (at == table.size()) {
      return null;
    }
    int from = at;
    at = Math.min(table.size(), from + Batch.MOST);
    return new Batch(table.slice(from, at), at - from);
  }
}
