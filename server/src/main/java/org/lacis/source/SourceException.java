package org.lacis.source;

import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;

/// A dataset that cannot be read as it was described.
public final class SourceException extends LacisException {
  private static final long serialVersionUID = 1L;

  public SourceException(Finding finding) {
    super(finding, null);
  }

  public SourceException(Finding finding, Throwable cause) {
    super(finding, cause);
  }
}
