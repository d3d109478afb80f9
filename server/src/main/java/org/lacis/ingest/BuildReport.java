package org.lacis.ingest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.lacis.source.http.Fetched;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingTally;

/// What a build did.
///
/// @param lifted datasets that were lifted, with their quads
/// @param unchanged datasets that were left as they were, nothing of theirs having changed
/// @param skipped datasets that could not be lifted, and keep what they had; a finding says why
/// @param removed datasets that are no more in the workspace
/// @param changes what lifting changed, by dataset; without those that were built for the first
///   time
/// @param live what came of asking live sources, by dataset and name; empty when none was asked
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
    Map<String, ChangeLog.Change> changes,
    Map<String, Live> live,
    Map<String, Long> links,
    long inferred,
    long checked,
    Map<String, Duration> stages,
    SortedMap<String, FindingTally.Entry> findings) {

  /// What came of asking one live source.
  ///
  /// @param state whether there is a new copy, the one before is still right, or it failed
  /// @param records records of the copy in use; -1 when it is no list of records, or there is none
  /// @param requests how many requests were sent; 0 when it failed
  /// @param complete when the copy in use was fetched, ISO 8601; empty when there is none
  /// @param why the reason of a failure; empty when there is none
  public record Live(State state, long records, int requests, String complete, String why) {
    /// Whether a source brought something.
    public enum State {
      FETCHED,
      UNCHANGED,
      FAILED
    }

    static Live of(LiveData.Source source) {
      State state =
          source.problem().isPresent()
              ? State.FAILED
              : source.copy().filter(Fetched::fresh).isPresent() ? State.FETCHED : State.UNCHANGED;
      return new Live(
          state,
          source.copy().map(copy -> copy.kept().records()).orElse(-1L),
          state == State.FAILED ? 0 : source.copy().map(Fetched::requests).orElse(0),
          source.copy().map(copy -> copy.kept().complete()).orElse(""),
          source.problem().map(Finding::sentence).orElse(""));
    }
  }

  public BuildReport {
    lifted = new LinkedHashMap<>(lifted);
    unchanged = List.copyOf(unchanged);
    skipped = List.copyOf(skipped);
    removed = List.copyOf(removed);
    changes = new LinkedHashMap<>(changes);
    live = new LinkedHashMap<>(live);
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
