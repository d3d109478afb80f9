package org.lacis.serve.sparql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request that says nothing of the forms it takes, and so takes any (RFC 9110, section 12.5.1);
/// Fuseki would find none for it.
final class AnyForm extends HttpServletRequestWrapper {
  private static final String ACCEPT = "Accept";
  private static final String ANY = "*/*";

  AnyForm(HttpServletRequest request) {
    super(request);
  }

  @Override
  public @Nullable String getHeader(String name) {
    return name.equalsIgnoreCase(ACCEPT) ? ANY : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return name.equalsIgnoreCase(ACCEPT)
        ? Collections.enumeration(List.of(ANY))
        : super.getHeaders(name);
  }
}
