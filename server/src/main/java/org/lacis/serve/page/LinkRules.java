package org.lacis.serve.page;

import java.util.List;

/// The page of all rules that link things, with their totals.
///
/// @param open how many pairs are to be judged, in words
/// @param author who is there; empty for nobody
public record LinkRules(List<Row> rows, String open, String author) {

  /// @param detail the counts, in words
  /// @param judge where its pairs are judged, and how many there are; empty where there are none
  public record Row(Entity.Link rule, String detail, Entity.Link judge) {}

  public LinkRules {
    rows = List.copyOf(rows);
  }
}
