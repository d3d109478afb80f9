package org.lacis.ingest;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lacis.source.http.Limits;
import org.lacis.source.http.Remote;

/// Reads what a `dataset.yaml` says under `live`: for names of the mapping, where their content can
/// be had over HTTP.
final class RemoteSettings {
  private static final List<String> KINDS = List.of("features", "wfs", "pages", "file");
  private static final Pattern SIZE =
      Pattern.compile("(\\d+)\\s*(kB|MB|GB)", Pattern.CASE_INSENSITIVE);

  private RemoteSettings() {}

  static Map<String, Remote> read(SettingsFile live) {
    Map<String, Remote> remotes = new LinkedHashMap<>();
    for (String name : live.keys()) {
      SettingsFile entry =
          live.map(name).orElseThrow(() -> live.wrong(name, "nothing", "an address, as keys"));
      remotes.put(name, remote(entry));
    }
    return remotes;
  }

  private static Remote remote(SettingsFile yaml) {
    yaml.only(
        "features",
        "wfs",
        "pages",
        "file",
        "collection",
        "type",
        "format",
        "items",
        "next",
        "total",
        "media",
        "page",
        "query",
        "connect",
        "request",
        "whole",
        "size",
        "rate",
        "tries",
        "pause");
    List<String> kinds = KINDS.stream().filter(yaml::has).toList();
    if (kinds.size() != 1) {
      throw yaml.wrong(
          kinds.isEmpty() ? "wfs" : kinds.get(1),
          kinds.isEmpty() ? "no address" : String.join(" and ", kinds),
          "one of " + String.join(", ", KINDS));
    }
    URI address = address(yaml, kinds.getFirst());
    int page = yaml.integer("page", 1_000, 1, 100_000);
    Map<String, String> query = new LinkedHashMap<>();
    yaml.map("query")
        .ifPresent(map -> map.keys().forEach(key -> query.put(key, map.text(key, ""))));
    Limits limits = limits(yaml);
    return switch (kinds.getFirst()) {
      case "features" ->
          new Remote.Features(
              address, yaml.required("collection", "name of a collection"), page, query, limits);
      case "wfs" ->
          new Remote.Wfs(
              address,
              yaml.required("type", "name of a feature type"),
              yaml.text("format", "application/json"),
              page,
              query,
              limits);
      case "pages" ->
          new Remote.Pages(
              address,
              yaml.text("items", "data"),
              yaml.text("next", "next"),
              yaml.text("total", ""),
              query,
              limits);
      default -> new Remote.Download(address, yaml.texts("media"), limits);
    };
  }

  private static URI address(SettingsFile yaml, String key) {
    String said = yaml.text(key, "");
    if (!said.matches("https?://[^/\\s?#]+\\S*")) {
      throw yaml.wrong(key, "'" + said + "'", "an address that begins with http:// or https://");
    }
    try {
      return URI.create(said);
    } catch (IllegalArgumentException _) {
      throw yaml.wrong(key, "'" + said + "'", "an address with special characters as %XX");
    }
  }

  private static Limits limits(SettingsFile yaml) {
    Limits standard = Limits.STANDARD;
    return new Limits(
        yaml.duration("connect", standard.connect()),
        yaml.duration("request", standard.request()),
        yaml.duration("whole", standard.whole()),
        size(yaml, standard.bytes()),
        rate(yaml, standard.rate()),
        yaml.integer("tries", standard.tries(), 1, 100),
        yaml.duration("pause", standard.pause()));
  }

  private static long size(SettingsFile yaml, long otherwise) {
    if (!yaml.has("size")) {
      return otherwise;
    }
    String said = yaml.text("size", "");
    Matcher matcher = SIZE.matcher(said);
    if (!matcher.matches()) {
      throw yaml.wrong("size", said, "a size such as 500kB, 200MB or 4GB");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
      case "kb" -> amount * 1_000;
      case "mb" -> amount * 1_000_000;
      default -> amount * 1_000_000_000;
    };
  }

  private static double rate(SettingsFile yaml, double otherwise) {
    if (!yaml.has("rate")) {
      return otherwise;
    }
    String said = yaml.text("rate", "");
    if (!said.matches("\\d{1,4}(\\.\\d{1,3})?") || Double.parseDouble(said) == 0) {
      throw yaml.wrong("rate", said, "requests a second, such as 5 or 0.2");
    }
    return Double.parseDouble(said);
  }
}
