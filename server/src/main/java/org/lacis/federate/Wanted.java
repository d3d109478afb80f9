package org.lacis.federate;

import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;

/// What rows are joined with: something that members are asked for many keys at once.
interface Wanted {
  List<Member> members();

  /// Variables whose values, where a row has some, are the key of the row.
  Set<Var> variables();

  /// The variable of an answer that holds the number of the key.
  Var index();

  /// What is asked.
  ///
  /// @param keys variables whose values are given; none: everything is wanted
  /// @param rows values of the keys, one list each; their numbers come back as [#index]
  Query query(List<Var> keys, List<List<Node>> rows);

  /// What a row of an answer adds to the rows of its key, in the variables of the question.
  Binding named(Binding answered);

  /// What happens when a member fails.
  Loss loss();

  /// What happens to rows when a member fails.
  enum Loss {
    /// they go on with what the others say, and it is noted
    NOTED,
    /// the question fails
    FATAL,
    /// they go on as they are, and it is noted (SERVICE SILENT)
    PASSED
  }
}
