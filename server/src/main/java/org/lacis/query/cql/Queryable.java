package org.lacis.query.cql;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.lacis.query.feature.FeatureFilter;

/// A property that filters may name.
///
/// @param <R> what has it
/// @param name as filters name it
/// @param types of its values; more than one where they differ
/// @param values of a row, each once; empty when it has none
/// @param equality what a text is kept as, so that an index finds it; empty when that is not known
///   for certain
public record Queryable<R>(
    String name,
    Set<Type> types,
    Function<R, List<Value>> values,
    Function<String, Optional<FeatureFilter.Equality>> equality) {

  /// Types of values.
  public enum Type {
    TEXT("text"),
    NUMBER("numbers"),
    BOOLEAN("true and false"),
    TIME("dates and times"),
    GEOMETRY("geometries");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  public Queryable {
    types = types.isEmpty() ? EnumSet.noneOf(Type.class) : EnumSet.copyOf(types);
    types = Set.copyOf(types);
  }

  /// A property that no index helps with.
  public static <R> Queryable<R> of(String name, Type type, Function<R, List<Value>> values) {
    return new Queryable<>(name, Set.of(type), values, _ -> Optional.empty());
  }

  /// What a property is kept as: the predicate with the terms that read as a text.
  public static FeatureFilter.Equality terms(Node predicate, Set<Node> values) {
    return new FeatureFilter.Equality(predicate, values);
  }
}
