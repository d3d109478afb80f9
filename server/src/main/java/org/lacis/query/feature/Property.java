package org.lacis.query.feature;

import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;

/// What is said of the features of a collection under one name.
///
/// @param name local name of the predicate; with its prefix where two predicates share it
/// @param predicate IRI
/// @param kinds of its values in this collection; more than one where the data differ
/// @param datatypes IRIs of the datatypes of its literals, `rdf:langString` among them
/// @param languages tags of its texts, lower case; empty where none has one
/// @param several whether some feature has more than one value
/// @param title by language; may be empty
/// @param description by language; may be empty
public record Property(
    String name,
    Node predicate,
    Set<Kind> kinds,
    Set<String> datatypes,
    Set<String> languages,
    boolean several,
    Map<String, String> title,
    Map<String, String> description) {

  /// What values are to a reader of JSON, and to a filter.
  public enum Kind {
    INTEGER,
    NUMBER,
    BOOLEAN,
    DATE,
    DATE_TIME,
    TEXT,
    /// an IRI
    THING;

    /// The kind of a term.
    public static Kind of(Node node) {
      if (!node.isLiteral()) {
        return THING;
      }
      String type = node.getLiteralDatatypeURI();
      if (!type.startsWith(XSD)) {
        return TEXT;
      }
      return switch (type.substring(XSD.length())) {
        case "integer",
            "int",
            "long",
            "short",
            "byte",
            "nonNegativeInteger",
            "positiveInteger",
            "nonPositiveInteger",
            "negativeInteger",
            "unsignedLong",
            "unsignedInt",
            "unsignedShort",
            "unsignedByte" ->
            INTEGER;
        case "decimal", "double", "float" -> NUMBER;
        case "boolean" -> BOOLEAN;
        case "date" -> DATE;
        case "dateTime", "dateTimeStamp" -> DATE_TIME;
        default -> TEXT;
      };
    }
  }

  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

  public Property {
    kinds = Set.copyOf(kinds);
    datatypes = Set.copyOf(datatypes);
    languages = Set.copyOf(languages);
    title = Map.copyOf(title);
    description = Map.copyOf(description);
  }
}
