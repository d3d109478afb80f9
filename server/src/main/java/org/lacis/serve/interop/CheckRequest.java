package org.lacis.serve.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lacis.interop.Asking;
import org.lacis.interop.Kind;
import org.lacis.interop.Profile;
import org.lacis.interop.probe.Budget;
import org.lacis.serve.web.ServeException;

/// Reads what a check is asked for with: `url`, and at will `kind`, `profile`, `seed`, `budget`
/// (`requests`, `seconds`, `bytes`, `rate`) and `against` (`twin/dataset`, or false for none).
final class CheckRequest {
  private static final Set<String> KEYS =
      Set.of("url", "kind", "profile", "seed", "budget", "against");
  private static final Set<String> BUDGET = Set.of("requests", "seconds", "bytes", "rate");

  private CheckRequest() {}

  /// @param title what our whole twin is called
  /// @throws ServeException 400 with the member that is meant
  static Asking read(JsonNode json, String title) {
    if (!json.isObject()) {
      throw wrong("the body", json.getNodeType().toString(), "a JSON object with url");
    }
    known("the body", json, KEYS);
    known("budget", json.path("budget"), BUDGET);
    JsonNode against = json.path("against");
    Optional<String> side =
        against.isBoolean() && !against.asBoolean()
            ? Optional.empty()
            : Optional.of(against.isTextual() ? against.asText() : title);
    String profile = json.path("profile").asText(side.isPresent() ? "all" : "alone");
    if (!Profile.NAMES.contains(profile)) {
      throw wrong("profile", profile, String.join(", ", Profile.NAMES));
    }
    return new Asking(
        address(json.path("url").asText("")),
        kind(json.path("kind").asText("")),
        profile,
        budget(json.path("budget")),
        whole("seed", json.path("seed"), 1, 0, Long.MAX_VALUE),
        side);
  }

  private static void known(String place, JsonNode json, Set<String> keys) {
    json.fieldNames()
        .forEachRemaining(key -> {
          if (!keys.contains(key)) {
            throw wrong(place, "the member " + key, String.join(", ", new TreeSet<>(keys)));
          }
        });
  }

  private static URI address(String text) {
    try {
      URI uri = new URI(text.strip());
      if (uri.getHost() != null
          && List.of("http", "https")
              .contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // told below
    }
    throw wrong("url", text, "an address that begins with http:// or https://");
  }

  private static Optional<Kind> kind(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        Kind.of(text.strip().toLowerCase(Locale.ROOT))
            .orElseThrow(() ->
                wrong(
                    "kind",
                    text,
                    Stream.of(Kind.values()).map(Kind::key).collect(Collectors.joining(", ")))));
  }

  private static Budget budget(JsonNode json) {
    Budget usual = Budget.standard();
    return new Budget(
        (int) whole("budget.requests", json.path("requests"), usual.requests(), 1, 5_000),
        Duration.ofSeconds(
            whole("budget.seconds", json.path("seconds"), usual.time().toSeconds(), 1, 900)),
        whole("budget.bytes", json.path("bytes"), usual.bytes(), 1, 1_000_000_000),
        whole("budget.rate", json.path("rate"), (long) usual.perSecond(), 1, 100));
  }

  private static long whole(String name, JsonNode json, long usual, long least, long most) {
    if (json.isMissingNode() || json.isNull()) {
      return usual;
    }
    if (!json.canConvertToExactIntegral() || json.asLong() < least || json.asLong() > most) {
      throw wrong(name, json.toString(), "a whole number from " + least + " to " + most);
    }
    return json.asLong();
  }

  static ServeException wrong(String place, String found, String expected) {
    return ServeException.of(
        400, "serve.bad-check", place, found, expected, "Correct it and send it again.");
  }
}
