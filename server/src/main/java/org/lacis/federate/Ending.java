package org.lacis.federate;

import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.iterator.QueryIteratorWrapper;

/// Gives up what is still under way at partners when an answer is closed, read to its end or not.
final class Ending extends QueryIteratorWrapper {
  private final Inquiry inquiry;

  Ending(QueryIterator rows, Inquiry inquiry) {
    super(rows);
    this.inquiry = inquiry;
  }

  @Override
  protected void closeIterator() {
    super.closeIterator();
    inquiry.giveUp();
  }
}
