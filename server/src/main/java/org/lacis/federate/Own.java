package org.lacis.federate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;

/// The twin itself, asked without HTTP, on the thread that asks.
///
/// @param data in a read transaction of that thread
record Own(DatasetGraph data) implements Member {
  static final String NAME = "self";

  /// More are not counted.
  static final long COUNTED = 2_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Future<List<Binding>> rows(Query query, Inquiry inquiry) {
    List<Binding> rows = new ArrayList<>();
    try (QueryExec exec = QueryExec.dataset(data).query(query).build()) {
      RowSet found = exec.select();
      while (found.hasNext()) {
        inquiry.requireTime();
        rows.add(found.next().detach());
      }
    }
    return CompletableFuture.completedFuture(rows);
  }

  /// Asks in a transaction of its own, on a thread that has none.
  List<Binding> read(Query query, Inquiry inquiry) {
    data.begin(TxnType.READ);
    try {
      return rows(query, inquiry).resultNow();
    } finally {
      data.end();
    }
  }

  boolean has(Node graph, Node subject, Node predicate, Node object) {
    return data.contains(graph, subject, predicate, object);
  }

  /// How many statements meet a pattern, counted up to [#COUNTED].
  long count(Node graph, Node subject, Node predicate, Node object) {
    long count = 0;
    Iterator<Quad> quads = data.find(graph, subject, predicate, object);
    while (count < COUNTED && quads.hasNext()) {
      quads.next();
      count++;
    }
    return count;
  }

  @Override
  public long statements(String property) {
    return -1;
  }

  @Override
  public long things(String type) {
    return -1;
  }
}
