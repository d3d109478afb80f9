package org.lacis.interop;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lacis.interop.probe.Budget;
import org.lacis.interop.probe.Exchange;
import org.lacis.interop.probe.LiveTransport;
import org.lacis.interop.probe.Transport;
import org.lacis.outbound.EgressRules;
import org.lacis.outbound.Outbound;

/// What the tests of the check share: tests to run, and how to run them.
final class Probes {
  static final Budget PLENTY = new Budget(200, Duration.ofSeconds(20), 20_000_000, 0);

  private static final Requirement NONE = new Requirement("W3C", "none", "", "https://www.w3.org/");

  private Probes() {}

  static Check check(String id, Severity severity, Kind... kinds) {
    return new Check(
        id,
        Family.of(id.substring(0, id.indexOf('.'))).orElseThrow(),
        severity,
        Text.of("title of " + id, "titre de " + id),
        Text.of("asks", "demande"),
        Text.of("mend <it> & go on", "réparer"),
        List.of(NONE),
        Set.of(kinds));
  }

  /// Follows the links of the sample: none can be followed, as they lead to names that do not
  /// exist.
  record Following(Check check) implements Tester {
    @Override
    public Result run(Examination exam) {
      Sample sample = exam.sample();
      List<String> failing =
          sample.links().stream().map(link -> link.getObject().getURI()).distinct().toList();
      Result result =
          failing.isEmpty()
              ? check.passed("the sample", sample.things().size() + " things")
              : check.failed(
                  Text.of("links lead nowhere", "des liens ne mènent nulle part"),
                  sample.asked(),
                  failing.size() + " links",
                  failing);
      return result.with(
          new Share(sample.things().size(), Math.min(sample.things().size(), failing.size())));
    }
  }

  /// Asks for things by chance.
  record Looking(Check check, int requests) implements Tester {
    @Override
    public Result run(Examination exam) {
      String came = "";
      for (int i = 0; i < requests; i++) {
        URI address =
            exam.subject().asked().resolve("/dump.ttl?" + exam.random(check).nextInt(1000) + i);
        Exchange exchange = exam.probe().get(address, "text/turtle");
        came = exchange.words() + " " + exam.probe().parse(exchange).graph().size() + " statements";
      }
      return check.passed(requests + " requests", came);
    }
  }

  static List<Tester> testers() {
    return List.of(
        new Reachable(),
        new Following(check("links.follow", Severity.MAJOR)),
        new Looking(check("uris.look", Severity.MINOR), 3));
  }

  static Asking asking(URI address, long seed, Budget budget) {
    return new Asking(address, Optional.empty(), "all", budget, seed, Optional.empty());
  }

  static Outbound outbound() {
    return new Outbound(EgressRules.standard().withPrivate("127.0.0.0/8"));
  }

  static Transport live(Outbound outbound, Budget budget) {
    return new LiveTransport(outbound, budget, () -> false);
  }

  static Report run(List<Tester> testers, Asking asking, Transport transport) {
    return new InteropCheck(testers)
        .run(asking, Profile.own("all"), transport, Optional.empty(), InteropCheck.Progress.NONE);
  }
}
