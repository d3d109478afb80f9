package org.lacis.store;

import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;

/// A store that cannot be opened, or an operation it cannot take now.
public final class StoreException extends LacisException {
  private static final long serialVersionUID = 1L;

  public StoreException(Finding finding) {
    super(finding, null);
  }

  public StoreException(Finding finding, Throwable cause) {
    super(finding, cause);
  }
}
