package org.lacis.query;

import org.jspecify.annotations.Nullable;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;

/// A question that cannot be asked, or was not answered in time.
///
/// Codes: `query.syntax`, `query.statement`, `query.wrong-form` (a SELECT where a graph was
/// wanted), `query.timeout`, `query.two-datasets` (an update and its request both name graphs),
/// `query.update` (an update that fails, as copying a graph that is not there).
public final class QueryException extends LacisException {
  private static final long serialVersionUID = 1L;

  /// Code of a question that took longer than its limit.
  public static final String TIMEOUT = "query.timeout";

  public QueryException(Finding finding, @Nullable Throwable cause) {
    super(finding, cause);
  }

  public boolean isTimeout() {
    return finding().code().equals(TIMEOUT);
  }
}
