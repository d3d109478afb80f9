package org.lacis.source.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.lacis.source.SourceException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// One request that did not bring what it should.
final class Trouble extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Finding finding;
  private final boolean passing;
  private final transient Optional<Duration> wait;

  private Trouble(Finding finding, boolean passing, Optional<Duration> wait) {
    super(finding.sentence());
    this.finding = finding;
    this.passing = passing;
    this.wait = wait;
  }

  /// It may be over when it is asked again.
  static Trouble passing(String code, String where, String found, String expected, String remedy) {
    return new Trouble(
        Finding.violation("source." + code, Place.of(where), found, expected, remedy),
        true,
        Optional.empty());
  }

  /// It will be the same when it is asked again.
  static Trouble lasting(String code, String where, String found, String expected, String remedy) {
    return new Trouble(
        Finding.violation("source." + code, Place.of(where), found, expected, remedy),
        false,
        Optional.empty());
  }

  /// With the time that the server asks to wait.
  Trouble after(Optional<Duration> asked) {
    return new Trouble(finding, passing, asked);
  }

  boolean isPassing() {
    return passing;
  }

  /// What `Retry-After` said.
  Optional<Duration> asked() {
    return wait;
  }

  Finding finding() {
    return finding;
  }

  SourceException given() {
    return new SourceException(finding, this);
  }
}
