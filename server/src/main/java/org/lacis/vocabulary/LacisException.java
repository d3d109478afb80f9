package org.lacis.vocabulary;

import org.jspecify.annotations.Nullable;

/// A request, mapping or setting that cannot be honoured, told with place and remedy.
///
/// Each room has one subclass. The edge (`app`, `serve`) turns it into words or
/// `application/problem+json`; its stack trace is never shown.
public abstract class LacisException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Finding finding;

  protected LacisException(Finding finding, @Nullable Throwable cause) {
    super(finding.sentence(), cause);
    this.finding = finding;
  }

  public final Finding finding() {
    return finding;
  }
}
