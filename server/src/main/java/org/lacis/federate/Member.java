package org.lacis.federate;

import java.util.List;
import java.util.concurrent.Future;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.engine.binding.Binding;

/// One of those who answer a federated question: the twin itself, or a partner.
interface Member {
  /// Its name in answers; that of the twin itself is [Own#NAME].
  String name();

  /// Asks a SELECT. What goes wrong is told by the future, as a [FederateException].
  Future<List<Binding>> rows(Query query, Inquiry inquiry);

  /// How many statements have a property, as it says itself; negative where it says nothing.
  long statements(String property);

  /// How many things are of a class, as it says itself; negative where it says nothing.
  long things(String type);

  default boolean isOwn() {
    return this instanceof Own;
  }
}
