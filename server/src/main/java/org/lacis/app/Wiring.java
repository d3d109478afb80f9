package org.lacis.app;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.lacis.ingest.Build;
import org.lacis.ingest.BuildObserver;
import org.lacis.ingest.Workspace;
import org.lacis.interop.Tester;
import org.lacis.interop.family.Families;
import org.lacis.link.Linker;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;

/// How the rooms are put together in this program.
final class Wiring {
  private Wiring() {}

  static Sources sources() {
    return new Sources(StandardFormats.all());
  }

  static Build build(Workspace workspace, BuildObserver observer) {
    return new Build(workspace, sources(), linker(), observer);
  }

  /// The tests of interoperability.
  static List<Tester> testers() {
    return Families.all();
  }

  static Linker linker() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Linker(ForkJoinPool.commonPool(), cores);
  }
}
