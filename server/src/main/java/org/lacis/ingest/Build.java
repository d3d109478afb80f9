package org.lacis.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lacis.link.Linker;
import org.lacis.source.Sources;
import org.lacis.store.BulkLoad;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingTally;
import org.lacis.vocabulary.LacisException;

/// Builds a workspace's twin: what changed is lifted, linked, reasoned over and checked, and all of
/// it becomes visible in one commit.
///
/// A dataset is lifted again when its files, its mapping or its description have changed since the
/// last build, which is read from the fingerprints in the catalogue; links and inferences when
/// something they rest on has. Until the commit, readers see the state before; a build that is
/// killed leaves that state.
///
/// Findings go to a tally while the work goes on. A dataset whose mapping or source cannot be used
/// keeps what it had; everything else is built.
public final class Build {
  private final Workspace workspace;
  private final Sources sources;
  private final Linker linker;
  private final BuildObserver observer;

  public Build(Workspace workspace, Sources sources, Linker linker, BuildObserver observer) {
    this.workspace = workspace;
    this.sources = sources;
    this.linker = linker;
    this.observer = observer;
  }

  /// Runs the build on a store that nobody has open. The first build of a new store fills it at
  /// once, beside its place, and moves it there when all is done.
  ///
  /// @param folder of the store
  /// @param data folder of the source files; empty for what the settings say
  /// @throws WorkspaceException when a file of the workspace cannot be used
  public BuildReport run(Path folder, Optional<Path> data) {
    return run(folder, data, false);
  }

  /// As above.
  ///
  /// @param live whether the addresses of live sources are asked first, before the store is opened;
  ///   without it nothing on the net is touched, and what was fetched before is used
  public BuildReport run(Path folder, Optional<Path> data, boolean live) {
    boolean fresh = BulkLoad.isNew(folder);
    LiveData sources = live(live);
    if (fresh) {
      return repeated(
          data,
          sources,
          run -> {
            try (BulkLoad load = BulkLoad.into(folder)) {
              return run.run(load);
            }
          });
    }
    try (TwinStore store = TwinStore.open(folder)) {
      return repeated(data, sources, run -> run.run(store));
    }
  }

  private LiveData live(boolean asked) {
    return asked ? LiveData.fetched(workspace, observer) : LiveData.kept(workspace);
  }

  /// Runs the build in one transaction.
  ///
  /// @param data folder of the source files; empty for what the settings say
  /// @throws WorkspaceException when a file of the workspace cannot be used
  public BuildReport run(TwinStore store, Optional<Path> data) {
    return run(store, data, false);
  }

  /// As above.
  ///
  /// @param live whether the addresses of live sources are asked first
  public BuildReport run(TwinStore store, Optional<Path> data, boolean live) {
    return repeated(data, live(live), run -> run.run(store));
  }

  private BuildReport repeated(
      Optional<Path> data, LiveData live, Function<BuildRun, BuildReport> build) {
    Path folder = workspace.data(data);
    Checksums checksums = new Checksums(workspace.own("checksums.json"));
    Set<String> failed = new LinkedHashSet<>();
    Map<String, Finding> reasons = new LinkedHashMap<>();
    while (true) {
      FindingTally findings = new FindingTally();
      reasons.values().forEach(findings::report);
      live.remarks().forEach(findings::report);
      try {
        BuildReport report =
            build.apply(
                new BuildRun(
                    workspace, sources, linker, observer, folder, checksums, failed, findings,
                    live));
        checksums.save();
        return report;
      } catch (DatasetFailure failure) {
        // Half of a graph may have been replaced: the transaction was given up as a whole, and the
        // build starts anew without the dataset, which keeps what it had.
        failed.add(failure.dataset());
        reasons.put(failure.dataset(), failure.reason().finding());
        observer.note(failure.dataset() + ": " + failure.reason().finding().sentence());
      }
    }
  }

  /// A dataset that cannot be lifted, known only after the lift had begun.
  static final class DatasetFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String dataset;
    private final transient LacisException reason;

    DatasetFailure(String dataset, LacisException reason) {
      super(reason);
      this.dataset = dataset;
      this.reason = reason;
    }

    String dataset() {
      return dataset;
    }

    LacisException reason() {
      return reason;
    }
  }

  /// Measures the stages of one run.
  static final class Stages {
    private final Map<String, Duration> times = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private Instant began = Instant.now();

    void begin(String stage) {
      end();
      order.add(stage);
      began = Instant.now();
    }

    void end() {
      if (!order.isEmpty()) {
        times.merge(order.getLast(), Duration.between(began, Instant.now()), Duration::plus);
        order.clear();
      }
    }

    Map<String, Duration> times() {
      return times;
    }
  }
}
