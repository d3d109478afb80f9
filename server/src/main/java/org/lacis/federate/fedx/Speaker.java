package org.lacis.federate.fedx;

import java.util.List;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.engine.binding.Binding;

/// A member, as FedX needs it. Asked by several threads at once.
public interface Speaker {
  String name();

  /// The rows of a SELECT; none where it failed, which is noted.
  List<Binding> rows(Query query);
}
