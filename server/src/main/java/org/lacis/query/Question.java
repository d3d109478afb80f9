package org.lacis.query;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;

/// A SPARQL query, values for some of its variables, and how long its answer may take.
///
/// @param query not changed after it was handed over
/// @param values by variable name without `?`; put in the place of the variable wherever it stands,
///   a result column included
/// @param limit from the first look to the last row
public record Question(Query query, Map<String, Node> values, Duration limit) {
  /// The limit where none is given.
  public static final Duration LIMIT = Duration.ofMinutes(1);

  public Question {
    values = Map.copyOf(values);
  }

  /// @throws QueryException `query.syntax`, with line and column
  public static Question of(String sparql) {
    return of(sparql, "query");
  }

  /// @param name what to call the text in messages: a file name, for one
  /// @throws QueryException `query.syntax`, with line and column
  public static Question of(String sparql, String name) {
    Query query = Reading.of(name, () -> QueryFactory.create(sparql, Reading.SYNTAX));
    return new Question(query, Map.of(), LIMIT);
  }

  /// The same question with a value for a variable.
  public Question with(String variable, Node value) {
    Map<String, Node> more = new HashMap<>(values);
    more.put(variable, value);
    return new Question(query, more, limit);
  }

  public Question within(Duration time) {
    return new Question(query, values, time);
  }
}
