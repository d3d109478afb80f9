package org.lacis.link.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Place;

/// A rule as RDF and back, without loss: what is read again is the same rule, of the same version.
///
/// The nodes are IRIs below that of the version, so the same rule is the same triples at every
/// writing. Terms are those of `ontologies/link`; paths are written as SHACL writes property paths,
/// numbers as `xsd:double`, curves as `rdf:JSON`.
final class RuleRdf {
  /// Namespace of the terms.
  static final String NS = "https://w3id.org/lacis/link#";

  private static final String SH_INVERSE = "http://www.w3.org/ns/shacl#inversePath";
  private static final String RDF_JSON = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// Keys whose text is the IRI of a term.
  private static final Set<String> TERMS = Set.of("class", "predicate", "inverse", "crs");

  /// Keys whose text is a path, with the property for it.
  private static final Map<String, String> PATHS =
      Map.of("source", "sourcePath", "target", "targetPath", "path", "path");

  /// Keys of curves that have a word of their own, since `match` is also what a rule is made of.
  private static final Map<String, String> CURVES =
      Map.of("match", "speaksFor", "other", "speaksAgainst");

  /// Keys below which people's own names stand: one node a name, in order.
  private static final Map<String, String> NAMED =
      Map.of(
          "criteria", "Criterion",
          "weights", "Weight",
          "masses", "Mass",
          "predicates", "RelationPredicate");

  /// What an object below a key is.
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("emit", "Emission"),
          Map.entry("tolerance", "Tolerance"),
          Map.entry("match", "Match"),
          Map.entry("topological", "Topological"),
          Map.entry("identity", "Identity"),
          Map.entry("key", "Keys"),
          Map.entry("nearest", "Nearest"),
          Map.entry("near", "Near"),
          Map.entry("words", "Words"),
          Map.entry("blocking", "Blocking"),
          Map.entry("all", "Blocking"),
          Map.entry("alignment", "Alignment"),
          Map.entry("decision", "Decision"),
          Map.entry("thresholds", "Thresholds"),
          Map.entry("logistic", "Logistic"),
          Map.entry("belief", "Belief"));

  private RuleRdf() {}

  // ---- to RDF

  /// The triples of a version of a rule.
  ///
  /// @param rule the IRI of the rule, whatever its version
  /// @return in one order; the version is `<rule>/<version>`
  static List<Triple> triples(LinkRule rule, Node ruleNode) {
    Writer writer = new Writer();
    Node version = version(rule, ruleNode);
    writer.say(ruleNode, RDF.type.asNode(), Lacis.LINK_RULE);
    writer.say(ruleNode, term("version"), version);
    writer.say(version, RDF.type.asNode(), term("RuleVersion"));
    ObjectNode tree = RuleTree.of(rule);
    writer.object(version, tree);
    return writer.triples;
  }

  static Node version(LinkRule rule, Node ruleNode) {
    return NodeFactory.createURI(ruleNode.getURI() + "/" + rule.version());
  }

  private static Node term(String name) {
    return NodeFactory.createURI(NS + name);
  }

  private static final class Writer {
    private final List<Triple> triples = new ArrayList<>();

    void say(Node subject, Node predicate, Node object) {
      triples.add(Triple.create(subject, predicate, object));
    }

    void object(Node node, ObjectNode tree) {
      for (Map.Entry<String, JsonNode> entry : tree.properties()) {
        String key = entry.getKey();
        JsonNode value = entry.getValue();
        switch (key) {
          case "label" -> {
            for (Map.Entry<String, JsonNode> label : value.properties()) {
              say(
                  node,
                  RDFS.label.asNode(),
                  NodeFactory.createLiteralLang(label.getValue().asText(), label.getKey()));
            }
          }
          case "where" -> where(node, value);
          default -> value(node, key, value);
        }
      }
    }

    private void value(Node node, String key, JsonNode value) {
      if (NAMED.containsKey(key)) {
        named(node, key, (ObjectNode) value);
      } else if (value instanceof ObjectNode object) {
        Node child = child(node, key);
        say(node, term(key), child);
        say(child, RDF.type.asNode(), term(classOf(key, object)));
        object(child, object);
      } else if (value instanceof ArrayNode list) {
        list(node, key, list);
      } else if (value.isTextual() && PATHS.containsKey(key)) {
        String property = PATHS.getOrDefault(key, key);
        say(node, term(property), path(child(node, property), value.asText()));
      } else if (value.isTextual() && TERMS.contains(key)) {
        say(node, term(key), NodeFactory.createURI(value.asText()));
      } else {
        say(node, term(key), literal(value));
      }
    }

    private static String classOf(String key, ObjectNode object) {
      if (key.equals("source") || key.equals("target")) {
        return object.has("class") ? "Selection" : "Key";
      }
      return CLASSES.getOrDefault(key, key);
    }

    private void named(Node node, String key, ObjectNode tree) {
      List<Node> members = new ArrayList<>();
      for (Map.Entry<String, JsonNode> entry : tree.properties()) {
        Node member = child(node, key + "/" + entry.getKey());
        say(member, RDF.type.asNode(), term(NAMED.getOrDefault(key, key)));
        say(member, term("name"), NodeFactory.createLiteralString(entry.getKey()));
        object(member, (ObjectNode) entry.getValue());
        members.add(member);
      }
      say(node, term(key), list(child(node, key), members));
    }

    private void list(Node node, String key, ArrayNode list) {
      Node place = child(node, key);
      if (!list.isEmpty() && list.get(0).isArray()) {
        say(
            node,
            term(CURVES.getOrDefault(key, key)),
            NodeFactory.createLiteralDT(
                list.toString(), TypeMapper.getInstance().getSafeTypeByName(RDF_JSON)));
        return;
      }
      List<Node> members = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof ObjectNode object) {
          Node member = child(place, Integer.toString(i + 1));
          say(member, RDF.type.asNode(), term(CLASSES.getOrDefault(key, key)));
          object(member, object);
          members.add(member);
        } else {
          members.add(literal(list.get(i)));
        }
      }
      say(node, term(key), list(place, members));
    }

    private void where(Node node, JsonNode where) {
      int number = 0;
      for (Map.Entry<String, JsonNode> entry : where.properties()) {
        Node condition = child(node, "where/" + ++number);
        say(node, term("where"), condition);
        say(condition, RDF.type.asNode(), term("Condition"));
        say(condition, term("property"), NodeFactory.createURI(entry.getKey()));
        List<Node> wanted = new ArrayList<>();
        entry
            .getValue()
            .forEach(value ->
                wanted.add(
                    value.isTextual() && whole(value.asText())
                        ? NodeFactory.createURI(value.asText())
                        : literal(value)));
        say(condition, term("wanted"), list(child(condition, "wanted"), wanted));
      }
    }

    private Node path(Node place, String text) {
      if (whole(text)) {
        return NodeFactory.createURI(text);
      }
      List<Node> steps = new ArrayList<>();
      List<String> words = Terms.parts(text);
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        boolean backwards = word.startsWith("^");
        Node property = NodeFactory.createURI(word.substring(backwards ? 2 : 1, word.length() - 1));
        if (backwards) {
          Node inverse = child(place, "inverse" + (i + 1));
          say(inverse, NodeFactory.createURI(SH_INVERSE), property);
          steps.add(inverse);
        } else {
          steps.add(property);
        }
      }
      return steps.size() == 1 ? steps.getFirst() : list(place, steps);
    }

    private Node list(Node place, List<Node> members) {
      Node rest = RDF.nil.asNode();
      for (int i = members.size() - 1; i >= 0; i--) {
        Node cell = child(place, "list" + (i + 1));
        say(cell, RDF.first.asNode(), members.get(i));
        say(cell, RDF.rest.asNode(), rest);
        rest = cell;
      }
      return rest;
    }

    private static Node child(Node node, String name) {
      return NodeFactory.createURI(node.getURI() + "/" + name);
    }

    private static Node literal(JsonNode value) {
      if (value.isInt()) {
        return NodeFactory.createLiteralDT(value.asText(), XSDDatatype.XSDinteger);
      }
      if (value.isBigDecimal()) {
        return NodeFactory.createLiteralDT(
            value.decimalValue().toPlainString(), XSDDatatype.XSDdecimal);
      }
      return value.isNumber()
          ? NodeFactory.createLiteralDT(written(value.doubleValue()), XSDDatatype.XSDdouble)
          : NodeFactory.createLiteralString(value.asText());
    }
  }

  private static boolean whole(String text) {
    return text.startsWith("http://") || text.startsWith("https://") || text.startsWith("urn:");
  }

  // ---- from RDF

  /// Reads a version of a rule.
  ///
  /// @throws LinkException when the triples are no rule; place is the version's IRI
  static LinkRule rule(Graph graph, Node version) {
    ObjectNode tree = new Reader(graph, version).object(version);
    Yaml yaml = Yaml.of(version.toString(), tree);
    return RuleReader.read(yaml, yaml.text("rule"));
  }

  private static final class Reader {
    private final Graph graph;
    private final Node version;
    private final Set<Node> open = new HashSet<>();

    Reader(Graph graph, Node version) {
      this.graph = graph;
      this.version = version;
    }

    ObjectNode object(Node node) {
      if (!open.add(node)) {
        throw wrong(node, "a node that holds itself", "a tree of nodes");
      }
      ObjectNode tree = NODES.objectNode();
      Map<String, List<Node>> values = new TreeMap<>();
      graph
          .find(node, Node.ANY, Node.ANY)
          .forEachRemaining(triple -> {
            String property = triple.getPredicate().getURI();
            if (property.startsWith(NS)) {
              values
                  .computeIfAbsent(property.substring(NS.length()), _ -> new ArrayList<>())
                  .add(triple.getObject());
            } else if (triple.getPredicate().equals(RDFS.label.asNode())
                && triple.getObject().isLiteral()) {
              ObjectNode label =
                  tree.get("label") instanceof ObjectNode before ? before : tree.putObject("label");
              label.put(
                  triple.getObject().getLiteralLanguage(),
                  triple.getObject().getLiteralLexicalForm());
            }
          });
      values.forEach((key, found) -> {
        if (key.equals("where")) {
          where(tree.putObject("where"), found);
        } else if (!key.equals("name") && found.size() > 1) {
          throw wrong(node, found.size() + " values of " + key, "one value");
        } else if (!key.equals("name")) {
          value(tree, key, found.getFirst());
        }
      });
      open.remove(node);
      return tree;
    }

    private void value(ObjectNode tree, String key, Node value) {
      Optional<String> path = keyOf(PATHS, key);
      if (path.isPresent()) {
        tree.put(path.get(), path(value));
      } else if (NAMED.containsKey(key)) {
        named(tree.putObject(key), value);
      } else if (value.isLiteral()) {
        tree.set(keyOf(CURVES, key).orElse(key), literal(value));
      } else if (value.isURI() && TERMS.contains(key)) {
        tree.put(key, value.getURI());
      } else if (isList(value)) {
        ArrayNode list = tree.putArray(key);
        members(value).forEach(one -> list.add(one.isLiteral() ? literal(one) : object(one)));
      } else {
        tree.set(key, object(value));
      }
    }

    private static Optional<String> keyOf(Map<String, String> properties, String property) {
      return properties.entrySet().stream()
          .filter(one -> one.getValue().equals(property))
          .map(Map.Entry::getKey)
          .findFirst();
    }

    private void named(ObjectNode tree, Node list) {
      for (Node member : members(list)) {
        List<Node> name = objects(member, term("name"));
        if (name.size() != 1 || !name.getFirst().isLiteral()) {
          throw wrong(member, name.size() + " names", "one name");
        }
        tree.set(name.getFirst().getLiteralLexicalForm(), object(member));
      }
    }

    private void where(ObjectNode tree, List<Node> conditions) {
      for (Node condition : conditions) {
        List<Node> property = objects(condition, term("property"));
        List<Node> wanted = objects(condition, term("wanted"));
        if (property.size() != 1 || wanted.size() != 1 || !property.getFirst().isURI()) {
          throw wrong(condition, "no condition", "one property and one list of wanted values");
        }
        ArrayNode list = tree.putArray(property.getFirst().getURI());
        members(wanted.getFirst())
            .forEach(one -> {
              if (one.isURI()) {
                list.add(one.getURI());
              } else {
                list.add(literal(one));
              }
            });
      }
    }

    private String path(Node node) {
      if (node.isURI()
          && objects(node, NodeFactory.createURI(SH_INVERSE)).isEmpty()
          && !isList(node)) {
        return node.getURI();
      }
      List<String> steps = new ArrayList<>();
      for (Node step : isList(node) ? members(node) : List.of(node)) {
        List<Node> inverse = objects(step, NodeFactory.createURI(SH_INVERSE));
        steps.add(inverse.isEmpty() ? "<" + step.getURI() + ">" : "^<" + inverse.getFirst() + ">");
      }
      return String.join("/", steps);
    }

    private JsonNode literal(Node value) {
      String text = value.getLiteralLexicalForm();
      String type = value.getLiteralDatatypeURI();
      try {
        if (type.equals(RDF_JSON)) {
          return JSON.readTree(text);
        }
        if (type.equals(XSDDatatype.XSDinteger.getURI())) {
          return IntNode.valueOf(Integer.parseInt(text));
        }
        if (type.equals(XSDDatatype.XSDdecimal.getURI())) {
          return DecimalNode.valueOf(new BigDecimal(text));
        }
        if (type.equals(XSDDatatype.XSDdouble.getURI())) {
          return DoubleNode.valueOf(Double.parseDouble(text));
        }
      } catch (NumberFormatException | JsonProcessingException _) {
        throw wrong(value, text, "a value of " + type);
      }
      return NODES.textNode(text);
    }

    private boolean isList(Node node) {
      return node.equals(RDF.nil.asNode()) || graph.contains(node, RDF.first.asNode(), Node.ANY);
    }

    private List<Node> members(Node list) {
      List<Node> members = new ArrayList<>();
      Set<Node> cells = new HashSet<>();
      Node cell = list;
      while (!cell.equals(RDF.nil.asNode())) {
        List<Node> first = objects(cell, RDF.first.asNode());
        List<Node> rest = objects(cell, RDF.rest.asNode());
        if (first.size() != 1 || rest.size() != 1 || !cells.add(cell)) {
          throw wrong(cell, "a list without end or with two", "a list of RDF");
        }
        members.add(first.getFirst());
        cell = rest.getFirst();
      }
      return members;
    }

    private List<Node> objects(Node node, Node property) {
      return graph.find(node, property, Node.ANY).mapWith(Triple::getObject).toList();
    }

    private LinkException wrong(Node node, String found, String expected) {
      return new LinkException(
          Finding.violation(
              "link.wrong-value",
              Place.of(version.toString()).field(node.toString()),
              found,
              expected,
              "Write the rule again from its YAML."));
    }
  }

  /// As the store gives a double back, so that what is read is what was said.
  private static String written(double number) {
    String text = Double.toString(number);
    return text.contains("E") ? text : text + "e0";
  }
}
