package org.lacis.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Keeps note of what was rewritten and where, for whoever wants to see the normal form explained.
public final class Rewrites {

  /// One rule that was applied.
  ///
  /// @param what `rr:template → rml:template`
  /// @param lines where, in the order of the file; several on one line count each
  public record Rewrite(String what, List<Long> lines) {
    public Rewrite {
      lines = List.copyOf(lines);
    }
  }

  private final Map<String, List<Long>> lines = new LinkedHashMap<>();
  private final List<Finding> remarks = new ArrayList<>();

  public void note(String what, Place place) {
    lines.computeIfAbsent(what, _ -> new ArrayList<>()).add(place.position());
  }

  /// Tells of what does no harm to the normal form, and was hardly meant so.
  public void remark(Finding finding) {
    remarks.add(finding);
  }

  public List<Finding> remarks() {
    return List.copyOf(remarks);
  }

  /// The rules in the order in which they were first applied.
  public List<Rewrite> all() {
    return lines.entrySet().stream()
        .map(entry -> new Rewrite(entry.getKey(), entry.getValue()))
        .toList();
  }
}
