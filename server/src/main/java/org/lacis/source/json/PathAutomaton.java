package org.lacis.source.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Many paths matched at once against a stream of values: a state says how far each path has come.
/// States are made when they are first met. Not thread-safe.
public final class PathAutomaton {
  private final List<JsonPath> paths;
  private final Set<String> names = new HashSet<>();
  private final Map<Set<At>, State> states = new HashMap<>();
  private final State start;

  /// A path and the step it waits for.
  private record At(int path, int step) implements Comparable<At> {
    @Override
    public int compareTo(At other) {
      return path != other.path
          ? Integer.compare(path, other.path)
          : Integer.compare(step, other.step);
    }
  }

  public PathAutomaton(List<JsonPath> paths) {
    this.paths = List.copyOf(paths);
    Set<At> all = new TreeSet<>();
    for (int p = 0; p < this.paths.size(); p++) {
      all.add(new At(p, 0));
      for (JsonPath.Step step : this.paths.get(p).steps()) {
        if (step instanceof JsonPath.Step.Name(String name)) {
          names.add(name);
        }
      }
    }
    this.start = state(all);
  }

  /// The state at the root.
  public State start() {
    return start;
  }

  private State state(Set<At> at) {
    return states.computeIfAbsent(Set.copyOf(at), State::new);
  }

  /// How far the paths have come at one value.
  public final class State {
    private final Set<At> at;
    private final int[] accepted;
    private final boolean ends;
    private final boolean counts;
    private final Map<String, State> members = new HashMap<>();
    private @Nullable State other;
    private final List<State> elements = new ArrayList<>();

    private State(Set<At> at) {
      this.at = at;
      this.accepted =
          at.stream()
              .filter(one -> one.step() == paths.get(one.path()).steps().size())
              .mapToInt(At::path)
              .sorted()
              .toArray();
      this.ends = accepted.length == at.size();
      this.counts = at.stream().anyMatch(this::awaitsIndex);
    }

    /// Whether a path ends at this value.
    public boolean accepts() {
      return accepted.length > 0;
    }

    /// Whether no path goes further down.
    public boolean ends() {
      return ends;
    }

    /// How many paths end at this value.
    int acceptedCount() {
      return accepted.length;
    }

    int accepted(int i) {
      return accepted[i];
    }

    /// The state at a member of this object.
    public State member(String name) {
      if (!names.contains(name)) {
        State next = other;
        if (next == null) {
          next = state(after(step -> matchesName(step, Optional.empty())));
          other = next;
        }
        return next;
      }
      State next = members.get(name);
      if (next == null) {
        next = state(after(step -> matchesName(step, Optional.of(name))));
        members.put(name, next);
      }
      return next;
    }

    /// The state at an element of this array.
    public State element(int index) {
      int known = counts ? index : 0;
      while (elements.size() <= known) {
        int place = elements.size();
        elements.add(state(after(step -> matchesIndex(step, place))));
      }
      return elements.get(known);
    }

    private Set<At> after(Predicate<JsonPath.Step> matches) {
      Set<At> result = new TreeSet<>();
      for (At one : at) {
        List<JsonPath.Step> steps = paths.get(one.path()).steps();
        int step = one.step();
        if (step < steps.size() && steps.get(step) instanceof JsonPath.Step.Descend) {
          result.add(one);
          step++;
        }
        if (step < steps.size() && matches.test(steps.get(step))) {
          result.add(new At(one.path(), step + 1));
        }
      }
      return result;
    }

    private boolean awaitsIndex(At one) {
      List<JsonPath.Step> steps = paths.get(one.path()).steps();
      int step = one.step();
      if (step < steps.size() && steps.get(step) instanceof JsonPath.Step.Descend) {
        step++;
      }
      return step < steps.size() && steps.get(step) instanceof JsonPath.Step.Index;
    }
  }

  /// @param member empty for a name that no path mentions
  private static boolean matchesName(JsonPath.Step step, Optional<String> member) {
    return switch (step) {
      case JsonPath.Step.Name(String name) -> member.filter(name::equals).isPresent();
      case JsonPath.Step.All() -> true;
      case JsonPath.Step.Index _, JsonPath.Step.Descend _ -> false;
    };
  }

  private static boolean matchesIndex(JsonPath.Step step, int place) {
    return switch (step) {
      case JsonPath.Step.Index(int index) -> index == place;
      case JsonPath.Step.All() -> true;
      case JsonPath.Step.Name _, JsonPath.Step.Descend _ -> false;
    };
  }
}
