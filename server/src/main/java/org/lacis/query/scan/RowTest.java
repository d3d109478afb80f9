package org.lacis.query.scan;

/// Whether a row passes a filter: an error is a no.
interface RowTest {
  boolean passes(long[][] columns, int row);
}
