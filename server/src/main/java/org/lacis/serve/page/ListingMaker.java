package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.lacis.serve.twin.Labels;
import org.lacis.serve.twin.LocalIris;
import org.lacis.serve.twin.Speakers;
import org.lacis.vocabulary.Lacis;

/// Makes lists of things.
public final class ListingMaker {
  private final DatasetGraph data;
  private final Labels labels;
  private final LocalIris iris;
  private final Words words;
  private final Voices voices;

  public ListingMaker(DatasetGraph data, LocalIris iris, Words words, Collection<TwinPart> twins) {
    this.data = data;
    this.labels = new Labels(data, words.language().tag());
    this.iris = iris;
    this.words = words;
    this.voices = new Voices(new Speakers(iris.base()), words, twins);
  }

  /// The things of one kind.
  public Listing kind(Node kind, int page) {
    Set<Node> shown = new LinkedHashSet<>();
    Set<Node> all = new LinkedHashSet<>();
    int from = (page - 1) * Paging.SIZE;
    Iterator<Quad> quads = data.findNG(Node.ANY, Node.ANY, RDF.type.asNode(), kind);
    while (quads.hasNext()) {
      Node thing = quads.next().getSubject();
      if (thing.isURI() && all.add(thing) && all.size() > from && shown.size() < Paging.SIZE) {
        shown.add(thing);
      }
    }
    return new Listing(
        Words.capital(labels.of(kind)),
        words.count("class.count", all.size()),
        shown.stream().map(this::row).toList(),
        Paging.of(all.size(), page, Addresses.kind(kind.getURI(), 1) + "&page="));
  }

  /// Links to what may have been meant by an address that leads nowhere.
  public List<Entity.Link> hints(List<Node> meant) {
    return meant.stream()
        .map(node -> new Entity.Link(Words.capital(labels.of(node)), iris.page(node.getURI())))
        .toList();
  }

  /// A row for each thing, in this order.
  public List<Listing.Row> rows(Collection<Node> things) {
    return things.stream().map(this::row).toList();
  }

  private Listing.Row row(Node thing) {
    Set<Node> graphs = new LinkedHashSet<>();
    data.findNG(Node.ANY, thing, RDF.type.asNode(), Node.ANY)
        .forEachRemaining(quad -> graphs.add(quad.getGraph()));
    List<String> details = new ArrayList<>();
    if (labels.name(thing).isPresent()) {
      labels.kind(thing).ifPresent(kind -> details.add(labels.of(kind)));
      details.add(Labels.local(thing.getURI()));
    }
    labels.literal(thing, Lacis.term("usage")).ifPresent(details::add);
    labels
        .literal(thing, Heights.HEIGHT)
        .ifPresent(height -> details.add(words.number(height) + "\u00a0m"));
    return new Listing.Row(
        voices.home(graphs),
        Words.capital(labels.of(thing)),
        iris.page(thing.getURI()),
        String.join(", ", details));
  }
}
