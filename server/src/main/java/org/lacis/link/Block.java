package org.lacis.link;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.jena.graph.NodeFactory;
import org.lacis.link.rule.Blocking;
import org.lacis.link.rule.KeyOf;
import org.lacis.link.rule.Normalisation;
import org.lacis.link.rule.Path;
import org.lacis.link.rule.TextMetric;
import org.locationtech.jts.geom.Envelope;

/// Blocking of both sides that is kept while things come and go. It proposes at least the pairs
/// that [Proposer] does, to find what a change may reach. Of one thread at a time.
sealed interface Block {

  void put(boolean source, String thing, Kept what);

  void remove(boolean source, String thing, Kept what);

  /// @param source whether the thing is a source, so that targets are sought
  Set<String> candidates(boolean source, Kept what);

  static Block of(Blocking blocking) {
    return switch (blocking) {
      case Blocking.Near(double within) -> new Near(within);
      case Blocking.Keys keys ->
          new Written(keyed(keys.source()), keyed(keys.target()), (_, _) -> true);
      case Blocking.Words words -> words(words);
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

  private static Block words(Blocking.Words words) {
    return new Written(
        tokens(words.source(), words.normalisation()),
        tokens(words.target(), words.normalisation()),
        (source, target) -> {
          for (String one : source.values(words.source())) {
            for (String other : target.values(words.target())) {
              if (Texts.likeness(TextMetric.TOKEN_OVERLAP, words.normalisation(), one, other)
                  >= words.share()) {
                return true;
              }
            }
          }
          return false;
        });
  }

  private static Function<Kept, Set<String>> tokens(Path path, Normalisation normalisation) {
    return what -> {
      Set<String> tokens = new HashSet<>();
      for (String text : what.values(path)) {
        tokens.addAll(Texts.tokens(normalisation, text));
      }
      return tokens;
    };
  }

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

  /// Something written in common.
  final class Written implements Block {
    /// Whether source and target may be a pair.
    interface Test {
      boolean holds(Kept source, Kept target);
    }

    private final Function<Kept, Set<String>> ofSource;
    private final Function<Kept, Set<String>> ofTarget;
    private final Test test;
    private final Map<String, Map<String, Kept>> sources = new HashMap<>();
    private final Map<String, Map<String, Kept>> targets = new HashMap<>();

    Written(Function<Kept, Set<String>> ofSource, Function<Kept, Set<String>> ofTarget, Test test) {
      this.ofSource = ofSource;
      this.ofTarget = ofTarget;
      this.test = test;
    }

    @Override
    public void put(boolean source, String thing, Kept what) {
      for (String text : (source ? ofSource : ofTarget).apply(what)) {
        (source ? sources : targets).computeIfAbsent(text, _ -> new HashMap<>(2)).put(thing, what);
      }
    }

    @Override
    public void remove(boolean source, String thing, Kept what) {
      Map<String, Map<String, Kept>> side = source ? sources : targets;
      for (String text : (source ? ofSource : ofTarget).apply(what)) {
        side.computeIfPresent(
            text,
            (_, things) -> {
              things.remove(thing);
              return things.isEmpty() ? null : things;
            });
      }
    }

    @Override
    public Set<String> candidates(boolean source, Kept what) {
      Set<String> found = new HashSet<>();
      for (String text : (source ? ofSource : ofTarget).apply(what)) {
        (source ? targets : sources)
            .getOrDefault(text, Map.of())
            .forEach((thing, its) -> {
              if (source ? test.holds(what, its) : test.holds(its, what)) {
                found.add(thing);
              }
            });
      }
      return found;
    }
  }

  /// Several at once.
  ///
  /// @param all whether each has to propose a pair, or one
  record Several(List<Block> parts, boolean all) implements Block {
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
