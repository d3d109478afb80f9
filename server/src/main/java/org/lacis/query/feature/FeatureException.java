package org.lacis.query.feature;

import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;

/// A question about features that cannot be answered.
public final class FeatureException extends LacisException {
  private static final long serialVersionUID = 1L;

  FeatureException(Finding finding) {
    super(finding, null);
  }

  static FeatureException of(
      String code, String place, String found, String expected, String remedy) {
    return new FeatureException(Finding.violation(code, Place.of(place), found, expected, remedy));
  }
}
