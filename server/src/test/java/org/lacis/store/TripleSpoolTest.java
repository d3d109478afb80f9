package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What is put aside comes back, in memory or through a file.
final class TripleSpoolTest {
  @TestFactory
  Stream<DynamicTest> tellsWhatWasAdded() {
    return IntStream.range(0, 12)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed)));
  }

  private static void check(int seed) {
    Random random = new Random(seed);
    boolean sorted = seed % 2 == 0;
    List<List<Long>> added = new ArrayList<>();
    try (TripleSpool spool = new TripleSpool(sorted, 1 + random.nextInt(40_000))) {
      int many = random.nextInt(30_000);
      for (int i = 0; i < many; i++) {
        // negative numbers are the largest ones
        List<Long> triple =
            List.of(random.nextInt(20) - 3L, random.nextInt(20) - 3L, random.nextInt(40) - 3L);
        added.add(triple);
        spool.add(triple.get(0), triple.get(1), triple.get(2));
      }
      List<List<Long>> told = new ArrayList<>();
      for (TripleSpool.Reader reader = spool.read(); reader.next(); ) {
        told.add(List.of(reader.get(0), reader.get(1), reader.get(2)));
      }
      if (sorted) {
        TreeSet<List<Long>> order = new TreeSet<>(TripleSpoolTest::compare);
        order.addAll(added);
        assertThat(told).containsExactlyElementsOf(order);
      } else {
        assertThat(told).isEqualTo(added);
      }
    }
  }

  private static int compare(List<Long> a, List<Long> b) {
    for (int i = 0; i < 3; i++) {
      int order = Long.compareUnsigned(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
