package org.lacis.serve.page;

import java.util.List;
import java.util.Optional;

/// A page about the geographic data: all collections, one of them, or a page of its features.
///
/// @param title of the page
/// @param lead what there is, a sentence
/// @param crumbs the pages above this one
/// @param map where the things lie; empty for none
/// @param parts what is told, one under the other
/// @param more links to the pages before and after
/// @param takeaway links to the same in other forms
/// @param hint how a program is told of it; may be empty
/// @param address for a program; may be empty
/// @param rights licences and whom to name
public record FeatureSheet(
    String title,
    String lead,
    List<Entity.Link> crumbs,
    Optional<Drawing> map,
    List<Part> parts,
    List<Entity.Link> more,
    List<Entity.Link> takeaway,
    String hint,
    String address,
    List<Entity.Link> rights) {

  /// A list with a heading.
  ///
  /// @param heading may be empty
  public record Part(String heading, List<Row> rows) {
    public Part {
      rows = List.copyOf(rows);
    }
  }

  /// @param hues keys of the twins that say it
  /// @param href where it leads; may be empty
  /// @param detail in a smaller voice; may be empty
  /// @param figure a number on the right; may be empty
  public record Row(List<String> hues, String text, String href, String detail, String figure) {
    public Row {
      hues = List.copyOf(hues);
    }
  }

  public FeatureSheet {
    crumbs = List.copyOf(crumbs);
    parts = List.copyOf(parts);
    more = List.copyOf(more);
    takeaway = List.copyOf(takeaway);
    rights = List.copyOf(rights);
  }
}
