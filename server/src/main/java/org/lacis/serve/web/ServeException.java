package org.lacis.serve.web;

import java.util.Map;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;

/// A request that cannot be honoured; becomes `application/problem+json` (RFC 9457) or a page.
public final class ServeException extends LacisException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, String> headers;
  private final transient Map<String, Object> members;

  /// @param status HTTP status, 4xx or 5xx
  /// @param headers response headers that belong to the refusal
  /// @param members further members of the problem, e.g. `line`
  public ServeException(
      int status, Finding finding, Map<String, String> headers, Map<String, Object> members) {
    super(finding, null);
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.members = Map.copyOf(members);
  }

  /// A refusal without further headers or members.
  ///
  /// @param code `serve.kebab-code`
  /// @param what the part of the request that is meant
  public static ServeException of(
      int status, String code, String what, String found, String expected, String remedy) {
    return new ServeException(
        status,
        Finding.violation(code, Place.of(what), found, expected, remedy),
        Map.of(),
        Map.of());
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public Map<String, Object> members() {
    return members;
  }
}
