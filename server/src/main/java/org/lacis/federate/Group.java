package org.lacis.federate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.graph.NodeTransformLib;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementNamedGraph;
import org.apache.jena.sparql.syntax.ElementTriplesBlock;

/// Patterns that are asked together: several of one member, or one pattern of several members.
///
/// Members are asked in variables of our own (`v0`, `v1`, …, and `i` for the number of the key),
/// since those of an algebra may be none of the language.
final class Group implements Wanted {
  static final Var INDEX = Var.alloc("i");

  private final List<Pattern> patterns;
  private final List<Member> members;
  private final ExprList filters;
  private final Map<Var, Var> names = new LinkedHashMap<>();

  /// @param filters conditions that members may test, too
  Group(List<Pattern> patterns, List<Member> members, ExprList filters) {
    this.patterns = List.copyOf(patterns);
    this.members = List.copyOf(members);
    Set<Var> variables = new LinkedHashSet<>();
    patterns.forEach(pattern -> variables.addAll(pattern.variables()));
    variables.forEach(variable -> names.put(variable, Var.alloc("v" + names.size())));
    this.filters = new ExprList();
    boolean own = members.stream().allMatch(Member::isOwn);
    for (Expr filter : filters) {
      if (Pushable.test(filter, own) && variables.containsAll(filter.getVarsMentioned())) {
        this.filters.add(filter);
      }
    }
  }

  List<Pattern> patterns() {
    return patterns;
  }

  @Override
  public List<Member> members() {
    return members;
  }

  @Override
  public Set<Var> variables() {
    return names.keySet();
  }

  @Override
  public Var index() {
    return INDEX;
  }

  @Override
  public Loss loss() {
    return Loss.NOTED;
  }

  @Override
  public Query query(List<Var> keys, List<List<Node>> rows) {
    ElementGroup body = new ElementGroup();
    if (!keys.isEmpty()) {
      body.addElement(values(keys, rows));
    }
    parts().forEach(body::addElement);
    for (Expr filter : filters) {
      body.addElement(new ElementFilter(filter.applyNodeTransform(this::renamed)));
    }
    Query query = QueryFactory.make();
    query.setQuerySelectType();
    query.setQueryPattern(body);
    if (!keys.isEmpty()) {
      query.addResultVar(INDEX);
    }
    names.forEach((variable, name) -> {
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

  private Node renamed(Node node) {
    return Var.isVar(node) ? names.getOrDefault(Var.alloc(node), Var.alloc(node)) : node;
  }

  private List<Element> parts() {
    List<Element> parts = new ArrayList<>();
    Map<Node, BasicPattern> byGraph = new LinkedHashMap<>();
    for (Pattern pattern : patterns) {
      Triple named = NodeTransformLib.transform(this::renamed, pattern.triple());
      byGraph.computeIfAbsent(renamed(pattern.graph()), _ -> new BasicPattern()).add(named);
    }
    byGraph.forEach((graph, triples) -> {
      ElementTriplesBlock block = new ElementTriplesBlock(triples);
      if (graph.equals(Pattern.UNION)) {
        parts.add(block);
      } else {
        ElementGroup inside = new ElementGroup();
        inside.addElement(block);
        parts.add(new ElementNamedGraph(graph, inside));
      }
    });
    return parts;
  }

  private ElementData values(List<Var> keys, List<List<Node>> rows) {
    ElementData data = new ElementData();
    data.add(INDEX);
    keys.forEach(key -> data.add(names.get(key)));
    for (int i = 0; i < rows.size(); i++) {
      BindingBuilder row = BindingFactory.builder();
      row.add(INDEX, Keys.number(i));
      for (int k = 0; k < keys.size(); k++) {
        row.add(names.get(keys.get(k)), rows.get(i).get(k));
      }
      data.add(row.build());
    }
    return data;
  }

  @Override
  public Binding named(Binding answered) {
    BindingBuilder row = BindingFactory.builder();
    names.forEach((variable, name) -> {
      Node value = answered.get(name);
      if (value != null) {
        row.add(variable, value);
      }
    });
    return row.build();
  }

  /// In words: `?b lacis:height ?h . … at lyon`.
  @Override
  public String toString() {
    List<String> who = members.stream().map(Member::name).toList();
    return patterns.stream().map(one -> one.triple().toString()).toList()
        + " of "
        + String.join(", ", who)
        + (filters.isEmpty() ? "" : " where " + filters);
  }
}
