package org.lacis.serve.sparql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request to the address of a graph, as the request to `/data?graph=…` that means the same.
final class DirectRequest extends HttpServletRequestWrapper {
  private static final String GRAPH = "graph";

  private final String graph;

  DirectRequest(HttpServletRequest request, String graph) {
    super(request);
    this.graph = graph;
  }

  @Override
  public String getRequestURI() {
    return "/data";
  }

  @Override
  public String getQueryString() {
    return GRAPH + "=" + URLEncoder.encode(graph, StandardCharsets.UTF_8);
  }

  @Override
  public @Nullable String getParameter(String name) {
    return name.equals(GRAPH) ? graph : null;
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return name.equals(GRAPH) ? new String[] {graph} : null;
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Map.of(GRAPH, new String[] {graph});
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(List.of(GRAPH));
  }
}
