package org.lacis.outbound;

import java.io.IOException;

/// An answer went over the limit of bytes.
final class TooLarge extends IOException {
  private static final long serialVersionUID = 1L;

  private final long limit;

  TooLarge(long limit) {
    super("an answer of more than " + limit + " bytes");
    this.limit = limit;
  }

  long limit() {
    return limit;
  }
}
