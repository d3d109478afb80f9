package org.lacis.interop;

import java.util.Optional;

/// What a test came to, in the words of EARL 1.0 (section 2.7).
public sealed interface Outcome {
  /// Why; may be empty for what passed.
  Text why();

  /// The name in files, that of EARL: `cantTell`.
  default String key() {
    return switch (this) {
      case Passed _ -> "passed";
      case Failed _ -> "failed";
      case CannotTell _ -> "cantTell";
      case Inapplicable _ -> "inapplicable";
      case Untested _ -> "untested";
    };
  }

  /// The outcome of a key.
  static Optional<Outcome> of(String key, Text why) {
    return switch (key) {
      case "passed" -> Optional.of(new Passed(why));
      case "failed" -> Optional.of(new Failed(why));
      case "cantTell" -> Optional.of(new CannotTell(why));
      case "inapplicable" -> Optional.of(new Inapplicable(why));
      case "untested" -> Optional.of(new Untested(why));
      default -> Optional.empty();
    };
  }

  record Passed(Text why) implements Outcome {}

  record Failed(Text why) implements Outcome {}

  /// It was run, and what came allows no verdict.
  record CannotTell(Text why) implements Outcome {}

  /// There is nothing that the test could speak of.
  record Inapplicable(Text why) implements Outcome {}

  /// It was not run: the budget was spent, something it needs is not there.
  record Untested(Text why) implements Outcome {}
}
