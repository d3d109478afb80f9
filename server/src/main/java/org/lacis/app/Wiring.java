package org.lacis.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import org.lacis.federate.Federation;
import org.lacis.federate.Partner;
import org.lacis.ingest.Build;
import org.lacis.ingest.BuildObserver;
import org.lacis.ingest.PartnerSettings;
import org.lacis.ingest.TwinSettings;
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

  /// The twin and its partners; what may be asked of the world is what `egress:` says.
  static Federation federation(Workspace workspace) {
    TwinSettings settings = workspace.settings();
    List<Partner> partners = new ArrayList<>();
    settings.partners().forEach((name, one) -> partners.add(partner(name, one)));
    return new Federation(settings.base(), partners, settings.egress());
  }

  private static Partner partner(String name, PartnerSettings said) {
    return new Partner(
        name,
        said.label(),
        said.endpoint(),
        switch (said.kind()) {
          case SPARQL -> Partner.Kind.SPARQL;
          case FEATURES -> Partner.Kind.FEATURES;
        },
        switch (said.trust()) {
          case FULL -> Partner.Trust.FULL;
          case NAMED -> Partner.Trust.NAMED;
        },
        said.licence(),
        new Partner.Limits(said.timeout(), said.rate(), said.concurrent(), said.bytes()),
        new Partner.Secret(
            said.keyName().isEmpty()
                ? ""
                : Objects.requireNonNullElse(System.getenv(said.keyName()), "").strip()),
        said.description());
  }

  static Linker linker() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Linker(ForkJoinPool.commonPool(), cores);
  }
}
