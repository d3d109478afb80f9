package org.lacis.serve.sparql;

import java.util.Map;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Reads the text of a query, and says in words what is wrong with it.
public final class SparqlText {
  private static final String REMEDY =
      "Mend the query at that place; prefixes must be declared, variables begin with '?'.";

  private SparqlText() {}

  /// Parses a query.
  ///
  /// @throws ServeException 400 with `line` and `column`, counted from 1
  public static Query parse(String text) {
    try {
      return QueryFactory.create(text, Syntax.syntaxARQ);
    } catch (QueryParseException e) {
      throw refusal(
          firstSentence(String.valueOf(e.getMessage())),
          Math.max(e.getLine(), 1),
          Math.max(e.getColumn(), 1));
    } catch (QueryException e) {
      throw refusal(firstSentence(String.valueOf(e.getMessage())), 1, 1);
    }
  }

  private static ServeException refusal(String found, int line, int column) {
    Finding finding =
        Finding.violation(
            "serve.bad-query",
            Place.line("query", line).field("column " + column),
            found,
            "SPARQL 1.1",
            REMEDY);
    return new ServeException(400, finding, Map.of(), Map.of("line", line, "column", column));
  }

  // the parser adds a list of all tokens it would have taken, one a line
  private static String firstSentence(String message) {
    int end = message.indexOf("\nWas expecting");
    String sentence = end < 0 ? message : message.substring(0, end);
    return sentence.strip().replaceAll("\\s+", " ");
  }
}
