package org.lacis.serve.ngsi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;
import org.lacis.query.feature.Collections;
import org.lacis.query.feature.FeatureCollection;
import org.lacis.query.feature.Members;
import org.lacis.query.feature.Property;
import org.lacis.serve.features.CollectionBook;
import org.lacis.serve.twin.Inventory;
import org.lacis.serve.web.ServeException;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// The types of entities, and their attributes. Classes of located things are known whole, from the
/// collections; of the others the attributes of the first [#SAMPLE] things are known. Safe for
/// threads.
final class Types {
  /// Of a class without places: how many things are looked at for their attributes.
  static final int SAMPLE = 1_000;

  private final TwinStore store;
  private final TwinIris iris;
  private final CollectionBook book;
  private final Inventory inventory;
  private @Nullable Known last;

  /// One type of entities.
  ///
  /// @param count of its entities
  /// @param attributes kinds of each attribute: `Property`, `Relationship`, `GeoProperty`, …
  /// @param collection of its features, where things of this class have places
  record Type(
      Node node,
      long count,
      SequencedMap<String, Set<String>> attributes,
      Optional<FeatureCollection> collection) {}

  /// What is known at one moment.
  ///
  /// @param types by IRI
  /// @param names the twin's own context
  record Known(
      Collections collections, Inventory.Count count, Map<String, Type> types, Names names) {}

  Types(TwinStore store, TwinIris iris, CollectionBook book, Inventory inventory) {
    this.store = store;
    this.iris = iris;
    this.book = book;
    this.inventory = inventory;
  }

  /// What there is.
  ///
  /// @throws ServeException 503 while that is being counted for the first time: an answer without
  ///   the types that are not known yet would look whole
  Known known() {
    Collections collections = book.collections();
    Inventory.Count count = inventory.count();
    if (!count.done()) {
      throw new ServeException(
          503,
          Finding.violation(
              "InternalError",
              Place.of("types"),
              "things that are still being counted",
              "all types",
              "Ask again in some seconds."),
          Map.of("Retry-After", "5"),
          Map.of());
    }
    synchronized (this) {
      Known known = last;
      if (known != null && known.collections().equals(collections) && known.count().equals(count)) {
        return known;
      }
    }
    Known made = store.read(view -> make(view, collections, count));
    synchronized (this) {
      last = made;
    }
    return made;
  }

  private Known make(View view, Collections collections, Inventory.Count count) {
    Map<String, Type> types = new TreeMap<>();
    for (FeatureCollection collection : collections.all()) {
      if (collection.members() instanceof Members.OfClass(Node type, String twin)
          && twin.isEmpty()) {
        SequencedMap<String, Set<String>> attributes = new LinkedHashMap<>();
        attributes.put(Geo.HAS_DEFAULT_GEOMETRY.getURI(), Set.of("GeoProperty"));
        for (Property property : collection.properties()) {
          attributes.put(property.predicate().getURI(), kinds(property));
        }
        types.put(
            type.getURI(), new Type(type, collection.count(), attributes, Optional.of(collection)));
      }
    }
    for (Inventory.Kind kind : count.classes()) {
      Node type = kind.node();
      if (type.isURI() && !types.containsKey(type.getURI()) && !structure(type)) {
        types.put(
            type.getURI(), new Type(type, kind.total(), sample(view, type), Optional.empty()));
      }
    }
    Set<String> observed = Observations.properties(view.dataset(), SAMPLE);
    return new Known(collections, count, types, names(types, observed));
  }

  /// Classes of what only describes other things.
  private static boolean structure(Node type) {
    return type.getURI().startsWith(Geo.NS)
        || type.getURI().startsWith("http://www.opengis.net/ont/sf#");
  }

  private static Set<String> kinds(Property property) {
    Set<String> kinds = new TreeSet<>();
    for (Property.Kind kind : property.kinds()) {
      kinds.add(kind == Property.Kind.THING ? "Relationship" : "Property");
    }
    if (!property.languages().isEmpty()) {
      kinds.add("LanguageProperty");
      if (property.datatypes().size() == 1 && kinds.contains("Property")) {
        kinds.remove("Property");
      }
    }
    return kinds;
  }

  private SequencedMap<String, Set<String>> sample(View view, Node type) {
    Map<String, Set<String>> attributes = new TreeMap<>();
    Iterator<Quad> things = view.dataset().findNG(Node.ANY, Node.ANY, RDF.type.asNode(), type);
    for (int i = 0; i < SAMPLE && things.hasNext(); i++) {
      Iterator<Quad> statements =
          view.dataset().findNG(Node.ANY, things.next().getSubject(), Node.ANY, Node.ANY);
      while (statements.hasNext()) {
        Quad quad = statements.next();
        if (Entity.tells(quad.getGraph(), iris) && !Entity.structure(quad.getPredicate())) {
          attributes
              .computeIfAbsent(quad.getPredicate().getURI(), _ -> new TreeSet<>())
              .add(
                  quad.getObject().isURI()
                      ? "Relationship"
                      : quad.getObject().isLiteral()
                              && !quad.getObject().getLiteralLanguage().isEmpty()
                          ? "LanguageProperty"
                          : "Property");
        }
      }
    }
    return new LinkedHashMap<>(attributes);
  }

  /// Every class and attribute under its local name; of two with the same name the one of this
  /// vocabulary has it, else the first by IRI, and the other is written with its whole IRI.
  private static Names names(Map<String, Type> types, Set<String> observed) {
    Set<String> all = new TreeSet<>(types.keySet());
    types.values().forEach(type -> all.addAll(type.attributes().keySet()));
    all.addAll(Observations.VOCABULARY);
    all.addAll(observed);
    List<String> ordered = new ArrayList<>(all);
    ordered.sort((a, b) -> Boolean.compare(own(b), own(a)));
    Map<String, String> terms = new HashMap<>();
    for (String iri : ordered) {
      String name = Ngsi.local(iri);
      if (!Names.RESERVED.contains(name) && !name.equals(iri)) {
        terms.putIfAbsent(name, iri);
      }
    }
    terms.remove(Ngsi.local(Geo.HAS_DEFAULT_GEOMETRY.getURI()));
    terms.put("location", Names.NGSI + "location");
    return new Names(terms, Optional.empty());
  }

  private static boolean own(String iri) {
    return iri.startsWith(org.lacis.vocabulary.Lacis.NS);
  }
}
