package org.lacis.link.rule;

import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;

/// A link rule that cannot be read, told with file, line, what was expected and the nearest valid
/// key.
public final class LinkException extends LacisException {
  private static final long serialVersionUID = 1L;

  public LinkException(Finding finding) {
    super(finding, null);
  }

  public LinkException(Finding finding, Throwable cause) {
    super(finding, cause);
  }
}
