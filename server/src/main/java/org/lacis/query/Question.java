package org.lacis.query;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

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
    try {
      return new Question(QueryFactory.create(sparql), Map.of(), LIMIT);
    } catch (QueryParseException e) {
      throw new QueryException(syntax(e, name), e);
    } catch (org.apache.jena.query.QueryException e) {
      throw new QueryException(
          Finding.violation(
              "query.syntax",
              Place.of(name),
              firstLine(String.valueOf(e.getMessage())),
              "a SPARQL 1.1 query",
              "Mend the query"),
          e);
    }
  }

  private static Finding syntax(QueryParseException e, String name) {
    Place place = e.getLine() > 0 ? Place.line(name, e.getLine()) : Place.of(name);
    if (e.getColumn() > 0) {
      place = place.field("column " + e.getColumn());
    }
    String message = String.valueOf(e.getMessage());
    String remedy =
        message.contains("Unresolved prefixed name")
            ? "Declare the prefix: PREFIX name: <IRI>"
            : "Mend the query at this place";
    return Finding.violation(
        "query.syntax", place, firstLine(message), "a SPARQL 1.1 query", remedy);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
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
