package org.lacis.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lacis.bench.geo.Feature;
import org.lacis.bench.geo.Kind;
import org.lacis.bench.geo.World;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// The territory of `lacis bench geo` is what it is said to be.
final class WorldTest {
  private final World world = new World(3, 0.02);

  @Test
  void hasAsManyFeaturesAsItSays() {
    for (Kind kind : Kind.values()) {
      List<Feature> features = features(world, kind);
      assertThat(features).hasSize(world.count(kind));
      assertThat(features).extracting(Feature::id).doesNotHaveDuplicates();
      assertThat(features).allMatch(feature -> feature.shape().isValid(), "valid");
    }
    assertThat(world.count(Kind.BUILDING)).isEqualTo(4_000);
  }

  @Test
  void communesLieSideBySide() {
    List<Geometry> outlines = shapes(world, Kind.COMMUNE);
    double sum = outlines.stream().mapToDouble(Geometry::getArea).sum();
    Geometry whole = OverlayNGRobust.union(outlines);
    assertThat(whole.getArea()).isCloseTo(sum, within(1.0));
    assertThat(outlines).allMatch(outline -> outline.getNumPoints() == 101, "100 points");
  }

  @Test
  void theSameSeedMakesTheSame() {
    assertThat(shapes(new World(3, 0.02), Kind.ZONE)).isEqualTo(shapes(world, Kind.ZONE));
    assertThat(shapes(new World(4, 0.02), Kind.ZONE)).isNotEqualTo(shapes(world, Kind.ZONE));
  }

  private static List<Feature> features(World world, Kind kind) {
    List<Feature> features = new ArrayList<>();
    world.features(kind, features::add);
    return features;
  }

  private static List<Geometry> shapes(World world, Kind kind) {
    return features(world, kind).stream().map(Feature::shape).toList();
  }
}
