package org.lacis.serve.page;

import java.util.List;

/// The page of a check of interoperability.
///
/// @param title what was checked
/// @param lead what it came to, in a sentence
/// @param facts label and value: address, what was found there, what was spent
/// @param worst links to what failed, the worst first
/// @param families in their order
/// @param bars what is in the way of higher levels
/// @param steps how it was found out what the address leads to
public record CheckPage(
    String title,
    String lead,
    List<Fact> facts,
    List<Fact> worst,
    List<Part> families,
    List<String> bars,
    List<String> steps) {
  public CheckPage {
    facts = List.copyOf(facts);
    worst = List.copyOf(worst);
    families = List.copyOf(families);
    bars = List.copyOf(bars);
    steps = List.copyOf(steps);
  }

  /// @param href where it leads; empty for nowhere
  public record Fact(String label, String value, String href) {}

  /// A family of tests.
  ///
  /// @param tally how many passed
  /// @param findings what failed
  /// @param others what did not
  /// @param idle titles of what does not apply, in a line; empty for none
  public record Part(
      String name, String tally, List<Finding> findings, List<Row> others, String idle) {
    public Part {
      findings = List.copyOf(findings);
      others = List.copyOf(others);
    }
  }

  /// A test that failed.
  ///
  /// @param id for links to it
  /// @param severity in words
  /// @param share what part of a sample fails, in words; may be empty
  /// @param asked what was asked; may be empty
  /// @param failing addresses and IRIs
  /// @param remedy how to mend it
  /// @param requirements what it stands for
  public record Finding(
      String id,
      String title,
      String severity,
      String why,
      String share,
      String asked,
      String came,
      List<Fact> failing,
      String remedy,
      List<Fact> requirements) {
    public Finding {
      failing = List.copyOf(failing);
      requirements = List.copyOf(requirements);
    }
  }

  /// A test that did not fail.
  ///
  /// @param outcome in words
  /// @param note why, or what part of a sample; may be empty
  public record Row(
      String id, String title, String outcome, String note, String asked, String came) {}
}
