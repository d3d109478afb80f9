package org.lacis.lift.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Spells entries of the table of [Functions].
final class Signature {
  static final String LF = "https://w3id.org/lacis/fn#";
  private static final String GREL = "http://users.ugent.be/~bjdmeest/function/grel.ttl#";
  private static final String IDLAB = "https://w3id.org/imec/idlab/function#";

  /// FnO lets a mapping name a parameter by itself or by its predicate; these are the predicates.
  private static final Map<String, String> PREDICATES = predicates();

  private Signature() {}

  private static Map<String, String> predicates() {
    Map<String, String> predicates = new HashMap<>();
    predicates.put(GREL + "valueParam", GREL + "valueParameter");
    predicates.put(GREL + "valueParam2", GREL + "valueParameter2");
    predicates.put(GREL + "param_find", GREL + "p_string_find");
    predicates.put(GREL + "param_replace", GREL + "p_string_replace");
    predicates.put(GREL + "modeParam", GREL + "modeParameter");
    predicates.put(GREL + "p_int_i_from", GREL + "param_int_i_from");
    predicates.put(GREL + "p_int_i_opt_to", GREL + "param_int_i_opt_to");
    predicates.put(IDLAB + "str", IDLAB + "_str");
    predicates.put(IDLAB + "strBoolean", IDLAB + "_strBoolean");
    return predicates;
  }

  /// One of ours; any result will do.
  static LiftFunction lf(String name, String about, LiftFunction.Body body, String... parameters) {
    return function(LF + name, about, LF, Set.of(), body, parameters);
  }

  static LiftFunction grel(String name, LiftFunction.Body body, String... parameters) {
    Set<String> results =
        name.equals("string_length")
            ? Set.of(GREL + "output_number", GREL + "numberOutput")
            : Set.of(GREL + "stringOut", GREL + "stringOutput");
    return function(GREL + name, "As in OpenRefine", GREL, results, body, parameters);
  }

  static LiftFunction idlab(String name, LiftFunction.Body body, String... parameters) {
    Set<String> results =
        Set.of(IDLAB + "_stringOut", IDLAB + "stringOut", IDLAB + "_boolOut", IDLAB + "boolOut");
    return function(IDLAB + name, "As in the FnO catalogue", IDLAB, results, body, parameters);
  }

  private static LiftFunction function(
      String iri,
      String about,
      String namespace,
      Set<String> results,
      LiftFunction.Body body,
      String... names) {
    List<LiftFunction.Parameter> parameters = new ArrayList<>();
    for (String name : names) {
      parameters.add(parameter(name, namespace));
    }
    return new LiftFunction(iri, about, parameters, results, body);
  }

  private static LiftFunction.Parameter parameter(String spelled, String namespace) {
    String bare = spelled.replaceAll("[?*]", "");
    String iri = (bare.startsWith("valueParam") ? GREL : namespace) + bare;
    String predicate = PREDICATES.get(iri);
    return new LiftFunction.Parameter(
        iri,
        predicate == null ? Set.of() : Set.of(predicate),
        !spelled.contains("?"),
        spelled.contains("*"));
  }
}
