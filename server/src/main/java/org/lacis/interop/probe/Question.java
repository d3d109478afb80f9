package org.lacis.interop.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;

/// A query for a partner, from a file; terms are put into it as terms, never glued into text.
///
/// @param query not to be changed
public record Question(Query query) {

  /// The query of the resource `/org/lacis/interop/NAME.rq`.
  public static Question named(String name) {
    String path = "/org/lacis/interop/" + name + ".rq";
    try (InputStream in = Question.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("no query " + path);
      }
      return new Question(
          QueryFactory.create(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// With a term in the place of a variable.
  public Question bind(String variable, Node term) {
    return new Question(QueryTransformOps.replaceVars(query, Map.of(Var.alloc(variable), term)));
  }

  /// With a block of VALUES for a variable, joined to the whole pattern.
  public Question values(String variable, List<Node> terms) {
    Query copy = query.cloneQuery();
    Var var = Var.alloc(variable);
    List<Binding> rows = new ArrayList<>();
    terms.forEach(term -> rows.add(BindingFactory.binding(var, term)));
    copy.setValuesDataBlock(List.of(var), rows);
    return new Question(copy);
  }

  /// With LIMIT and OFFSET.
  public Question page(long limit, long offset) {
    Query copy = query.cloneQuery();
    copy.setLimit(limit);
    copy.setOffset(offset == 0 ? Query.NOLIMIT : offset);
    return new Question(copy);
  }

  /// As it is sent.
  public String text() {
    return query.serialize();
  }
}
