package org.lacis.serve.page;

import java.util.List;
import java.util.Optional;

/// The page of the links of one rule.
///
/// @param lead totals, in words
/// @param judge to the pairs to judge; its address is empty where there are none
/// @param verdicts to choose from, with their counts; the chosen one is current
/// @param cardinalities likewise
/// @param sought the text that is looked for
/// @param next address of the rows that follow; empty at the end
/// @param check what the links look like as a whole; empty where it is not asked for
public record RuleLinks(
    String name,
    String title,
    String lead,
    Entity.Link judge,
    List<Entity.Kind> verdicts,
    List<Entity.Kind> cardinalities,
    String sought,
    List<Row> rows,
    String next,
    Optional<Check> check) {

  /// @param width of the bar of its confidence, percent; empty without one
  public record Row(
      Judging.Thing source,
      Judging.Thing target,
      String href,
      String confidence,
      String width,
      String verdict) {}

  /// @param findings what is wrong with it, sentences
  /// @param figures what was counted
  public record Check(String lead, List<String> findings, List<Figure> figures) {
    public Check {
      findings = List.copyOf(findings);
      figures = List.copyOf(figures);
    }
  }

  /// @param baseline what pairs drawn at random would give; empty where that says nothing
  public record Figure(String label, String text, String baseline) {}

  public RuleLinks {
    verdicts = List.copyOf(verdicts);
    cardinalities = List.copyOf(cardinalities);
    rows = List.copyOf(rows);
  }
}
