package org.lacis.federate;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.Template;

/// Queries as they are asked of several twins.
public final class Described {
  private static final Var THING = Var.alloc("thing");
  private static final Var PROPERTY = Var.alloc("property");
  private static final Var VALUE = Var.alloc("value");

  private Described() {}

  /// The query, with the column of sources where it is wanted; a DESCRIBE as the CONSTRUCT of all
  /// statements about its things.
  ///
  /// @param query not changed
  public static Query query(Query query, Inquiry inquiry) {
    if (query.isDescribeType()) {
      return described(query);
    }
    if (!inquiry.wishes().sources() || !query.isSelectType()) {
      return query;
    }
    Query more = query.cloneQuery();
    more.resetResultVars();
    if (query.isQueryResultStar()) {
      var columns = more.getProjectVars();
      more = query.cloneQuery();
      more.setQueryResultStar(false);
      for (Var column : columns) {
        more.addResultVar(column);
      }
    }
    more.addResultVar(Provenance.COLUMN);
    more.resetResultVars();
    return more;
  }

  private static Query described(Query query) {
    ElementGroup body = new ElementGroup();
    ElementGroup things = new ElementGroup();
    ElementData named = new ElementData();
    named.add(THING);
    for (Node node : query.getResultURIs()) {
      named.add(BindingFactory.binding(THING, node));
    }
    boolean any = false;
    if (!query.getResultURIs().isEmpty()) {
      things.addElement(named);
      any = true;
    }
    if (query.getQueryPattern() != null) {
      Query inner = query.cloneQuery();
      inner.getResultURIs().clear();
      inner.setQuerySelectType();
      for (Var variable : query.getProjectVars()) {
        Query one = inner.cloneQuery();
        one.setQueryResultStar(false);
        one.getProject().clear();
        one.getProject().add(THING, new org.apache.jena.sparql.expr.ExprVar(variable));
        one.setDistinct(true);
        one.resetResultVars();
        ElementGroup branch = new ElementGroup();
        branch.addElement(new ElementSubQuery(one));
        things = any ? either(things, branch) : branch;
        any = true;
      }
    }
    body.addElement(things);
    Triple about = Triple.create(THING, PROPERTY, VALUE);
    body.addTriplePattern(about);
    Query construct = QueryFactory.make();
    construct.setQueryConstructType();
    construct.setConstructTemplate(new Template(BasicPattern.wrap(java.util.List.of(about))));
    construct.setQueryPattern(body);
    return construct;
  }

  private static ElementGroup either(ElementGroup one, ElementGroup other) {
    org.apache.jena.sparql.syntax.ElementUnion union =
        new org.apache.jena.sparql.syntax.ElementUnion();
    union.addElement(one);
    union.addElement(other);
    ElementGroup group = new ElementGroup();
    group.addElement(union);
    return group;
  }
}
