package org.lacis.query.join;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;
import org.lacis.store.SpatialIndex;
import org.lacis.store.TwinDataset;

/// What was read of one store for spatial joins and may be asked for again: sides that are made of
/// patterns alone, and counts, each of one committed state. And the threads that joins compute on.
/// One a store; safe for threads.
///
/// Sides take as much as an eighth of the heap and go when they are not used; the next commit makes
/// them useless, never wrong.
public final class Sides {
  private final Executor cores = cores();

  private final Cache<Key, Side> sides =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / 8 / 1024)
          .weigher((Key _, Side side) -> (int) Math.min(Integer.MAX_VALUE, 1 + side.bytes() / 1024))
          .build();

  private final Cache<Counted, Count> counts = Caffeine.newBuilder().maximumSize(10_000).build();

  /// Whether all values of a pattern are literals of the index.
  private final Cache<Counted, Boolean> placed = Caffeine.newBuilder().maximumSize(1_000).build();

  /// What look-ups of a side have cost so far that was not there, in look-ups.
  private final Cache<Key, Long> spent = Caffeine.newBuilder().maximumSize(1_000).build();

  private record Key(long version, List<Pattern> patterns, Var literal) {}

  private record Counted(long version, Pattern pattern) {}

  private static Executor cores() {
    int cores = Runtime.getRuntime().availableProcessors();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            cores,
            cores,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("spatial-", 1).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  Executor executor() {
    return cores;
  }

  /// Patterns that can be read by numbers, with the variable of their geometries.
  ///
  /// @param patterns with variables called by their places in `names`
  /// @param names the variables of the query
  /// @param literal by its place
  public record WholeRead(List<Pattern> patterns, List<Var> names, Var literal) {

    List<Var> names(IdTable table) {
      return table.variables().stream()
          .map(place -> names.get(Integer.parseInt(place.getVarName())))
          .toList();
    }

    /// @return empty when one of the patterns cannot be read by numbers, or none has the variable
    public static Optional<WholeRead> of(List<Quad> quads, Var literal, NodeIds ids) {
      List<Var> names = new ArrayList<>();
      Map<Var, Var> canonical = new HashMap<>();
      List<Pattern> patterns = new ArrayList<>();
      for (Quad quad : quads) {
        Pattern pattern = Pattern.of(quad, ids).orElse(null);
        if (pattern == null) {
          return Optional.empty();
        }
        patterns.add(
            pattern.renamed(variable ->
                canonical.computeIfAbsent(
                    variable,
                    each -> {
                      names.add(each);
                      return Var.alloc(Integer.toString(names.size() - 1));
                    })));
      }
      Var column = canonical.get(literal);
      return column == null
          ? Optional.empty()
          : Optional.of(new WholeRead(List.copyOf(patterns), List.copyOf(names), column));
    }
  }

  /// Whether a side is in memory.
  public boolean has(WholeRead readable, TwinDataset twin) {
    OptionalLong version = twin.committedVersion();
    return version.isPresent()
        && sides.getIfPresent(new Key(version.getAsLong(), readable.patterns(), readable.literal()))
            != null;
  }

  /// Whether it pays by now to read a whole side, though this once look-ups would do. Never at the
  /// first time in a state: who asks once after each change shall not pay for those who ask often.
  ///
  /// @param literals that are looked up this once
  public boolean worthwhile(WholeRead readable, TwinDataset twin, long literals) {
    OptionalLong version = twin.committedVersion();
    if (version.isEmpty()) {
      return false;
    }
    Key key = new Key(version.getAsLong(), readable.patterns(), readable.literal());
    Long before = spent.getIfPresent(key);
    long now = (before == null ? 0 : before) + (literals + 1) * readable.patterns().size();
    spent.put(key, now);
    return before != null && costsLess(readable, twin, now * PatternReader.QUADS_PER_LOOKUP);
  }

  /// Whether reading a side takes less than reading so many quads in a row.
  private boolean costsLess(WholeRead readable, TwinDataset twin, long quads) {
    long cost = 0;
    for (Pattern pattern : readable.patterns()) {
      cost += count(pattern, twin, quads - cost + 1);
      if (cost > quads) {
        return false;
      }
    }
    return true;
  }

  Side read(WholeRead readable, TwinDataset twin, Cancel cancel) {
    OptionalLong version = twin.committedVersion();
    Key key =
        version.isPresent()
            ? new Key(version.getAsLong(), readable.patterns(), readable.literal())
            : null;
    Side known = key == null ? null : sides.getIfPresent(key);
    if (known == null) {
      known = fresh(readable, twin, cancel);
      remember(key, known);
    }
    IdTable table = ((Rows.Numbers) known.rows()).table();
    return known.with(new Rows.Numbers(table, readable.names(table)));
  }

  private void remember(@Nullable Key key, Side side) {
    if (key != null) {
      sides.put(key, side);
    }
  }

  PatternReader reader(TwinDataset twin, Cancel cancel) {
    return new PatternReader(twin.ids(), (pattern, most) -> count(pattern, twin, most), cancel);
  }

  /// Whether every value that the patterns can give for the geometry is a literal of the index, as
  /// far as a pattern with a known property says.
  boolean allPlaced(WholeRead readable, TwinDataset twin, Cancel cancel) {
    for (Pattern pattern : readable.patterns()) {
      if (readable.literal().equals(pattern.variable(3)) && pattern.variable(2) == null) {
        return allPlaced(pattern, twin, cancel);
      }
    }
    return false;
  }

  private boolean allPlaced(Pattern pattern, TwinDataset twin, Cancel cancel) {
    OptionalLong version = twin.committedVersion();
    Counted key = new Counted(version.orElse(-1), pattern.renamed(_ -> Pattern.ANY));
    Boolean known = version.isPresent() ? placed.getIfPresent(key) : null;
    if (known == null) {
      SpatialIndex index = twin.spatial();
      long[] last = {NodeIds.ABSENT, 0};
      boolean[] all = {true};
      twin.ids()
          .find(
              pattern.ids().get(0),
              pattern.ids().get(1),
              pattern.ids().get(2),
              pattern.ids().get(3),
              (_, _, _, object) -> {
                if (object != last[0]) {
                  last[0] = object;
                  all[0] &= !index.box(object).isNull();
                }
                if ((++last[1] & 0xFFF) == 0) {
                  cancel.check();
                }
              });
      known = all[0];
      if (version.isPresent()) {
        placed.put(key, known);
      }
    }
    return known;
  }

  private Side fresh(WholeRead readable, TwinDataset twin, Cancel cancel) {
    NodeIds ids = twin.ids();
    IdTable table = reader(twin, cancel).read(readable.patterns());
    long[] literals = table.column(table.column(readable.literal()));
    return Side.of(
        new Rows.Numbers(table, table.variables()), literals, twin.spatial(), ids, cancel);
  }

  /// The matches of a pattern, counted no farther than `most`.
  public long count(Pattern pattern, TwinDataset twin, long most) {
    OptionalLong version = twin.committedVersion();
    if (version.isEmpty()) {
      return pattern.count(twin.ids(), most);
    }
    Counted key = new Counted(version.getAsLong(), pattern.renamed(_ -> Pattern.ANY));
    Count known = counts.getIfPresent(key);
    if (known == null || (!known.whole && known.value < most)) {
      long counted = pattern.count(twin.ids(), most);
      known = new Count(counted, counted < most);
      counts.put(key, known);
    }
    return Math.min(known.value, most);
  }

  /// @param whole whether all were counted
  private record Count(long value, boolean whole) {}
}
