package org.lacis.link;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.lacis.geometry.Crs;

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
public record LinkRule(
    String name,
    Map<String, String> labels,
    Selection source,
    Selection target,
    Shape shape,
    Match match,
    Emission emit,
    Optional<Crs> crs) {

  public LinkRule {
    labels = Map.copyOf(labels);
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
  public record Emission(Node predicate, Optional<Node> inverse) {}

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
