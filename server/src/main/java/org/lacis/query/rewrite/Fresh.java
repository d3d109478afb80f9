package org.lacis.query.rewrite;

import org.apache.jena.sparql.core.Var;

/// Variables that no query can name. One for each query, on one thread.
final class Fresh {
  private int count;

  Var variable(String purpose) {
    // A dot is no part of a name in SPARQL.
    return Var.alloc("." + purpose + count++);
  }
}
