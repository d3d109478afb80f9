package org.lacis.query.cql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The properties that filters over some rows may name. A name that no property has in that case is
/// taken for one that differs in case alone, where there is one such.
///
/// @param <R> what has them
public final class Queryables<R> {
  private final Map<String, Queryable<R>> byName = new LinkedHashMap<>();

  /// @param all of two with the same name the first counts
  public Queryables(List<Queryable<R>> all) {
    all.forEach(one -> byName.putIfAbsent(one.name(), one));
  }

  public List<Queryable<R>> all() {
    return List.copyOf(byName.values());
  }

  /// @throws CqlException `cql.unknown-property`, with the nearest name
  Queryable<R> get(String name) {
    Queryable<R> exact = byName.get(name);
    if (exact != null) {
      return exact;
    }
    List<Queryable<R>> alike = new ArrayList<>();
    byName.forEach((known, queryable) -> {
      if (known.equalsIgnoreCase(name)) {
        alike.add(queryable);
      }
    });
    if (alike.size() == 1) {
      return alike.getFirst();
    }
    throw CqlException.of(
        "cql.unknown-property",
        name,
        name,
        Closest.list(byName.keySet()),
        Closest.remedy(name, byName.keySet()));
  }
}
