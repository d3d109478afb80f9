package org.lacis.link.legacy;

import java.util.List;
import org.lacis.link.rule.LinkRule;
import org.lacis.vocabulary.Finding;

/// What came of a file.
///
/// @param rules those that could be carried over, in the order of the file
/// @param findings what differs, and what could not be carried over; place is the line
public record Imported(List<LinkRule> rules, List<Finding> findings) {
  public Imported {
    rules = List.copyOf(rules);
    findings = List.copyOf(findings);
  }
}
