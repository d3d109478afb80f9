package org.lacis.federate;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpAsQuery;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.Rename;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementSubQuery;

/// The pattern of a SERVICE, sent as it is written, beside the values of what is known.
final class ServicePart implements Wanted {
  private static final Var INDEX = Var.alloc("lacis_i");

  private final Remote partner;
  private final boolean silent;
  private final Element pattern;
  private final Map<Var, Var> remote;

  private ServicePart(Remote partner, boolean silent, Element pattern, Map<Var, Var> remote) {
    this.partner = partner;
    this.silent = silent;
    this.pattern = pattern;
    this.remote = remote;
  }

  static ServicePart of(OpService op, Remote partner) {
    // variables of a subquery were renamed to keep them apart; its text has their own names
    Op written = Rename.reverseVarRename(op.getSubOp(), true);
    Query query = OpAsQuery.asQuery(written);
    boolean bare = query.isQueryResultStar() && !query.hasGroupBy() && !query.hasLimit();
    Element pattern = bare ? query.getQueryPattern() : new ElementSubQuery(query);
    Set<Var> there = OpVars.visibleVars(written);
    Map<Var, Var> remote = new HashMap<>();
    for (Var variable : OpVars.visibleVars(op.getSubOp())) {
      String name = variable.getName();
      Var own = Var.alloc(name.substring(name.lastIndexOf('/') + 1));
      if (there.contains(own)) {
        remote.put(variable, own);
      }
    }
    return new ServicePart(partner, op.getSilent(), pattern, remote);
  }

  @Override
  public List<Member> members() {
    return List.of(partner);
  }

  @Override
  public Set<Var> variables() {
    return new LinkedHashSet<>(remote.keySet());
  }

  @Override
  public Var index() {
    return INDEX;
  }

  @Override
  public Loss loss() {
    return silent ? Loss.PASSED : Loss.FATAL;
  }

  @Override
  public Query query(List<Var> keys, List<List<Node>> rows) {
    ElementGroup body = new ElementGroup();
    if (!keys.isEmpty()) {
      body.addElement(values(keys, rows));
    }
    ElementGroup inside = new ElementGroup();
    inside.addElement(pattern);
    body.addElement(pattern instanceof ElementGroup group ? group : inside);
    Query query = QueryFactory.make();
    query.setQuerySelectType();
    query.setQueryPattern(body);
    if (!keys.isEmpty()) {
      query.addResultVar(INDEX);
    }
    remote.forEach((variable, name) -> {
      if (!keys.contains(variable)) {
        query.addResultVar(name);
      }
    });
    if (query.getProjectVars().isEmpty()) {
      query.setQueryResultStar(true);
    }
    query.resetResultVars();
    return query;
  }

  private ElementData values(List<Var> keys, List<List<Node>> rows) {
    ElementData data = new ElementData();
    data.add(INDEX);
    keys.forEach(key -> data.add(remote.getOrDefault(key, key)));
    for (int i = 0; i < rows.size(); i++) {
      BindingBuilder row = BindingFactory.builder();
      row.add(INDEX, Keys.number(i));
      for (int k = 0; k < keys.size(); k++) {
        row.add(remote.getOrDefault(keys.get(k), keys.get(k)), rows.get(i).get(k));
      }
      data.add(row.build());
    }
    return data;
  }

  @Override
  public Binding named(Binding answered) {
    BindingBuilder row = BindingFactory.builder();
    remote.forEach((variable, name) -> {
      Node value = answered.get(name);
      if (value != null) {
        row.add(variable, value);
      }
    });
    return row.build();
  }
}
