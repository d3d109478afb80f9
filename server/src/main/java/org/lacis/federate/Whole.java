package org.lacis.federate;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.engine.binding.Binding;

/// A question that one member answers as a whole.
final class Whole {
  private Whole() {}

  /// The rows of its pattern, whatever is made of them.
  static List<Binding> asked(Query query, Member member, Inquiry inquiry) {
    return new ArrayList<>(inquiry.await(member, member.rows(select(query), inquiry)));
  }

  /// The SELECT of the rows that a query of any form is made of.
  static Query select(Query query) {
    Query sent = query.cloneQuery();
    if (!query.isSelectType()) {
      sent.setQuerySelectType();
      sent.setQueryResultStar(true);
      if (query.isAskType()) {
        sent.setLimit(1);
      }
    }
    sent.resetResultVars();
    return sent;
  }
}
