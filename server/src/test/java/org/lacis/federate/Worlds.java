package org.lacis.federate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.util.NodeFactoryExtra;
import org.apache.jena.vocabulary.RDF;

/// Small random worlds of statements, and questions about them.
final class Worlds {
  private static final String NS = "http://t.example/";
  private final SplittableRandom random;

  Worlds(long seed) {
    random = new SplittableRandom(seed);
  }

  /// @return who says what: several may say the same
  List<List<Triple>> split(int statements, int speakers) {
    List<List<Triple>> said = new ArrayList<>();
    for (int i = 0; i < speakers; i++) {
      said.add(new ArrayList<>());
    }
    for (int i = 0; i < statements; i++) {
      Triple triple = triple();
      // some properties are of one speaker alone, as in life
      int who =
          triple.getPredicate().getURI().endsWith("p3")
              ? 1
              : triple.getPredicate().getURI().endsWith("p4") ? 0 : random.nextInt(speakers);
      said.get(who).add(triple);
      if (random.nextInt(6) == 0 && !triple.getPredicate().getURI().matches(".*p[34]")) {
        said.get(random.nextInt(speakers)).add(triple);
      }
    }
    return said;
  }

  private Triple triple() {
    Node subject = thing();
    if (random.nextInt(5) == 0) {
      return Triple.create(subject, RDF.type.asNode(), iri("C" + random.nextInt(3)));
    }
    int property = random.nextInt(5);
    Node object =
        switch (property) {
          case 0, 1, 3 -> thing();
          case 2 -> NodeFactoryExtra.intToNode(random.nextInt(12));
          default ->
              NodeFactory.createLiteralLang(
                  "w" + random.nextInt(6), random.nextBoolean() ? "fr" : "en");
        };
    return Triple.create(subject, iri("p" + property), object);
  }

  private Node thing() {
    return iri("t" + random.nextInt(25));
  }

  private static Node iri(String name) {
    return NodeFactory.createURI(NS + name);
  }

  /// A question whose answer is one whoever works it out.
  String question() {
    String[] vars = {"?a", "?b", "?c", "?d"};
    String text = "PREFIX : <" + NS + ">\n";
    int form = random.nextInt(12);
    String body = body(vars, 1 + random.nextInt(3));
    String more =
        switch (random.nextInt(9)) {
          case 0 -> " OPTIONAL { " + body(vars, 1 + random.nextInt(2)) + " }";
          case 1 -> " OPTIONAL { " + pattern(vars) + filter(vars) + " }";
          case 2 -> " { " + body(vars, 1) + " } UNION { " + body(vars, 1) + filter(vars) + " }";
          case 3 -> " MINUS { " + body(vars, 1) + " }";
          case 4 -> " FILTER NOT EXISTS { " + body(vars, 1 + random.nextInt(2)) + " }";
          case 5 -> " FILTER EXISTS { " + body(vars, 1) + filter(vars) + " }";
          case 6 -> " VALUES ?a { :t1 :t2 :t3 :t4 :t5 }";
          case 7 -> " OPTIONAL { " + pattern(vars) + " OPTIONAL { " + pattern(vars) + " } }";
          default -> "";
        };
    String where = " { " + body + more + (random.nextInt(3) == 0 ? filter(vars) : "") + " }";
    return switch (form) {
      case 0 -> text + "SELECT DISTINCT ?a ?b" + where;
      case 1 -> text + "SELECT ?b (COUNT(*) AS ?n)" + where + " GROUP BY ?b";
      case 2 -> text + "SELECT (COUNT(DISTINCT ?a) AS ?n)" + where;
      case 3 ->
          text
              + "SELECT ?a ?n { "
              + pattern(vars)
              + " { SELECT ?a (COUNT(?c) AS ?n) "
              + where
              + " GROUP BY ?a } }";
      case 4 -> text + "SELECT * { ?a :p0+ ?b . " + pattern(vars) + " }";
      case 5 -> text + "SELECT * { " + pattern(vars) + " ?a (:p0|^:p1)/:p3? ?c }";
      default -> text + "SELECT *" + where;
    };
  }

  private String body(String[] vars, int patterns) {
    // each shares a variable with the one before, or the rows are too many to compare
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < patterns; i++) {
      text.append(pattern(new String[] {vars[i], vars[i], vars[i], vars[i + 1]}));
    }
    return text.toString();
  }

  private String pattern(String[] vars) {
    String subject = random.nextInt(8) == 0 ? ":t" + random.nextInt(25) : vars[random.nextInt(3)];
    int property = random.nextInt(7);
    String object =
        random.nextInt(8) == 0
            ? ":t" + random.nextInt(25)
            : random.nextInt(12) == 0 ? subject : vars[vars.length - 1];
    return switch (property) {
      case 5 -> subject + " a :C" + random.nextInt(3) + " . ";
      case 6 ->
          random.nextInt(4) == 0
              ? subject + " ?p " + object + " . "
              : subject + " a " + object + " . ";
      default -> subject + " :p" + property + " " + object + " . ";
    };
  }

  private String filter(String[] vars) {
    String one = vars[random.nextInt(vars.length)];
    String other = vars[random.nextInt(vars.length)];
    return switch (random.nextInt(5)) {
      case 0 -> " FILTER(" + one + " != " + other + ")";
      case 1 -> " FILTER(isIRI(" + one + "))";
      case 2 -> " FILTER(!isNumeric(" + one + ") || " + one + " > 5)";
      case 3 -> " FILTER(lang(" + one + ") = \"fr\" || isIRI(" + other + "))";
      default -> " FILTER(BOUND(" + one + "))";
    };
  }
}
