package org.lacis.link.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The version of a rule: a fingerprint of all that its links hang on, in the form of [RuleTree].
/// What it is called does not count, nor what people's decisions on its links tolerate.
final class Canonical {
  private static final int BYTES = 8;

  private Canonical() {}

  static String version(LinkRule rule) {
    ObjectNode tree = RuleTree.of(rule).remove(List.of("rule", "label", "tolerance"));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(tree.toString().getBytes(StandardCharsets.UTF_8)),
              0,
              BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
