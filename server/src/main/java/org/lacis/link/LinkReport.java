package org.lacis.link;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What came of one rule.
///
/// @param rule its name
/// @param sources things selected as source, those without a usable shape or key included
/// @param targets likewise
/// @param unusedSources sources without a usable shape or key
/// @param unusedTargets likewise
/// @param candidates pairs that blocking proposed
/// @param links accepted pairs
/// @param toReview pairs that a person should look at
/// @param groups connected groups of links per `sources:targets`, e.g. `1:3` → 2
/// @param sourcesAlone sources without a link
/// @param targetsAlone targets without a link
/// @param crs IRI of the CRS that areas and distances were measured in; empty for a key
/// @param remarks why there is less than one might expect (no source at all, …), sentences
public record LinkReport(
    String rule,
    long sources,
    long targets,
    long unusedSources,
    long unusedTargets,
    long candidates,
    long links,
    long toReview,
    Map<String, Integer> groups,
    long sourcesAlone,
    long targetsAlone,
    String crs,
    List<String> remarks) {

  public LinkReport {
    groups = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    remarks = List.copyOf(remarks);
  }

  /// One line for a person.
  public String sentence() {
    StringBuilder words =
        new StringBuilder(rule)
            .append(": ")
            .append(links)
            .append(links == 1 ? " link between " : " links between ")
            .append(sources)
            .append(" sources and ")
            .append(targets)
            .append(" targets (")
            .append(sourcesAlone)
            .append(" and ")
            .append(targetsAlone)
            .append(" without counterpart)");
    if (toReview > 0) {
      words.append(", ").append(toReview).append(" to review");
    }
    remarks.forEach(remark -> words.append("; ").append(remark));
    return words.toString();
  }
}
