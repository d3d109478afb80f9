package org.lacis.validate;

import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;

/// Shapes that cannot be used as they stand.
public final class ValidationException extends LacisException {
  private static final long serialVersionUID = 1L;

  public ValidationException(Finding finding) {
    super(finding, null);
  }

  public ValidationException(Finding finding, Throwable cause) {
    super(finding, cause);
  }
}
