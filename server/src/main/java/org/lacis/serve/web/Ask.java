package org.lacis.serve.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a request asks for beyond its address.
public final class Ask {
  private Ask() {}

  /// The form wanted: by the ending of the address, else by the `Accept` header.
  ///
  /// @throws ServeException 406 when no form on offer is accepted
  public static Form form(Context ctx, List<Form> offered) {
    Accept accept = Accept.of(Objects.requireNonNullElse(ctx.header("Accept"), ""));
    return accept
        .choose(offered)
        .orElseThrow(() ->
            ServeException.of(
                406,
                "serve.not-acceptable",
                "header Accept",
                Objects.requireNonNullElse(ctx.header("Accept"), ""),
                String.join(", ", offered.stream().map(Form::mediaType).toList()),
                "Ask for one of these, or add an ending: .ttl, .jsonld, .nt, .rdf."));
  }

  /// A whole number given in the address.
  ///
  /// @throws ServeException 400 when it is none, or not between the bounds
  public static int number(Context ctx, String name, int fallback, int least, int most) {
    String text = text(ctx, name);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // told below together with numbers out of bounds
    }
    throw ServeException.of(
        400,
        "serve.bad-parameter",
        "parameter " + name,
        text,
        "a whole number from " + least + " to " + most,
        "Correct the parameter, or leave it out.");
  }

  /// A parameter of the address; empty when it is not there.
  public static String text(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).map(String::strip).orElse("");
  }

  /// Whether JSON itself is wanted, more than any page or RDF form: JSON before JSON-LD.
  public static boolean prefersJson(Context ctx) {
    Accept accept = Accept.of(Objects.requireNonNullElse(ctx.header("Accept"), ""));
    double json =
        accept.ranges().stream()
            .filter(range -> range.value().equals("application/json"))
            .mapToDouble(Accept.Range::q)
            .max()
            .orElse(0);
    return json > 0
        && List.of(Form.HTML, Form.TURTLE, Form.N_TRIPLES, Form.RDF_XML).stream()
            .noneMatch(form -> accept.quality(form.mediaType()) > json)
        && accept.quality(Form.JSON_LD.mediaType()) <= json;
  }
}
