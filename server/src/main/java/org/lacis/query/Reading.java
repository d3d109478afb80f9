package org.lacis.query;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern MET = Pattern.compile("at line (\\d+), column (\\d+)");
  private static final String TOO_DEEP = "brackets within brackets, too many to read";
  private static final int SHOWN = 8;

  private Reading() {}

  /// @param name what to call the text in messages
  /// @param parser reads it
  /// @throws QueryException `query.syntax`, with line and column where they are known
  static <T> T of(String name, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (QueryParseException e) {
      if (e.getCause() instanceof StackOverflowError || e.getMessage() == null) {
        throw refused(name, TOO_DEEP, e); // Jena tells every error of its parser so
      }
      throw new QueryException(misread(e, name), e);
    } catch (JenaException e) {
      throw refused(name, found(String.valueOf(e.getMessage())), e);
    } catch (StackOverflowError e) {
      throw refused(name, TOO_DEEP, e);
    }
  }

  private static QueryException refused(String name, String found, Throwable cause) {
    return new QueryException(
        Finding.violation("query.syntax", Place.of(name), found, "SPARQL 1.1", "Mend the text"),
        cause);
  }

  private static Finding misread(QueryParseException e, String name) {
    String message = String.valueOf(e.getMessage());
    String remedy =
        message.contains("Unresolved prefixed name")
            ? "Declare the prefix: PREFIX name: <IRI>"
            : "Mend the text at this place";
    return Finding.violation(
        "query.syntax", place(e, message, name), found(message), expected(message), remedy);
  }

  /// The parser's own place is that of the last token it took; the one it met is in its words.
  private static Place place(QueryParseException e, String message, String name) {
    Matcher met = MET.matcher(message);
    boolean told = met.find();
    int line = told ? Integer.parseInt(met.group(1)) : e.getLine();
    int column = told ? Integer.parseInt(met.group(2)) : e.getColumn();
    Place place = line > 0 ? Place.line(name, line) : Place.of(name);
    return column > 0 ? place.field("column " + column) : place;
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
