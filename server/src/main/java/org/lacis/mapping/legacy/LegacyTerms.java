package org.lacis.mapping.legacy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.mapping.Rml;

/// The vocabularies of before 2024 and what became of their terms.
final class LegacyTerms {
  static final String RR = "http://www.w3.org/ns/r2rml#";
  static final String RML = "http://semweb.mmlab.be/ns/rml#";
  static final String QL = "http://semweb.mmlab.be/ns/ql#";
  static final String FNML = "http://semweb.mmlab.be/ns/fnml#";
  static final String RMLT = "http://semweb.mmlab.be/ns/rml-target#";
  static final String RMLE = "https://w3id.org/imec/rml/ns/extensions#";
  static final String COMP = "http://semweb.mmlab.be/ns/rml-compression#";
  static final String VOID = "http://rdfs.org/ns/void#";
  static final String DCAT = "http://www.w3.org/ns/dcat#";

  /// Both spellings of the function ontology are in use.
  static final Set<String> EXECUTES =
      Set.of(
          "https://w3id.org/function/ontology#executes",
          "http://w3id.org/function/ontology#executes");

  static final String TRUE_CONDITION = "https://w3id.org/imec/idlab/function#trueCondition";
  static final String AND = "http://users.ugent.be/~bjdmeest/function/grel.ttl#boolean_and";
  static final String EQUAL = "https://w3id.org/imec/idlab/function#equal";

  /// Properties whose name alone stays, by namespace.
  private static final Map<String, Set<String>> PROPERTIES =
      Map.of(
          RR,
          Set.of(
              "subjectMap",
              "subject",
              "predicateObjectMap",
              "predicateMap",
              "predicate",
              "objectMap",
              "object",
              "graphMap",
              "graph",
              "class",
              "constant",
              "template",
              "termType",
              "language",
              "datatype",
              "parentTriplesMap",
              "joinCondition",
              "child",
              "parent"),
          RML,
          Set.of(
              "logicalSource",
              "source",
              "referenceFormulation",
              "iterator",
              "reference",
              "languageMap",
              "datatypeMap",
              "joinCondition",
              "logicalTarget"),
          RMLT,
          Set.of("target", "serialization", "compression"));

  /// Properties that the rewriter takes apart.
  private static final Map<String, Set<String>> TAKEN_APART =
      Map.of(
          RR,
          Set.of(
              "logicalTable", "tableName", "sqlQuery", "sqlVersion", "column", "inverseExpression"),
          RML,
          Set.of("query", "parentTermMap"),
          FNML,
          Set.of("functionValue"));

  private static final Map<String, String> CLASSES = classes();

  private static final Map<String, String> OBJECTS = objects();

  /// Whether an IRI belongs to a vocabulary that is rewritten.
  static boolean old(Node node) {
    return node.isURI()
        && List.of(RR, RML, QL, FNML, RMLT, COMP).stream().anyMatch(node.getURI()::startsWith);
  }

  private LegacyTerms() {}

  static Node rr(String name) {
    return NodeFactory.createURI(RR + name);
  }

  static Node rml(String name) {
    return NodeFactory.createURI(RML + name);
  }

  static Node fnml(String name) {
    return NodeFactory.createURI(FNML + name);
  }

  static Node rmlt(String name) {
    return NodeFactory.createURI(RMLT + name);
  }

  /// What a property became that only changed its namespace.
  static Optional<Node> property(Node old) {
    return PROPERTIES.entrySet().stream()
        .filter(
            entry -> Rml.local(old, entry.getKey()).filter(entry.getValue()::contains).isPresent())
        .findFirst()
        .flatMap(entry -> Rml.local(old, entry.getKey()))
        .map(Rml::term);
  }

  /// What a class or another term that is no property became.
  static Optional<Node> object(Node old) {
    String known = old.isURI() ? OBJECTS.get(old.getURI()) : null;
    return Optional.ofNullable(known).map(Rml::term);
  }

  /// The class that a class became; `""` when instances need none any more.
  static Optional<String> type(Node old) {
    return old.isURI() ? Optional.ofNullable(CLASSES.get(old.getURI())) : Optional.empty();
  }

  /// All properties with their prefix, for whoever misspelled one.
  static Set<String> properties() {
    Set<String> all = new TreeSet<>();
    List.of(PROPERTIES, TAKEN_APART)
        .forEach(table ->
            table.forEach(
                (namespace, names) -> names.forEach(name -> all.add(prefix(namespace) + name))));
    return all;
  }

  static Set<String> classNames() {
    Set<String> all = new TreeSet<>();
    CLASSES.keySet().forEach(iri -> all.add(words(NodeFactory.createURI(iri))));
    return all;
  }

  private static String prefix(String namespace) {
    return switch (namespace) {
      case RR -> "rr:";
      case RML -> "rml:";
      case QL -> "ql:";
      case FNML -> "fnml:";
      case RMLT -> "rmlt:";
      case COMP -> "comp:";
      default -> "<" + namespace + ">";
    };
  }

  /// A term as a person writes it.
  static String words(Node node) {
    for (String namespace : List.of(RR, RML, QL, FNML, RMLT, COMP)) {
      Optional<String> name = Rml.local(node, namespace);
      if (name.isPresent()) {
        return prefix(namespace) + name.get();
      }
    }
    return Rml.words(node);
  }

  private static Map<String, String> classes() {
    Map<String, String> classes = new HashMap<>();
    for (String name :
        List.of(
            "TriplesMap",
            "SubjectMap",
            "PredicateMap",
            "ObjectMap",
            "GraphMap",
            "TermMap",
            "PredicateObjectMap",
            "RefObjectMap",
            "Join")) {
      classes.put(RR + name, name);
    }
    for (String name : List.of("LogicalTable", "BaseTableOrView", "R2RMLView")) {
      classes.put(RR + name, "LogicalSource");
    }
    classes.put(RML + "LogicalSource", "LogicalSource");
    classes.put(RML + "BaseSource", "LogicalSource");
    classes.put(RML + "LanguageMap", "LanguageMap");
    classes.put(RML + "DatatypeMap", "DatatypeMap");
    classes.put(RMLT + "LogicalTarget", "LogicalTarget");
    classes.put(RMLT + "Target", "Target");
    classes.put(FNML + "FunctionTermMap", "");
    classes.put(FNML + "FunctionValue", "");
    return classes;
  }

  private static Map<String, String> objects() {
    Map<String, String> objects = new HashMap<>();
    for (String name : List.of("IRI", "BlankNode", "Literal", "defaultGraph")) {
      objects.put(RR + name, name);
    }
    for (String name : List.of("CSV", "JSONPath", "XPath")) {
      objects.put(QL + name, name);
    }
    objects.put(COMP + "gzip", "gzip");
    objects.put(COMP + "zip", "zip");
    objects.put(COMP + "targzip", "targzip");
    objects.put(COMP + "tarxz", "tarxz");
    return objects;
  }
}
