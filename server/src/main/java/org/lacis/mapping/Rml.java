package org.lacis.mapping;

import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// The mapping vocabulary: RML as it stands since 2024 (`http://w3id.org/rml/`), and the words of
/// others that it borrows.
public final class Rml {
  public static final String NS = "http://w3id.org/rml/";
  public static final String LACIS = "https://w3id.org/lacis#";
  public static final String CSVW = "http://www.w3.org/ns/csvw#";
  public static final String D2RQ = "http://www.wiwiss.fu-berlin.de/suhl/bizer/D2RQ/0.1#";
  static final String DCAT = "http://www.w3.org/ns/dcat#";

  /// Namespaces of the mapping languages before 2024, which are rewritten.
  static final Set<String> OLD =
      Set.of("http://www.w3.org/ns/r2rml#", "http://semweb.mmlab.be/ns/rml#");

  public static final Node TYPE =
      NodeFactory.createURI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");

  static final Set<String> CLASSES =
      Set.of(
          "TriplesMap",
          "LogicalSource",
          "AbstractLogicalSource",
          "Source",
          "RelativePathSource",
          "RelativePath",
          "FilePath",
          "SubjectMap",
          "PredicateMap",
          "ObjectMap",
          "GraphMap",
          "TermMap",
          "ExpressionMap",
          "LanguageMap",
          "DatatypeMap",
          "PredicateObjectMap",
          "RefObjectMap",
          "Join",
          "JoinCondition",
          "ChildMap",
          "ParentMap",
          "Strategy",
          "FunctionExecution",
          "Execution",
          "Input",
          "FunctionMap",
          "ParameterMap",
          "ReturnMap",
          "InputValueMap",
          "Namespace",
          "XPathReferenceFormulation",
          "ReferenceFormulation",
          "CSVReferenceFormulation",
          "Encoding",
          "Compression",
          "ConditionMap",
          "BaseSource",
          "Iterable",
          "GatherMap",
          "AssertedTriplesMap",
          "NonAssertedTriplesMap",
          "StarMap",
          "LogicalTarget",
          "Target",
          "LogicalView",
          "LogicalViewJoin",
          "Field",
          "ExpressionField",
          "IterableField",
          "StructuralAnnotation",
          "PrimaryKeyAnnotation",
          "UniqueAnnotation",
          "NonNullableAnnotation",
          "InclusionDependencyAnnotation",
          "ForeignKeyAnnotation",
          "IRISafeAnnotation");

  static final Set<String> ON_TRIPLES_MAP =
      Set.of("logicalSource", "subjectMap", "subject", "predicateObjectMap", "baseIRI");

  static final Set<String> ON_LOGICAL_SOURCE =
      Set.of(
          "source", "referenceFormulation", "iterator", "query", "null", "encoding", "compression");

  static final Set<String> ON_SOURCE =
      Set.of("root", "path", "null", "encoding", "compression", "query");

  static final Set<String> ON_POM =
      Set.of("predicate", "predicateMap", "object", "objectMap", "graph", "graphMap", "condition");

  static final Set<String> ON_TERM_MAP =
      Set.of(
          "constant",
          "reference",
          "template",
          "termType",
          "functionExecution",
          "return",
          "returnMap",
          "language",
          "languageMap",
          "datatype",
          "datatypeMap",
          "condition",
          "logicalTarget");

  static final Set<String> ON_SUBJECT_MAP =
      Set.of(
          "class",
          "graph",
          "graphMap",
          "constant",
          "reference",
          "template",
          "termType",
          "functionExecution",
          "return",
          "returnMap",
          "language",
          "languageMap",
          "datatype",
          "datatypeMap",
          "condition",
          "logicalTarget");

  static final Set<String> ON_REF_OBJECT_MAP = Set.of("parentTriplesMap", "joinCondition");

  static final Set<String> ON_JOIN = Set.of("child", "parent", "childMap", "parentMap");

  static final Set<String> ON_FUNCTION = Set.of("function", "functionMap", "input");

  static final Set<String> ON_INPUT =
      Set.of("parameter", "parameterMap", "inputValue", "inputValueMap");

  static final Set<String> ON_FORMULATION = Set.of("namespace", "namespacePrefix", "namespaceURL");

  static final Set<String> ON_GATHER_MAP =
      Set.of(
          "gather",
          "gatherAs",
          "strategy",
          "allowEmptyListAndContainer",
          "constant",
          "reference",
          "template",
          "termType",
          "functionExecution",
          "return",
          "returnMap",
          "condition",
          "logicalTarget");

  static final Set<String> ON_STAR_MAP =
      Set.of("quotedTriplesMap", "joinCondition", "condition", "logicalTarget");

  static final Set<String> ON_LOGICAL_TARGET =
      Set.of("target", "serialization", "encoding", "compression");

  static final Set<String> ON_TARGET = Set.of("root", "path", "encoding", "compression");

  static final Set<String> ON_LOGICAL_VIEW =
      Set.of("viewOn", "field", "leftJoin", "innerJoin", "structuralAnnotation");

  static final Set<String> ON_VIEW_JOIN = Set.of("parentLogicalView", "joinCondition", "field");

  static final Set<String> ON_FIELD =
      Set.of(
          "fieldName",
          "field",
          "iterator",
          "referenceFormulation",
          "constant",
          "reference",
          "template",
          "functionExecution",
          "return",
          "returnMap",
          "condition");

  /// Annotations are hints for faster plans; the answer is the same without them.
  static final Set<String> ON_ANNOTATION = Set.of("onFields", "targetView", "targetFields");

  private Rml() {}

  public static Node term(String name) {
    return NodeFactory.createURI(NS + name);
  }

  /// The local name of a term of RML.
  public static Optional<String> name(Node node) {
    return local(node, NS).filter(name -> name.indexOf('/') < 0);
  }

  /// The local name of an IRI in a namespace.
  public static Optional<String> local(Node node, String namespace) {
    return node.isURI() && node.getURI().startsWith(namespace)
        ? Optional.of(node.getURI().substring(namespace.length()))
        : Optional.empty();
  }

  /// A term as a person writes it.
  public static String words(Node node) {
    if (node.isURI()) {
      return name(node).map(name -> "rml:" + name).orElse("<" + node.getURI() + ">");
    }
    if (node.isLiteral()) {
      return '"' + node.getLiteralLexicalForm() + '"';
    }
    return node.isBlank() ? "a blank node" : node.toString();
  }
}
