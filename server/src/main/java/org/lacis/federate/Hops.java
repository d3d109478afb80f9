package org.lacis.federate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// How many twins a question has come through. A twin that finds itself among them, or too many,
/// refuses it: twins that ask each other would do so for ever.
///
/// @param count before this twin; 0 for a question of a person
/// @param before the `Via` header (RFC 9110, section 7.6.3) it came with; may be empty
/// @param self the name of this twin in that header
public record Hops(int count, String before, String self) {
  public static final String HEADER = "Lacis-Hops";

  /// A question goes through at most as many twins.
  public static final int MOST = 3;

  /// A question that was asked here first.
  public static Hops none(String base) {
    return new Hops(0, "", pseudonym(base));
  }

  /// Reads the headers of a question.
  ///
  /// @param hops of `Lacis-Hops`; may be empty
  /// @param via of `Via`; may be empty
  /// @throws FederateException `federate.loop`
  public static Hops of(String base, String hops, String via) {
    String self = pseudonym(base);
    int count = hops.strip().matches("\\d{1,4}") ? Integer.parseInt(hops.strip()) : 0;
    boolean circle = via.contains(self);
    if (circle || count >= MOST) {
      throw FederateException.of(
          "loop",
          "header " + (circle ? "Via" : HEADER),
          circle ? "a question that came through this twin" : count + " twins before this one",
          circle ? "a question that did not" : "at most " + (MOST - 1),
          "Have partners name the address /sparql of a twin, which asks nobody else.");
    }
    return new Hops(count, via, self);
  }

  /// What a partner is told.
  int next() {
    return count + 1;
  }

  String via() {
    return (before.isBlank() ? "" : before + ", ") + "1.1 " + self;
  }

  /// A name that tells twins apart and nothing else.
  private static String pseudonym(String base) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(base.getBytes(StandardCharsets.UTF_8));
      return "lacis-" + HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
