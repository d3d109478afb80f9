package org.lacis.geometry;

import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;

/// Text that is no geometry, a CRS that is not known, or a transformation that does not exist.
public final class GeometryException extends LacisException {
  private static final long serialVersionUID = 1L;

  public GeometryException(Finding finding) {
    super(finding, null);
  }

  public GeometryException(Finding finding, Throwable cause) {
    super(finding, cause);
  }
}
