package org.lacis.federate;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A twin of somebody else that is asked through a standard.
///
/// @param name its key in `twin.yaml`; its IRI is `<base>partner/<name>`
/// @param label its name by language
/// @param endpoint where it takes questions
/// @param kind which standard it speaks there
/// @param trust how far its word is taken
/// @param licence of what it says: an IRI or words; may be empty
/// @param limits how much is asked of it
/// @param secret sent as `Authorization: Bearer …`; empty for an open endpoint
/// @param description address of its VoID description
public record Partner(
    String name,
    Map<String, String> label,
    URI endpoint,
    Kind kind,
    Trust trust,
    String licence,
    Limits limits,
    Secret secret,
    Optional<URI> description) {

  /// What a partner speaks.
  public enum Kind {
    /// SPARQL 1.1 Protocol
    SPARQL,
    /// OGC API Features: listed, not asked yet
    FEATURES
  }

  /// Where a partner is heard.
  public enum Trust {
    /// in every federated question
    FULL,
    /// only where a question names it with `SERVICE`
    NAMED
  }

  /// How much is asked of a partner.
  ///
  /// @param timeout for one request, from the connection to the last byte
  /// @param rate requests a second at most, on the long run
  /// @param concurrent requests under way at most
  /// @param bytes of one answer at most
  public record Limits(Duration timeout, double rate, int concurrent, long bytes) {
    /// Where nothing is said.
    public static Limits standard() {
      return new Limits(Duration.ofSeconds(10), 50, 6, 64L << 20);
    }
  }

  /// A key that is never shown.
  public record Secret(String value) {
    public static final Secret NONE = new Secret("");

    @Override
    public String toString() {
      return value.isEmpty() ? "none" : "***";
    }
  }

  public Partner {
    label = Collections.unmodifiableMap(new LinkedHashMap<>(label));
  }

  /// One with nothing but its address.
  public static Partner of(String name, URI endpoint) {
    return new Partner(
        name,
        Map.of("", name),
        endpoint,
        Kind.SPARQL,
        Trust.FULL,
        "",
        Limits.standard(),
        Secret.NONE,
        Optional.empty());
  }

  /// The same within other limits.
  public Partner within(Limits others) {
    return new Partner(name, label, endpoint, kind, trust, licence, others, secret, description);
  }
}
