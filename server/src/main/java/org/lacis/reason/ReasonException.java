package org.lacis.reason;

import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;

/// Rules that cannot be used as they stand.
public final class ReasonException extends LacisException {
  private static final long serialVersionUID = 1L;

  public ReasonException(Finding finding) {
    super(finding, null);
  }

  public ReasonException(Finding finding, Throwable cause) {
    super(finding, cause);
  }
}
