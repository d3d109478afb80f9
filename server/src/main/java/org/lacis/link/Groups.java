package org.lacis.link;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lacis.link.rule.Verdict;

/// Connected groups of links: things that hang together through them. Pairs to be reviewed tie
/// nothing.
final class Groups {
  private final Pairs pairs;
  private final int sourceCount;
  private final int[] parent;
  private final int[] sourcesIn;
  private final int[] targetsIn;

  /// @param pairs sorted
  Groups(Pairs pairs, int sourceCount, int targetCount) {
    this.pairs = pairs;
    this.sourceCount = sourceCount;
    int things = sourceCount + targetCount;
    parent = new int[things];
    Arrays.setAll(parent, i -> i);
    for (int i = 0; i < pairs.size(); i++) {
      if (pairs.verdict(i) == Verdict.ACCEPT) {
        union(pairs.source(i), sourceCount + pairs.target(i));
      }
    }
    sourcesIn = new int[things];
    targetsIn = new int[things];
    for (int i = 0; i < things; i++) {
      int[] counts = i < sourceCount ? sourcesIn : targetsIn;
      counts[find(i)]++;
    }
  }

  /// The first source (in the order of the layer) of the group that a pair is in; it names the
  /// group, since a source is in one group only.
  int firstSource(int pair) {
    return find(pairs.source(pair));
  }

  /// `sources:targets` of the group that a pair is in.
  String cardinality(int pair) {
    int root = find(pairs.source(pair));
    return sourcesIn[root] + ":" + targetsIn[root];
  }

  /// How many groups there are of each cardinality; things without a pair are in none.
  SortedMap<String, Integer> tally() {
    SortedMap<String, Integer> tally = new TreeMap<>();
    for (int i = 0; i < sourceCount; i++) {
      if (parent[i] == i && targetsIn[i] > 0) {
        tally.merge(sourcesIn[i] + ":" + targetsIn[i], 1, Integer::sum);
      }
    }
    return tally;
  }

  private int find(int thing) {
    int root = thing;
    while (parent[root] != root) {
      root = parent[root];
    }
    for (int i = thing; parent[i] != root; ) {
      int next = parent[i];
      parent[i] = root;
      i = next;
    }
    return root;
  }

  // The lower number becomes the root: sources come first, so a source always is.
  private void union(int one, int other) {
    int a = find(one);
    int b = find(other);
    parent[Math.max(a, b)] = Math.min(a, b);
  }
}
