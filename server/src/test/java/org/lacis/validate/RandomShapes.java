package org.lacis.validate;

import java.util.List;
import java.util.Random;

/// Shapes and statements drawn by dice, small enough that they have much to do with each other.
final class RandomShapes {
  static final String PREFIXES =
      """
      PREFIX : <http://example/>
      PREFIX sh: <http://www.w3.org/ns/shacl#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      """;

  private static final List<String> LITERALS =
      List.of(
          "1",
          "2",
          "10",
          "'01'^^xsd:integer",
          "2.5",
          "1e0",
          "true",
          "'a'",
          "'abc'",
          "'b'@en",
          "'c'@fr",
          "'d'@fr",
          "'e'@en-GB",
          "'x'^^xsd:integer",
          "'2020-01-01'^^xsd:date",
          "'2021-05-05'^^xsd:date",
          "'2020-01-01T00:00:00Z'^^xsd:dateTime",
          "'7'^^xsd:long",
          "'odd'^^:kind");

  private final Random random;
  private final boolean sparql;
  private int names;

  /// @param sparql whether there are constraints in SPARQL
  RandomShapes(Random random, boolean sparql) {
    this.random = random;
    this.sparql = sparql;
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  String thing() {
    return once(12) ? "_:b" + random.nextInt(3) : ":n" + random.nextInt(10);
  }

  String property() {
    return ":p" + random.nextInt(5);
  }

  String type() {
    return ":C" + random.nextInt(5);
  }

  String literal() {
    return LITERALS.get(random.nextInt(LITERALS.size()));
  }

  private String value() {
    return once(2) ? literal() : ":n" + random.nextInt(10);
  }

  /// One statement that the shapes may ask about.
  String statement() {
    return switch (random.nextInt(20)) {
      case 0 -> type() + " rdfs:subClassOf " + type() + " .";
      case 1, 2, 3, 4, 5 -> thing() + " a " + type() + " .";
      default -> thing() + " " + property() + " " + (once(2) ? thing() : literal()) + " .";
    };
  }

  String data(int statements) {
    StringBuilder turtle = new StringBuilder();
    for (int i = 0; i < statements; i++) {
      turtle.append(statement()).append('\n');
    }
    return turtle.toString();
  }

  /// Shapes that can be used whole: dice may give one shape the same parameter twice.
  String soundShapes() {
    while (true) {
      String turtle = shapes();
      if (new Validator(ShaclLawTest.graph(turtle), "en").shapeFindings().isEmpty()) {
        return turtle;
      }
    }
  }

  private String shapes() {
    StringBuilder turtle = new StringBuilder();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      turtle.append(":S").append(names++).append(" a sh:NodeShape ");
      if (once(6)) {
        turtle.append(", rdfs:Class ");
      }
      int targets = 1 + random.nextInt(2);
      for (int j = 0; j < targets; j++) {
        turtle
            .append("; ")
            .append(
                switch (random.nextInt(6)) {
                  case 0 -> "sh:targetSubjectsOf " + property();
                  case 1 -> "sh:targetObjectsOf " + property();
                  case 2 -> "sh:targetNode " + (once(3) ? literal() : ":n" + random.nextInt(12));
                  default -> "sh:targetClass " + type();
                });
      }
      turtle.append(once(8) ? path() + constraints(0, true) : constraints(0, false));
      turtle.append(" .\n");
    }
    return turtle.toString();
  }

  private String path() {
    return " ; sh:path " + route(0);
  }

  private String route(int depth) {
    int kind = depth > 1 || !once(3) ? 0 : 1 + random.nextInt(6);
    return switch (kind) {
      case 1 -> "[ sh:inversePath " + route(depth + 1) + " ]";
      case 2 -> "( " + route(depth + 1) + " " + route(depth + 1) + " )";
      case 3 -> "[ sh:alternativePath ( " + route(depth + 1) + " " + route(depth + 1) + " ) ]";
      case 4 -> "[ sh:zeroOrMorePath " + route(depth + 1) + " ]";
      case 5 -> "[ sh:oneOrMorePath " + route(depth + 1) + " ]";
      case 6 -> "[ sh:zeroOrOnePath " + route(depth + 1) + " ]";
      default -> property();
    };
  }

  private String constraints(int depth, boolean ofPath) {
    StringBuilder turtle = new StringBuilder();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      turtle.append(" ; ").append(ofPath && once(2) ? ofValues() : constraint(depth, ofPath));
    }
    if (once(8)) {
      turtle.append(" ; sh:severity ").append(any("sh:Warning", "sh:Info", ":Mine"));
    }
    if (once(6)) {
      turtle.append(" ; sh:message 'Words'@en , 'Mots'@fr");
    }
    if (once(20)) {
      turtle.append(" ; sh:deactivated true");
    }
    return turtle.toString();
  }

  private String ofValues() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> "sh:minCount " + (1 + random.nextInt(2));
      case 2, 3 -> "sh:maxCount " + random.nextInt(3);
      case 4 -> "sh:uniqueLang true";
      default -> {
        String shape = shape(1);
        yield "sh:qualifiedValueShape "
            + shape
            + " ; "
            + any("sh:qualifiedMinCount 1", "sh:qualifiedMaxCount 1")
            + (once(2) ? " ; sh:qualifiedValueShapesDisjoint true" : "");
      }
    };
  }

  private String constraint(int depth, boolean ofPath) {
    return switch (random.nextInt(depth > 1 ? 15 : 24)) {
      case 0 -> "sh:datatype xsd:" + any("integer", "string", "date", "decimal", "long");
      case 1 -> "sh:nodeKind sh:" + any("IRI", "Literal", "BlankNode", "BlankNodeOrIRI");
      case 2, 3 -> "sh:class " + type();
      case 4 ->
          "sh:"
              + any("minInclusive", "maxInclusive", "minExclusive", "maxExclusive")
              + " "
              + any("1", "2", "5", "'2020-06-01'^^xsd:date");
      case 5 -> "sh:" + any("minLength", "maxLength") + " " + (1 + random.nextInt(17));
      case 6 ->
          "sh:pattern '" + any("^a", "n[1-5]", "B") + "'" + (once(2) ? " ; sh:flags 'i'" : "");
      case 7 -> "sh:languageIn ( " + any("'en'", "'fr' 'de'") + " )";
      case 8 -> "sh:in ( " + value() + " " + value() + " " + value() + " )";
      case 9 -> "sh:hasValue " + value();
      case 10 -> "sh:" + any("equals", "disjoint") + " " + property();
      case 11 -> "sh:" + any("lessThan", "lessThanOrEquals") + " " + property();
      case 12 -> "sh:closed true ; sh:ignoredProperties ( " + property() + " )";
      case 13, 14 ->
          sparql
              ? "sh:sparql [ sh:select \"\"\""
                  + any(
                      "SELECT $this ?value WHERE { $this <http://example/p0> ?value ."
                          + " FILTER NOT EXISTS { ?value <http://example/p1> ?x } }",
                      "SELECT $this WHERE { $this ?p ?o . ?o <http://example/p2> $this }",
                      "SELECT $this WHERE { $this <http://example/p3>/<http://example/p0>* ?o ."
                          + " ?o a <http://example/C1> }")
                  + "\"\"\" ]"
              : "sh:nodeKind sh:IRI";
      case 15 -> "sh:not " + shape(depth + 1);
      case 16 -> "sh:or ( " + shape(depth + 1) + " " + shape(depth + 1) + " )";
      case 17 -> "sh:and ( " + shape(depth + 1) + " " + shape(depth + 1) + " )";
      case 18 -> "sh:xone ( " + shape(depth + 1) + " " + shape(depth + 1) + " )";
      case 19 -> "sh:node [ " + constraints(depth + 1, false).substring(2) + " ]";
      default -> ofPath ? ofValues() : "sh:property [ " + inner(depth) + " ]";
    };
  }

  /// A property shape in a node shape, which may have property shapes itself.
  private String inner(int depth) {
    return (path() + constraints(depth + 1, true)).substring(2)
        + (depth < 1 && once(3) ? " ; sh:property [ " + inner(depth + 1) + " ]" : "");
  }

  private String shape(int depth) {
    return once(2)
        ? "[ " + (path() + constraints(depth, true)).substring(2) + " ]"
        : "[ " + constraints(depth, false).substring(2) + " ]";
  }
}
