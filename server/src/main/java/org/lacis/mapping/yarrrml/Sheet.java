package org.lacis.mapping.yarrrml;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.mapping.MappingGraph;
import org.lacis.mapping.Problems;
import org.lacis.mapping.Rewrites;
import org.lacis.mapping.Rml;
import org.lacis.vocabulary.Place;

/// What the parts of a rewriting share: the graph that is filled, the names of the file, and what
/// was found wrong.
final class Sheet {
  static final String LF = "https://w3id.org/lacis/fn#";
  static final String GREL = "http://users.ugent.be/~bjdmeest/function/grel.ttl#";
  static final String IDLAB = "https://w3id.org/imec/idlab/function#";

  final MappingGraph graph;
  final YamlText yaml;
  final Problems problems;
  final Rewrites rewrites;
  final Map<String, String> prefixes = new LinkedHashMap<>();
  final Map<String, String> external = new HashMap<>();

  Sheet(String file, Rewrites rewrites) {
    this.graph = new MappingGraph(file);
    this.problems = new Problems();
    this.yaml = new YamlText(file, problems);
    this.rewrites = rewrites;
    prefixes.put("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    prefixes.put("rdfs", "http://www.w3.org/2000/01/rdf-schema#");
    prefixes.put("xsd", "http://www.w3.org/2001/XMLSchema#");
    prefixes.put("owl", "http://www.w3.org/2002/07/owl#");
    prefixes.put("skos", "http://www.w3.org/2004/02/skos/core#");
    prefixes.put("foaf", "http://xmlns.com/foaf/0.1/");
    prefixes.put("schema", "http://schema.org/");
    prefixes.put("dc", "http://purl.org/dc/terms/");
    prefixes.put("dcterms", "http://purl.org/dc/terms/");
    prefixes.put("geo", "http://www.opengis.net/ont/geosparql#");
    prefixes.put("grel", GREL);
    prefixes.put("idlab-fn", IDLAB);
    prefixes.put("lf", LF);
    prefixes.put("lacis", Rml.LACIS);
  }

  Written pattern(String text) {
    return Written.parse(text, prefixes, external);
  }

  Node blank() {
    return NodeFactory.createBlankNode();
  }

  void put(Node subject, String property, Node object, Place place) {
    graph.add(subject, Rml.term(property), object, place, place);
  }

  void put(Node subject, String property, String text, Place place) {
    put(subject, property, NodeFactory.createLiteralString(text), place);
  }

  void other(Node subject, String property, Node object, Place place) {
    graph.add(subject, NodeFactory.createURI(property), object, place, place);
  }

  void other(Node subject, String property, String text, Place place) {
    other(subject, property, NodeFactory.createLiteralString(text), place);
  }

  void type(Node subject, String iri, Place place) {
    graph.add(subject, Rml.TYPE, NodeFactory.createURI(iri), place, place);
  }
}
