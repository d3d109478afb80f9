package org.lacis.ingest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.lacis.vocabulary.FindingTally;

/// What a build did.
///
/// @param lifted datasets that were lifted, with their quads
/// @param unchanged datasets that were left as they were, nothing of theirs having changed
/// @param skipped datasets that could not be lifted, and keep what they had; a finding says why
/// @param removed datasets that are no more in the workspace
/// @param links links by rule, of the rules that ran
/// @param inferred statements in the graph of inferences
/// @param checked objects checked against shapes
/// @param stages time of each stage, in order
/// @param findings what was found on the way
public record BuildReport(
    Map<String, Long> lifted,
    List<String> unchanged,
    List<String> skipped,
    List<String> removed,
    Map<String, Long> links,
    long inferred,
    long checked,
    Map<String, Duration> stages,
    SortedMap<String, FindingTally.Entry> findings) {

  public BuildReport {
    lifted = new LinkedHashMap<>(lifted);
    unchanged = List.copyOf(unchanged);
    skipped = List.copyOf(skipped);
    removed = List.copyOf(removed);
    links = new LinkedHashMap<>(links);
    stages = new LinkedHashMap<>(stages);
  }

  public long quads() {
    return lifted.values().stream().mapToLong(Long::longValue).sum();
  }

  public long findingCount() {
    return findings.values().stream().mapToLong(FindingTally.Entry::count).sum();
  }
}
