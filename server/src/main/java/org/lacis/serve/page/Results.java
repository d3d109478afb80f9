package org.lacis.serve.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a search found.
///
/// @param title of the page
/// @param lead how much there is, and what should be known of it
/// @param sought what was asked for
/// @param total how many things there are in all
/// @param exact false when these only have similar words
/// @param complete false while names are still being read
/// @param kinds parts by class, as far as there are several
/// @param twins parts by twin, likewise
public record Results(
    String title,
    String lead,
    String sought,
    long total,
    boolean exact,
    boolean complete,
    List<Part> kinds,
    List<Part> twins,
    List<Row> rows,
    Paging paging) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A part of what was found.
  ///
  /// @param name IRI of a class, or key of a twin
  /// @param hue key of the twin; empty for a class
  /// @param href leads to the part alone, or, from the part that is shown, back to all
  /// @param shown whether this part alone is shown
  public record Part(
      String name, String hue, String text, String count, String href, boolean shown) {}

  /// One thing.
  ///
  /// @param hue key of the twin that describes it; empty when unknown
  /// @param kind what it is, in words; may be empty
  public record Row(String iri, String hue, String text, String href, String kind, String detail) {}

  public Results {
    kinds = List.copyOf(kinds);
    twins = List.copyOf(twins);
    rows = List.copyOf(rows);
  }

  /// `{q, total, exact, complete, things: [{iri, label, kind, twin, page}], kinds, twins}`
  public String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("q", sought);
    all.put("total", total);
    all.put("exact", exact);
    all.put("complete", complete);
    all.put("page", paging.page());
    all.put("pages", paging.pages());
    all.put("things", rows.stream().map(Results::thing).toList());
    all.put("kinds", kinds.stream().map(Results::part).toList());
    all.put("twins", twins.stream().map(Results::part).toList());
    return text(all);
  }

  /// `[{label, kind, twin, page}]`
  public String suggestions() {
    return text(rows.stream().map(Results::thing).toList());
  }

  private static Map<String, Object> thing(Row row) {
    Map<String, Object> thing = new LinkedHashMap<>();
    thing.put("iri", row.iri);
    thing.put("label", row.text);
    thing.put("kind", row.kind);
    thing.put("twin", row.hue);
    thing.put("detail", row.detail);
    thing.put("page", row.href);
    return thing;
  }

  private static Map<String, Object> part(Part part) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", part.name);
    told.put("label", part.text);
    told.put("count", part.count);
    return told;
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("results that are no JSON", e);
    }
  }
}
