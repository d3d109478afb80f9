package org.lacis.validate.shacl;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.path.Path;
import org.jspecify.annotations.Nullable;

/// A shape as it is checked.
final class ShapePlan {
  /// Its place among the shapes.
  final int slot;

  final Node node;
  final Node severity;
  final List<Node> messages;
  final boolean deactivated;

  /// Null: a node shape.
  final @Nullable Path path;

  final @Nullable Route route;
  final List<Check> checks = new ArrayList<>();
  final List<ShapePlan> properties = new ArrayList<>();

  ShapePlan(
      int slot,
      Node node,
      Node severity,
      List<Node> messages,
      boolean deactivated,
      @Nullable Path path,
      @Nullable Route route) {
    this.slot = slot;
    this.node = node;
    this.severity = severity;
    this.messages = messages;
    this.deactivated = deactivated;
    this.path = path;
    this.route = route;
  }
}
