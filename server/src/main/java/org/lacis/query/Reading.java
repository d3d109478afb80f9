package org.lacis.query;

import java.util.List;
import java.util.function.Supplier;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.apache.jena.shared.JenaException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Reads a text of SPARQL, and tells where it is none and what could stand there.
final class Reading {
  /// Without what Jena adds to the language: a text that is read here is read elsewhere.
  static final Syntax SYNTAX = Syntax.syntaxSPARQL_12;

  private static final String EXPECTING = "Was expecting";
  private static final int SHOWN = 8;

  private Reading() {}

  /// @param name what to call the text in messages
  /// @param parser reads it
  /// @throws QueryException `query.syntax`, with line and column where they are known
  static <T> T of(String name, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (QueryParseException e) {
      throw new QueryException(misread(e, name), e);
    } catch (JenaException e) {
      throw refused(name, found(String.valueOf(e.getMessage())), e);
    } catch (StackOverflowError e) {
      throw refused(name, "brackets within brackets, too many to read", e);
    }
  }

  private static QueryException refused(String name, String found, Throwable cause) {
    return new QueryException(
        Finding.violation("query.syntax", Place.of(name), found, "SPARQL 1.1", "Mend the text"),
        cause);
  }

  private static Finding misread(QueryParseException e, String name) {
    Place place = e.getLine() > 0 ? Place.line(name, e.getLine()) : Place.of(name);
    if (e.getColumn() > 0) {
      place = place.field("column " + e.getColumn());
    }
    String message = String.valueOf(e.getMessage());
    String remedy =
        message.contains("Unresolved prefixed name")
            ? "Declare the prefix: PREFIX name: <IRI>"
            : "Mend the text at this place";
    return Finding.violation("query.syntax", place, found(message), expected(message), remedy);
  }

  private static String found(String message) {
    int end = message.indexOf(EXPECTING);
    return (end < 0 ? message : message.substring(0, end)).strip().replaceAll("\\s+", " ");
  }

  /// The first of what the parser would have taken, which it tells one a line.
  private static String expected(String message) {
    int start = message.indexOf(EXPECTING);
    if (start < 0) {
      return "SPARQL 1.1";
    }
    List<String> tokens =
        message
            .substring(start)
            .lines()
            .skip(1)
            .map(line -> line.replace("...", "").strip())
            .filter(token -> !token.isEmpty())
            .toList();
    return String.join(", ", tokens.subList(0, Math.min(SHOWN, tokens.size())))
        + (tokens.size() > SHOWN ? ", …" : "");
  }
}
