package org.lacis.source.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A JSONPath without filters, slices, unions and functions, as its steps.
///
/// @param steps from the root (of the document, or of a record) downwards
public record JsonPath(List<Step> steps) {

  /// One step of a path.
  public sealed interface Step {
    /// The member of this name.
    record Name(String name) implements Step {}

    /// The element at this place, from 0.
    record Index(int index) implements Step {}

    /// Every member or element.
    record All() implements Step {}

    /// The value itself and all values below it, before the step that follows is taken.
    record Descend() implements Step {}
  }

  public JsonPath {
    steps = List.copyOf(steps);
  }

  /// Reads a path; the leading `$` may be missing, as RML references often leave it out.
  ///
  /// @return empty when the path is wrong, or needs more than simple steps
  public static Optional<JsonPath> simple(String text) {
    List<Step> steps = new ArrayList<>();
    int at = text.startsWith("$") ? 1 : 0;
    boolean first = at == 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '[') {
        int end = bracket(text, at, steps);
        if (end < 0) {
          return Optional.empty();
        }
        at = end;
      } else if (c == '.' || first) {
        if (text.startsWith("..", at)) {
          steps.add(new Step.Descend());
          at += 2;
          if (at < text.length() && text.charAt(at) == '[') {
            continue;
          }
        } else if (c == '.') {
          at++;
        }
        int end = nameEnd(text, at);
        String name = text.substring(at, end);
        if (name.isEmpty() || !plain(name)) {
          return Optional.empty();
        }
        steps.add(name.equals("*") ? new Step.All() : new Step.Name(name));
        at = end;
      } else {
        return Optional.empty();
      }
      first = false;
    }
    boolean dangling = !steps.isEmpty() && steps.getLast() instanceof Step.Descend;
    return dangling ? Optional.empty() : Optional.of(new JsonPath(steps));
  }

  /// A path of names, each taken as it stands.
  public static JsonPath names(List<String> names) {
    return new JsonPath(names.stream().<Step>map(Step.Name::new).toList());
  }

  private static boolean plain(String name) {
    return name.chars().noneMatch(c -> c == ']' || c == '(' || c == ')' || c == '?');
  }

  private static int nameEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
      at++;
    }
    return at;
  }

  /// Reads `[*]`, `[3]`, `['name']` or `["name"]`.
  ///
  /// @return where the text goes on; -1 when it is something else
  private static int bracket(String text, int open, List<Step> steps) {
    if (open + 1 >= text.length()) {
      return -1;
    }
    char quote = text.charAt(open + 1);
    if (quote == '\'' || quote == '"') {
      int close = text.indexOf(quote + "]", open + 2);
      String name = close < 0 ? "" : text.substring(open + 2, close);
      if (close < 0 || name.indexOf(quote) >= 0 || name.indexOf('\\') >= 0) {
        return -1;
      }
      steps.add(new Step.Name(name));
      return close + 2;
    }
    int close = text.indexOf(']', open);
    String inside = close < 0 ? "" : text.substring(open + 1, close).strip();
    if (inside.equals("*")) {
      steps.add(new Step.All());
    } else if (inside.matches("\\d{1,9}")) {
      steps.add(new Step.Index(Integer.parseInt(inside)));
    } else {
      return -1;
    }
    return close + 1;
  }
}
