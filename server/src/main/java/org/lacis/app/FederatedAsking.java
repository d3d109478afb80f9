package org.lacis.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.TxnType;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecDatasetBuilder;
import org.apache.jena.sparql.exec.RowSet;
import org.lacis.federate.Described;
import org.lacis.federate.Federation;
import org.lacis.federate.Inquiry;
import org.lacis.federate.Services;
import org.lacis.ingest.Workspace;
import org.lacis.query.QueryException;
import org.lacis.query.Question;
import org.lacis.query.Table;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// `lacis query` where partners are asked: all of them, or those that SERVICE names. What is
/// missing is told on the error stream.
///
/// @param all false: the twin alone, but for SERVICE
record FederatedAsking(Workspace workspace, Inquiry.Wishes wishes, boolean all) {

  /// @param explain tell how it was answered, too
  /// @return the exit code
  int answer(TwinStore store, Question question, QueryCommand.Format format, boolean explain) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (Federation federation = Wiring.federation(workspace);
        Inquiry inquiry = federation.inquiry(wishes, question.limit())) {
      if (all) {
        federation.refresh();
      }
      store.dataset().begin(TxnType.READ);
      try {
        write(store, federation, inquiry, question, format, out);
      } catch (QueryCancelledException e) {
        throw late(question, e);
      } finally {
        store.dataset().end();
      }
      if (explain) {
        inquiry.notes().forEach(out::println);
        out.println(
            Words.count(inquiry.requests(), "request")
                + " to partners; answered by "
                + String.join(", ", inquiry.sources()));
      }
      out.flush();
      inquiry
          .missing()
          .forEach((name, finding) -> System.err.println("partial: " + finding.sentence()));
      return inquiry.missing().isEmpty() ? Main.DONE : Main.FINDINGS;
    }
  }

  private void write(
      TwinStore store,
      Federation federation,
      Inquiry inquiry,
      Question question,
      QueryCommand.Format format,
      PrintStream out) {
    DatasetGraph data = all ? federation.dataset(store.dataset()) : store.dataset();
    Query query = all ? Described.query(question.query(), inquiry) : question.query();
    QueryExecDatasetBuilder builder =
        QueryExecDatasetBuilder.create()
            .dataset(data)
            .query(query)
            .overallTimeout(question.limit().toMillis(), TimeUnit.MILLISECONDS)
            .set(Inquiry.SYMBOL, inquiry);
    if (!all) {
      Services.install(store.dataset().getContext(), federation, inquiry);
    }
    try (QueryExec exec = builder.build()) {
      if (query.isSelectType()) {
        RowSet rows = exec.select();
        List<Binding> found = new ArrayList<>();
        rows.forEachRemaining(row -> found.add(row.detach()));
        List<String> columns = rows.getResultVars().stream().map(Var::getVarName).toList();
        RowSets.write(new Table(columns, found), out, format, query);
      } else if (query.isAskType()) {
        out.println(exec.ask());
      } else {
        RDFDataMgr.write(
            out, query.isDescribeType() ? exec.describe() : exec.construct(), Lang.TURTLE);
      }
    }
  }

  private static QueryException late(Question question, Throwable cause) {
    return new QueryException(
        Finding.violation(
            QueryException.TIMEOUT,
            Place.of("query"),
            "no whole answer after " + question.limit().toSeconds() + " s",
            "an answer within the limit",
            "Ask for less, or raise the limit"),
        cause);
  }
}
