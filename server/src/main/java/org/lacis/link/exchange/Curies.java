package org.lacis.link.exchange;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Shortens IRIs to CURIEs by a map that is made of the IRIs themselves: the twin's own namespace,
/// those of the standards, and one for each other host.
final class Curies {
  private final Map<String, String> known = new TreeMap<>();
  private final Map<String, String> hosts = new TreeMap<>();

  /// @param known namespaces by their prefixes
  Curies(Map<String, String> known) {
    this.known.putAll(known);
  }

  /// Makes sure that an IRI can be shortened.
  void take(String iri) {
    if (prefix(iri).isEmpty()) {
      hosts.putIfAbsent(host(iri), "n" + (hosts.size() + 1));
    }
  }

  /// Prefix to namespace, in order of prefixes.
  Map<String, String> map() {
    Map<String, String> map = new TreeMap<>(known);
    hosts.forEach((namespace, prefix) -> map.put(prefix, namespace));
    return Collections.unmodifiableMap(map);
  }

  /// The CURIE of an IRI that was taken.
  String of(String iri) {
    String prefix = prefix(iri);
    if (!prefix.isEmpty()) {
      return prefix + ":" + iri.substring(known.getOrDefault(prefix, "").length());
    }
    String host = host(iri);
    return hosts.getOrDefault(host, "") + ":" + iri.substring(host.length());
  }

  // The longest namespace that fits.
  private String prefix(String iri) {
    String best = "";
    int length = 0;
    for (Map.Entry<String, String> entry : known.entrySet()) {
      if (iri.startsWith(entry.getValue()) && entry.getValue().length() > length) {
        best = entry.getKey();
        length = entry.getValue().length();
      }
    }
    return best;
  }

  private static String host(String iri) {
    try {
      URI uri = URI.create(iri);
      if (uri.getRawAuthority() != null) {
        String head = uri.getScheme() + "://" + uri.getRawAuthority() + "/";
        return iri.startsWith(head) ? head : iri;
      }
    } catch (IllegalArgumentException _) {
      // cut like any other name without a host
    }
    return iri.substring(0, iri.indexOf(':') + 1);
  }
}
