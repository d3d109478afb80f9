package org.lacis.serve.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.lacis.serve.twin.Labels;

/// Addresses of our own pages, and names of what they point to.
public final class Addresses {
  private Addresses() {}

  public static String kind(String iri, int page) {
    return "/class?iri="
        + URLEncoder.encode(iri, StandardCharsets.UTF_8)
        + (page > 1 ? "&page=" + page : "");
  }

  /// The fragment under which the catalogue shows a graph.
  public static String anchor(String graph) {
    int at = graph.indexOf("graph/");
    return (at < 0 ? graph : graph.substring(at + 6)).replaceAll("[^A-Za-z0-9_-]", "-");
  }

  /// A licence by the name that people know it by.
  public static String licence(String iri) {
    return iri.contains("licence-ouverte")
        ? "Licence Ouverte"
        : iri.contains("odbl") ? "ODbL" : Labels.local(iri);
  }

  /// Words in a language, or in another one, or the fallback.
  public static String in(Map<String, String> words, String tag, String fallback) {
    String found = words.get(tag);
    if (found == null) {
      found = words.get("");
    }
    return found != null ? found : words.values().stream().findFirst().orElse(fallback);
  }
}
