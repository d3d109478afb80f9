package org.lacis.federate.fedx;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.eclipse.rdf4j.common.iteration.CloseableIteratorIteration;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Namespace;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.query.BindingSet;
import org.eclipse.rdf4j.query.BooleanQuery;
import org.eclipse.rdf4j.query.GraphQuery;
import org.eclipse.rdf4j.query.Query;
import org.eclipse.rdf4j.query.QueryLanguage;
import org.eclipse.rdf4j.query.QueryResults;
import org.eclipse.rdf4j.query.TupleQuery;
import org.eclipse.rdf4j.query.TupleQueryResult;
import org.eclipse.rdf4j.query.TupleQueryResultHandler;
import org.eclipse.rdf4j.query.Update;
import org.eclipse.rdf4j.query.impl.AbstractQuery;
import org.eclipse.rdf4j.query.impl.IteratingTupleQueryResult;
import org.eclipse.rdf4j.repository.RepositoryResult;
import org.eclipse.rdf4j.repository.base.AbstractRepositoryConnection;
import org.eclipse.rdf4j.rio.RDFHandler;
import org.jspecify.annotations.Nullable;

/// What FedX asks a member: SELECT, ASK and statements.
final class SpeakerConnection extends AbstractRepositoryConnection {
  private static final Var SUBJECT = Var.alloc("s");
  private static final Var PREDICATE = Var.alloc("p");
  private static final Var OBJECT = Var.alloc("o");

  private final Speaker speaker;

  SpeakerConnection(SpeakerRepository repository, Speaker speaker) {
    super(repository);
    this.speaker = speaker;
  }

  @Override
  public TupleQuery prepareTupleQuery(QueryLanguage language, String text, @Nullable String base) {
    return new Rows(text);
  }

  @Override
  public BooleanQuery prepareBooleanQuery(
      QueryLanguage language, String text, @Nullable String base) {
    return new Whether(text);
  }

  @Override
  public RepositoryResult<Statement> getStatements(
      @Nullable Resource subject,
      @Nullable IRI predicate,
      @Nullable Value object,
      boolean inferred,
      Resource... contexts) {
    Node s = subject == null ? SUBJECT : Terms.node(subject);
    Node p = predicate == null ? PREDICATE : Terms.node(predicate);
    Node o = object == null ? OBJECT : Terms.node(object);
    ElementGroup body = new ElementGroup();
    body.addTriplePattern(Triple.create(s, p, o));
    org.apache.jena.query.Query query = QueryFactory.make();
    query.setQuerySelectType();
    query.setQueryResultStar(true);
    query.setQueryPattern(body);
    query.resetResultVars();
    List<Statement> statements =
        speaker.rows(query).stream()
            .map(row ->
                SimpleValueFactory.getInstance()
                    .createStatement(
                        (Resource) Terms.value(of(s, row)),
                        (IRI) Terms.value(of(p, row)),
                        Terms.value(of(o, row))))
            .toList();
    return new RepositoryResult<>(new CloseableIteratorIteration<>(statements.iterator()));
  }

  private static Node of(Node node, Binding row) {
    return Var.isVar(node) ? row.get(Var.alloc(node)) : node;
  }

  private final class Rows extends AbstractQuery implements TupleQuery {
    private final String text;

    Rows(String text) {
      this.text = text;
    }

    @Override
    public TupleQueryResult evaluate() {
      org.apache.jena.query.Query query = QueryFactory.create(text);
      List<BindingSet> rows = speaker.rows(query).stream().map(Terms::values).toList();
      return new IteratingTupleQueryResult(query.getResultVars(), rows);
    }

    @Override
    public void evaluate(TupleQueryResultHandler handler) {
      QueryResults.report(evaluate(), handler);
    }
  }

  private final class Whether extends AbstractQuery implements BooleanQuery {
    private final String text;

    Whether(String text) {
      this.text = text;
    }

    @Override
    public boolean evaluate() {
      org.apache.jena.query.Query query = QueryFactory.create(text);
      query.setQuerySelectType();
      query.setQueryResultStar(true);
      query.setLimit(1);
      query.resetResultVars();
      return !speaker.rows(query).isEmpty();
    }
  }

  // ---- a member is asked, and nothing else is done with it

  private static UnsupportedOperationException onlyAsked() {
    return new UnsupportedOperationException("a member of a federation can be asked, nothing else");
  }

  @Override
  public Query prepareQuery(QueryLanguage language, String text, @Nullable String base) {
    throw onlyAsked();
  }

  @Override
  public GraphQuery prepareGraphQuery(QueryLanguage language, String text, @Nullable String base) {
    throw onlyAsked();
  }

  @Override
  public Update prepareUpdate(QueryLanguage language, String text, @Nullable String base) {
    throw onlyAsked();
  }

  @Override
  public RepositoryResult<Resource> getContextIDs() {
    throw onlyAsked();
  }

  @Override
  public void exportStatements(
      @Nullable Resource subject,
      @Nullable IRI predicate,
      @Nullable Value object,
      boolean inferred,
      RDFHandler handler,
      Resource... contexts) {
    throw onlyAsked();
  }

  @Override
  public long size(Resource... contexts) {
    throw onlyAsked();
  }

  @Override
  public boolean isActive() {
    return false;
  }

  @Override
  public void begin() {}

  @Override
  public void commit() {}

  @Override
  public void rollback() {}

  @Override
  public RepositoryResult<Namespace> getNamespaces() {
    return new RepositoryResult<>(
        new CloseableIteratorIteration<>(List.<Namespace>of().iterator()));
  }

  @Override
  public @Nullable String getNamespace(String prefix) {
    return null;
  }

  @Override
  public void setNamespace(String prefix, String name) {
    throw onlyAsked();
  }

  @Override
  public void removeNamespace(String prefix) {
    throw onlyAsked();
  }

  @Override
  public void clearNamespaces() {
    throw onlyAsked();
  }

  @Override
  protected void addWithoutCommit(
      Resource subject, IRI predicate, Value object, Resource... contexts) {
    throw onlyAsked();
  }

  @Override
  protected void removeWithoutCommit(
      @Nullable Resource subject,
      @Nullable IRI predicate,
      @Nullable Value object,
      Resource... contexts) {
    throw onlyAsked();
  }
}
