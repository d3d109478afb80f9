package org.lacis.serve.page;

import java.util.List;

/// One dataset, as the catalogue shows it.
///
/// @param hue key of its twin
/// @param anchor fragment of the catalogue page
/// @param facts where it comes from, one line each
public record Dataset(
    String hue,
    String anchor,
    String title,
    String description,
    String publisher,
    String licence,
    List<Fact> facts) {

  /// @param href empty when there is nothing to go to
  public record Fact(String label, String text, String href) {}

  public Dataset {
    facts = List.copyOf(facts);
  }
}
