package org.lacis.ingest;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A twin of somebody else, as `twin.yaml` names it under `partners:`.
///
/// @param label its name by language
/// @param endpoint where it takes questions
/// @param kind what it speaks there
/// @param trust where it is heard
/// @param licence of what it says: an IRI or words; may be empty
/// @param timeout for one request
/// @param rate requests a second at most
/// @param concurrent requests under way at most
/// @param bytes of one answer at most
/// @param keyName the environment variable that holds its key; empty for an open endpoint
/// @param description address of its VoID description
public record PartnerSettings(
    Map<String, String> label,
    URI endpoint,
    Kind kind,
    Trust trust,
    String licence,
    Duration timeout,
    int rate,
    int concurrent,
    long bytes,
    String keyName,
    Optional<URI> description) {

  /// What a partner speaks.
  public enum Kind {
    /// SPARQL 1.1 Protocol
    SPARQL,
    /// OGC API Features; listed, not asked
    FEATURES
  }

  /// Where a partner is heard.
  public enum Trust {
    /// in every federated question
    FULL,
    /// where a question names it with SERVICE
    NAMED
  }

  public PartnerSettings {
    label = Collections.unmodifiableMap(new LinkedHashMap<>(label));
  }

  static Map<String, PartnerSettings> all(SettingsFile yaml) {
    Map<String, PartnerSettings> partners = new LinkedHashMap<>();
    yaml.maps("partners")
        .forEach((key, one) -> {
          if (!key.matches("[a-z][a-z0-9-]*") || key.equals("self")) {
            throw yaml.wrong(
                "partners",
                "the key '" + key + "'",
                "a short name in small letters, digits and hyphens, not 'self'");
          }
          partners.put(key, read(key, one));
        });
    return partners;
  }

  private static PartnerSettings read(String key, SettingsFile yaml) {
    yaml.only("label", "endpoint", "kind", "trust", "licence", "limits", "key", "void");
    Map<String, String> label = yaml.words("label");
    yaml.required("endpoint", "the address where it takes questions");
    SettingsFile limits =
        yaml.map("limits").orElse(yaml.none()).only("timeout", "rate", "concurrent", "bytes");
    return new PartnerSettings(
        label.isEmpty() ? Map.of("", key) : label,
        address(yaml, "endpoint"),
        kind(yaml),
        trust(yaml),
        yaml.text("licence", ""),
        limits.duration("timeout", Duration.ofSeconds(10)),
        limits.integer("rate", 50, 1, 100_000),
        limits.integer("concurrent", 6, 1, 32),
        limits.bytes("bytes", 64L << 20),
        keyName(yaml),
        yaml.has("void") ? Optional.of(address(yaml, "void")) : Optional.empty());
  }

  private static Kind kind(SettingsFile yaml) {
    String said = yaml.text("kind", "sparql");
    return switch (said) {
      case "sparql" -> Kind.SPARQL;
      case "features" -> Kind.FEATURES;
      default -> throw yaml.wrong("kind", "'" + said + "'", "sparql or features");
    };
  }

  private static Trust trust(SettingsFile yaml) {
    String said = yaml.text("trust", "full");
    return switch (said) {
      case "full" -> Trust.FULL;
      case "named" -> Trust.NAMED;
      default ->
          throw yaml.wrong(
              "trust",
              "'" + said + "'",
              "full (heard in every federated question) or named (only with SERVICE)");
    };
  }

  /// What looks like a key itself is refused, and not repeated.
  private static String keyName(SettingsFile yaml) {
    String said = yaml.text("key", "");
    if (!said.isEmpty() && !said.matches("[A-Z][A-Z0-9_]*")) {
      throw yaml.wrong(
          "key",
          "something else than the name of an environment variable",
          "the name of the environment variable that holds the key, as LYON_KEY; the key itself"
              + " stays out of the file");
    }
    return said;
  }

  private static URI address(SettingsFile yaml, String key) {
    String said = yaml.text(key, "");
    try {
      if (said.matches("https?://\\S+")) {
        return new URI(said);
      }
    } catch (URISyntaxException _) {
      // told below, like any other mistake
    }
    throw yaml.wrong(key, "'" + said + "'", "an address that begins with http:// or https://");
  }
}
