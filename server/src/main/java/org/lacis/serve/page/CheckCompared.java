package org.lacis.serve.page;

import java.util.List;

/// The page of two checks of one address.
///
/// @param lead the levels, in a sentence
/// @param newer address of the newer check
/// @param address what was checked
/// @param before when the older one was made
/// @param parts what got worse, better, is new, is gone; those that are empty are left out
/// @param same how many came to the same, in words
public record CheckCompared(
    String lead, String newer, String address, String before, List<Part> parts, String same) {
  public CheckCompared {
    parts = List.copyOf(parts);
  }

  public record Part(String title, List<String> lines) {
    public Part {
      lines = List.copyOf(lines);
    }
  }
}
