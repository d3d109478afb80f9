package org.lacis.ingest;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// A partner as the catalogue names it: a data service of somebody else (DCAT 3, section 6.14).
///
/// @param name its key in `twin.yaml`
/// @param sparql whether it speaks SPARQL; OGC API Features otherwise
/// @param description address of its VoID
public record PartnerEntry(
    TwinIris iris,
    String name,
    Map<String, String> label,
    URI endpoint,
    boolean sparql,
    String licence,
    Optional<URI> description) {
  private static final Node SPARQL =
      NodeFactory.createURI("http://www.w3.org/TR/sparql11-protocol/");
  private static final Node FEATURES =
      NodeFactory.createURI("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core");

  public PartnerEntry {
    label = Map.copyOf(label);
  }

  static List<PartnerEntry> of(TwinSettings settings) {
    List<PartnerEntry> entries = new ArrayList<>();
    settings
        .partners()
        .forEach((name, one) ->
            entries.add(
                new PartnerEntry(
                    settings.iris(),
                    name,
                    one.label(),
                    one.endpoint(),
                    one.kind() == PartnerSettings.Kind.SPARQL,
                    one.licence(),
                    one.description())));
    return entries;
  }

  /// Its IRI, which `SERVICE` takes.
  public Node node() {
    return iris.node("partner/" + name);
  }

  /// What the catalogue says of it.
  public List<Triple> triples() {
    List<Triple> triples = new ArrayList<>();
    Node node = node();
    triples.add(Triple.create(iris.node("catalogue"), DCAT.service.asNode(), node));
    triples.add(Triple.create(node, RDF.type.asNode(), DCAT.DataService.asNode()));
    triples.add(Triple.create(node, RDF.type.asNode(), Lacis.PARTNER));
    label.forEach((language, text) ->
        triples.add(
            Triple.create(
                node,
                DCTerms.title.asNode(),
                language.isEmpty()
                    ? NodeFactory.createLiteralString(text)
                    : NodeFactory.createLiteralLang(text, language))));
    triples.add(Triple.create(node, DCAT.endpointURL.asNode(), iri(endpoint)));
    triples.add(Triple.create(node, DCTerms.conformsTo.asNode(), sparql ? SPARQL : FEATURES));
    description.ifPresent(
        where -> triples.add(Triple.create(node, DCAT.endpointDescription.asNode(), iri(where))));
    if (!licence.isEmpty()) {
      boolean address = licence.matches("https?://\\S+");
      triples.add(
          Triple.create(
              node,
              address ? DCTerms.license.asNode() : DCTerms.rights.asNode(),
              address ? NodeFactory.createURI(licence) : NodeFactory.createLiteralString(licence)));
    }
    return triples;
  }

  private static Node iri(URI address) {
    return NodeFactory.createURI(address.toString());
  }
}
