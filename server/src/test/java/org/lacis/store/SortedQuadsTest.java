package org.lacis.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lacis.store.Worlds.iri;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A range read from the pages of an index = the same range of all quads, sorted.
class SortedQuadsTest {
  private static final long[] LEAST = new long[SortedQuads.WIDTH];
  private static final long[] MOST = {-1, -1, -1, -1};

  @TestFactory
  Stream<DynamicTest> rangesAreWhatASortedListHas() {
    return IntStream.range(0, 6)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed)));
  }

  private static void check(int seed) {
    Random random = new Random(seed);
    int quads = List.of(0, 1, 300, 3_000, 9_000, 20_000).get(seed);
    try (TwinStore store = TwinStore.memory()) {
      store.write(view -> {
        for (int i = 0; i < quads; i++) {
          view.add(
              iri("g" + random.nextInt(3)),
              iri("s" + random.nextInt(400)),
              iri("p" + random.nextInt(5)),
              iri("o" + random.nextInt(900)));
        }
        // Pages that were emptied again are passed over.
        if (quads > 3_000) {
          view.clear(iri("g1"));
        }
        compare(random, view);
        return true;
      });
      store.read(view -> compare(random, view));
    }
  }

  private static boolean compare(Random random, View view) {
    for (SortedQuads table : ((TwinDataset) view.dataset()).sortedQuads()) {
      TreeSet<long[]> all = new TreeSet<>(SortedQuadsTest::compare);
      view.ids()
          .find(
              NodeIds.ABSENT,
              NodeIds.ABSENT,
              NodeIds.ABSENT,
              NodeIds.ABSENT,
              (g, s, p, o) -> all.add(key(table, new long[] {g, s, p, o})));
      List<long[]> sorted = List.copyOf(all);
      RangeScan scan = table.scan();
      for (int i = 0; i < 100; i++) {
        long[] low = i == 0 || sorted.isEmpty() ? LEAST : bound(random, sorted, 0);
        long[] high = i == 0 || sorted.isEmpty() ? MOST : bound(random, sorted, -1);
        boolean once = table.endsWithGraph() && random.nextBoolean();
        List<String> expected = new ArrayList<>();
        long[] before = null;
        for (long[] key : sorted) {
          boolean inside = compare(key, low) >= 0 && compare(key, high) <= 0;
          if (inside && !(once && before != null && Arrays.equals(key, 0, 3, before, 0, 3))) {
            expected.add(Arrays.toString(once ? Arrays.copyOf(key, 3) : key));
            before = key;
          }
        }
        assertThat(read(scan, low, high, once, 1 + random.nextInt(700))).isEqualTo(expected);
        if (!once) {
          long estimate = table.estimate(low, high);
          assertThat(estimate).isBetween(expected.size() / 5L - 1, 5L * expected.size() + 300);
        }
      }
    }
    return true;
  }

  private static long[] bound(Random random, List<long[]> sorted, long rest) {
    long[] bound = sorted.get(random.nextInt(sorted.size())).clone();
    Arrays.fill(bound, random.nextInt(4), 4, rest);
    return bound;
  }

  private static long[] key(SortedQuads table, long[] quad) {
    long[] key = new long[SortedQuads.WIDTH];
    for (int place = 0; place < key.length; place++) {
      key[place] = quad[table.column(place)];
    }
    return key;
  }

  private static int compare(long[] a, long[] b) {
    return Arrays.compareUnsigned(a, b);
  }

  private static List<String> read(
      RangeScan scan, long[] low, long[] high, boolean once, int most) {
    List<String> found = new ArrayList<>();
    long[] @Nullable [] places = new long[once ? 3 : 4][most];
    if (once) {
      places = Arrays.copyOf(places, 4);
    }
    scan.range(low, high);
    int count;
    do {
      count = scan.read(places, 0, most, once);
      for (int i = 0; i < count; i++) {
        long[] key = new long[once ? 3 : 4];
        for (int place = 0; place < key.length; place++) {
          key[place] = requireNonNull(places[place])[i];
        }
        found.add(Arrays.toString(key));
      }
    } while (count == most);
    return found;
  }
}
