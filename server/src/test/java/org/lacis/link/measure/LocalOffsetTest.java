package org.lacis.link.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LocalOffsetTest {
  private record Thing(double x, double y, double area) {}

  private static LocalOffset.Footprints of(List<Thing> things) {
    return new LocalOffset.Footprints() {
      @Override
      public int size() {
        return things.size();
      }

      @Override
      public double x(int i) {
        return things.get(i).x;
      }

      @Override
      public double y(int i) {
        return things.get(i).y;
      }

      @Override
      public double area(int i) {
        return things.get(i).area;
      }
    };
  }

  /// Two quarters far from each other, of 60 houses each.
  private static List<Thing> town(Random random) {
    List<Thing> town = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      double west = i < 60 ? 0 : 5000;
      town.add(
          new Thing(
              west + 30 * (i % 10) + random.nextDouble() * 8,
              30 * Math.floor(i % 60 / 10.0) + random.nextDouble() * 8,
              80 + random.nextInt(100)));
    }
    return town;
  }

  private static List<Thing> surveyedAgain(List<Thing> town, Random random) {
    List<Thing> again = new ArrayList<>();
    for (Thing thing : town) {
      double x = thing.x < 2500 ? 4.1 : -2;
      if (random.nextInt(10) > 0) {
        again.add(
            new Thing(
                thing.x + x + random.nextGaussian() * 0.3,
                thing.y - 1 + random.nextGaussian() * 0.3,
                thing.area * (0.9 + 0.2 * random.nextDouble())));
      }
    }
    return again;
  }

  @Test
  void eachQuarterHasItsOwn() {
    Random random = new Random(7);
    List<Thing> town = town(random);
    LocalOffset offset = LocalOffset.of(of(town), of(surveyedAgain(town, random)), 10, 250, 8);
    assertThat(offset.x(100, 100)).isEqualTo(4);
    assertThat(offset.y(100, 100)).isEqualTo(-1);
    assertThat(offset.x(5100, 100)).isEqualTo(-2);
    assertThat(offset.x(20_000, 100)).as("nothing stands there").isZero();
  }

  @Test
  void aFewStrangersDoNotMoveIt() {
    Random random = new Random(8);
    List<Thing> town = town(random);
    List<Thing> again = surveyedAgain(town, random);
    for (int i = 0; i < 15; i++) {
      again.set(i, new Thing(again.get(i).x + 9, again.get(i).y + 5, again.get(i).area));
    }
    LocalOffset offset = LocalOffset.of(of(town), of(again), 10, 250, 8);
    assertThat(offset.x(100, 100)).isBetween(3.75, 4.5);
  }

  @Test
  void tooFewTellNothing() {
    List<Thing> town = List.of(new Thing(10, 10, 50), new Thing(60, 10, 50));
    List<Thing> again = List.of(new Thing(13, 10, 50), new Thing(63, 10, 50));
    assertThat(LocalOffset.of(of(town), of(again), 10, 250, 2).x(10, 10)).isEqualTo(3);
    assertThat(LocalOffset.of(of(town), of(again), 10, 250, 3).x(10, 10)).isZero();
  }

  @Test
  void otherFormsTellNothing() {
    List<Thing> town = List.of(new Thing(10, 10, 50), new Thing(60, 10, 50));
    List<Thing> again = List.of(new Thing(13, 10, 200), new Thing(63, 10, 0));
    assertThat(LocalOffset.of(of(town), of(again), 10, 250, 1).x(10, 10)).isZero();
  }

  @Test
  void orderDoesNotMatter() {
    Random random = new Random(9);
    List<Thing> town = town(random);
    // Doubles, and houses equally near to two.
    town.addAll(town.subList(0, 20));
    List<Thing> again = surveyedAgain(town, random);
    LocalOffset one = LocalOffset.of(of(town), of(again), 10, 100, 4);
    Collections.shuffle(town, random);
    Collections.shuffle(again, random);
    LocalOffset other = LocalOffset.of(of(town), of(again), 10, 100, 4);
    for (int x = -200; x < 5600; x += 50) {
      assertThat(other.x(x, 50)).isEqualTo(one.x(x, 50));
      assertThat(other.y(x, 50)).isEqualTo(one.y(x, 50));
    }
  }

  @Test
  void aHouseFarAwayChangesNothingHere() {
    Random random = new Random(10);
    List<Thing> town = town(random);
    List<Thing> again = surveyedAgain(town, random);
    LocalOffset one = LocalOffset.of(of(town), of(again), 10, 250, 8);
    again.add(new Thing(5040, 44, 90));
    again.removeLast();
    town.removeLast();
    LocalOffset other = LocalOffset.of(of(town), of(again), 10, 250, 8);
    assertThat(other.x(100, 100)).isEqualTo(one.x(100, 100));
    assertThat(one.cell(100, 100)).isNotEqualTo(one.cell(5100, 100));
  }
}
