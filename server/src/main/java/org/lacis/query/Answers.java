package org.lacis.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecDatasetBuilder;
import org.apache.jena.sparql.exec.RowSet;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Answers questions over a view. An answer is whole or it is an exception: no row is ever left out
/// because of time.
///
/// Call on the thread of the view. Safe for threads otherwise.
public final class Answers {
  private final IndexUse use;
  private final boolean asSaid;

  public Answers() {
    this(true);
  }

  /// @param useIndex false: the spatial index is left alone, to compare with
  public Answers(boolean useIndex) {
    this(useIndex ? IndexUse.ESTIMATED : IndexUse.NONE);
  }

  Answers(IndexUse use) {
    this(use, false);
  }

  private Answers(IndexUse use, boolean asSaid) {
    this.use = use;
    this.asSaid = asSaid;
  }

  /// The same, but `?x geo:sfWithin ?y` and its like match what is said and are not computed from
  /// shapes: the topology vocabulary of GeoSPARQL without its query rewrite.
  public Answers asSaid() {
    return new Answers(use, true);
  }

  /// The whole answer of a SELECT.
  ///
  /// @throws QueryException `query.timeout`, `query.wrong-form`
  public Table table(View view, Question question) {
    List<Binding> rows = new ArrayList<>();
    // TDB2 looks terms up when they are asked for, which fails after the transaction.
    rows(view, question, row -> rows.add(row.detach()));
    return new Table(question.query().getResultVars(), rows);
  }

  /// Hands on the rows of a SELECT as they are found.
  ///
  /// @return how many there were
  /// @throws QueryException `query.timeout`, also after rows were handed on; `query.wrong-form`
  public long rows(View view, Question question, Consumer<Binding> row) {
    require(question.query().isSelectType(), "SELECT");
    return run(
        view,
        question,
        exec -> {
          RowSet rows = exec.select();
          long count = 0;
          while (rows.hasNext()) {
            row.accept(rows.next());
            count++;
          }
          return count;
        });
  }

  /// The answer of an ASK.
  public boolean ask(View view, Question question) {
    require(question.query().isAskType(), "ASK");
    return run(view, question, QueryExec::ask);
  }

  /// The graph of a CONSTRUCT or DESCRIBE.
  public Graph graph(View view, Question question) {
    require(
        question.query().isConstructType() || question.query().isDescribeType(),
        "CONSTRUCT or DESCRIBE");
    return run(
        view,
        question,
        exec -> question.query().isDescribeType() ? exec.describe() : exec.construct());
  }

  /// How a question would be answered, in words, one step a line.
  public String explain(View view, Question question) {
    try {
      return SpatialPlan.explain(view, question);
    } catch (QueryBuildException e) {
      throw new QueryException(wrongUse(e), e);
    }
  }

  /// How a question was answered, in words: what [#explain] tells, then the rows and the time of
  /// each step. The question is asked, as a whole, for that.
  ///
  /// @throws QueryException as asking it would
  public String measured(View view, Question question) {
    List<OpTimed> steps = new ArrayList<>();
    Set<String> notes = new LinkedHashSet<>();
    long start = System.nanoTime();
    long rows =
        run(
            view,
            question,
            builder -> builder.set(QuerySetup.MEASURED, steps).set(QuerySetup.NOTES, notes),
            Answers::ended);
    double all = (System.nanoTime() - start) / 1e6;
    StringBuilder words = new StringBuilder(explain(view, question)).append('\n');
    for (OpTimed step : steps) {
      words.append(
          String.format(
              Locale.ROOT, "%,12d rows %10.1f ms  %s%n", step.rows(), step.millis(), step.words()));
    }
    return words
        .append(String.format(Locale.ROOT, "%,12d rows %10.1f ms  in all%n", rows, all))
        .toString();
  }

  /// Asks to the end.
  ///
  /// @return how many rows or statements there were
  private static long ended(QueryExec exec) {
    Query query = exec.getQuery();
    if (query.isSelectType()) {
      return Iter.count(exec.select());
    }
    return query.isAskType()
        ? (exec.ask() ? 1 : 0)
        : (query.isDescribeType() ? exec.describe() : exec.construct()).size();
  }

  private static void require(boolean right, String wanted) {
    if (!right) {
      throw new QueryException(
          Finding.violation(
              "query.wrong-form",
              Place.of("query"),
              "another form of query",
              wanted,
              "Ask a " + wanted),
          null);
    }
  }

  private <T> T run(View view, Question question, Function<QueryExec, T> work) {
    return run(view, question, _ -> {}, work);
  }

  private <T> T run(
      View view,
      Question question,
      Consumer<QueryExecDatasetBuilder> settings,
      Function<QueryExec, T> work) {
    long limit = Math.max(1, question.limit().toMillis());
    QueryExecDatasetBuilder builder =
        QueryExecDatasetBuilder.create()
            .dataset(view.dataset())
            .query(question.query())
            .overallTimeout(limit, TimeUnit.MILLISECONDS);
    question.values().forEach((name, value) -> builder.substitution(Var.alloc(name), value));
    builder.set(QuerySetup.INDEX_USE, use);
    settings.accept(builder);
    if (asSaid) {
      builder.set(QuerySetup.WITHOUT_REWRITE, true);
    }
    try (QueryExec exec = builder.build()) {
      return work.apply(exec);
    } catch (QueryCancelledException e) {
      throw new QueryException(late(question.limit()), e);
    } catch (QueryBuildException e) {
      throw new QueryException(wrongUse(e), e);
    }
  }

  /// A function or property with arguments that it does not take.
  private static Finding wrongUse(QueryBuildException e) {
    return Finding.violation(
        "query.wrong-arguments",
        Place.of("query"),
        String.valueOf(e.getMessage()),
        "the arguments that the function or property takes",
        "See the table of functions in docs/geosparql.md");
  }

  private static Finding late(Duration limit) {
    return Finding.violation(
        QueryException.TIMEOUT,
        Place.of("query"),
        "no whole answer after " + limit.toMillis() / 1000.0 + " s",
        "an answer within the limit",
        "Ask for less, or raise the limit");
  }
}
