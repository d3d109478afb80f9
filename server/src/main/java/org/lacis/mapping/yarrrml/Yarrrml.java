package org.lacis.mapping.yarrrml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.MappingGraph;
import org.lacis.mapping.Nearest;
import org.lacis.mapping.Rewrites;
import org.lacis.mapping.Rml;
import org.lacis.mapping.yarrrml.YamlText.Entry;
import org.lacis.mapping.yarrrml.YarrrmlTerms.Kind;
import org.lacis.vocabulary.Place;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Rewrites a document of YARRRML (https://rml.io/yarrrml/spec/) to RML.
///
/// A mapping becomes a triples map for each of its sources and subjects. Values of JSON and of
/// databases get their natural datatype. Conditions become `rml:condition`, joins by `equal` become
/// join conditions.
public final class Yarrrml {
  private static final Map<String, String> TOP =
      YarrrmlTerms.keys(
          "prefixes", "prefixes",
          "base", "base",
          "sources", "sources",
          "targets", "targets",
          "mappings", "mappings mapping m",
          "authors", "authors author",
          "external", "external",
          "authentications", "authentications");

  private static final Map<String, String> MAPPING =
      YarrrmlTerms.keys(
          "sources", "sources source",
          "subjects", "subjects subject s",
          "predicateobjects", "predicateobjects predicateobject po",
          "graphs", "graphs graph g",
          "condition", "condition conditions",
          "changeDetection", "changeDetection");

  private static final Map<String, String> PREDICATE_OBJECT =
      YarrrmlTerms.keys(
          "predicates", "predicates predicate p",
          "objects", "objects object o",
          "graphs", "graphs graph g",
          "condition", "condition conditions");

  private final Sheet sheet;
  private final YarrrmlSources sources;
  private final YarrrmlTargets targets;
  private final YarrrmlTerms terms;
  private final YarrrmlJoins joins;
  private final Map<String, List<Node>> triplesMaps = new LinkedHashMap<>();

  private Yarrrml(String file, Rewrites rewrites) {
    this.sheet = new Sheet(file, rewrites);
    this.sources = new YarrrmlSources(sheet);
    this.targets = new YarrrmlTargets(sheet);
    this.terms = new YarrrmlTerms(sheet, targets);
    this.joins = new YarrrmlJoins(sheet, terms);
  }

  /// @param file in messages
  /// @param baseIri of the triples maps' names, unless the document says another
  /// @param rewrites told of what became of each mapping
  /// @throws MappingException when the text is no YAML or says something wrong; tells of all
  public static MappingGraph rewrite(String text, String file, String baseIri, Rewrites rewrites) {
    Yarrrml document = new Yarrrml(file, rewrites);
    document.document(document.sheet.yaml.read(text), baseIri);
    document.sheet.problems.throwAny();
    return document.sheet.graph;
  }

  private void document(org.yaml.snakeyaml.nodes.Node root, String baseIri) {
    Map<String, Entry> top = sheet.yaml.entries(root, "a YARRRML document", TOP);
    for (Entry one : named(top, "prefixes")) {
      sheet
          .yaml
          .text(one.value(), "a prefix")
          .ifPresent(iri -> {
            sheet.prefixes.put(one.key(), iri);
            sheet.graph.prefix(one.key(), iri);
          });
    }
    for (Entry one : named(top, "external")) {
      sheet
          .yaml
          .text(one.value(), "an external reference")
          .ifPresent(value -> sheet.external.put(one.key(), value));
    }
    named(top, "sources").forEach(sources::declare);
    named(top, "targets").forEach(targets::declare);
    String base = sheet.yaml.text(top, "base").orElse(baseIri);
    List<Entry> mappings = named(top, "mappings");
    if (mappings.isEmpty()) {
      sheet.problems.add(
          "empty",
          sheet.yaml.place(root),
          "no mapping",
          "mappings: with at least one",
          "Describe what is to be lifted.");
    }
    List<Body> bodies = mappings.stream().map(one -> body(one, base)).toList();
    bodies.forEach(this::write);
    sources.remarkUnused();
  }

  private List<Entry> named(Map<String, Entry> top, String key) {
    Entry entry = top.get(key);
    return entry == null ? List.of() : sheet.yaml.all(entry.value(), key);
  }

  /// A mapping whose triples maps have their names, but say nothing yet.
  private record Body(Entry entry, Map<String, Entry> said, List<Node> maps) {}

  private Body body(Entry entry, String base) {
    Map<String, Entry> said = sheet.yaml.entries(entry.value(), "a mapping", MAPPING);
    if (said.containsKey("changeDetection")) {
      sheet.problems.add(
          "not-supported",
          said.get("changeDetection").place(),
          "changeDetection",
          "a mapping of what there is now",
          "Take it away; what a build adds and removes is known from its last run.");
    }
    int count =
        Math.max(1, sourceNodes(said).size()) * Math.max(1, YamlText.list(said, "subjects").size());
    List<Node> maps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name =
          entry.key().replaceAll("[^\\p{L}\\p{N}_.-]", "_") + (i == 0 ? "" : "_" + (i + 1));
      maps.add(NodeFactory.createURI(base + name));
    }
    triplesMaps.put(entry.key(), List.copyOf(maps));
    return new Body(entry, said, maps);
  }

  /// A list of text alone is one source in its short form, unless all of it are names.
  private List<org.yaml.snakeyaml.nodes.Node> sourceNodes(Map<String, Entry> said) {
    Entry entry = said.get("sources");
    if (entry == null) {
      return List.of();
    }
    boolean brief =
        entry.value() instanceof SequenceNode list
            && !list.getValue().isEmpty()
            && list.getValue().getFirst() instanceof ScalarNode first
            && first.getValue().indexOf('~') >= 0;
    return brief ? List.of(entry.value()) : YamlText.list(entry.value());
  }

  private void write(Body body) {
    List<org.yaml.snakeyaml.nodes.Node> from = sourceNodes(body.said());
    List<org.yaml.snakeyaml.nodes.Node> subjects = YamlText.list(body.said(), "subjects");
    Place place = body.entry().place();
    int at = 0;
    for (int i = 0; i < Math.max(1, from.size()); i++) {
      Optional<Node> source = from.isEmpty() ? Optional.empty() : sources.source(from.get(i));
      for (int j = 0; j < Math.max(1, subjects.size()); j++) {
        Node map = body.maps().get(at++);
        sheet.type(map, Rml.NS + "TriplesMap", place);
        source.ifPresent(one -> sheet.put(map, "logicalSource", one, place));
        Node subject = sheet.blank();
        if (subjects.isEmpty()) {
          sheet.put(subject, "termType", Rml.term("BlankNode"), place);
        } else {
          subject = terms.term(subjects.get(j), Kind.IRI, "a subject");
        }
        sheet.put(map, "subjectMap", subject, place);
        terms.condition(subject, body.said());
        for (org.yaml.snakeyaml.nodes.Node graph : YamlText.list(body.said(), "graphs")) {
          graph(subject, graph);
        }
        for (org.yaml.snakeyaml.nodes.Node one : pairs(body.said())) {
          predicateObject(map, one);
        }
      }
    }
    sheet.rewrites.note(
        "mapping "
            + body.entry().key()
            + " → "
            + (body.maps().size() == 1 ? "a triples map" : body.maps().size() + " triples maps"),
        place);
  }

  private List<org.yaml.snakeyaml.nodes.Node> pairs(Map<String, Entry> said) {
    Entry entry = said.get("predicateobjects");
    if (entry == null || YamlText.empty(entry.value())) {
      return List.of();
    }
    if (entry.value() instanceof ScalarNode) {
      sheet.yaml.wrong(entry.value(), "predicateobjects", "a list of [predicate, object]");
      return List.of();
    }
    return YamlText.list(entry.value());
  }

  private void graph(Node holder, org.yaml.snakeyaml.nodes.Node node) {
    sheet.put(holder, "graphMap", terms.term(node, Kind.IRI, "a graph"), sheet.yaml.place(node));
  }

  private void predicateObject(Node map, org.yaml.snakeyaml.nodes.Node node) {
    Place place = sheet.yaml.place(node);
    Node pom = sheet.blank();
    if (node instanceof SequenceNode list) {
      brief(pom, list.getValue(), place);
    } else if (node instanceof MappingNode) {
      full(pom, sheet.yaml.entries(node, "a predicate with objects", PREDICATE_OBJECT), place);
    } else {
      sheet.yaml.wrong(node, "a predicate with objects", "[predicate, object] or p and o");
      return;
    }
    sheet.put(map, "predicateObjectMap", pom, place);
  }

  /// `[predicates, objects, datatype or language~lang]`.
  private void brief(Node pom, List<org.yaml.snakeyaml.nodes.Node> parts, Place place) {
    if (parts.size() < 2 || parts.size() > 3) {
      sheet.problems.add(
          "bad-pair",
          place,
          "a list of " + parts.size(),
          "[predicate, object], with a datatype or language~lang as third where there is one",
          parts.size() < 2 ? "Add the object." : "Write others with p and o.");
      return;
    }
    boolean type = predicates(pom, YamlText.list(parts.getFirst()));
    Optional<org.yaml.snakeyaml.nodes.Node> third =
        parts.size() == 3 ? Optional.of(parts.get(2)) : Optional.empty();
    boolean language =
        third
            .filter(one -> one instanceof ScalarNode text && text.getValue().endsWith("~lang"))
            .isPresent();
    for (org.yaml.snakeyaml.nodes.Node one : YamlText.list(parts.get(1))) {
      if (one instanceof ScalarNode text) {
        Node object = sheet.blank();
        terms.value(
            object,
            text.getValue(),
            type ? Kind.IRI : Kind.LITERAL,
            third.filter(_ -> language),
            third.filter(_ -> !language),
            one);
        sheet.put(pom, "objectMap", object, sheet.yaml.place(one));
      } else {
        object(pom, one, type, Map.of());
      }
    }
  }

  private void full(Node pom, Map<String, Entry> said, Place place) {
    for (String part : List.of("predicates", "objects")) {
      if (YamlText.list(said, part).isEmpty()) {
        sheet.problems.add(
            "missing-part", place, "a pair without " + part, "p and o", "Add what is missing.");
      }
    }
    boolean type = predicates(pom, YamlText.list(said, "predicates"));
    List<org.yaml.snakeyaml.nodes.Node> objects = YamlText.list(said, "objects");
    boolean joined = objects.stream().anyMatch(this::isJoin);
    for (org.yaml.snakeyaml.nodes.Node one : objects) {
      object(pom, one, type, joined ? Map.of() : said);
    }
    if (joined) {
      terms.condition(pom, said);
    }
    YamlText.list(said, "graphs").forEach(graph -> graph(pom, graph));
  }

  private boolean isJoin(org.yaml.snakeyaml.nodes.Node node) {
    return node instanceof MappingNode map
        && map.getValue().stream()
            .anyMatch(one ->
                one.getKeyNode() instanceof ScalarNode key
                    && "mapping".equals(YarrrmlTerms.VALUE_KEYS.get(key.getValue())));
  }

  /// @return whether all of them are `a`
  private boolean predicates(Node pom, List<org.yaml.snakeyaml.nodes.Node> nodes) {
    boolean type = !nodes.isEmpty();
    for (org.yaml.snakeyaml.nodes.Node node : nodes) {
      Place place = sheet.yaml.place(node);
      if (node instanceof ScalarNode text) {
        Written pattern = sheet.pattern(text.getValue().replaceFirst("~iri$", ""));
        boolean a = text.getValue().equals("a") || pattern.text().equals(Rml.TYPE.getURI());
        type &= a;
        if (a) {
          sheet.put(pom, "predicate", Rml.TYPE, place);
          continue;
        }
        if (pattern.constant()) {
          sheet.put(pom, "predicate", NodeFactory.createURI(pattern.text()), place);
          continue;
        }
      } else {
        type = false;
      }
      sheet.put(pom, "predicateMap", terms.term(node, Kind.IRI, "a predicate"), place);
    }
    return type;
  }

  private void object(
      Node pom, org.yaml.snakeyaml.nodes.Node node, boolean type, Map<String, Entry> guard) {
    Place place = sheet.yaml.place(node);
    Kind kind = type ? Kind.IRI : Kind.LITERAL;
    if (!isJoin(node)) {
      Node object = terms.term(node, kind, "an object");
      sheet.put(pom, "objectMap", object, place);
      terms.condition(object, guard);
      return;
    }
    Map<String, Entry> said = sheet.yaml.entries(node, "an object", YarrrmlTerms.VALUE_KEYS);
    for (org.yaml.snakeyaml.nodes.Node name : YamlText.list(said, "mapping")) {
      String parent = sheet.yaml.text(name, "a mapping").orElse("");
      List<Node> parents = triplesMaps.getOrDefault(parent, List.of());
      if (parents.isEmpty()) {
        List<String> near = Nearest.to(parent, triplesMaps.keySet());
        sheet.problems.add(
            "unknown-parent",
            sheet.yaml.place(name),
            "the mapping " + parent,
            "one of " + String.join(", ", triplesMaps.keySet()),
            near.isEmpty()
                ? "Name a mapping of this file."
                : "Did you mean " + near.getFirst() + "?");
      }
      for (Node one : parents) {
        Node ref = sheet.blank();
        sheet.put(pom, "objectMap", ref, place);
        sheet.put(ref, "parentTriplesMap", one, place);
        YamlText.list(said, "condition").forEach(condition -> joins.put(ref, condition));
      }
    }
  }
}
