package org.lacis.source.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Pages of JSON with a list at the top: GeoJSON feature collections, and lists of other APIs.
///
/// @param items member that holds the list
/// @param next member that holds the address of the next page; `links` for the link whose `rel` is
///   `next`
/// @param total member that holds the number of all records; empty for none
record JsonForm(String items, String next, String total) implements PageForm {
  private static final String LINKS = "links";
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The pages of OGC API - Features, and GeoJSON from a WFS.
  static JsonForm geoJson() {
    return new JsonForm("features", LINKS, "numberMatched");
  }

  private boolean geo() {
    return items.equals("features");
  }

  @Override
  public String accept() {
    return geo() ? "application/geo+json, application/json;q=0.9" : "application/json";
  }

  @Override
  public List<String> media() {
    return List.of("application/geo+json", "application/json", "application/vnd.geo+json");
  }

  @Override
  public String head(PageFacts first) {
    return geo() ? "{\"type\":\"FeatureCollection\",\"features\":[\n" : "{" + quoted() + ":[\n";
  }

  private String quoted() {
    return JSON.getNodeFactory().textNode(items).toString();
  }

  @Override
  public String between() {
    return ",\n";
  }

  @Override
  public String tail(PageFacts first) {
    return first.frame().isEmpty() ? "\n]}\n" : "\n],\"crs\":" + first.frame() + "}\n";
  }

  @Override
  public PageFacts read(String where, Path body, OutputStream out) throws IOException {
    Reading reading = new Reading();
    try (InputStream in = Files.newInputStream(body);
        JsonParser json = new JsonFactory().createParser(in)) {
      json.setCodec(JSON);
      reading.page(json);
    } catch (JsonEOFException e) {
      throw Trouble.passing(
          "cut-off",
          where,
          "JSON that ends early: " + e.getOriginalMessage(),
          "a whole page",
          "Try later.");
    } catch (JsonProcessingException e) {
      throw malformed(where, body, e.getOriginalMessage());
    }
    if (!reading.listed) {
      throw malformed(where, body, "no list '" + items + "'");
    }
    if (reading.from >= 0) {
      copy(body, reading.from, reading.to, out);
    }
    return new PageFacts(
        reading.records.toLongArray(),
        reading.identified,
        reading.following,
        reading.matched,
        reading.frame);
  }

  private Trouble malformed(String where, Path body, String why) {
    return Trouble.lasting(
        "malformed-page",
        where,
        why + Words.start(body),
        "an object of JSON with the list '" + items + "'",
        "Look at what the service answers there.");
  }

  private static void copy(Path body, long from, long to, OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(body)) {
      in.skipNBytes(from);
      byte[] buffer = new byte[1 << 16];
      for (long left = to - from; left > 0; ) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new IOException("a page became shorter while it was read");
        }
        out.write(buffer, 0, n);
        left -= n;
      }
    }
  }

  private final class Reading {
    final LongArrayList records = new LongArrayList();
    boolean identified = true;
    boolean listed;
    long from = -1;
    long to;
    String following = "";
    long matched = -1;
    String frame = "";

    void page(JsonParser json) throws IOException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken token = json.nextToken();
        if (name.equals(items) && token == JsonToken.START_ARRAY) {
          list(json);
        } else {
          member(name, json.readValueAsTree());
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        listed = false;
      }
    }

    private void member(String name, JsonNode value) {
      if (name.equals(total) && value.canConvertToLong() && value.isNumber()) {
        matched = value.asLong();
      } else if (geo() && name.equals("crs") && !value.isNull()) {
        frame = value.toString();
      }
      if (next.equals(LINKS) && name.equals(LINKS)) {
        for (JsonNode link : value) {
          if (link.path("rel").asText().equals("next")) {
            following = link.path("href").asText();
          }
        }
      } else if (next.equals(name) || next.startsWith(name + ".")) {
        JsonNode at = value;
        for (String step : next.substring(name.length()).split("\\.")) {
          at = step.isEmpty() ? at : at.path(step);
        }
        following = at.isTextual() ? at.asText() : "";
      }
    }

    private void list(JsonParser json) throws IOException {
      listed = true;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (from < 0) {
          from = json.currentTokenLocation().getByteOffset();
        }
        record(json);
        to = json.currentLocation().getByteOffset();
      }
    }

    private void record(JsonParser json) throws IOException {
      long content = 1;
      long identifier = 0;
      int depth = 0;
      String field = "";
      while (true) {
        JsonToken token = json.currentToken();
        if (token == null) {
          throw new JsonEOFException(json, JsonToken.NOT_AVAILABLE, "inside a record");
        }
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.FIELD_NAME) {
          field = json.currentName();
        } else if (depth == 1 && field.equals("id") && token != JsonToken.VALUE_NULL) {
          identifier = Marks.of(json.getText());
        }
        content = Marks.and(content, Marks.of(token.name() + json.getText()));
        if (depth == 0) {
          break;
        }
        json.nextToken();
      }
      identified &= identifier != 0;
      records.add(identifier == 0 ? content : identifier);
    }
  }
}
