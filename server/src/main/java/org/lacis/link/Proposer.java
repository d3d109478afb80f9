package org.lacis.link;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.lacis.link.rule.Blocking;
import org.lacis.link.rule.KeyOf;
import org.lacis.link.rule.TextMetric;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.hprtree.HPRtree;

/// Names the targets that a source is to be compared with. Safe for several threads once made.
interface Proposer {
  /// @param target may be told the same one several times
  void propose(int source, IntConsumer target);

  /// Makes what a rule says.
  static Proposer of(Blocking blocking, Side sources, Side targets) {
    return switch (blocking) {
      case Blocking.Near near -> new Near(near.within(), sources, targets);
      case Blocking.Keys keys -> new Keys(keys, sources, targets);
      case Blocking.Words words -> new Words(words, sources, targets);
      case Blocking.All(List<Blocking> parts) ->
          new All(parts.stream().map(part -> of(part, sources, targets)).toList());
      case Blocking.Any(List<Blocking> parts) ->
          new Any(parts.stream().map(part -> of(part, sources, targets)).toList());
    };
  }

  /// Boxes no farther apart than a distance.
  final class Near implements Proposer {
    private final double within;
    private final Side sources;
    private final HPRtree tree = new HPRtree();

    Near(double within, Side sources, Side targets) {
      this.within = within;
      this.sources = sources;
      for (int i = 0; i < targets.size(); i++) {
        if (targets.hasShape(i)) {
          tree.insert(targets.layer().box(targets.shapes()[i]), i);
        }
      }
      // The first query would do it, and queries come from several threads.
      tree.build();
    }

    @Override
    public void propose(int source, IntConsumer target) {
      if (sources.hasShape(source)) {
        Envelope box = sources.layer().box(sources.shapes()[source]);
        box.expandBy(within);
        tree.query(box, item -> target.accept((Integer) item));
      }
    }
  }

  /// A key in common.
  final class Keys implements Proposer {
    private final KeyOf from;
    private final Side sources;
    private final Map<String, IntArrayList> byKey = new HashMap<>();

    Keys(Blocking.Keys keys, Side sources, Side targets) {
      this.from = keys.source();
      this.sources = sources;
      for (int i = 0; i < targets.size(); i++) {
        for (String key : keys(keys.target(), targets, i)) {
          byKey.computeIfAbsent(key, _ -> new IntArrayList(1)).add(i);
        }
      }
    }

    @Override
    public void propose(int source, IntConsumer target) {
      for (String key : keys(from, sources, source)) {
        byKey.getOrDefault(key, new IntArrayList(0)).forEach(target);
      }
    }

    /// The keys of a thing, in order.
    static TreeSet<String> keys(KeyOf of, Side side, int thing) {
      TreeSet<String> keys = new TreeSet<>();
      if (of.path().isEmpty()) {
        of.key(side.things().iris().get(thing)).ifPresent(keys::add);
      } else {
        for (String text : side.attributes().values(of.path().get(), thing)) {
          of.key(text).ifPresent(keys::add);
        }
      }
      return keys;
    }
  }

  /// Words in common.
  final class Words implements Proposer {
    private final Blocking.Words words;
    private final Side sources;
    private final Side targets;
    private final Map<String, IntArrayList> byToken = new HashMap<>();

    Words(Blocking.Words words, Side sources, Side targets) {
      this.words = words;
      this.sources = sources;
      this.targets = targets;
      for (int i = 0; i < targets.size(); i++) {
        TreeSet<String> tokens = new TreeSet<>();
        for (String text : targets.attributes().values(words.target(), i)) {
          tokens.addAll(Texts.tokens(words.normalisation(), text));
        }
        for (String token : tokens) {
          byToken.computeIfAbsent(token, _ -> new IntArrayList(1)).add(i);
        }
      }
    }

    @Override
    public void propose(int source, IntConsumer target) {
      for (String text : sources.attributes().values(words.source(), source)) {
        IntSet reached = new IntOpenHashSet();
        for (String token : Texts.tokens(words.normalisation(), text)) {
          reached.addAll(byToken.getOrDefault(token, new IntArrayList(0)));
        }
        reached.forEach((int one) -> {
          for (String other : targets.attributes().values(words.target(), one)) {
            if (Texts.likeness(TextMetric.TOKEN_OVERLAP, words.normalisation(), text, other)
                >= words.share()) {
              target.accept(one);
            }
          }
        });
      }
    }
  }

  /// What each of the parts proposes.
  record All(List<Proposer> parts) implements Proposer {
    @Override
    public void propose(int source, IntConsumer target) {
      IntSet kept = new IntOpenHashSet();
      parts.getFirst().propose(source, kept::add);
      for (Proposer part : parts.subList(1, parts.size())) {
        IntSet both = new IntOpenHashSet();
        IntSet before = kept;
        part.propose(
            source,
            one -> {
              if (before.contains(one)) {
                both.add(one);
              }
            });
        kept = both;
      }
      kept.forEach(target);
    }
  }

  /// What one of the parts proposes.
  record Any(List<Proposer> parts) implements Proposer {
    @Override
    public void propose(int source, IntConsumer target) {
      parts.forEach(part -> part.propose(source, target));
    }
  }
}
