package org.lacis.link.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import org.apache.jena.graph.Node;
import org.lacis.vocabulary.TwinIris;

/// Two things that a rule compares, by their IRIs; ordered by source, then target.
public record Pair(String source, String target) implements Comparable<Pair> {
  // 80 bits: a collision among a hundred million links is a matter of one in two hundred million.
  private static final int HASH_BYTES = 10;

  private static final Comparator<Pair> ORDER =
      Comparator.comparing(Pair::source).thenComparing(Pair::target);

  /// What names the pair below its rule: 20 hexadecimal digits, from the two IRIs alone.
  public String hash() {
    return hash(source + "\n" + target);
  }

  /// The link of this pair under a rule, `<base>id/link/<rule>/<hash>`, whether it is stated or
  /// not.
  public Node link(TwinIris iris, String rule) {
    return iris.node("id/link/" + rule + "/" + hash());
  }

  @Override
  public int compareTo(Pair other) {
    return ORDER.compare(this, other);
  }

  static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
