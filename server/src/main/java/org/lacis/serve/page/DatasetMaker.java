package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.VOID;
import org.lacis.serve.twin.Labels;
import org.lacis.serve.twin.Speakers;
import org.lacis.vocabulary.Lacis;

/// Reads the datasets of the catalogue.
public record DatasetMaker(DatasetGraph data, Speakers speakers, Words words) {
  private static final Node LIFTED =
      NodeFactory.createURI("http://www.w3.org/ns/prov#generatedAtTime");

  /// Every dataset, by twin and title.
  public List<Dataset> all() {
    Set<Node> nodes = new LinkedHashSet<>();
    data.findNG(Node.ANY, Node.ANY, RDF.type.asNode(), Lacis.DATASET)
        .forEachRemaining(quad -> nodes.add(quad.getSubject()));
    Labels labels = new Labels(data, words.language().tag());
    return nodes.stream()
        .filter(Node::isURI)
        .map(node -> dataset(node, labels))
        .sorted(Comparator.comparing(Dataset::hue).thenComparing(Dataset::title))
        .toList();
  }

  private Dataset dataset(Node node, Labels labels) {
    List<Dataset.Fact> facts = new ArrayList<>();
    Optional<Node> publisher = object(node, DCTerms.publisher.asNode());
    Optional<Node> licence = object(node, DCTerms.license.asNode());
    publisher.ifPresent(who -> fact(facts, "catalogue.publisher", labels.of(who), ""));
    licence.ifPresent(
        what -> fact(facts, "catalogue.licence", licence(what), what.isURI() ? what.getURI() : ""));
    labels
        .literal(node, DCTerms.rights.asNode())
        .ifPresent(text -> fact(facts, "catalogue.attribution", text, ""));
    object(node, DCTerms.source.asNode())
        .ifPresent(source -> {
          String text = source.isURI() ? source.getURI() : labels.of(source);
          fact(facts, "catalogue.source", text, text.matches("https?://\\S+") ? text : "");
        });
    labels
        .literal(node, DCTerms.issued.asNode())
        .ifPresent(date -> fact(facts, "catalogue.issued", words.date(date), ""));
    labels
        .literal(node, LIFTED)
        .ifPresent(date -> fact(facts, "catalogue.lifted", words.date(date), ""));
    labels
        .literal(node, VOID.triples.asNode())
        .ifPresent(n -> fact(facts, "catalogue.size", words.number(n), ""));
    String hue = speakers.of(node) instanceof Speakers.Speaker.Twin twin ? twin.key() : "";
    return new Dataset(
        hue,
        Addresses.anchor(node.getURI()),
        labels.name(node).orElse(Labels.local(node.getURI())),
        labels.literal(node, DCTerms.description.asNode()).orElse(""),
        publisher.map(labels::of).orElse(""),
        licence.map(DatasetMaker::licence).orElse(""),
        facts);
  }

  private static String licence(Node node) {
    return node.isURI() ? Addresses.licence(node.getURI()) : node.getLiteralLexicalForm();
  }

  private void fact(List<Dataset.Fact> facts, String key, String text, String href) {
    facts.add(new Dataset.Fact(words.get(key), text, href));
  }

  private Optional<Node> object(Node subject, Node predicate) {
    Iterator<Quad> quads = data.findNG(Node.ANY, subject, predicate, Node.ANY);
    return quads.hasNext() ? Optional.of(quads.next().getObject()) : Optional.empty();
  }
}
