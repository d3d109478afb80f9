package org.lacis.ingest;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lacis.outbound.EgressRules;
import org.lacis.outbound.Network;
import org.lacis.vocabulary.TwinIris;

/// What `twin.yaml` says. Every key has a default, so an empty file is a valid one.
///
/// @param base base IRI of all that this twin names; ends with `/`
/// @param title name of the twin by language
/// @param description a sentence about it by language
/// @param publisher who answers for it
/// @param languages languages of the pages, preferred first
/// @param data folder of the source files, relative to the workspace
/// @param twins the twins that are tied together, by key, in the order of the file; a folder of
///   `mappings/` that is not among them is not built
/// @param addresses other addresses of live sources, by what theirs begin with
/// @param keptChanges how many differences of a dataset are kept
/// @param reasoning what is inferred
/// @param linking when links are worked out
/// @param host address to listen on
/// @param port port to listen on
/// @param queryTimeout how long a query of a visitor may take
/// @param liftLimit the most bytes that may be sent to be lifted at once
/// @param contact whom to ask about the data
/// @param limits what a client may ask of a server
/// @param egress which servers may be asked, and within which limits
/// @param partners twins of others that are asked, too, by key
public record TwinSettings(
    String base,
    Map<String, String> title,
    Map<String, String> description,
    String publisher,
    List<String> languages,
    String data,
    Map<String, Part> twins,
    Map<String, URI> addresses,
    int keptChanges,
    Reasoning reasoning,
    Linking linking,
    String host,
    int port,
    Duration queryTimeout,
    long liftLimit,
    Contact contact,
    ServerLimits limits,
    EgressRules egress,
    Map<String, PartnerSettings> partners) {

  /// By which rules is inferred.
  public enum Reasoning {
    /// OWL 2 RL, and the rules of the workspace
    OWL_RL,
    /// RDFS, and the rules of the workspace
    RDFS,
    /// nothing is inferred
    NONE
  }

  /// When links are worked out.
  public enum Linking {
    /// by a build, and by a server with every commit
    KEPT,
    /// by a build alone
    BUILT
  }

  /// One of the twins.
  ///
  /// @param label its name by language
  /// @param colour its hue on light ground, `#rrggbb`
  /// @param dark its hue on dark ground
  public record Part(Map<String, String> label, String colour, String dark) {
    public Part {
      label = ordered(label);
    }
  }

  public TwinSettings {
    title = ordered(title);
    description = ordered(description);
    languages = List.copyOf(languages);
    twins = ordered(twins);
    addresses = ordered(addresses);
    partners = ordered(partners);
  }

  public TwinIris iris() {
    return new TwinIris(base);
  }

  private static <T> Map<String, T> ordered(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /// Reads a `twin.yaml`.
  ///
  /// @throws WorkspaceException with file, line, what was expected and the nearest valid key
  static TwinSettings read(Path file) {
    SettingsFile yaml =
        SettingsFile.read(file)
            .only(
                "base",
                "title",
                "description",
                "publisher",
                "contact",
                "languages",
                "data",
                "twins",
                "live",
                "changes",
                "reasoning",
                "linking",
                "server",
                "limits",
                "egress",
                "partners");
    String base = yaml.text("base", "http://localhost:7171/");
    if (!base.matches("https?://[^\\s<>\"{}|\\\\^`]+/")) {
      throw yaml.wrong("base", "'" + base + "'", "an absolute http(s) IRI that ends with /");
    }
    Map<String, Part> twins = new LinkedHashMap<>();
    yaml.maps("twins").forEach((key, part) -> twins.put(key, part(key, part)));
    SettingsFile live = yaml.map("live").orElse(yaml.none()).only("addresses");
    Map<String, URI> addresses = new LinkedHashMap<>();
    live.map("addresses")
        .ifPresent(map -> map.keys().forEach(key -> addresses.put(key, address(map, key))));
    SettingsFile changes = yaml.map("changes").orElse(yaml.none()).only("keep");
    SettingsFile server = yaml.map("server").orElse(yaml.none()).only("host", "port");
    SettingsFile limits = yaml.map("limits").orElse(yaml.none()).only(ServerLimits.KEYS);
    return new TwinSettings(
        base,
        yaml.words("title"),
        yaml.words("description"),
        yaml.text("publisher", ""),
        yaml.has("languages") ? yaml.texts("languages") : List.of("fr", "en"),
        yaml.text("data", "data"),
        twins,
        addresses,
        changes.integer("keep", 1_000, 0, 1_000_000),
        reasoning(yaml),
        linking(yaml),
        server.text("host", "127.0.0.1"),
        server.integer("port", 7171, 0, 65_535),
        limits.duration("query", Duration.ofSeconds(30)),
        limits.bytes("lift", 1L << 30),
        Contact.read(yaml, Contact.NONE),
        ServerLimits.read(limits),
        yaml.map("egress").map(TwinSettings::egress).orElse(EgressRules.standard()),
        PartnerSettings.all(yaml));
  }

  private static EgressRules egress(SettingsFile yaml) {
    yaml.only("allow", "private", "connect", "read", "whole", "bytes", "redirects");
    EgressRules standard = EgressRules.standard();
    List<Network> networks = new ArrayList<>();
    for (String range : yaml.texts("private")) {
      try {
        networks.add(Network.parse(range));
      } catch (IllegalArgumentException _) {
        throw yaml.wrong("private", "'" + range + "'", "ranges such as 10.0.0.0/8 or fd00::/8");
      }
    }
    return new EgressRules(
        yaml.texts("allow"),
        networks,
        yaml.duration("connect", standard.connect()),
        yaml.duration("read", standard.read()),
        yaml.duration("whole", standard.whole()),
        yaml.bytes("bytes", standard.bytes()),
        yaml.integer("redirects", standard.redirects(), 0, 20));
  }

  private static Linking linking(SettingsFile yaml) {
    String said = yaml.text("linking", "kept");
    return switch (said) {
      case "kept" -> Linking.KEPT;
      case "built" -> Linking.BUILT;
      default -> throw yaml.wrong("linking", "'" + said + "'", "kept or built");
    };
  }

  private static Reasoning reasoning(SettingsFile yaml) {
    String said = yaml.text("reasoning", "owl-rl");
    return switch (said) {
      case "owl-rl" -> Reasoning.OWL_RL;
      case "rdfs" -> Reasoning.RDFS;
      case "none" -> Reasoning.NONE;
      default -> throw yaml.wrong("reasoning", "'" + said + "'", "owl-rl, rdfs or none");
    };
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

  private static Part part(String key, SettingsFile yaml) {
    yaml.only("label", "colour", "dark");
    Map<String, String> label = yaml.words("label");
    return new Part(
        label.isEmpty() ? Map.of("", key) : label,
        colour(yaml, "colour", "#2a4f9e"),
        colour(yaml, "dark", "#a3bbf7"));
  }

  private static String colour(SettingsFile yaml, String key, String otherwise) {
    String said = yaml.text(key, otherwise);
    if (!said.matches("#[0-9a-fA-F]{6}")) {
      throw yaml.wrong(key, "'" + said + "'", "a colour as \"#rrggbb\" (in quotes)");
    }
    return said;
  }
}
