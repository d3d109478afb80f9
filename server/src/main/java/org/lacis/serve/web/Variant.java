package org.lacis.serve.web;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// One of the documents about a thing: a profile in a form.
///
/// @param form of RDF or a page; empty for GeoJSON
public record Variant(Profile profile, Optional<Form> form) {
  /// A feature with the geometry of the thing (RFC 7946).
  public static final Variant GEO_JSON = new Variant(Profile.GEOMETRY, Optional.empty());

  /// Parameter of an address: IRI or token of a profile.
  public static final String PROFILE = "_profile";

  /// Parameter of an address: a media type, or the ending that stands for it.
  public static final String MEDIA = "_mediatype";

  private static final String GEO_JSON_TYPE = "application/geo+json";
  private static final Pattern WANTED =
      Pattern.compile("(?:<([^>]*)>|([^\\s,;<>]+))\\s*(?:;\\s*[qQ]\\s*=\\s*([0-9.]+))?[^,]*");

  static Variant of(Profile profile, Form form) {
    return new Variant(profile, Optional.of(form));
  }

  static List<Variant> joined(List<Variant> first, List<Variant> more) {
    List<Variant> all = new ArrayList<>(first);
    all.addAll(more);
    return List.copyOf(all);
  }

  public String mediaType() {
    return form.map(Form::mediaType).orElse(GEO_JSON_TYPE);
  }

  /// Ending of an address that asks for this form, without the dot.
  public String suffix() {
    return form.map(Form::suffix).orElse("geojson");
  }

  /// The document that a request asks for: by `_profile` and `_mediatype`, else by the ending of
  /// the address, else by `Accept-Profile` and `Accept`. A profile counts more than a form.
  ///
  /// @param ending form asked for by an ending: `ttl`, `geojson`, …; empty for none
  /// @throws ServeException 406 with the list of what there is
  public static Variant asked(Context ctx, String ending) {
    Map<Profile, Double> profiles = profiles(ctx);
    String media = Ask.text(ctx, MEDIA);
    String form = media.isEmpty() ? ending : media;
    Accept accept =
        form.isEmpty()
            ? Accept.of(Objects.requireNonNullElse(ctx.header("Accept"), ""))
            : Accept.of("");
    boolean named = !Ask.text(ctx, PROFILE).isEmpty();
    boolean told = named || ctx.header("Accept-Profile") != null;
    List<Choice> choices = choices(profiles, form, accept);
    if (choices.isEmpty() && !form.isEmpty() && !named) {
      // the address names a form that the profiles of the header do not have, and counts more
      choices = choices(unsaid(), form, accept);
    }
    Comparator<Choice> better =
        told
            ? Comparator.comparingDouble(Choice::profile).thenComparingDouble(Choice::form)
            : Comparator.comparingDouble(Choice::form).thenComparingDouble(Choice::profile);
    // of equals max gives the first, which is the preferred one
    return choices.stream()
        .max(better)
        .map(Choice::variant)
        .orElseThrow(() -> refusal(ctx, profiles.keySet()));
  }

  private static List<Choice> choices(Map<Profile, Double> profiles, String form, Accept accept) {
    List<Choice> choices = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      double wanted = profiles.getOrDefault(profile, 0.0);
      for (Variant variant : wanted > 0 ? profile.variants() : List.<Variant>of()) {
        boolean meant = form.isEmpty() || variant.is(form);
        double q = meant ? variant.quality(accept) : 0;
        if (q > 0) {
          choices.add(new Choice(variant, wanted, q));
        }
      }
    }
    return choices;
  }

  private record Choice(Variant variant, double profile, double form) {}

  private boolean is(String name) {
    return name.equals(suffix()) || name.equals(mediaType());
  }

  private double quality(Accept accept) {
    return form.map(accept::quality).orElseGet(() -> accept.quality(GEO_JSON_TYPE));
  }

  /// How much each profile is wanted; who says nothing takes any, the full one first.
  private static Map<Profile, Double> profiles(Context ctx) {
    Map<Profile, Double> wanted = new LinkedHashMap<>();
    String asked = Ask.text(ctx, PROFILE);
    if (!asked.isEmpty()) {
      Profile.byName(asked).ifPresent(profile -> wanted.put(profile, 1.0));
      return wanted;
    }
    String header = Objects.requireNonNullElse(ctx.header("Accept-Profile"), "");
    if (header.isBlank()) {
      return unsaid();
    }
    Matcher matcher = WANTED.matcher(header);
    while (matcher.find()) {
      String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      double q = number(matcher.group(3));
      if (name.equals("*")) {
        unsaid().forEach((profile, rank) -> wanted.putIfAbsent(profile, q * (0.999 + rank / 1000)));
      } else {
        Profile.byName(name).ifPresent(profile -> wanted.put(profile, q));
      }
    }
    return wanted;
  }

  private static Map<Profile, Double> unsaid() {
    Map<Profile, Double> wanted = new LinkedHashMap<>();
    for (Profile profile : Profile.values()) {
      if (profile != Profile.ALTERNATES) {
        wanted.put(profile, 1.0 / (1 + wanted.size()));
      }
    }
    return wanted;
  }

  private static double number(@org.jspecify.annotations.Nullable String text) {
    try {
      return text == null ? 1 : Math.clamp(Double.parseDouble(text), 0.0, 1.0);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static ServeException refusal(Context ctx, Set<Profile> wanted) {
    boolean profile = wanted.isEmpty();
    List<Map<String, String>> offered = new ArrayList<>();
    for (Profile each : Profile.values()) {
      for (Variant variant : each.variants()) {
        offered.add(
            Map.of(
                "profile", each.iri(),
                "token", each.token(),
                "mediaType", variant.mediaType(),
                "ending", variant.suffix()));
      }
    }
    String asked = Ask.text(ctx, PROFILE) + Ask.text(ctx, MEDIA);
    String where =
        profile
            ? Ask.text(ctx, PROFILE).isEmpty() ? "header Accept-Profile" : "parameter " + PROFILE
            : "header Accept";
    String found =
        asked.isEmpty()
            ? Objects.requireNonNullElse(ctx.header(profile ? "Accept-Profile" : "Accept"), "")
            : asked;
    String expected =
        profile
            ? String.join(", ", Arrays.stream(Profile.values()).map(Profile::token).toList())
            : String.join(
                ", ",
                wanted.stream()
                    .flatMap(each -> each.variants().stream())
                    .map(Variant::mediaType)
                    .distinct()
                    .toList());
    Finding finding =
        Finding.violation(
            profile ? "serve.unknown-profile" : "serve.not-acceptable",
            Place.of(where),
            found,
            expected,
            "Ask for one of these; '?" + PROFILE + "=alt' lists the documents about a thing.");
    return new ServeException(
        406, finding, Map.of("Vary", Answered.VARY), Map.of("available", offered));
  }
}
