package org.lacis.link.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lacis.link.review.Reason;
import org.lacis.vocabulary.Finding;

/// What a set of links looks like as a whole.
///
/// @param links how many there are
/// @param looked how many of them were looked at: all, or an even choice of 2,000
/// @param reason of the trust, one sentence
/// @param distances between linked things; empty where they have no shapes
/// @param names likeness of what linked things are called; empty where they have no names
/// @param attributes what both tell of, by property
/// @param types links whose ends have no class in common, or classes said to be disjoint
/// @param degrees how many links things have
/// @param findings what is wrong, worst first
public record CheckReport(
    String rule,
    long links,
    long looked,
    Trust trust,
    Reason reason,
    Optional<Signs> distances,
    Optional<Signs> names,
    List<Attribute> attributes,
    Share types,
    Degrees degrees,
    List<Finding> findings) {

  /// Figures of links, and of the same things paired at random.
  ///
  /// @param pairs how many pairs could be compared
  /// @param median of the links
  /// @param high ninth decile of the links
  /// @param randomMedian of random pairs
  /// @param separation how often a link is closer than a random pair: 1 always, 0.5 as chance has
  ///   it
  /// @param strange estimated share of links that are as far apart as random pairs
  /// @param circular whether the rule itself looks at this, so that it proves nothing
  public record Signs(
      long pairs,
      double median,
      double high,
      double randomMedian,
      double separation,
      double nearby,
      double strange,
      boolean circular) {

    /// How often a link is closer, where chance is given its best chance.
    double least() {
      return Double.isNaN(nearby) ? separation : Math.min(separation, nearby);
    }
  }

  /// One property that both ends have.
  ///
  /// @param pairs links of which both ends have it
  /// @param agreement share of them that agree: equal words, or numbers within a tenth
  /// @param random share of random pairs that agree
  /// @param circular whether the rule itself compares it
  public record Attribute(
      String property, long pairs, double agreement, double random, boolean circular) {}

  /// Some of all.
  public record Share(long some, long all) {
    public double share() {
      return all == 0 ? 0 : (double) some / all;
    }
  }

  /// How many links things have.
  ///
  /// @param mostTargets of one source, and which
  /// @param mostSources of one target, and which
  /// @param crowded things with more than ten links and twenty times the median
  public record Degrees(
      int mostTargets, String crowdedSource, int mostSources, String crowdedTarget, long crowded) {}

  public CheckReport {
    attributes = List.copyOf(attributes);
    findings = List.copyOf(findings);
  }

  /// Links that contradict themselves in some attribute that random pairs seldom agree on.
  public OptionalDouble disagreement() {
    return attributes.stream()
        .filter(one -> one.random() < 0.9)
        .mapToDouble(one -> 1 - one.agreement())
        .max();
  }

  /// For programs.
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", rule);
    json.put("links", links);
    json.put("looked", looked);
    json.put("trust", trust.key());
    json.put("reason", Map.of("fr", reason.fr(), "en", reason.en()));
    distances.ifPresent(signs -> json.put("distance", json(signs)));
    names.ifPresent(signs -> json.put("name", json(signs)));
    json.put("attributes", attributes);
    json.put("typeContradictions", types.some());
    json.put("degrees", degrees);
    json.put(
        "findings",
        findings.stream()
            .map(finding -> {
              Map<String, Object> told = new LinkedHashMap<>();
              told.put("code", finding.code());
              told.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
              told.put("place", finding.place().toString());
              told.put("found", finding.found());
              told.put("remedy", finding.remedy());
              return told;
            })
            .toList());
    return json;
  }

  private static Map<String, Object> json(Signs signs) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pairs", signs.pairs());
    json.put("median", signs.median());
    json.put("high", signs.high());
    json.put("randomMedian", signs.randomMedian());
    json.put("separation", signs.separation());
    if (!Double.isNaN(signs.nearby())) {
      json.put("nearby", signs.nearby());
    }
    json.put("strange", signs.strange());
    json.put("circular", signs.circular());
    return json;
  }
}
