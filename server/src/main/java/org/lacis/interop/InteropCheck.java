package org.lacis.interop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lacis.interop.probe.BudgetSpent;
import org.lacis.interop.probe.NotRecorded;
import org.lacis.interop.probe.Probe;
import org.lacis.interop.probe.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks a partner with a list of tests. Immutable; a check runs on the thread that asks for it.
public final class InteropCheck {
  private static final Logger LOG = LoggerFactory.getLogger(InteropCheck.class);

  private static final Text NO_ANSWER =
      Text.of(
          "the recording has no answer to what it asks",
          "l’enregistrement n’a pas de réponse à sa demande");

  private final List<Tester> testers;

  /// @param testers each with an id of its own
  public InteropCheck(List<Tester> testers) {
    this.testers =
        testers.stream().sorted(Comparator.comparing(tester -> tester.check().family())).toList();
    Set<String> ids = new HashSet<>();
    for (Tester tester : this.testers) {
      if (!ids.add(tester.check().id())) {
        throw new IllegalArgumentException("two tests are called " + tester.check().id());
      }
    }
  }

  /// What is tested, in the order of the families.
  public List<Check> checks() {
    return testers.stream().map(Tester::check).toList();
  }

  /// Told how far a check is.
  @FunctionalInterface
  public interface Progress {
    Progress NONE = (_, _, _) -> {};

    /// @param done tests that are done
    /// @param all tests that there are
    /// @param next id of the one that is run next; empty at the end
    void at(int done, int all, String next);
  }

  /// Runs the tests of a profile.
  ///
  /// @param ours our side; its view is read on this thread
  public Report run(
      Asking asking, Profile profile, Transport transport, Optional<Ours> ours, Progress progress) {
    Probe probe = new Probe(transport, asking.budget());
    List<Tester> wanted = testers.stream().filter(one -> profile.has(one.check())).toList();
    progress.at(0, wanted.size(), "");
    Optional<Subject> subject = Optional.empty();
    Text why = NO_ANSWER;
    try {
      subject = Optional.of(new Discovery(probe, asking.address(), asking.kind()).find());
    } catch (BudgetSpent _) {
      why = spent(probe);
    } catch (NotRecorded _) {
      LOG.debug("the recording is of another check than of {}", asking.address());
    }
    List<Result> results = new ArrayList<>();
    int things = 0;
    if (subject.isPresent()) {
      Examination exam = new Examination(subject.get(), probe, ours, asking.seed());
      for (Tester tester : wanted) {
        progress.at(results.size(), wanted.size(), tester.check().id());
        results.add(run(tester, exam));
      }
      things = exam.drawn();
    } else {
      for (Tester tester : wanted) {
        results.add(tester.check().untested(why));
      }
    }
    progress.at(wanted.size(), wanted.size(), "");
    return new Report(
        asking,
        subject
            .map(InteropCheck::found)
            .orElse(new Report.Found(Optional.empty(), Map.of(), List.of())),
        transport.began(),
        probe.spent(),
        things,
        profile.title(),
        results,
        Verdict.of(profile, results));
  }

  private static Result run(Tester tester, Examination exam) {
    Check check = tester.check();
    Subject subject = exam.subject();
    if (subject.first().failure().isPresent() && !check.kinds().isEmpty()) {
      return check.untested(Text.of("the address does not answer", "l’adresse ne répond pas"));
    }
    if (!check.suits(subject.kinds())) {
      return check.inapplicable(
          Text.of("the partner offers nothing of the kind", "le partenaire n’offre rien de tel"));
    }
    try {
      return tester.run(exam);
    } catch (BudgetSpent _) {
      return check.untested(spent(exam.probe()));
    } catch (NotRecorded _) {
      return check.untested(NO_ANSWER);
    } catch (RuntimeException e) {
      // a bug of one test must not take the others with it, and must not look like a verdict
      LOG.error("the test {} broke on {}", check.id(), subject.asked(), e);
      return check.untested(
          Text.of(
              "the test itself broke: " + e.getClass().getSimpleName(),
              "le test lui-même a échoué : " + e.getClass().getSimpleName()));
    }
  }

  private static Text spent(Probe probe) {
    return Text.of(
        "the budget was spent after " + probe.spent().requests() + " requests",
        "le budget était épuisé après " + probe.spent().requests() + " requêtes");
  }

  private static Report.Found found(Subject subject) {
    Map<String, String> offers = new TreeMap<>();
    subject.sparql().ifPresent(at -> offers.put("sparql", at.toString()));
    subject.features().ifPresent(at -> offers.put("features", at.address().toString()));
    subject.document().ifPresent(at -> offers.put("document", at.exchange().address().toString()));
    if (!subject.described().isEmpty()) {
      offers.put("catalogue", subject.described().getFirst().exchange().address().toString());
    }
    return new Report.Found(subject.kind(), offers, subject.trail());
  }
}
