package org.lacis.interop;

import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;

/// A check that cannot be made as it was asked for: an unknown profile, a budget that is none, a
/// recording that cannot be read.
public final class InteropException extends LacisException {
  private static final long serialVersionUID = 1L;

  public InteropException(Finding finding) {
    super(finding, null);
  }

  public static InteropException of(
      String code, String place, String found, String expected, String remedy) {
    return new InteropException(Finding.violation(code, Place.of(place), found, expected, remedy));
  }
}
