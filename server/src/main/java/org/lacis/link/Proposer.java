package org.lacis.link;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.lacis.link.rule.Blocking;
import org.lacis.link.rule.KeyOf;
import org.lacis.link.rule.Path;
import org.lacis.link.text.Text;
import org.lacis.link.text.TextBlocking;
import org.lacis.link.text.TextMetric;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.hprtree.HPRtree;

/// Names the targets that a source is to be compared with. Safe for several threads once made.
interface Proposer {
  /// @param target may be told the same one several times
  void propose(int source, IntConsumer target);

  /// Whether a pair meets the condition: what would be proposed if nothing were ever left out.
  boolean meets(int source, int target);

  /// The words that so many things carry that they propose nothing by themselves.
  default List<TextBlocking.Frequent> frequent() {
    return List.of();
  }

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
    private final Side targets;
    private final HPRtree tree = new HPRtree();

    Near(double within, Side sources, Side targets) {
      this.within = within;
      this.sources = sources;
      this.targets = targets;
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

    @Override
    public boolean meets(int source, int target) {
      if (!sources.hasShape(source) || !targets.hasShape(target)) {
        return false;
      }
      Envelope box = sources.layer().box(sources.shapes()[source]);
      box.expandBy(within);
      return box.intersects(targets.layer().box(targets.shapes()[target]));
    }
  }

  /// A key in common.
  final class Keys implements Proposer {
    private final KeyOf from;
    private final KeyOf to;
    private final Side sources;
    private final Side targets;
    private final Map<String, IntArrayList> byKey = new HashMap<>();

    Keys(Blocking.Keys keys, Side sources, Side targets) {
      this.from = keys.source();
      this.to = keys.target();
      this.sources = sources;
      this.targets = targets;
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

    @Override
    public boolean meets(int source, int target) {
      Set<String> keys = keys(from, sources, source);
      return keys(to, targets, target).stream().anyMatch(keys::contains);
    }

    /// The keys of a thing, in order.
    static Set<String> keys(KeyOf of, Side side, int thing) {
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
    private final TextBlocking blocking;

    Words(Blocking.Words words, Side sources, Side targets) {
      this.words = words;
      this.sources = sources;
      this.targets = targets;
      this.blocking = new TextBlocking(words.share(), TextBlocking.LIMIT);
      for (int i = 0; i < sources.size(); i++) {
        for (Text text : texts(words.source(), sources, i)) {
          blocking.addSource(i, text.vocabulary());
        }
      }
      for (int i = 0; i < targets.size(); i++) {
        for (Text text : texts(words.target(), targets, i)) {
          blocking.addTarget(i, text.vocabulary());
        }
      }
    }

    private Text[] texts(Path path, Side side, int thing) {
      return side.attributes().texts(path, words.normalisation(), thing);
    }

    @Override
    public void propose(int source, IntConsumer target) {
      for (int one : blocking.targetsOf(source)) {
        target.accept(one);
      }
    }

    @Override
    public boolean meets(int source, int target) {
      for (Text one : texts(words.source(), sources, source)) {
        for (Text other : texts(words.target(), targets, target)) {
          if (TextMetric.TOKEN_OVERLAP.of(one, other) >= words.share()) {
            return true;
          }
        }
      }
      return false;
    }

    @Override
    public List<TextBlocking.Frequent> frequent() {
      return blocking.frequent();
    }
  }

  /// What each of the parts would propose: the narrowest proposes, the others look at what it does.
  /// Shapes stand in one place and a key in few things; words come last, since those that very many
  /// things carry propose nothing.
  final class All implements Proposer {
    private final Proposer first;
    private final List<Proposer> others;

    All(List<Proposer> parts) {
      List<Proposer> narrowest =
          parts.stream().sorted(Comparator.comparingInt(All::width)).toList();
      this.first = narrowest.getFirst();
      this.others = narrowest.subList(1, narrowest.size());
    }

    private static int width(Proposer part) {
      return switch (part) {
        case Near _ -> 0;
        case Keys _ -> 1;
        default -> 2;
      };
    }

    @Override
    public void propose(int source, IntConsumer target) {
      first.propose(
          source,
          one -> {
            if (others.stream().allMatch(part -> part.meets(source, one))) {
              target.accept(one);
            }
          });
    }

    @Override
    public boolean meets(int source, int target) {
      return first.meets(source, target)
          && others.stream().allMatch(part -> part.meets(source, target));
    }

    @Override
    public List<TextBlocking.Frequent> frequent() {
      return first.frequent();
    }
  }

  /// What one of the parts proposes.
  record Any(List<Proposer> parts) implements Proposer {
    @Override
    public void propose(int source, IntConsumer target) {
      parts.forEach(part -> part.propose(source, target));
    }

    @Override
    public boolean meets(int source, int target) {
      return parts.stream().anyMatch(part -> part.meets(source, target));
    }

    @Override
    public List<TextBlocking.Frequent> frequent() {
      return parts.stream().flatMap(part -> part.frequent().stream()).toList();
    }
  }
}
