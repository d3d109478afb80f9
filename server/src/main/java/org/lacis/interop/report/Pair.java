package org.lacis.interop.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.lacis.interop.Level;
import org.lacis.interop.Outcome;
import org.lacis.interop.Report;
import org.lacis.interop.Result;
import org.lacis.interop.Text;

/// Both sides of a pair: what each cannot do with what the other offers, and what it would take.
///
/// The report on a twin says what the other one meets when it uses it, so what A cannot do with B
/// is what fails in the report on B.
///
/// @param first report on the one twin
/// @param second report on the other
public record Pair(Report first, Report second) {

  /// One direction.
  ///
  /// @param user the twin that uses
  /// @param used the twin that is used
  /// @param failing what fails, the worst first
  /// @param open what was not tested or undecided
  public record Direction(String user, String used, List<Result> failing, List<Result> open) {
    public Direction {
      failing = List.copyOf(failing);
      open = List.copyOf(open);
    }
  }

  /// What the first cannot do with the second, then the other way round.
  public List<Direction> directions() {
    return List.of(direction(name(first), second), direction(name(second), first));
  }

  /// What the pair comes to: the lower of both levels.
  public Level level() {
    Level one = first.verdict().level();
    Level other = second.verdict().level();
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static String name(Report report) {
    return report.asking().address().toString();
  }

  private static Direction direction(String user, Report used) {
    return new Direction(
        user,
        name(used),
        used.results().stream()
            .filter(Result::failed)
            .sorted(Comparator.comparing((Result one) -> one.check().severity()).reversed())
            .toList(),
        used.results().stream()
            .filter(one ->
                one.outcome() instanceof Outcome.Untested
                    || one.outcome() instanceof Outcome.CannotTell)
            .toList());
  }

  /// For a terminal.
  public List<String> lines(CheckText text) {
    List<String> lines = new ArrayList<>();
    lines.add(text.word("level", text.word("level." + level().key())));
    for (Direction direction : directions()) {
      lines.add("");
      lines.add(text.word("pair.cannot", direction.user(), direction.used()));
      if (direction.failing().isEmpty()) {
        lines.add("  " + text.word("pair.nothing"));
      }
      for (Result result : direction.failing()) {
        lines.add(
            "  "
                + result.check().id()
                + " ("
                + text.word("severity." + result.check().severity().key())
                + "): "
                + result.outcome().why().in(text.language()));
        lines.add(
            "    " + text.word("remedy") + ": " + result.check().remedy().in(text.language()));
      }
      if (!direction.open().isEmpty()) {
        lines.add(
            "  "
                + text.word("pair.open")
                + ": "
                + direction.open().stream()
                    .map(one -> one.check().id())
                    .collect(Collectors.joining(", ")));
      }
    }
    return lines;
  }

  /// As JSON, form `lacis-check-pair/1`.
  public String json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("format", "lacis-check-pair/1");
    json.put("level", level().key());
    ArrayNode directions = json.putArray("directions");
    for (Direction direction : directions()) {
      ObjectNode one = directions.addObject();
      one.put("user", direction.user());
      one.put("used", direction.used());
      ArrayNode cannot = one.putArray("cannot");
      for (Result result : direction.failing()) {
        ObjectNode item = cannot.addObject();
        item.put("check", result.check().id());
        item.put("severity", result.check().severity().key());
        text(item, "title", result.check().title());
        text(item, "why", result.outcome().why());
        text(item, "takes", result.check().remedy());
        result.failing().forEach(item.putArray("failing")::add);
      }
      direction.open().forEach(result -> one.withArray("untested").add(result.check().id()));
    }
    return CheckJson.text(json);
  }

  private static void text(ObjectNode json, String name, Text text) {
    json.putObject(name).put("en", text.en()).put("fr", text.fr());
  }
}
