package org.lacis.link.rule;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.lacis.geometry.Crs;
import org.locationtech.jts.geom.IntersectionMatrix;

/// What to link, by which match, and what to say of it.
///
/// Read from `mappings/links/<rule>.yaml`; see [LinkRule#read] for the form.
///
/// @param name the file's name without `.yaml`; part of the IRIs of its links and of its graph
/// @param labels the rule's name for people, by language tag
/// @param source what stands as subject of the links
/// @param target what stands as object of the links
/// @param shape which geometry of a thing is compared
/// @param match how a pair is judged
/// @param emit what an accepted pair is told with
/// @param crs the metric CRS that areas and distances are measured in; empty = that of the sources
///   when it is projected, else that of the targets, else the UTM zone the sources lie in
/// @param tolerance how much may change before a person's decision is to be certified again
public record LinkRule(
    String name,
    Map<String, String> labels,
    Selection source,
    Selection target,
    Shape shape,
    Match match,
    Emission emit,
    Optional<Crs> crs,
    Tolerance tolerance) {

  public LinkRule {
    labels = Map.copyOf(labels);
  }

  /// A rule of the usual tolerance.
  public LinkRule(
      String name,
      Map<String, String> labels,
      Selection source,
      Selection target,
      Shape shape,
      Match match,
      Emission emit,
      Optional<Crs> crs) {
    this(name, labels, source, target, shape, match, emit, crs, Tolerance.DEFAULT);
  }

  /// The rule as YAML, which [#read] reads as the same rule.
  public String yaml() {
    return RuleWriter.yaml(this);
  }

  /// The rule as RDF, in the terms of `ontologies/link`; see [#read(Graph, Node)].
  ///
  /// @param rule the IRI of the rule, whatever its version
  /// @return the same triples at every writing, in the same order
  public List<Triple> triples(Node rule) {
    return RuleRdf.triples(this, rule);
  }

  /// The IRI of this version of the rule, below that of the rule.
  public Node versionNode(Node rule) {
    return RuleRdf.version(this, rule);
  }

  /// Reads a rule from RDF, as [#triples] writes it.
  ///
  /// @param version the IRI of the version
  /// @throws LinkException when the triples are no rule
  public static LinkRule read(Graph graph, Node version) {
    return RuleRdf.rule(graph, version);
  }

  /// Fingerprint of all that the rule's links hang on, sixteen characters.
  public String version() {
    return Canonical.version(this);
  }

  /// Which geometry of a thing is compared.
  public enum Shape {
    /// `geo:hasDefaultGeometry / geo:asWKT`
    DEFAULT,
    /// the default geometry with its courtyards filled: what stands in the courtyard of a thing
    /// counts as part of it
    OUTLINE,
    /// `lacis:solidGeometry / geo:asWKT`, as the union of its projected polygons
    SOLID
  }

  /// What an accepted pair is told with.
  ///
  /// @param predicate from source to target
  /// @param inverse from target to source, where it is to be said too
  /// @param predicates by the relation that is told with it, for a rule of several relations, which
  ///   tells each that holds; none for any other rule
  public record Emission(Node predicate, Optional<Node> inverse, Map<Relation, Node> predicates) {
    public Emission {
      predicates = Map.copyOf(predicates);
    }

    public Emission(Node predicate, Optional<Node> inverse) {
      this(predicate, inverse, Map.of());
    }

    /// All predicates that a pair may be told with.
    public Set<Node> all() {
      return predicates.isEmpty() ? Set.of(predicate) : Set.copyOf(predicates.values());
    }
  }

  /// What a pair is told with, the most telling first.
  ///
  /// @param matrix DE-9IM, nine characters; looked at by a rule of several relations alone
  /// @param sourceDimension 0 points, 1 lines, 2 areas
  /// @param targetDimension likewise
  public List<Node> predicates(String matrix, int sourceDimension, int targetDimension) {
    if (emit.predicates.isEmpty() || !(match instanceof Match.Topological topological)) {
      return List.of(emit.predicate);
    }
    List<Relation> holding =
        topological.holding(new IntersectionMatrix(matrix), sourceDimension, targetDimension);
    // None holds of a pair that people have linked all the same.
    return holding.isEmpty()
        ? List.of(emit.predicate)
        : holding.stream()
            .map(relation -> emit.predicates.getOrDefault(relation, emit.predicate))
            .distinct()
            .toList();
  }

  /// Reads one rule.
  ///
  /// ```yaml
  /// rule: same-building              # = file name
  /// label: {fr: Même bâtiment, en: Same building}
  /// prefixes: {ex: "https://…#"}     # optional; lacis, geo, dcterms, rdfs, skos… are known
  /// source:
  ///   class: lacis:Building          # and its subclasses, as the view's ontologies state them
  ///   graph: lyon/batiments-2015     # optional: name, glob, or a list of them; none = every graph
  ///   where: {lacis:usage: Résidentiel}   # optional: a value, or a list of which one must be there
  /// target: {class: lacis:Building, graph: national/bdtopo}
  /// geometry: default                # or outline (courtyards filled), or solid
  /// crs: EPSG:3946                   # optional
  /// match:                           # exactly one of topological, identity, key, nearest
  ///   identity: {measure: intersection-over-smaller, threshold: 0.5, minimumArea: 1.0, cardinality: n:m}
  /// emit: {predicate: lacis:correspondsTo}
  /// tolerance: {moved: 1.0, area: 0.05}   # optional
  /// ```
  ///
  /// A rule of relations tells each that holds of a pair, by default with the property of
  /// GeoSPARQL:
  ///
  /// ```yaml
  /// match: {topological: {relations: all}}          # or [within, touches, …]
  /// emit: {predicates: {touches: ex:adjoins}}       # optional
  /// ```
  ///
  /// or, in the place of `match`, the long form of which these are short ones:
  ///
  /// ```yaml
  /// blocking:                        # a list: what one of them proposes; or all: [...]
  ///   - near: {within: 5}
  ///   - key: {source: {path: dcterms:identifier, kind: cadastral-parcel}, target: lacis:parcelId}
  ///   - words: {source: rdfs:label, target: rdfs:label, normalise: name, share: 0.5}
  /// alignment: {within: 5, cell: 250, minimum: 12}   # optional
  /// criteria:
  ///   overlap: {metric: intersection-over-smaller}
  ///   name: {metric: jaro-winkler, source: rdfs:label, target: "lacis:site/rdfs:label", normalise: name}
  /// decision:                        # exactly one
  ///   thresholds: {accept: overlap >= 0.5 and name > 0.8, review: overlap >= 0.3, confidence: overlap}
  ///   logistic:
  ///     bias: -3.2
  ///     weights: {overlap: 5.1, name: {points: [[0, -2], [0.8, 0], [1, 3]], missing: 0.1}}
  ///     accept: 0.9
  ///     review: 0.3
  ///   belief:
  ///     masses: {overlap: {match: [[0.2, 0], [0.8, 0.9]], other: [[0.1, 0.7], [0.5, 0]]}}
  ///     accept: 0.8
  ///     review: 0.4
  ///     conflict: 0.5
  /// cardinality: n:m                 # or 1:1 (the best assignment as a whole), n:1, 1:n
  /// ```
  ///
  /// @throws LinkException when the file cannot be read or breaks the form
  public static LinkRule read(Path file) {
    return RuleReader.read(file);
  }

  /// Reads every `*.yaml` of a folder, ordered by name; none when the folder is not there.
  ///
  /// @throws LinkException at the first file that breaks the form
  public static List<LinkRule> readAll(Path folder) {
    return RuleReader.readAll(folder);
  }
}
