package org.lacis.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.lacis.interop.Asking;
import org.lacis.interop.Check;
import org.lacis.interop.InteropCheck;
import org.lacis.interop.Kind;
import org.lacis.interop.Level;
import org.lacis.interop.Ours;
import org.lacis.interop.Outcome;
import org.lacis.interop.Profile;
import org.lacis.interop.Report;
import org.lacis.interop.Result;
import org.lacis.interop.family.Families;
import org.lacis.interop.probe.Budget;
import org.lacis.interop.probe.LiveTransport;
import org.lacis.outbound.EgressRules;
import org.lacis.outbound.Outbound;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;

/// The proof of the check: of a partner without a fault it finds none, and every fault that is
/// planted is found by the test that is there for it, and by no other than those that must see it,
/// too.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DefectiveTwinTest {
  private static final Budget BUDGET = new Budget(2_000, Duration.ofSeconds(60), 64_000_000, 0);

  /// What is said of things or of datasets touches nothing of how it is asked for.
  private static final Profile OF_WHAT_IS_SAID =
      Profile.read(
          "said",
          """
          title: {en: What is said, fr: Ce qui est dit}
          tests: [protocol.reachable, uris.*, vocabulary.*, shapes.*, geometry.*, links.*, federation.*, time.*, rights.*]
          levels: {}
          """);

  private final InteropCheck check = new InteropCheck(Families.all());
  private final Map<Defect.Door, Report> clean = new EnumMap<>(Defect.Door.class);
  private DefectiveTwin twin;
  private TwinStore store;
  private Outbound outbound;

  @BeforeAll
  void start() {
    twin = new DefectiveTwin(Instant.now());
    store = twin.town().ours(twin.base());
    outbound = new Outbound(EgressRules.standard().withPrivate("127.0.0.0/8"));
  }

  @AfterAll
  void stop() {
    outbound.close();
    store.close();
    twin.close();
  }

  private Report check(Defect.Door door, Optional<Kind> told, Profile profile) {
    URI address = twin.at(door.path());
    return store.read(view ->
        check.run(
            new Asking(address, told, profile.name(), BUDGET, 7, Optional.of("Jumeau")),
            profile,
            new LiveTransport(outbound, BUDGET, () -> false),
            Optional.of(new Ours(view, new TwinIris(Town.OURS), "Jumeau", Optional.empty())),
            InteropCheck.Progress.NONE));
  }

  /// The report of the partner without a fault, each made once.
  private Report clean(Defect.Door door) {
    return clean.computeIfAbsent(
        door,
        _ -> {
          twin.mend(door);
          return check(door, Optional.empty(), Profile.own("all"));
        });
  }

  private static Set<String> failed(Report report) {
    return report.results().stream()
        .filter(Result::failed)
        .map(result -> result.check().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String words(Report report) {
    return report.results().stream()
        .filter(result -> !(result.outcome() instanceof Outcome.Passed))
        .filter(result -> !(result.outcome() instanceof Outcome.Inapplicable))
        .map(result ->
            result.check().id()
                + " "
                + result.outcome().key()
                + ": "
                + result.outcome().why().en()
                + " "
                + result.failing())
        .collect(Collectors.joining("\n"));
  }

  @TestFactory
  Stream<DynamicTest> aTwinWithoutFaultsHasNone() {
    return Stream.of(Defect.Door.values())
        .map(door ->
            DynamicTest.dynamicTest(
                door.name(),
                () -> {
                  Report report = clean(door);
                  assertThat(failed(report)).as(words(report)).isEmpty();
                  assertThat(report.results())
                      .as(words(report))
                      .noneMatch(result -> result.outcome() instanceof Outcome.Untested)
                      .noneMatch(result -> result.outcome() instanceof Outcome.CannotTell);
                  if (door != Defect.Door.MAPPING) {
                    assertThat(report.verdict().level()).isEqualTo(Level.GOLD);
                  }
                }));
  }

  /// By all doors together, each test passes somewhere: none is there that never speaks.
  @Test
  void everyTestPassesOnATwinWithoutFaults() {
    Set<String> passed = new TreeSet<>();
    for (Defect.Door door : Defect.Door.values()) {
      clean(door).results().stream()
          .filter(result -> result.outcome() instanceof Outcome.Passed)
          .forEach(result -> passed.add(result.check().id()));
    }
    Set<String> all = new TreeSet<>(check.checks().stream().map(Check::id).toList());
    all.removeAll(passed);
    // the partner has no vocabulary of its own while nothing is wrong with it
    assertThat(all).containsExactly("vocabulary.terms-defined");
  }

  @Test
  void everyTestHasADefectOfItsOwn() {
    Set<String> planted = Defects.ALL.stream().map(Defect::test).collect(Collectors.toSet());
    List<String> ids = check.checks().stream().map(Check::id).toList();
    assertThat(planted).containsExactlyInAnyOrderElementsOf(ids);
  }

  @TestFactory
  Stream<DynamicTest> aDefectIsFoundByItsTest() {
    return Defects.ALL.stream()
        .map(defect ->
            DynamicTest.dynamicTest(
                defect.toString(),
                () -> {
                  twin.plant(defect);
                  Optional<Kind> told =
                      defect.name().equals("html-for-everything")
                          ? Optional.of(Kind.SPARQL)
                          : Optional.empty();
                  Profile profile = defect.ofWhatIsSaid() ? OF_WHAT_IS_SAID : Profile.own("all");
                  Report report = check(defect.door(), told, profile);
                  assertThat(failed(report)).as(words(report)).isEqualTo(defect.failing());
                }));
  }
}
