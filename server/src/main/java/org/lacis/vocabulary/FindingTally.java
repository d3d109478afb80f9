package org.lacis.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts findings per code and keeps the first examples of each, so that a million broken rows
/// cost a few kilobytes and none goes uncounted. Thread-safe.
public final class FindingTally implements FindingSink {

  /// What is known of one code.
  ///
  /// @param count how many findings had this code
  /// @param worst the highest severity among them
  /// @param examples the first of them, at most as many as the tally keeps
  public record Entry(long count, Severity worst, List<Finding> examples) {
    public Entry {
      examples = List.copyOf(examples);
    }

    private Entry and(Finding finding, int keep) {
      List<Finding> more = examples;
      if (examples.size() < keep) {
        more = new ArrayList<>(examples);
        more.add(finding);
      }
      Severity higher = finding.severity().compareTo(worst) > 0 ? finding.severity() : worst;
      return new Entry(count + 1, higher, more);
    }
  }

  private final int keep;
  private final SortedMap<String, Entry> entries = new TreeMap<>();

  public FindingTally() {
    this(5);
  }

  /// @param keep how many examples of each code to keep
  public FindingTally(int keep) {
    this.keep = keep;
  }

  @Override
  public synchronized void report(Finding finding) {
    Entry before =
        entries.getOrDefault(finding.code(), new Entry(0, finding.severity(), List.of()));
    entries.put(finding.code(), before.and(finding, keep));
  }

  /// A copy of the counts, ordered by code.
  public synchronized SortedMap<String, Entry> entries() {
    return new TreeMap<>(entries);
  }

  public synchronized long count() {
    return entries.values().stream().mapToLong(Entry::count).sum();
  }

  public synchronized long count(Severity severity) {
    return entries.values().stream()
        .filter(entry -> entry.worst() == severity)
        .mapToLong(Entry::count)
        .sum();
  }
}
