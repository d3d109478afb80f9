package org.lacis.link.relate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.relateng.RelateNG;

/// What must hold of every world: our matrix is that of RelateNG for each pair, and the join finds
/// what a double loop finds.
final class RelateLawsTest {
  @TestFactory
  Stream<DynamicTest> theMatrixIsThatOfJts() {
    return worlds(
        6,
        (ground, seed) -> {
          Shapes world = new Shapes(seed, ground, 12);
          List<Geometry> left = world.any(80);
          List<Geometry> right = world.any(80);
          // Equal ones, and such as differ by one corner, are rare by chance.
          right.addAll(left.subList(0, 20));
          FlatShapes firsts = FlatShapes.of(left);
          FlatShapes seconds = FlatShapes.of(right);
          PairRelate relate = new PairRelate(firsts, seconds);
          List<String> wrong = new ArrayList<>();
          for (int i = 0; i < left.size(); i++) {
            for (int j = 0; j < right.size(); j++) {
              String expected = RelateNG.relate(left.get(i), right.get(j)).toString();
              String found = Matrix.text(relate.matrix(i, j));
              if (!found.equals(expected)) {
                wrong.add(found + " for " + expected + ": " + left.get(i) + " and " + right.get(j));
              }
            }
          }
          assertThat(wrong).isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> theCommonAreaIsThatOfTheIntersection() {
    return worlds(
        2,
        (ground, seed) -> {
          Shapes world = new Shapes(seed, ground, 12);
          List<Geometry> left = world.any(60).stream().filter(RelateLawsTest::isPlain).toList();
          List<Geometry> right = world.any(60).stream().filter(RelateLawsTest::isPlain).toList();
          FlatShapes firsts = FlatShapes.of(left);
          FlatShapes seconds = FlatShapes.of(right);
          CommonArea area = new CommonArea(firsts, seconds);
          for (int i = 0; i < left.size(); i++) {
            for (int j = 0; j < right.size(); j++) {
              double expected =
                  left.get(i) instanceof Polygonal && right.get(j) instanceof Polygonal
                      ? OverlayNGRobust.overlay(left.get(i), right.get(j), OverlayNG.INTERSECTION)
                          .getArea()
                      : 0;
              // Ordinates of 6,520,000 hold nine digits after the point; an intersection of JTS is
              // rounded to them.
              double box = left.get(i).getEnvelopeInternal().getArea();
              double last = Math.ulp(left.get(i).getCoordinate().y);
              assertThat(area.of(i, j))
                  .as(left.get(i) + " and " + right.get(j))
                  .isCloseTo(expected, within(1e-12 * box + 64 * last * Math.sqrt(box)));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> areasAreHardlyEverLeftToJts() {
    return worlds(
        2,
        (ground, seed) -> {
          Shapes world = new Shapes(seed, ground, 12);
          FlatShapes shapes = FlatShapes.of(world.areas(150));
          PairRelate relate = new PairRelate(shapes, shapes);
          int pairs = 0;
          for (int i = 0; i < shapes.size(); i++) {
            for (int j = 0; j < shapes.size(); j++) {
              if (!shapes.touching(i) && !shapes.touching(j)) {
                relate.matrix(i, j);
                pairs++;
              }
            }
          }
          assertThat(pairs).isGreaterThan(10_000);
          // Turned by an angle, equal walls hardly ever stay equal: nothing but close calls.
          int share =
              ground == Shapes.Ground.TURNED
                  ? 3
                  : ground == Shapes.Ground.TURNED_AND_ROUNDED ? 20 : 100;
          assertThat(relate.byLibrary()).isLessThan(pairs / share);
        });
  }

  @TestFactory
  Stream<DynamicTest> theJoinFindsWhatADoubleLoopFinds() {
    return worlds(
        2,
        (ground, seed) -> {
          Shapes world = new Shapes(seed, ground, 60);
          List<Geometry> left = world.any(300);
          List<Geometry> right = world.any(400);
          FlatShapes firsts = FlatShapes.of(left);
          FlatShapes seconds = FlatShapes.of(right);
          assertSame(joined(firsts, seconds), looped(left, right));
          assertSame(joined(seconds, firsts), looped(right, left));
        });
  }

  private static boolean isPlain(Geometry shape) {
    return !shape.getGeometryType().equals("GeometryCollection");
  }

  private static Set<String> looped(List<Geometry> left, List<Geometry> right) {
    TreeSet<String> lines = new TreeSet<>();
    for (int i = 0; i < left.size(); i++) {
      for (int j = 0; j < right.size(); j++) {
        String matrix = RelateNG.relate(left.get(i), right.get(j)).toString();
        if (!matrix.startsWith("FF") || !matrix.startsWith("FF", 3)) {
          lines.add(i + " " + j + " " + matrix);
        }
      }
    }
    return lines;
  }

  private static void assertSame(Set<String> found, Set<String> expected) {
    TreeSet<String> missing = new TreeSet<>(expected);
    missing.removeAll(found);
    TreeSet<String> extra = new TreeSet<>(found);
    extra.removeAll(expected);
    assertThat(missing).as("missing").isEmpty();
    assertThat(extra).as("extra").isEmpty();
  }

  private static Set<String> joined(FlatShapes sources, FlatShapes targets) {
    TreeSet<String> found = new TreeSet<>();
    Candidates.visit(
        sources,
        targets,
        0,
        new Alone(),
        () -> new Related(sources, targets),
        related -> {
          for (int i = 0; i < related.size(); i++) {
            String line =
                related.source(i) + " " + related.target(i) + " " + Matrix.text(related.matrix(i));
            assertThat(found.add(line)).as("once").isTrue();
          }
        });
    return found;
  }

  private static final class Alone implements Crew {
    @Override
    public <T> void inOrder(Iterator<? extends Callable<T>> tasks, Consumer<T> results) {
      tasks.forEachRemaining(task -> {
        try {
          results.accept(task.call());
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      });
    }
  }

  @TestFactory
  Stream<DynamicTest> withinAReachEveryPairComesOnce() {
    return worlds(
        1,
        (ground, seed) -> {
          // Large ones against many: one probe has more than a piece of work takes.
          FlatShapes few = FlatShapes.of(new Shapes(seed, ground, 12).any(7));
          FlatShapes many = FlatShapes.of(new Shapes(seed + 1, ground, 60).any(20_000));
          double reach = (few.maxX(0) - few.minX(0) + few.maxY(0) - few.minY(0)) * 3 + 1e-6;
          Set<Long> found = new HashSet<>();
          Candidates.visit(
              many,
              few,
              reach,
              new Alone(),
              () ->
                  (source, target) ->
                      assertThat(found.add((long) source << 32 | target)).as("once").isTrue(),
              _ -> {});
          int expected = 0;
          for (int i = 0; i < many.size(); i++) {
            for (int j = 0; j < few.size(); j++) {
              boolean near =
                  many.minX(i) - few.maxX(j) <= reach
                      && few.minX(j) - many.maxX(i) <= reach
                      && many.minY(i) - few.maxY(j) <= reach
                      && few.minY(j) - many.maxY(i) <= reach;
              expected += near ? 1 : 0;
              assertThat(found.contains((long) i << 32 | j)).isEqualTo(near);
            }
          }
          assertThat(found).hasSize(expected);
        });
  }

  @TestFactory
  Stream<DynamicTest> partsPutTogetherAreTheWhole() {
    return worlds(
        1,
        (ground, seed) -> {
          List<Geometry> all = new Shapes(seed, ground, 12).any(100);
          Collections.shuffle(all, new Random(seed));
          FlatShapes parts =
              FlatShapes.concatenation(
                  List.of(
                      FlatShapes.of(all.subList(0, 30)),
                      FlatShapes.of(all.subList(30, 30)),
                      FlatShapes.of(all.subList(30, 100))));
          FlatShapes whole = FlatShapes.of(all);
          PairRelate ofParts = new PairRelate(parts, whole);
          PairRelate ofWhole = new PairRelate(whole, whole);
          for (int i = 0; i < all.size(); i++) {
            assertThat(parts.geometry(i).equalsTopo(all.get(i))).isTrue();
            assertThat((Object) parts.box(i)).isEqualTo(all.get(i).getEnvelopeInternal());
            for (int j = 0; j < all.size(); j++) {
              assertThat(ofParts.matrix(i, j)).isEqualTo(ofWhole.matrix(i, j));
            }
          }
        });
  }

  @FunctionalInterface
  private interface Law {
    void holds(Shapes.Ground ground, long seed);
  }

  private static Stream<DynamicTest> worlds(int seeds, Law law) {
    return Stream.of(Shapes.Ground.values())
        .flatMap(ground ->
            LongStream.range(0, seeds)
                .mapToObj(seed ->
                    DynamicTest.dynamicTest(
                        ground + ", seed " + seed, () -> law.holds(ground, seed))));
  }
}
