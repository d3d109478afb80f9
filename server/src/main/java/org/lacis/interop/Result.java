package org.lacis.interop;

import java.util.List;
import java.util.Optional;

/// What a test came to.
///
/// @param asked what was asked of the partner, as it can be asked again: `GET https://…, Accept:
///   text/turtle`; the same in every language; empty when nothing was
/// @param came what came: `200 text/html, 12 kB`; empty when nothing was asked
/// @param failing IRIs or addresses of what fails, at most [#MOST]
/// @param share what part of a sample fails, where one was drawn
/// @param validation results of shapes, a graph of `sh:ValidationReport` in N-Triples
public record Result(
    Check check,
    Outcome outcome,
    String asked,
    String came,
    List<String> failing,
    Optional<Share> share,
    Optional<String> validation) {
  /// How many failing IRIs are kept.
  public static final int MOST = 20;

  private static final int LONGEST = 2_000;

  public Result {
    asked = shortened(asked);
    came = shortened(came);
    failing = failing.stream().limit(MOST).toList();
    validation = validation.map(BlankNames::settled);
  }

  public Result with(Share sampled) {
    return new Result(check, outcome, asked, came, failing, Optional.of(sampled), validation);
  }

  /// With a graph of `sh:ValidationReport` in N-Triples.
  public Result withValidation(String graph) {
    return new Result(check, outcome, asked, came, failing, share, Optional.of(graph));
  }

  /// With what was asked and what came.
  public Result with(String question, String answer) {
    return new Result(check, outcome, question, answer, failing, share, validation);
  }

  public boolean failed() {
    return outcome instanceof Outcome.Failed;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
