package org.lacis.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.jena.graph.NodeFactory;
import org.lacis.link.rule.Blocking;
import org.lacis.link.rule.KeyOf;
import org.lacis.link.rule.Path;
import org.lacis.link.text.Text;
import org.lacis.link.text.TextBlocking;
import org.locationtech.jts.geom.Envelope;

/// Blocking of both sides that is kept while things come and go. It proposes at least the pairs
/// that [Proposer] does, to find what a change may reach. Of one thread at a time.
sealed interface Block {

  void put(boolean source, String thing, Kept what);

  void remove(boolean source, String thing, Kept what);

  /// @param source whether the thing is a source, so that targets are sought
  Set<String> candidates(boolean source, Kept what);

  /// Whether what is proposed for a thing hangs on how many others there are: then no part of it
  /// can be carried on without the rest.
  default boolean hangsOnCounts() {
    return false;
  }

  static Block of(Blocking blocking) {
    return switch (blocking) {
      case Blocking.Near(double within) -> new Near(within);
      case Blocking.Keys keys -> new Keys(keyed(keys.source()), keyed(keys.target()));
      case Blocking.Words words -> new Words(words);
      case Blocking.All(List<Blocking> parts) ->
          new Several(parts.stream().map(Block::of).toList(), true);
      case Blocking.Any(List<Blocking> parts) ->
          new Several(parts.stream().map(Block::of).toList(), false);
    };
  }

  /// The keys of what is kept of a thing. A key that hides in the thing's own IRI has no path, and
  /// is put beside the texts by whoever keeps the thing.
  private static Function<Kept, Set<String>> keyed(KeyOf of) {
    return what -> {
      Set<String> keys = new TreeSet<>();
      for (String text : what.values(of.path().orElse(OWN_IRI))) {
        of.key(text).ifPresent(keys::add);
      }
      return keys;
    };
  }

  /// Where the IRI of a thing stands among its texts.
  Path OWN_IRI = Path.of(NodeFactory.createURI("urn:lacis:own-iri"));

  /// Boxes near each other.
  final class Near implements Block {
    /// What rounding may do to a distance, metres.
    private static final double SLACK = 1e-6;

    private final double within;
    private final BoxIndex sources = new BoxIndex();
    private final BoxIndex targets = new BoxIndex();

    Near(double within) {
      this.within = within;
    }

    @Override
    public void put(boolean source, String thing, Kept what) {
      what.box().ifPresent(box -> (source ? sources : targets).put(thing, box));
    }

    @Override
    public void remove(boolean source, String thing, Kept what) {
      (source ? sources : targets).remove(thing);
    }

    @Override
    public Set<String> candidates(boolean source, Kept what) {
      Set<String> found = new HashSet<>();
      what.box()
          .ifPresent(box -> {
            Envelope reach = new Envelope(box);
            reach.expandBy(within + SLACK);
            (source ? targets : sources).search(reach, found::add);
          });
      return found;
    }
  }

  /// A key in common.
  final class Keys implements Block {
    private final Function<Kept, Set<String>> ofSource;
    private final Function<Kept, Set<String>> ofTarget;
    private final Map<String, Set<String>> sources = new HashMap<>();
    private final Map<String, Set<String>> targets = new HashMap<>();

    Keys(Function<Kept, Set<String>> ofSource, Function<Kept, Set<String>> ofTarget) {
      this.ofSource = ofSource;
      this.ofTarget = ofTarget;
    }

    @Override
    public void put(boolean source, String thing, Kept what) {
      for (String key : (source ? ofSource : ofTarget).apply(what)) {
        (source ? sources : targets).computeIfAbsent(key, _ -> new HashSet<>(2)).add(thing);
      }
    }

    @Override
    public void remove(boolean source, String thing, Kept what) {
      for (String key : (source ? ofSource : ofTarget).apply(what)) {
        (source ? sources : targets)
            .computeIfPresent(
                key,
                (_, things) -> {
                  things.remove(thing);
                  return things.isEmpty() ? null : things;
                });
      }
    }

    @Override
    public Set<String> candidates(boolean source, Kept what) {
      Set<String> found = new HashSet<>();
      for (String key : (source ? ofSource : ofTarget).apply(what)) {
        found.addAll((source ? targets : sources).getOrDefault(key, Set.of()));
      }
      return found;
    }
  }

  /// Words in common.
  final class Words implements Block {
    /// The number of a thing that is asked for and not kept.
    private static final int ASKED = -1;

    private final Blocking.Words words;
    private final TextBlocking blocking;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    Words(Blocking.Words words) {
      this.words = words;
      this.blocking = new TextBlocking(words.share(), TextBlocking.LIMIT);
    }

    private int number(String thing) {
      return numbers.computeIfAbsent(
          thing,
          _ -> {
            names.add(thing);
            return names.size() - 1;
          });
    }

    private void add(boolean source, int number, Kept what) {
      for (String value : what.values(source ? words.source() : words.target())) {
        Text text = words.normalisation().text(value);
        if (!text.isEmpty() && source) {
          blocking.addSource(number, text.vocabulary());
        } else if (!text.isEmpty()) {
          blocking.addTarget(number, text.vocabulary());
        }
      }
    }

    private void take(boolean source, int number) {
      if (source) {
        blocking.removeSource(number);
      } else {
        blocking.removeTarget(number);
      }
    }

    @Override
    public void put(boolean source, String thing, Kept what) {
      add(source, number(thing), what);
    }

    @Override
    public void remove(boolean source, String thing, Kept what) {
      take(source, number(thing));
    }

    @Override
    public Set<String> candidates(boolean source, Kept what) {
      add(source, ASKED, what);
      int[] found = source ? blocking.targetsOf(ASKED) : blocking.sourcesOf(ASKED);
      take(source, ASKED);
      return Arrays.stream(found).mapToObj(names::get).collect(Collectors.toSet());
    }

    @Override
    public boolean hangsOnCounts() {
      return !blocking.frequent().isEmpty();
    }
  }

  /// Several at once.
  ///
  /// @param all whether each has to propose a pair, or one
  record Several(List<Block> parts, boolean all) implements Block {
    @Override
    public boolean hangsOnCounts() {
      return parts.stream().anyMatch(Block::hangsOnCounts);
    }

    @Override
    public void put(boolean source, String thing, Kept what) {
      parts.forEach(part -> part.put(source, thing, what));
    }

    @Override
    public void remove(boolean source, String thing, Kept what) {
      parts.forEach(part -> part.remove(source, thing, what));
    }

    @Override
    public Set<String> candidates(boolean source, Kept what) {
      Set<String> found = parts.getFirst().candidates(source, what);
      for (Block part : parts.subList(1, parts.size())) {
        Set<String> more = part.candidates(source, what);
        if (all) {
          found.retainAll(more);
        } else {
          found.addAll(more);
        }
      }
      return found;
    }
  }
}
