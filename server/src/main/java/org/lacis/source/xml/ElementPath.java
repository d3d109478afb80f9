package org.lacis.source.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A path of child and descendant steps that is followed while elements pass by. Where in the path
/// an element stands is a set of numbers of steps taken, as bits.
///
/// @param steps from the document downwards
/// @param test the predicate of the last step without its brackets; empty when there is none
record ElementPath(List<Step> steps, String test) {

  /// One step.
  ///
  /// @param descend whether elements may stand between this one and the one before
  /// @param uri namespace of the element
  /// @param local its local name; `*` for every element
  record Step(boolean descend, String uri, String local) {
    boolean takes(String otherUri, String otherLocal) {
      return local.equals("*") || (local.equals(otherLocal) && uri.equals(otherUri));
    }
  }

  private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}._-]*";

  private static final Pattern STEP =
      Pattern.compile("(//?)(?:(" + NAME + "):)?(" + NAME + "|\\*)");

  /// A test that looks at the element alone: `[@a]`, `[p:b = 'x']`, `[c != 3]`.
  private static final Pattern TEST =
      Pattern.compile(
          "\\[\\s*(@?(?:NAME:)?NAME\\s*(?:(?:!=|<=|>=|=|<|>)\\s*(?:'[^']*'|\"[^\"]*\"|[\\d.]+)\\s*)?)]"
              .replace("NAME", NAME));

  private static final int MOST_STEPS = 60;

  /// Where the document node stands.
  static final long START = 1;

  ElementPath {
    steps = List.copyOf(steps);
  }

  /// Reads a path; empty when it is wrong, uses an unknown prefix, or needs more than such steps.
  static Optional<ElementPath> of(String path, Map<String, String> namespaces) {
    String whole = path.strip();
    whole = whole.startsWith("/") ? whole : "/" + whole;
    List<Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(whole);
    int at = 0;
    while (step.region(at, whole.length()).lookingAt() && steps.size() < MOST_STEPS) {
      String prefix = step.group(2);
      if (prefix != null && !namespaces.containsKey(prefix)) {
        return Optional.empty();
      }
      String uri = prefix == null ? "" : namespaces.getOrDefault(prefix, "");
      if (prefix != null && step.group(3).equals("*")) {
        return Optional.empty();
      }
      steps.add(new Step(step.group(1).length() == 2, uri, step.group(3)));
      at = step.end();
    }
    String rest = whole.substring(at);
    Matcher test = TEST.matcher(rest);
    if (steps.isEmpty() || !(rest.isEmpty() || test.matches())) {
      return Optional.empty();
    }
    return Optional.of(new ElementPath(steps, rest.isEmpty() ? "" : test.group(1)));
  }

  /// Where a child of an element stands.
  long below(long states, String uri, String local) {
    long next = 0;
    for (int i = 0; i < steps.size(); i++) {
      if ((states >> i & 1) != 0) {
        Step step = steps.get(i);
        next |= step.takes(uri, local) ? 1L << (i + 1) : 0;
        next |= step.descend() ? 1L << i : 0;
      }
    }
    return next;
  }

  /// Whether an element that stands there is one that the path means.
  boolean accepts(long states) {
    return (states >> steps.size() & 1) != 0;
  }

  /// Whether something that the path means may be below an element that stands there.
  boolean goesOn(long states) {
    return (states & ((1L << steps.size()) - 1)) != 0;
  }

  /// The local name of what the path means; `*` for any.
  String last() {
    return steps.getLast().local();
  }
}
