package org.lacis.serve.page;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.lacis.serve.twin.Labels;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Prefixes;

/// Makes the reference page of an ontology from the ontology itself: every class, property, shape
/// and other named thing that it defines, with its words, its place among the others, its
/// alignments, and what shapes ask of it.
///
/// @param graph ontology, alignments and shapes together
/// @param words of the reader's language
public record ReferenceMaker(Graph graph, Words words) {
  private static final String SH = "http://www.w3.org/ns/shacl#";
  private static final String VANN = "http://purl.org/vocab/vann/preferredNamespaceUri";

  private static final List<Node> CLASS = List.of(OWL.Class.asNode(), RDFS.Class.asNode());
  private static final List<Node> OBJECT = List.of(OWL.ObjectProperty.asNode());
  private static final List<Node> DATATYPE = List.of(OWL.DatatypeProperty.asNode());
  private static final List<Node> ANNOTATION =
      List.of(OWL.AnnotationProperty.asNode(), RDF.Property.asNode());
  private static final List<Node> SHAPE = List.of(sh("NodeShape"));

  /// What is told of a term, by the key of its word.
  private static final Map<String, List<Node>> FACTS = facts();

  private static Map<String, List<Node>> facts() {
    Map<String, List<Node>> facts = new LinkedHashMap<>();
    facts.put("reference.narrower", List.of(RDFS.subClassOf.asNode(), RDFS.subPropertyOf.asNode()));
    facts.put("reference.domain", List.of(RDFS.domain.asNode()));
    facts.put("reference.range", List.of(RDFS.range.asNode()));
    facts.put("reference.inverse", List.of(OWL.inverseOf.asNode()));
    facts.put("reference.unit", List.of(Lacis.term("unitOfMeasure")));
    facts.put("reference.from", List.of(Lacis.term("plausibleFrom")));
    facts.put("reference.to", List.of(Lacis.term("plausibleTo")));
    facts.put("reference.conforms", List.of(DCTerms.conformsTo.asNode()));
    facts.put("reference.close", List.of(SKOS.exactMatch.asNode(), SKOS.closeMatch.asNode()));
    facts.put("reference.broad", List.of(SKOS.broadMatch.asNode()));
    facts.put("reference.narrow", List.of(SKOS.narrowMatch.asNode()));
    facts.put("reference.related", List.of(SKOS.relatedMatch.asNode()));
    facts.put("reference.note", List.of(SKOS.scopeNote.asNode(), RDFS.comment.asNode()));
    facts.put(
        "reference.targets",
        List.of(
            sh("targetClass"), sh("targetSubjectsOf"), sh("targetObjectsOf"), sh("targetNode")));
    return facts;
  }

  /// @param name of the ontology, for one that has no title
  public Reference make(String name) {
    Optional<Node> ontology = ontology();
    List<Reference.Section> sections = new ArrayList<>();
    add(sections, "classes", CLASS);
    add(sections, "object-properties", OBJECT);
    add(sections, "datatype-properties", DATATYPE);
    add(sections, "annotation-properties", ANNOTATION);
    add(sections, "shapes", SHAPE);
    add(sections, "others", node -> !isKnown(node));
    String title = ontology.flatMap(it -> text(it, DCTerms.title.asNode())).orElse(name);
    String lead = ontology.flatMap(it -> text(it, DCTerms.description.asNode())).orElse("");
    return new Reference(title, lead, ontology.map(this::address).orElse(""), sections);
  }

  /// The ontology that has a description, or else any: alignments and shapes are ontologies too.
  private Optional<Node> ontology() {
    List<Node> all = subjects(List.of(OWL.Ontology.asNode()));
    return all.stream()
        .filter(node -> graph.contains(node, DCTerms.description.asNode(), Node.ANY))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  private String address(Node ontology) {
    String namespace =
        text(ontology, NodeFactory.createURI(VANN)).orElseGet(() -> ontology.toString());
    return text(ontology, OWL.versionInfo.asNode())
        .map(version -> namespace + " · " + version)
        .orElse(namespace);
  }

  private void add(List<Reference.Section> sections, String anchor, List<Node> kinds) {
    section(sections, anchor, subjects(kinds));
  }

  private void add(List<Reference.Section> sections, String anchor, Predicate<Node> which) {
    List<Node> nodes = new ArrayList<>();
    graph
        .find(Node.ANY, RDF.type.asNode(), Node.ANY)
        .mapWith(Triple::getSubject)
        .filterKeep(node -> node.isURI() && which.test(node))
        .forEachRemaining(node -> {
          if (!nodes.contains(node)) {
            nodes.add(node);
          }
        });
    section(sections, anchor, nodes);
  }

  /// Terms of one kind that the ontology defines: those that it gives a label or that stand as
  /// shapes.
  private void section(List<Reference.Section> sections, String anchor, List<Node> nodes) {
    List<Reference.Term> terms = new ArrayList<>();
    nodes.forEach(node -> terms.add(term(node)));
    Collator collator = Collator.getInstance(words.language().locale());
    terms.sort(Comparator.comparing(Reference.Term::label, collator));
    if (!terms.isEmpty()) {
      sections.add(
          new Reference.Section("section-" + anchor, words.get("reference." + anchor), terms));
    }
  }

  private boolean isKnown(Node node) {
    List<Node> known = new ArrayList<>(CLASS);
    List.of(OBJECT, DATATYPE, ANNOTATION, SHAPE).forEach(known::addAll);
    known.add(OWL.Ontology.asNode());
    return known.stream().anyMatch(kind -> graph.contains(node, RDF.type.asNode(), kind));
  }

  private List<Node> subjects(List<Node> kinds) {
    List<Node> subjects = new ArrayList<>();
    for (Node kind : kinds) {
      graph
          .find(Node.ANY, RDF.type.asNode(), kind)
          .mapWith(Triple::getSubject)
          .filterKeep(node -> node.isURI() && !subjects.contains(node))
          .forEachRemaining(subjects::add);
    }
    return subjects;
  }

  private Reference.Term term(Node node) {
    List<Reference.Fact> facts = new ArrayList<>();
    FACTS.forEach((key, properties) -> {
      List<Entity.Link> values = new ArrayList<>();
      properties.forEach(property -> values.addAll(values(node, property)));
      if (!values.isEmpty()) {
        facts.add(new Reference.Fact(words.get(key), values));
      }
    });
    characteristics(node).ifPresent(facts::add);
    chains(node).ifPresent(facts::add);
    asked(node).ifPresent(facts::add);
    return new Reference.Term(
        Labels.local(node.getURI()),
        text(node, RDFS.label.asNode()).orElseGet(() -> Labels.local(node.getURI())),
        node.getURI(),
        text(node, SKOS.definition.asNode()).orElse(""),
        facts);
  }

  /// Named objects as links, literals in the language of the reader.
  private List<Entity.Link> values(Node node, Node property) {
    List<Entity.Link> values = new ArrayList<>();
    Iterator<Triple> triples = graph.find(node, property, Node.ANY);
    while (triples.hasNext()) {
      Node object = triples.next().getObject();
      if (object.isURI()) {
        values.add(link(object));
      } else if (object.isLiteral() && isOurs(object)) {
        values.add(new Entity.Link(object.getLiteralLexicalForm(), ""));
      }
    }
    values.sort(Comparator.comparing(Entity.Link::text));
    return values;
  }

  /// In the reader's language, or in none; one that is in another language alone is better than
  /// nothing.
  private boolean isOurs(Node literal) {
    String tag = literal.getLiteralLanguage();
    return tag.isEmpty() || tag.equals(words.language().tag()) || tag.equals("en");
  }

  private Entity.Link link(Node node) {
    boolean here = graph.contains(node, RDFS.label.asNode(), Node.ANY) || isKnown(node);
    return here
        ? new Entity.Link(
            text(node, RDFS.label.asNode()).orElseGet(() -> Labels.local(node.getURI())),
            "#" + Labels.local(node.getURI()))
        : new Entity.Link(prefixed(node.getURI()), node.getURI());
  }

  private static String prefixed(String iri) {
    for (Map.Entry<String, String> prefix : Prefixes.COMMON.entrySet()) {
      if (iri.startsWith(prefix.getValue())) {
        return prefix.getKey() + ":" + iri.substring(prefix.getValue().length());
      }
    }
    return iri;
  }

  private Optional<Reference.Fact> characteristics(Node node) {
    List<Entity.Link> values = new ArrayList<>();
    for (String kind : List.of("Transitive", "Symmetric", "Functional")) {
      Node type = NodeFactory.createURI(OWL.NS + kind + "Property");
      if (graph.contains(node, RDF.type.asNode(), type)) {
        values.add(
            new Entity.Link(words.get("reference." + kind.toLowerCase(java.util.Locale.ROOT)), ""));
      }
    }
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new Reference.Fact(words.get("reference.is"), values));
  }

  /// A property that follows from others, one after the other.
  private Optional<Reference.Fact> chains(Node node) {
    List<Entity.Link> values = new ArrayList<>();
    Iterator<Triple> chains = graph.find(node, OWL.propertyChainAxiom.asNode(), Node.ANY);
    while (chains.hasNext()) {
      for (Node step : list(chains.next().getObject())) {
        values.add(link(step));
      }
    }
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new Reference.Fact(words.get("reference.chain"), values));
  }

  private List<Node> list(Node head) {
    List<Node> items = new ArrayList<>();
    Node at = head;
    while (!at.equals(RDF.nil.asNode()) && items.size() < 100) {
      Optional<Node> first = object(at, RDF.first.asNode());
      if (first.isEmpty()) {
        return items;
      }
      items.add(first.get());
      at = object(at, RDF.rest.asNode()).orElse(RDF.nil.asNode());
    }
    return items;
  }

  private Optional<Node> object(Node subject, Node property) {
    Iterator<Triple> triples = graph.find(subject, property, Node.ANY);
    return triples.hasNext() ? Optional.of(triples.next().getObject()) : Optional.empty();
  }

  /// What a shape asks, and what the shapes of a class ask: their messages.
  private Optional<Reference.Fact> asked(Node node) {
    List<Node> shapes = new ArrayList<>();
    if (graph.contains(node, RDF.type.asNode(), sh("NodeShape"))) {
      shapes.add(node);
    }
    graph
        .find(Node.ANY, sh("targetClass"), node)
        .mapWith(Triple::getSubject)
        .forEachRemaining(shapes::add);
    TreeSet<String> messages = new TreeSet<>();
    for (Node shape : shapes) {
      text(shape, sh("message")).ifPresent(messages::add);
      graph
          .find(shape, sh("property"), Node.ANY)
          .mapWith(Triple::getObject)
          .forEachRemaining(property -> text(property, sh("message")).ifPresent(messages::add));
    }
    return messages.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Reference.Fact(
                words.get("reference.asks"),
                messages.stream().map(text -> new Entity.Link(text, "")).toList()));
  }

  private Optional<String> text(Node node, Node property) {
    Node best = null;
    Iterator<Triple> triples = graph.find(node, property, Node.ANY);
    while (triples.hasNext()) {
      Node object = triples.next().getObject();
      if (object.isLiteral()
          && (best == null || words.language().tag().equals(object.getLiteralLanguage()))) {
        best = object;
      }
    }
    return Optional.ofNullable(best).map(Node::getLiteralLexicalForm);
  }

  private static Node sh(String name) {
    return NodeFactory.createURI(SH + name);
  }
}
