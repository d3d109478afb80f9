package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lacis.interop.report.CheckText;
import org.lacis.interop.report.Comparison;
import org.lacis.interop.report.Pair;

/// Makes the pages of two checks.
public final class CheckSides {
  private CheckSides() {}

  /// @param newer address of the page of the newer check
  /// @param address what was checked
  /// @param before when the older one was made
  public static CheckCompared compared(
      Words words, Comparison compared, String newer, String address, String before) {
    CheckText text = new CheckText(words.language().tag());
    List<CheckCompared.Part> parts = new ArrayList<>();
    part(parts, text.word("compare.worse"), steps(text, compared.worse()));
    part(parts, text.word("compare.better"), steps(text, compared.better()));
    part(parts, text.word("compare.new"), compared.added());
    part(parts, text.word("compare.gone"), compared.gone());
    return new CheckCompared(
        text.word(
            "compare.level",
            text.word("level." + compared.after().key()),
            text.word("level." + compared.before().key())),
        newer,
        address,
        before,
        parts,
        text.word("compare.same", compared.same()));
  }

  private static List<String> steps(CheckText text, List<Comparison.Step> steps) {
    return steps.stream().map(step -> Comparison.words(text, step)).toList();
  }

  private static void part(List<CheckCompared.Part> parts, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      parts.add(new CheckCompared.Part(title, lines));
    }
  }

  public static CheckPair pair(Words words, Pair pair) {
    CheckPageMaker maker = new CheckPageMaker(words);
    CheckText text = maker.text();
    List<CheckPair.Direction> directions = new ArrayList<>();
    for (Pair.Direction one : pair.directions()) {
      directions.add(
          new CheckPair.Direction(
              text.word("pair.cannot", one.user(), one.used()),
              one.failing().stream().map(result -> maker.finding(text, result)).toList(),
              one.failing().isEmpty() ? text.word("pair.nothing") : "",
              one.open().isEmpty()
                  ? ""
                  : text.word("pair.open")
                      + ": "
                      + one.open().stream()
                          .map(result -> result.check().title().in(words.language().tag()))
                          .collect(Collectors.joining(", "))));
    }
    return new CheckPair(
        words.get("interop.pair.level", text.word("level." + pair.level().key())), directions);
  }
}
