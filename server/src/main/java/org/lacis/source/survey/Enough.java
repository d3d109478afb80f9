package org.lacis.source.survey;

/// Ends a look at a file before the file ends.
final class Enough extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Enough() {
    super("enough", null, false, false);
  }
}
