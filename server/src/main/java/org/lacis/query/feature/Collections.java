package org.lacis.query.feature;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.lacis.geometry.Crs;
import org.lacis.query.Answers;
import org.lacis.store.NodeIds;
import org.lacis.store.View;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Prefixes;
import org.lacis.vocabulary.TwinIris;

/// The collections that a twin has to offer, as one version of the store has them: a collection for
/// each class that it says things with a geometry to be of; one a twin beside it where several
/// twins describe such things; and one for each question that says to be one.
///
/// What they are is worked out by reading all of their things once, about half a million a second.
/// Values, for any thread.
///
/// @param all in the order of their ids
/// @param version of the store that they were worked out at; empty where it has none
public record Collections(List<FeatureCollection> all, OptionalLong version, TwinIris iris) {
  private static final List<Node> NAMES = List.of(RDFS.label.asNode(), SKOS.prefLabel.asNode());
  private static final List<Node> DESCRIPTIONS =
      List.of(RDFS.comment.asNode(), SKOS.definition.asNode());

  public Collections {
    all = List.copyOf(all);
  }

  public Optional<FeatureCollection> find(String id) {
    return all.stream().filter(collection -> collection.id().equals(id)).findFirst();
  }

  /// What reads a collection in a view of the same store, of this version or another one.
  public FeatureReader reader(View view, FeatureCollection collection) {
    return new FeatureReader(view, iris, collection, version);
  }

  /// Works out what there is.
  ///
  /// @param queries questions that are collections
  public static Collections of(View view, TwinIris iris, List<NamedQuery> queries) {
    return of(view, iris, queries, () -> false, _ -> {});
  }

  /// As [#of(View, TwinIris, List)].
  ///
  /// @param cancelled is asked now and then
  /// @param findings hears of questions that could not be answered, and are no collection
  /// @throws CancellationException when it was
  public static Collections of(
      View view,
      TwinIris iris,
      List<NamedQuery> queries,
      BooleanSupplier cancelled,
      FindingSink findings) {
    return new Making(view, iris, cancelled).all(queries, findings);
  }

  /// The making of the collections of one view.
  private static final class Making {
    private final View view;
    private final TwinIris iris;
    private final BooleanSupplier cancelled;
    private final DatasetGraph data;
    private final Quads quads;
    private final Vocabulary words;
    private final FeatureReader reader;
    private final Map<String, FeatureCollection> made = new TreeMap<>();

    Making(View view, TwinIris iris, BooleanSupplier cancelled) {
      this.view = view;
      this.iris = iris;
      this.cancelled = cancelled;
      this.data = view.dataset();
      this.quads = new Quads(view);
      this.words = new Vocabulary(view.ids(), iris);
      this.reader =
          new FeatureReader(
              view, iris, nothing(new Members.Named("", LongList.of())), OptionalLong.empty());
    }

    private static FeatureCollection nothing(Members members) {
      return new FeatureCollection(
          "",
          members,
          Map.of(),
          Map.of(),
          0,
          Optional.empty(),
          Optional.empty(),
          Crs.CRS84,
          List.of(),
          List.of(),
          LongList.of(),
          true);
    }

    Collections all(List<NamedQuery> queries, FindingSink findings) {
      if (words.type != NodeIds.ABSENT) {
        Map<String, List<Node>> classes = new TreeMap<>();
        for (long type : quads.values(words.type)) {
          Node node = view.ids().node(type);
          if (node.isURI()) {
            classes.computeIfAbsent(kebab(node.getURI()), _ -> new ArrayList<>()).add(node);
          }
        }
        classes.forEach(this::classes);
      }
      for (NamedQuery query : queries) {
        try {
          question(query);
        } catch (LacisException e) {
          findings.report(e.finding());
        }
      }
      return new Collections(List.copyOf(made.values()), quads.version(), iris);
    }

    private void classes(String id, List<Node> types) {
      types.sort(Comparator.comparing(Node::getURI));
      int number = 1;
      for (Node type : types) {
        String name = number == 1 ? id : id + "-" + number;
        number += type(name, type) ? 1 : 0;
      }
    }

    /// @return whether things of this class have a place
    private boolean type(String id, Node type) {
      // A thing is read once, and counted for the twins that describe it together.
      Map<Set<String>, Tally> parts = new HashMap<>();
      List<Described> open = new ArrayList<>(1);
      quads.subjects(
          words.type,
          view.ids().id(type),
          NodeIds.ABSENT,
          (subject, graph) -> {
            Vocabulary.Speaker speaker = words.speaker(graph);
            if (speaker.data()) {
              if (open.isEmpty() || open.getFirst().thing != subject) {
                open.forEach(thing -> count(thing, parts));
                open.clear();
                open.add(new Described(subject));
              }
              open.getFirst().graphs.add(graph);
              open.getFirst().twins.add(speaker.twin());
            }
            return true;
          });
      open.forEach(thing -> count(thing, parts));
      Tally whole = merged(parts.values());
      if (!whole.located()) {
        return false;
      }
      Map<String, String> title = literals(type, NAMES);
      Map<String, String> description = literals(type, DESCRIPTIONS);
      put(collection(id, new Members.OfClass(type, ""), title, description, whole));
      Set<String> twins = new TreeSet<>();
      parts.keySet().forEach(twins::addAll);
      if (twins.size() > 1) {
        twins.remove("");
        for (String twin : twins) {
          Tally part =
              merged(
                  parts.entrySet().stream()
                      .filter(entry -> entry.getKey().contains(twin))
                      .map(Map.Entry::getValue)
                      .toList());
          if (part.located()) {
            put(
                collection(
                    id + "." + twin,
                    new Members.OfClass(type, twin),
                    of(title, twin),
                    description,
                    part));
          }
        }
      }
      return true;
    }

    /// A thing, and who says that it is of a class.
    private static final class Described {
      private final long thing;
      private final LongArrayList graphs = new LongArrayList(2);
      private final Set<String> twins = new HashSet<>(4);

      Described(long thing) {
        this.thing = thing;
      }
    }

    private void count(Described thing, Map<Set<String>, Tally> parts) {
      check();
      Tally tally = parts.computeIfAbsent(thing.twins, _ -> new Tally());
      Node node = view.ids().nodeOnce(thing.thing);
      if (node.isURI()) {
        add(tally, reader.load(thing.thing, node));
        thing.graphs.forEach(graph -> tally.datasets.addTo(graph, 1));
      } else {
        tally.blanks = true;
      }
    }

    private static Tally merged(java.util.Collection<Tally> parts) {
      if (parts.size() == 1) {
        return parts.iterator().next();
      }
      Tally whole = new Tally();
      parts.forEach(whole::add);
      whole.nowhere.sort(null);
      return whole;
    }

    private Map<String, String> of(Map<String, String> title, String twin) {
      Map<String, String> names = literals(iris.node("id/twin/" + twin), NAMES);
      Map<String, String> both = new HashMap<>();
      title.forEach((language, words) ->
          both.put(
              language,
              words + " (" + names.getOrDefault(language, names.getOrDefault("", twin)) + ")"));
      return both;
    }

    private void add(Tally tally, Feature feature) {
      tally.add(feature, words, view.ids(), view.spatial());
    }

    private void check() {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("nobody waits for the collections");
      }
    }

    private void question(NamedQuery query) {
      LongArrayList ids = new LongArrayList();
      Var variable = Var.alloc(query.variable());
      new Answers()
          .rows(
              view,
              query.question(),
              row -> {
                Node node = row.get(variable);
                long id = node == null || !node.isURI() ? NodeIds.ABSENT : view.ids().id(node);
                if (id != NodeIds.ABSENT) {
                  ids.add(id);
                }
              });
      LongArrayList members = FeatureReader.ascending(ids);
      Tally tally = new Tally();
      for (long id : members) {
        check();
        Feature feature = reader.load(id, null);
        feature.eachGraph(graph -> tally.datasets.addTo(graph, 1));
        add(tally, feature);
      }
      put(
          collection(
              query.id(), new Members.Named(query.id(), members), query.title(), Map.of(), tally));
    }

    private void put(FeatureCollection collection) {
      made.put(collection.id(), collection);
    }

    private FeatureCollection collection(
        String id,
        Members members,
        Map<String, String> title,
        Map<String, String> description,
        Tally tally) {
      return new FeatureCollection(
          id,
          members,
          title,
          description,
          tally.count,
          tally.extent(),
          tally.time(),
          tally.storage(),
          properties(tally),
          datasets(tally),
          tally.nowhere,
          tally.blanks);
    }

    // ---- properties

    private List<Property> properties(Tally tally) {
      Map<String, List<Node>> byName = new TreeMap<>();
      Map<Node, Tally.Values> values = new HashMap<>();
      tally.properties.forEach((predicate, found) -> {
        Node node = view.ids().node(predicate);
        values.put(node, found);
        byName.computeIfAbsent(local(node.getURI()), _ -> new ArrayList<>()).add(node);
      });
      Map<String, Node> names = new TreeMap<>();
      byName.forEach((name, nodes) -> {
        nodes.sort(Comparator.comparing(Node::getURI));
        for (Node node : nodes) {
          String one = nodes.size() == 1 ? name : prefix(node.getURI(), name) + name;
          while (names.containsKey(one)) {
            one += "_";
          }
          names.put(one, node);
        }
      });
      List<Property> properties = new ArrayList<>();
      names.forEach((name, node) -> {
        Tally.Values found = java.util.Objects.requireNonNull(values.get(node));
        properties.add(
            new Property(
                name,
                node,
                found.kinds,
                found.datatypes,
                found.languages,
                found.several,
                literals(node, NAMES),
                literals(node, DESCRIPTIONS)));
      });
      return properties;
    }

    private static String prefix(String iri, String name) {
      return Prefixes.COMMON.entrySet().stream()
          .filter(entry -> (entry.getValue() + name).equals(iri))
          .map(entry -> entry.getKey() + "_")
          .findFirst()
          .orElse("");
    }

    // ---- datasets

    private List<DatasetPart> datasets(Tally tally) {
      List<DatasetPart> parts = new ArrayList<>();
      tally.datasets.forEach((graph, count) -> parts.add(part(graph, count)));
      parts.sort(
          Comparator.comparingLong(DatasetPart::count)
              .reversed()
              .thenComparing(part -> part.graph().toString()));
      return parts;
    }

    private DatasetPart part(long graph, long count) {
      Node node = view.ids().node(graph);
      Optional<Node> publisher = object(node, DCTerms.publisher.asNode());
      return new DatasetPart(
          node,
          words.speaker(graph).twin(),
          count,
          literals(node, List.of(DCTerms.title.asNode())),
          object(node, DCTerms.license.asNode()).map(Making::text).orElse(""),
          object(node, DCTerms.rights.asNode()).map(Making::text).orElse(""),
          publisher
              .flatMap(
                  who -> object(who, FOAF.name.asNode()).or(() -> object(who, NAMES.getFirst())))
              .or(() -> publisher)
              .map(Making::text)
              .orElse(""));
    }

    private static String text(Node node) {
      return node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
    }

    private Optional<Node> object(Node subject, Node predicate) {
      Iterator<Quad> found = data.findNG(Node.ANY, subject, predicate, Node.ANY);
      return found.hasNext() ? Optional.of(found.next().getObject()) : Optional.empty();
    }

    /// Texts by language, of the first predicate that has any.
    private Map<String, String> literals(Node subject, List<Node> predicates) {
      Map<String, String> texts = new LinkedHashMap<>();
      for (Node predicate : predicates) {
        if (texts.isEmpty()) {
          data.findNG(Node.ANY, subject, predicate, Node.ANY)
              .forEachRemaining(quad -> {
                Node object = quad.getObject();
                if (object.isLiteral()) {
                  texts.putIfAbsent(
                      object.getLiteralLanguage().toLowerCase(Locale.ROOT),
                      object.getLiteralLexicalForm());
                }
              });
        }
      }
      return texts;
    }
  }

  // ---- names

  /// `https://w3id.org/lacis#BuildingPart` is `building-part`.
  static String kebab(String iri) {
    String words =
        local(iri)
            .replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", "-")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{Ll}\\d]+", "-")
            .replaceAll("^-+|-+$", "");
    String plain =
        java.text.Normalizer.normalize(words, java.text.Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^a-z0-9-]", "");
    return plain.isEmpty() ? "thing" : plain;
  }

  /// What follows the last `/`, `#` or `:`, as a name that a filter can say.
  private static String local(String iri) {
    String trimmed = iri.endsWith("/") ? iri.substring(0, iri.length() - 1) : iri;
    int cut =
        Math.max(
            trimmed.lastIndexOf('/'), Math.max(trimmed.lastIndexOf('#'), trimmed.lastIndexOf(':')));
    String name = trimmed.substring(cut + 1).replaceAll("[^\\p{L}\\p{N}_]", "_");
    return name.isEmpty() ? "value" : name;
  }
}
