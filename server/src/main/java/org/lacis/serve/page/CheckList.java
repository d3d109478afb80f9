package org.lacis.serve.page;

import java.util.List;

/// The page of the checks that were made here.
///
/// @param kinds that can be told
/// @param profiles that can be chosen
public record CheckList(List<Row> rows, List<String> kinds, List<String> profiles) {
  public CheckList {
    rows = List.copyOf(rows);
    kinds = List.copyOf(kinds);
    profiles = List.copyOf(profiles);
  }

  /// @param when day and minute
  /// @param state what it came to, or where it stands
  public record Row(String href, String address, String when, String state) {}
}
