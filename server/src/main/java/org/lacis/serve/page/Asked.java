package org.lacis.serve.page;

import java.util.List;
import java.util.Optional;

/// The page that asks SPARQL, with the answer when there is one.
///
/// @param text of the query
/// @param error where it cannot be read; empty when it can
/// @param line of that place; 0 for none
/// @param ran whether there is an answer
/// @param summary of the answer, in words
/// @param note what must be known of it
public record Asked(
    String text,
    String error,
    String errorDetail,
    int line,
    boolean ran,
    String summary,
    String note,
    List<String> columns,
    List<List<Cell>> rows,
    Optional<Drawing> drawing,
    List<Entity.Link> downloads,
    List<Entity.Link> examples,
    List<Entity.Link> prefixes) {

  public record Cell(String text, String href, boolean number) {}

  public Asked {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    downloads = List.copyOf(downloads);
    examples = List.copyOf(examples);
    prefixes = List.copyOf(prefixes);
  }
}
