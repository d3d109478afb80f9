package org.lacis.serve.page;

import java.util.List;

/// The page that says what went wrong.
///
/// @param heading what the hints are
/// @param hints things that may have been meant
public record Trouble(
    String title,
    int status,
    String detail,
    String remedy,
    String heading,
    List<Entity.Link> hints) {
  public Trouble {
    hints = List.copyOf(hints);
  }
}
