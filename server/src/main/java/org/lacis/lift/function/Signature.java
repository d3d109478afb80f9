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
    for (String pair :
        List.of(
            "param_string_sep p_string_sep",
            "param_string_sub string_sub",
            "param_regex p_string_regex",
            "param_any_e p_any_e",
            "param_any_rep_e p_any_rep_e",
            "param_a p_array_a",
            "bool_array_b param_rep_b",
            "param_b bool_b",
            "param_true any_true",
            "param_false any_false",
            "param_fragment p_fragment",
            "param_bool_opt_b p_bool_opt_b",
            "param_int_i p_int_i",
            "param_int_i2 p_int_i2",
            "param_int_rep_i p_rep_i",
            "param_dec_n p_dec_n",
            "param_dec_n2 param_n2",
            "param_dec_n_exp p_any_exp",
            "param_string_pattern p_string_pattern",
            "param_date_d p_date_d",
            "param_datetime_d p_datetime_d",
            "param_datetime_d2 p_datetime_d2",
            "param_string_unit p_string_unit",
            "param_string_timeunit p_string_timeunit")) {
      String[] both = pair.split(" ");
      predicates.put(GREL + both[0], GREL + both[1]);
    }
    predicates.put(IDLAB + "str", IDLAB + "_str");
    predicates.put(IDLAB + "strBoolean", IDLAB + "_strBoolean");
    return predicates;
  }

  /// One of ours; any result will do.
  static LiftFunction lf(String name, String about, LiftFunction.Body body, String... parameters) {
    return function(LF + name, about, LF, Set.of(), body, parameters);
  }

  /// One of GREL.
  ///
  /// @param gives `string`, `number`, `bool`, `array`, `date` or `any`
  static LiftFunction grel(
      String name, String gives, String about, LiftFunction.Body body, String... parameters) {
    Set<String> results =
        switch (gives) {
          case "string" -> Set.of(GREL + "stringOut", GREL + "stringOutput");
          case "number" -> Set.of(GREL + "output_number", GREL + "o_number", GREL + "numberOutput");
          default -> Set.of(GREL + "output_" + gives, GREL + "o_" + gives, GREL + gives + "Output");
        };
    return function(GREL + name, about, GREL, results, body, parameters);
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
