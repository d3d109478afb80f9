package org.lacis.serve.page;

import java.util.List;

/// A list of things: of one kind, or found by a search.
public record Listing(String title, String lead, List<Row> rows, Paging paging) {

  /// @param hue key of the twin that describes it; empty when unknown
  public record Row(String hue, String text, String href, String detail) {}

  public Listing {
    rows = List.copyOf(rows);
  }
}
