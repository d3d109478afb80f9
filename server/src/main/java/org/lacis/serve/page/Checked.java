package org.lacis.serve.page;

import java.util.List;

/// The page of a validation.
///
/// @param lead what it came to, in a sentence
/// @param groups the worst first
/// @param checks of the register, with how much each could judge
/// @param made when and in how long the report was made, and what its limits are
public record Checked(String lead, List<Group> groups, List<Check> checks, String made) {
  public Checked {
    groups = List.copyOf(groups);
    checks = List.copyOf(checks);
  }

  /// Results that break one thing.
  ///
  /// @param severity in words
  /// @param count in figures
  public record Group(
      String title, String severity, String count, String remedy, List<Example> examples) {
    public Group {
      examples = List.copyOf(examples);
    }
  }

  /// One of them.
  ///
  /// @param value what was found; empty for a lack
  /// @param message what is said of it beyond what the group says; may be empty
  /// @param hue key of the twin that says it; may be empty
  /// @param origin from which record or dataset it came; may be empty
  public record Example(
      String text, String href, String value, String message, String hue, String origin) {}

  /// @param judged how much it judged and told, in words
  public record Check(String label, String description, String judged) {}
}
