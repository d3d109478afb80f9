package org.lacis.ingest;

import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;

/// A workspace, or a settings file of one, that cannot be used as it stands.
public final class WorkspaceException extends LacisException {
  private static final long serialVersionUID = 1L;

  public WorkspaceException(Finding finding) {
    super(finding, null);
  }

  public WorkspaceException(Finding finding, Throwable cause) {
    super(finding, cause);
  }
}
