package org.lacis.link.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/// The version of a rule: a fingerprint of all that its links hang on. What it is called does not
/// count.
final class Canonical {
  private static final int BYTES = 8;

  private Canonical() {}

  static String version(LinkRule rule) {
    String all =
        String.join(
            "\n",
            selection(rule.source()),
            selection(rule.target()),
            rule.shape().name(),
            rule.match().toString(),
            rule.emit().toString(),
            rule.crs().map(crs -> crs.iri()).orElse(""));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)),
              0,
              BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// The order of a map's entries is another one in every process.
  private static String selection(Selection selection) {
    TreeMap<String, String> where = new TreeMap<>();
    selection
        .where()
        .forEach((property, wanted) -> where.put(property.toString(), wanted.toString()));
    return selection.type() + " " + selection.graphs() + " " + where;
  }
}
