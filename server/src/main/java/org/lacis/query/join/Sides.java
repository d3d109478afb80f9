package org.lacis.query.join;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.lacis.query.scan.IdTable;
import org.lacis.query.scan.Pattern;
import org.lacis.query.scan.PatternTables;
import org.lacis.store.NodeIds;
import org.lacis.store.SpatialIndex;
import org.lacis.store.TwinDataset;

/// What was read of one store for spatial joins and may be asked for again: sides that are made of
/// patterns alone. And the threads that joins compute on. One a store; safe for threads.
///
/// Sides take as much as an eighth of the heap and go when they are not used. A small commit does
/// not make them useless: they are carried on by what it touched.
public final class Sides {
  private final Crew crew = new Crew();

  private final Cache<Key, Kept> sides =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / 8 / 1024)
          .weigher(
              (Key _, Kept kept) -> (int) Math.min(Integer.MAX_VALUE, 1 + kept.side.bytes() / 1024))
          .build();

  /// Whether all values of a pattern are literals of the index.
  private final Cache<Pattern, AllPlaced> placed = Caffeine.newBuilder().maximumSize(1_000).build();

  /// What look-ups of a side have cost that was not there, in look-ups.
  private final Cache<Key, Long> spent = Caffeine.newBuilder().maximumSize(1_000).build();

  private record Key(List<Pattern> patterns, Var literal) {
    static Key of(WholeRead readable) {
      return new Key(readable.patterns(), readable.literal());
    }
  }

  /// @param version that it was read of, or carried on to
  private record Kept(long version, Side side) {}

  private record AllPlaced(long version, boolean all) {}

  Crew crew() {
    return crew;
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
    public static Optional<WholeRead> of(List<Quad> quads, Var literal, TwinDataset twin) {
      if (twin.sortedQuads().isEmpty()) {
        return Optional.empty();
      }
      List<Var> names = new ArrayList<>();
      Map<Var, Var> canonical = new HashMap<>();
      List<Pattern> patterns = new ArrayList<>();
      for (Quad quad : quads) {
        Pattern pattern = Pattern.of(quad).orElse(null);
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

  /// Whether a side is in memory, of this state or of one that it can be carried on from.
  public boolean has(WholeRead readable, TwinDataset twin) {
    OptionalLong version = twin.committedVersion();
    Kept kept = version.isPresent() ? sides.getIfPresent(Key.of(readable)) : null;
    return kept != null
        && (kept.version == version.getAsLong() || twin.changesSince(kept.version).isPresent());
  }

  /// Whether it pays by now to read a whole side, though this once look-ups would do. Never at the
  /// first time: who asks once shall not pay for those who ask often.
  ///
  /// @param literals that are looked up this once
  public boolean worthwhile(WholeRead readable, TwinDataset twin, long literals) {
    if (twin.committedVersion().isEmpty()) {
      return false;
    }
    Key key = Key.of(readable);
    Long before = spent.getIfPresent(key);
    long now = (before == null ? 0 : before) + (literals + 1) * readable.patterns().size();
    spent.put(key, now);
    return before != null && costsLess(readable, twin, now * QUADS_PER_LOOKUP);
  }

  /// A look-up costs about as much as reading so many quads in a row.
  private static final int QUADS_PER_LOOKUP = 24;

  /// Whether reading a side takes less than reading so many quads in a row.
  private boolean costsLess(WholeRead readable, TwinDataset twin, long quads) {
    long cost = 0;
    for (Pattern pattern : readable.patterns()) {
      cost += PatternTables.estimate(twin, pattern);
      if (cost > quads) {
        return false;
      }
    }
    return true;
  }

  Side read(WholeRead readable, TwinDataset twin, ExecutionContext context) {
    Side side = kept(readable, twin, context);
    IdTable table = ((Rows.Numbers) side.rows()).table();
    return side.with(new Rows.Numbers(table, readable.names(table)));
  }

  private Side kept(WholeRead readable, TwinDataset twin, ExecutionContext context) {
    OptionalLong version = twin.committedVersion();
    if (version.isEmpty()) {
      return fresh(readable, twin, context);
    }
    Key key = Key.of(readable);
    long now = version.getAsLong();
    Kept known = sides.getIfPresent(key);
    if (known != null && known.version == now) {
      return known.side;
    }
    Side side =
        Optional.ofNullable(known)
            .flatMap(old -> carried(old, readable, twin, context))
            .orElseGet(() -> fresh(readable, twin, context));
    // Who reads an old state must not drive out what the next ones want.
    if (known == null || known.version < now) {
      sides.put(key, new Kept(now, side));
      spent.invalidate(key);
    }
    return side;
  }

  private static Optional<Side> carried(
      Kept known, WholeRead readable, TwinDataset twin, ExecutionContext context) {
    return twin.changesSince(known.version)
        .flatMap(delta ->
            new Carrying(twin, context)
                .carried(known.side, readable.patterns(), readable.literal(), delta));
  }

  private static Side fresh(WholeRead readable, TwinDataset twin, ExecutionContext context) {
    IdTable table = new PatternTables(twin, context).all(readable.patterns());
    return Side.of(
        new Rows.Numbers(table, table.variables()),
        table.values(table.column(readable.literal())),
        twin.spatial(),
        twin.ids(),
        Cancel.of(context));
  }

  /// Whether every value that the patterns can give for the geometry is a literal of the index, as
  /// far as a pattern with a known property says.
  boolean allPlaced(WholeRead readable, TwinDataset twin, ExecutionContext context) {
    for (Pattern pattern : readable.patterns()) {
      if (readable.literal().equals(pattern.terms().get(3)) && !pattern.isVariable(2)) {
        return allPlaced(pattern, twin, context);
      }
    }
    return false;
  }

  private boolean allPlaced(Pattern pattern, TwinDataset twin, ExecutionContext context) {
    OptionalLong version = twin.committedVersion();
    if (version.isEmpty()) {
      return lookedAt(pattern, twin, Cancel.of(context));
    }
    long now = version.getAsLong();
    Pattern key = pattern.renamed(_ -> ANY);
    AllPlaced known = placed.getIfPresent(key);
    if (known != null && known.version == now) {
      return known.all;
    }
    boolean all =
        Optional.ofNullable(known)
            .flatMap(old ->
                twin.changesSince(old.version)
                    .flatMap(delta -> new Carrying(twin, context).placed(old.all, pattern, delta)))
            .orElseGet(() -> lookedAt(pattern, twin, Cancel.of(context)));
    if (known == null || known.version < now) {
      placed.put(key, new AllPlaced(now, all));
    }
    return all;
  }

  /// Stands for every variable where names make no difference.
  private static final Var ANY = Var.alloc("any");

  private static boolean lookedAt(Pattern pattern, TwinDataset twin, Cancel cancel) {
    long[] ids = pattern.ids(twin.ids()).orElse(null);
    if (ids == null) {
      return true;
    }
    SpatialIndex index = twin.spatial();
    long[] last = {NodeIds.ABSENT, 0};
    boolean[] all = {true};
    twin.ids()
        .find(
            ids[0],
            ids[1],
            ids[2],
            ids[3],
            (_, _, _, object) -> {
              if (object != last[0]) {
                last[0] = object;
                all[0] &= !index.box(object).isNull();
              }
              if ((++last[1] & 0xFFF) == 0) {
                cancel.check();
              }
            });
    return all[0];
  }
}
