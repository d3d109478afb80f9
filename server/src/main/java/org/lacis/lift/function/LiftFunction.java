package org.lacis.lift.function;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lacis.source.Value;

/// A function that a mapping may call.
///
/// @param iri its name
/// @param about one sentence for the manual
/// @param parameters in the order that the body counts them
/// @param results IRIs by which a mapping may ask for the result; empty when any will do
/// @param body what it does
public record LiftFunction(
    String iri, String about, List<Parameter> parameters, Set<String> results, Body body) {
  public LiftFunction {
    parameters = List.copyOf(parameters);
    results = Set.copyOf(results);
  }

  /// A parameter.
  ///
  /// @param name the IRI that the manual names
  /// @param aliases other IRIs for it
  /// @param required whether the function is left uncalled when it has no value
  /// @param repeated whether a mapping may give it several times; the order of the file counts
  public record Parameter(String name, Set<String> aliases, boolean required, boolean repeated) {
    public Parameter {
      aliases = Set.copyOf(aliases);
    }

    public boolean named(String iri) {
      return name.equals(iri) || aliases.contains(iri);
    }
  }

  /// What a function does; must not keep state.
  @FunctionalInterface
  public interface Body {
    /// @return the results; empty for no value
    /// @throws BadArgumentException when a value is no fit argument
    List<Value> apply(Arguments arguments) throws BadArgumentException;
  }

  /// The number of the parameter with this IRI.
  public Optional<Integer> parameter(String iri) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).named(iri)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /// Whether a mapping may ask for this result.
  public boolean gives(String result) {
    return result.isEmpty() || results.isEmpty() || results.contains(result);
  }
}
