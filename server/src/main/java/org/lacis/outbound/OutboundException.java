package org.lacis.outbound;

import org.jspecify.annotations.Nullable;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;

/// An address that may not be asked, or that gave no whole answer within the limits.
public final class OutboundException extends LacisException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  OutboundException(Finding finding, boolean passing, @Nullable Throwable cause) {
    super(finding, cause);
    this.passing = passing;
  }

  /// Whether the same call may work later: nobody answered, too slow, cut off. False for what is
  /// refused by rule.
  public boolean isPassing() {
    return passing;
  }

  static OutboundException refused(
      String code, String where, String found, String expected, String remedy) {
    return new OutboundException(
        Finding.violation("outbound." + code, Place.of(where), found, expected, remedy),
        false,
        null);
  }

  static OutboundException trouble(
      String code, String where, String found, String expected, String remedy, Throwable cause) {
    return new OutboundException(
        Finding.violation("outbound." + code, Place.of(where), found, expected, remedy),
        true,
        cause);
  }
}
