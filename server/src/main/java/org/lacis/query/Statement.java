package org.lacis.query;

import java.util.List;
import java.util.Objects;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.shared.PrefixMapping;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// A statement as a person writes it, in Turtle.
public final class Statement {
  private Statement() {}

  /// @param text subject, predicate and object
  /// @throws QueryException for a text that is not one statement of terms
  public static Triple parse(String text, PrefixMapping prefixes) {
    String bare =
        text.strip().endsWith(".") ? text.strip().substring(0, text.strip().length() - 1) : text;
    Query query = new Query();
    query.getPrefixMapping().setNsPrefixes(prefixes);
    try {
      QueryFactory.parse(query, "CONSTRUCT { " + bare + " } WHERE { }", null, null);
    } catch (QueryParseException e) {
      throw wrong(text, Objects.toString(e.getMessage(), "").lines().findFirst().orElse(""), e);
    }
    List<Triple> triples = query.getConstructTemplate().getTriples();
    if (triples.size() != 1
        || !triples.getFirst().isConcrete()
        || triples.getFirst().getSubject().isBlank()) {
      throw wrong(text, triples.size() + " statements, or one with blanks", null);
    }
    return triples.getFirst();
  }

  private static QueryException wrong(
      String text, String found, @org.jspecify.annotations.Nullable Throwable cause) {
    return new QueryException(
        Finding.violation(
            "query.statement",
            Place.of(text),
            found,
            "subject, predicate and object as in Turtle, such as '<https://…/b/1> a lacis:Building'",
            "Mend it; prefixes are the usual ones: lacis, geo, rdfs, owl, dcterms, skos, sosa, prov, xsd."),
        cause);
  }
}
