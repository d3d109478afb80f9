package org.lacis.bench.geo;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.lacis.query.Answers;
import org.lacis.query.QuerySetup;
import org.lacis.query.Question;
import org.lacis.store.BulkLoad;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Finding;

/// The territory in a store of ours, asked through the normal door.
public final class OurStore implements AutoCloseable {
  private final TwinStore store;
  private final Answers answers = new Answers();

  private OurStore(TwinStore store) {
    this.store = store;
  }

  public static OurStore open(Path folder) {
    return new OurStore(QuerySetup.equip(TwinStore.open(folder)));
  }

  /// A store that is gone when it is closed.
  public static OurStore memory() {
    return new OurStore(QuerySetup.equip(TwinStore.memory()));
  }

  TwinStore store() {
    return store;
  }

  /// Fills a store that is not there yet, all at once.
  ///
  /// @return how many statements
  public static long fill(Path folder, World world) {
    long[] statements = {0};
    try (BulkLoad load = BulkLoad.into(folder, OurStore::unreadable)) {
      world.features(feature ->
          Statements.of(
              feature,
              (graph, subject, predicate, object) -> {
                load.add(graph, subject, predicate, object);
                statements[0]++;
              }));
      load.finish();
    }
    return statements[0];
  }

  private static void unreadable(Finding finding) {
    throw new IllegalStateException(finding.sentence());
  }

  /// Puts all statements in, in one transaction.
  ///
  /// @return how many they were
  public long load(World world) {
    return store.<Long>write(view -> {
      long[] statements = {0};
      world.features(feature ->
          Statements.of(
              feature,
              (graph, subject, predicate, object) -> {
                view.add(graph, subject, predicate, object);
                statements[0]++;
              }));
      return statements[0];
    });
  }

  /// The answer as [Rows#of] packs it, in the order of the query.
  public long[] ask(GeoQuestion question, World world) {
    return ask(question.sparql(world), question.columns());
  }

  long[] ask(Question question, List<String> columns) {
    Var first = Var.alloc(columns.getFirst());
    Var second = Var.alloc(columns.getLast());
    boolean two = columns.size() == 2;
    LongArrayList rows = new LongArrayList();
    store.read(
        view -> answers.rows(view, question, row -> rows.add(packed(row, first, second, two))));
    return rows.toLongArray();
  }

  private static long packed(Binding row, Var first, Var second, boolean two) {
    return Rows.of(Statements.id(row.get(first)), two ? Statements.id(row.get(second)) : 0);
  }

  /// Commits a change of something else, after which nothing that was kept of an earlier state
  /// helps.
  void touch() {
    Node graph = NodeFactory.createURI(Statements.BASE + "graph/touched");
    Node count = NodeFactory.createLiteralString(Long.toString(store.version()));
    store.write(view -> {
      view.clear(graph);
      view.add(graph, graph, Statements.term("version"), count);
      return true;
    });
  }

  String explain(GeoQuestion question, World world) {
    return store.read(view -> answers.explain(view, question.sparql(world)));
  }

  @Override
  public void close() {
    store.close();
  }
}
