package org.lacis.serve.ngsi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the addresses of NGSI-LD have in common: names of the standard, errors as ETSI words them
/// (5.5.2, 6.3.2), parameters that are known.
final class Ngsi {
  static final String ROOT = "/ngsi-ld/v1";
  static final String JSON = "application/json";
  static final String JSON_LD = "application/ld+json";
  static final String GEO_JSON = "application/geo+json";
  static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Logger LOG = LoggerFactory.getLogger(Ngsi.class);
  private static final String ERRORS = "https://uri.etsi.org/ngsi-ld/errors/";
  private static final Map<String, String> TITLES =
      Map.of(
          "BadRequestData", "The request includes input data which does not meet the requirements",
          "ResourceNotFound", "The referred resource has not been found",
          "OperationNotSupported", "The operation is not supported",
          "LdContextNotAvailable", "A remote JSON-LD @context cannot be used",
          "TooManyResults", "The query leads to too many results",
          "InternalError", "There has been an error during the operation execution");

  private Ngsi() {}

  static ServeException bad(String what, String found, String expected, String remedy) {
    return ServeException.of(400, "BadRequestData", what, found, expected, remedy);
  }

  static ServeException missing(String what, String found, String remedy) {
    return ServeException.of(404, "ResourceNotFound", what, found, "one that exists", remedy);
  }

  /// Answers errors of a handler as ETSI words them.
  static Handler answering(Handler handler) {
    return ctx -> {
      try {
        handler.handle(ctx);
      } catch (ServeException e) {
        e.headers().forEach(ctx::header);
        fail(ctx, e.status(), e.finding());
      } catch (LacisException e) {
        // A filter, a geometry, a system of coordinates that the request brought.
        fail(ctx, 400, e.finding());
      }
    };
  }

  private static void fail(Context ctx, int status, Finding finding) {
    String kind =
        TITLES.containsKey(finding.code())
            ? finding.code()
            : status >= 500
                ? "InternalError"
                : status == 404 ? "ResourceNotFound" : "BadRequestData";
    ObjectNode body = MAPPER.createObjectNode();
    body.put("type", ERRORS + kind);
    body.put("title", TITLES.getOrDefault(kind, ""));
    body.put("detail", finding.sentence());
    body.put("status", status);
    if (!finding.code().equals(kind)) {
      body.put("code", finding.code());
    }
    if (status >= 500 && status != 503) {
      String id = UUID.randomUUID().toString();
      LOG.error("{} at {} {}: {}", id, ctx.method(), ctx.path(), finding.sentence());
      body.put("id", id);
    }
    ctx.status(status).header("Cache-Control", "no-store");
    ctx.contentType("application/problem+json").result(bytes(body));
  }

  /// What writes, which nobody may here.
  @SuppressWarnings("DoNotCallSuggester") // a route calls it
  static void refuse(Context ctx) {
    throw new ServeException(
        405,
        Finding.violation(
            "OperationNotSupported",
            org.lacis.vocabulary.Place.of(ctx.method() + " " + ctx.path()),
            ctx.method().name(),
            "GET",
            "This twin is read by NGSI-LD; it is written by its builds, /update and /data."),
        Map.of("Allow", "GET, HEAD, OPTIONS"),
        Map.of());
  }

  /// @throws ServeException 400 for a parameter that is not known
  static void known(Context ctx, Set<String> names) {
    for (String name : ctx.queryParamMap().keySet()) {
      if (!names.contains(name)) {
        throw bad(
            "parameter " + name,
            name,
            String.join(", ", new TreeSet<>(names)),
            "Leave it out: an answer that passes over it could be taken for another one.");
      }
      if (ctx.queryParams(name).size() > 1) {
        throw bad("parameter " + name, "given twice", "once", "Join the values with a comma.");
      }
    }
  }

  static String origin(Context ctx) {
    String scheme = header(ctx, "X-Forwarded-Proto", "https?", ctx.scheme());
    String asked = header(ctx, "Host", "[A-Za-z0-9.:\\[\\]-]+", ctx.req().getServerName());
    return scheme + "://" + header(ctx, "X-Forwarded-Host", "[A-Za-z0-9.:\\[\\]-]+", asked);
  }

  private static String header(Context ctx, String name, String form, String otherwise) {
    String said = java.util.Objects.requireNonNullElse(ctx.header(name), "").split(",")[0].strip();
    return said.matches(form) ? said : otherwise;
  }

  static byte[] bytes(JsonNode body) {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The last part of an IRI; the whole of it where there is none.
  static String local(String iri) {
    String whole = iri.endsWith("/") ? iri.substring(0, iri.length() - 1) : iri;
    int cut = Math.max(whole.lastIndexOf('#'), whole.lastIndexOf('/'));
    String local = whole.substring(cut + 1);
    return local.matches("[\\p{L}_][\\p{L}\\p{N}_-]*") ? local : iri;
  }
}
