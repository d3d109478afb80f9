package org.lacis.serve.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// An answer that says what went wrong (RFC 9457).
///
/// @param status HTTP status
/// @param code stable name of the kind of problem, `serve.kebab-code`
/// @param detail what is wrong with this request, a sentence
/// @param remedy what to do about it, a sentence; may be empty
/// @param members further members: `line`, `column`, `limitSeconds`, `id`, …
public record Problem(
    int status, String code, String detail, String remedy, Map<String, Object> members) {

  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPES = "https://w3id.org/lacis/problem/";
  private static final ObjectMapper JSON = new ObjectMapper();

  public Problem {
    members = Map.copyOf(members);
  }

  public static Problem of(ServeException refusal) {
    return of(refusal.status(), refusal.finding(), refusal.members());
  }

  /// A problem from a finding of any room.
  public static Problem of(int status, Finding finding, Map<String, Object> members) {
    StringBuilder detail = new StringBuilder(finding.place().toString()).append(": ");
    detail.append(finding.found().isEmpty() ? "nothing" : finding.found());
    if (!finding.expected().isEmpty()) {
      detail.append(", expected ").append(finding.expected());
    }
    return new Problem(status, finding.code(), detail.toString(), finding.remedy(), members);
  }

  /// The members `line` and `column` of a place in a text; empty for other places.
  public static Map<String, Object> at(Place place) {
    if (place.unit() != Place.Unit.LINE) {
      return Map.of();
    }
    int line = Math.toIntExact(place.position());
    return place.field().matches("column \\d+")
        ? Map.of("line", line, "column", Integer.parseInt(place.field().substring(7)))
        : Map.of("line", line);
  }

  /// The body of the answer, in UTF-8: as text, without a charset in its type, the server would
  /// send it in Latin-1.
  public byte[] body() {
    return json().getBytes(StandardCharsets.UTF_8);
  }

  public String json() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", TYPES + code);
    body.put("title", title());
    body.put("status", status);
    body.put("detail", detail);
    if (!remedy.isEmpty()) {
      body.put("remedy", remedy);
    }
    body.put("code", code);
    body.putAll(members);
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem that is no JSON", e);
    }
  }

  /// The kind of problem in a few words.
  public String title() {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Key needed";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 406 -> "No such form";
      case 408 -> "Too slow";
      case 410 -> "Gone";
      case 413 -> "Too large";
      case 415 -> "Unsupported media type";
      case 422 -> "Data that cannot be used";
      case 429 -> "Too many requests";
      case 431 -> "Header too large";
      case 502 -> "A partner failed";
      case 503 -> "Too much for now";
      case 507 -> "No room left";
      case 508 -> "A circle of twins";
      default -> status < 500 ? "Request refused" : "Our fault";
    };
  }
}
