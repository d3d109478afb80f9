package org.lacis.serve.features;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.lacis.serve.web.Accept;
import org.lacis.serve.web.ServeException;

/// The forms in which the documents below `/ogc` are told.
enum Shape {
  JSON("json", "application/json", List.of("application/json")),
  GEOJSON("json", "application/geo+json", List.of("application/geo+json", "application/json")),
  JSON_FG("jsonfg", "application/vnd.ogc.fg+json", List.of("application/vnd.ogc.fg+json")),
  SCHEMA("json", "application/schema+json", List.of("application/schema+json", "application/json")),
  OPENAPI(
      "json",
      "application/vnd.oai.openapi+json;version=3.0",
      List.of("application/vnd.oai.openapi+json", "application/json")),
  HTML("html", "text/html", List.of("text/html", "application/xhtml+xml"));

  /// The parameter that names one.
  static final String PARAMETER = "f";

  private final String key;
  private final String mediaType;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> accepted;

  Shape(String key, String mediaType, List<String> accepted) {
    this.key = key;
    this.mediaType = mediaType;
    this.accepted = accepted;
  }

  String key() {
    return key;
  }

  String mediaType() {
    return mediaType;
  }

  /// The one that is asked for: by `f`, else by the header `Accept`.
  ///
  /// @param offered in the order of preference
  /// @throws ServeException 400 for an `f` that is none, 406
  static Shape asked(Context ctx, Shape... offered) {
    String named = Objects.requireNonNullElse(ctx.queryParam(PARAMETER), "");
    if (!named.isEmpty()) {
      return Arrays.stream(offered)
          .filter(one -> one.key.equals(named) || (one == GEOJSON && named.equals("geojson")))
          .findFirst()
          .orElseThrow(() ->
              ServeException.of(
                  400,
                  "features.bad-parameter",
                  "parameter f",
                  named,
                  String.join(", ", Arrays.stream(offered).map(Shape::key).toList()),
                  "Correct the parameter, or leave it out."));
    }
    String header = Objects.requireNonNullElse(ctx.header("Accept"), "");
    return best(Accept.of(header), offered)
        .orElseThrow(() ->
            ServeException.of(
                406,
                "serve.not-acceptable",
                "header Accept",
                header,
                String.join(", ", Arrays.stream(offered).map(Shape::mediaType).toList()),
                "Ask for one of these, or name one with ?f=."));
  }

  private static Optional<Shape> best(Accept accept, Shape... offered) {
    Optional<Shape> best = Optional.empty();
    double wanted = 0;
    for (Shape shape : offered) {
      double q = shape.accepted.stream().mapToDouble(accept::quality).max().orElse(0);
      if (q > wanted) {
        best = Optional.of(shape);
        wanted = q;
      }
    }
    return best;
  }
}
