package org.lacis.serve.page;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.lacis.store.View;

/// Draws the things of a list where they lie, with what is around them.
public final class FeatureMap {
  private static final double MARGIN = 1.15;

  private FeatureMap() {}

  /// @param hue key of the twin that describes a thing
  public record Placed(Node thing, String hue) {}

  /// @return empty when none of them has a place
  public static Optional<Drawing> of(View view, List<Placed> things, String label) {
    MapMaker map = new MapMaker(view);
    things.forEach(one -> map.add(one.thing(), one.hue(), false));
    return map.draw(label, MARGIN);
  }
}
