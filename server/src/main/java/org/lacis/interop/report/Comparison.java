package org.lacis.interop.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lacis.interop.Level;
import org.lacis.interop.Outcome;
import org.lacis.interop.Report;
import org.lacis.interop.Result;
import org.lacis.interop.Share;

/// What changed between two reports.
///
/// From the best to the worst an outcome is: passed, not applicable, undecided, untested, failed. A
/// test that fails in both got worse or better when the intervals of the shares that fail lie
/// apart: what chance alone may have done is no change.
///
/// @param before level of the older report
/// @param after level of the newer one
/// @param worse tests that came to something worse
/// @param better tests that came to something better
/// @param added ids that only the newer report has
/// @param gone ids that only the older report has
/// @param same how many came to the same
public record Comparison(
    Level before,
    Level after,
    List<Step> worse,
    List<Step> better,
    List<String> added,
    List<String> gone,
    int same) {
  private static final List<String> ORDER =
      List.of("passed", "inapplicable", "cantTell", "untested", "failed");

  public Comparison {
    worse = List.copyOf(worse);
    better = List.copyOf(better);
    added = List.copyOf(added);
    gone = List.copyOf(gone);
  }

  /// A test that came to something else.
  public record Step(Result before, Result after) {}

  public static Comparison of(Report older, Report newer) {
    Map<String, Result> before = new LinkedHashMap<>();
    older.results().forEach(result -> before.put(result.check().id(), result));
    Map<String, Result> after = new HashMap<>();
    newer.results().forEach(result -> after.put(result.check().id(), result));
    List<Step> worse = new ArrayList<>();
    List<Step> better = new ArrayList<>();
    List<String> added = new ArrayList<>();
    int same = 0;
    for (Result now : newer.results()) {
      Result then = before.get(now.check().id());
      if (then == null) {
        added.add(now.check().id());
        continue;
      }
      int change = change(then, now);
      if (change > 0) {
        worse.add(new Step(then, now));
      } else if (change < 0) {
        better.add(new Step(then, now));
      } else {
        same++;
      }
    }
    List<String> gone = before.keySet().stream().filter(id -> !after.containsKey(id)).toList();
    return new Comparison(
        older.verdict().level(), newer.verdict().level(), worse, better, added, gone, same);
  }

  /// Above 0 when it got worse.
  private static int change(Result then, Result now) {
    int rank = Integer.compare(rank(now.outcome()), rank(then.outcome()));
    if (rank != 0 || then.share().isEmpty() || now.share().isEmpty()) {
      return rank;
    }
    Share.Interval old = then.share().get().interval();
    Share.Interval young = now.share().get().interval();
    return young.low() > old.high() ? 1 : young.high() < old.low() ? -1 : 0;
  }

  private static int rank(Outcome outcome) {
    return ORDER.indexOf(outcome.key());
  }

  /// For a terminal.
  public List<String> lines(CheckText text) {
    List<String> lines = new ArrayList<>();
    lines.add(
        text.word(
            "compare.level",
            text.word("level." + after.key()),
            text.word("level." + before.key())));
    steps(lines, text, "compare.worse", worse);
    steps(lines, text, "compare.better", better);
    names(lines, text, "compare.new", added);
    names(lines, text, "compare.gone", gone);
    lines.add(text.word("compare.same", same));
    return lines;
  }

  private static void steps(List<String> lines, CheckText text, String title, List<Step> steps) {
    if (!steps.isEmpty()) {
      lines.add(text.word(title));
      steps.forEach(step -> lines.add("  " + words(text, step)));
    }
  }

  /// A step in words.
  public static String words(CheckText text, Step step) {
    String id = step.after().check().id();
    if (step.before().outcome().key().equals(step.after().outcome().key())
        && step.before().share().isPresent()
        && step.after().share().isPresent()) {
      Share then = step.before().share().get();
      Share now = step.after().share().get();
      return text.word(
          "compare.share", id, now.failed(), now.examined(), then.failed(), then.examined());
    }
    return text.word(
        "compare.step",
        id,
        text.outcome(step.after().outcome()),
        text.outcome(step.before().outcome()));
  }

  private static void names(List<String> lines, CheckText text, String title, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(text.word(title));
      names.forEach(name -> lines.add("  " + name));
    }
  }

  /// As JSON, form `lacis-check-comparison/1`.
  public String json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("format", "lacis-check-comparison/1");
    json.putObject("level").put("before", before.key()).put("after", after.key());
    steps(json.putArray("worse"), worse);
    steps(json.putArray("better"), better);
    added.forEach(json.putArray("new")::add);
    gone.forEach(json.putArray("gone")::add);
    json.put("same", same);
    return CheckJson.text(json);
  }

  private static void steps(ArrayNode list, List<Step> steps) {
    for (Step step : steps) {
      ObjectNode one = list.addObject();
      one.put("check", step.after().check().id());
      one.put("severity", step.after().check().severity().key());
      one.set("before", side(step.before()));
      one.set("after", side(step.after()));
    }
  }

  private static JsonNode side(Result result) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("outcome", result.outcome().key());
    result
        .share()
        .ifPresent(share -> json.put("examined", share.examined()).put("failed", share.failed()));
    return json;
  }
}
