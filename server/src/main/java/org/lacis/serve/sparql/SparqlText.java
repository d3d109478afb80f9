package org.lacis.serve.sparql;

import java.util.Map;
import org.apache.jena.query.Query;
import org.lacis.query.QueryException;
import org.lacis.query.Question;
import org.lacis.serve.web.Problem;
import org.lacis.serve.web.ServeException;

/// Reads the text of a query, and says in words what is wrong with it.
public final class SparqlText {
  private SparqlText() {}

  /// Parses a query.
  ///
  /// @throws ServeException 400 with `line` and `column`, counted from 1, where they are known
  public static Query parse(String text) {
    try {
      return Question.of(text).query();
    } catch (QueryException e) {
      throw new ServeException(400, e.finding(), Map.of(), Problem.at(e.finding().place()));
    }
  }
}
