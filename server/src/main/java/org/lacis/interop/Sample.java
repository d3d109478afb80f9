package org.lacis.interop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/// Things of the partner, drawn by the seed of the check.
///
/// Classes are drawn first, larger ones rather, then things of them: what is found of the sample
/// holds for the things of a twin, with each class counted alike.
///
/// @param things in the order they were drawn
/// @param classes of the partner with the number of their things, the largest first; -1 where it
///   does not say
/// @param problem why it could not be drawn, or not whole
/// @param asked how it was drawn
public record Sample(
    List<Thing> things, Map<Node, Long> classes, Optional<String> problem, String asked) {

  public Sample {
    things = List.copyOf(things);
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
  }

  public boolean isEmpty() {
    return things.isEmpty();
  }

  /// Things that lie somewhere.
  public List<Thing> located() {
    return things.stream().filter(thing -> !thing.positions().isEmpty()).toList();
  }

  /// Statements from one of the things to a thing elsewhere: one of another server or, by its IRI,
  /// of another twin of the same server. Types, geometries and terms of vocabularies are none.
  public List<Triple> links() {
    return things.stream().flatMap(thing -> thing.links().stream()).toList();
  }
}
