package org.lacis.reason.engine;

import java.util.List;
import org.apache.jena.sparql.core.Var;
import org.lacis.reason.rule.Part;
import org.lacis.reason.rule.Rule;

/// A rule in the order in which its body is looked up, when something of it is given.
///
/// @param rule the number of the rule
/// @param given what is given
/// @param key the property or the class that is given, or the place of the variable for it
/// @param variables by place
/// @param heads statements that follow, as numbers like those of steps; a fourth number is 1 when
///   the subject may be a literal
/// @param namesTerms whether conditions or values are worked out, for which terms have to be looked
///   up
@SuppressWarnings("ArrayRecordComponent") // never compared
record Plan(
    int rule,
    Rule source,
    Given given,
    int key,
    List<Var> variables,
    Step[] steps,
    int[][] heads,
    boolean namesTerms) {

  Plan(
      int rule,
      Rule source,
      Given given,
      int key,
      List<Var> variables,
      Step[] steps,
      int[][] heads) {
    this(
        rule,
        source,
        given,
        key,
        variables,
        steps,
        heads,
        source.body().stream().anyMatch(Plan::namesTerms));
  }

  private static boolean namesTerms(Part part) {
    return switch (part) {
      case Part.Atom _, Part.Different _ -> false;
      case Part.Related _, Part.Test _, Part.Assign _ -> true;
      case Part.Not not -> not.parts().stream().anyMatch(Plan::namesTerms);
    };
  }

  /// What a plan starts from.
  enum Given {
    /// new statements of one property
    PROPERTY,
    /// new members of one class
    CLASS,
    /// new statements of any property
    ANY_PROPERTY,
    /// new members of any class
    ANY_CLASS,
    /// a statement of the head
    HEAD,
    /// nothing
    NOTHING
  }
}
