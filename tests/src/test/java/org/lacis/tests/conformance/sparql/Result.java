package org.lacis.tests.conformance.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.ResultSet;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.process.normalize.NormalizeRDFTerms;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetStream;
import org.apache.jena.sparql.resultset.RDFInput;
import org.apache.jena.sparql.resultset.ResultsCompare;
import org.apache.jena.sparql.resultset.ResultsReader;
import org.apache.jena.sparql.resultset.SPARQLResult;
import org.apache.jena.sparql.util.IsoMatcher;
import org.lacis.query.Answers;
import org.lacis.query.Question;
import org.lacis.query.Table;
import org.lacis.store.TwinStore;

/// What a query test expects. A literal must have the datatype that is expected and the same value;
/// how a number is written is no part of it, since nothing says how a computed one is (`6`, `6.0`).
sealed interface Result {
  String RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#";

  /// @param lax rows may be there once or as often as the suite says: `REDUCED`
  record Rows(List<String> columns, List<Binding> rows, boolean ordered, boolean lax)
      implements Result {
    public Rows {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }

    void compare(List<String> names, List<Binding> found, boolean inOrder, String how) {
      assertThat(names).as(how).hasSameElementsAs(columns);
      List<Binding> one = canonical(rows);
      List<Binding> other = canonical(found);
      boolean same =
          lax
              ? ResultsCompare.equalsByTerm(once(one), once(other))
              : (ordered && inOrder)
                  ? ResultsCompare.equalsByTermAndOrder(set(one), set(other))
                  : ResultsCompare.equalsByTerm(one, other);
      assertThat(same).as("%s: expected%n%s%nfound%n%s", how, told(rows), told(found)).isTrue();
    }

    private static List<Binding> canonical(List<Binding> rows) {
      return rows.stream()
          .map(row -> {
            BindingBuilder plain = Binding.builder();
            row.forEach((name, term) -> plain.add(name, canonical(term)));
            return plain.build();
          })
          .toList();
    }

    private static Node canonical(Node term) {
      if (!term.isTripleTerm()) {
        return NormalizeRDFTerms.get().normalize(term);
      }
      Triple triple = term.getTriple();
      return NodeFactory.createTripleTerm(
          canonical(triple.getSubject()), triple.getPredicate(), canonical(triple.getObject()));
    }

    private static List<Binding> once(List<Binding> rows) {
      return List.copyOf(new LinkedHashSet<>(rows));
    }

    private RowSet set(List<Binding> rows) {
      return RowSetStream.create(Var.varList(columns), rows.iterator());
    }

    private static String told(List<Binding> rows) {
      return rows.stream().map(Binding::toString).collect(Collectors.joining("\n"));
    }
  }

  record Truth(boolean value) implements Result {}

  record Triples(Graph graph) implements Result {}

  /// Reads a file of any form that the suites use.
  static Result read(String file, boolean lax) {
    if (file.matches(".*\\.(ttl|rdf|nt)")) {
      Graph graph = RDFDataMgr.loadGraph(file);
      if (!graph.contains(Node.ANY, Node.ANY, Manifest.node(RS + "ResultSet"))) {
        return new Triples(graph);
      }
      var truth = graph.find(Node.ANY, Manifest.node(RS + "boolean"), Node.ANY);
      if (truth.hasNext()) {
        return new Truth(truth.next().getObject().getLiteralLexicalForm().equals("true"));
      }
      boolean ordered = graph.contains(Node.ANY, Manifest.node(RS + "index"), Node.ANY);
      return rows(RDFInput.fromRDF(ModelFactory.createModelForGraph(graph)), ordered, lax);
    }
    try (InputStream in = URI.create(file).toURL().openStream()) {
      Lang form = RDFLanguages.filenameToLang(file);
      SPARQLResult result = ResultsReader.create().forceLang(form).build().readAny(in);
      return result.isBoolean()
          ? new Truth(result.getBooleanResult())
          : rows(result.getResultSet(), true, lax);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rows rows(ResultSet rows, boolean ordered, boolean lax) {
    List<Binding> all = new ArrayList<>();
    while (rows.hasNext()) {
      all.add(rows.nextBinding());
    }
    return new Rows(rows.getResultVars(), all, ordered, lax);
  }

  /// Compares with another result that was read.
  default void checkSame(Result found, String how) {
    switch (this) {
      case Truth truth -> assertThat(found).as(how).isEqualTo(truth);
      case Rows rows -> {
        assertThat(found).as(how).isInstanceOf(Rows.class);
        rows.compare(((Rows) found).columns(), ((Rows) found).rows(), false, how);
      }
      case Triples _ -> throw new IllegalArgumentException("no table: " + how);
    }
  }

  /// Asks our engine and compares.
  default void check(TwinStore store, Query query, String how) {
    Question question = new Question(query, Map.of(), Question.LIMIT);
    Answers answers = new Answers();
    switch (this) {
      case Truth(boolean value) ->
          assertThat(store.<Boolean>read(view -> answers.ask(view, question)))
              .as(how)
              .isEqualTo(value);
      case Triples(Graph graph) -> {
        Graph found = store.read(view -> answers.graph(view, question));
        assertThat(IsoMatcher.isomorphic(found, graph))
            .as("%s: expected %s, found %s", how, graph, found)
            .isTrue();
      }
      case Rows rows -> {
        Table table = store.read(view -> answers.table(view, question));
        rows.compare(table.columns(), table.rows(), query.hasOrderBy(), how);
      }
    }
  }
}
