package org.lacis.query.feature;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.jena.graph.Node;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;

/// Writes features as GeoJSON (RFC 7946) or JSON-FG 1.0, one after the other; nothing that was
/// written is kept.
///
/// A property with one value is that value, with several it is an array. Of a text in several
/// languages the one that is asked for is written. Beside what is said of it each feature tells its
/// `iri`.
///
/// In GeoJSON `geometry` is in the system that is asked for. In JSON-FG it is in CRS84, and `place`
/// is in the system that is asked for, or the volume of the thing where there is one; it is null
/// where it would say the same.
///
/// Belongs to one thread.
public final class FeatureJson {
  /// In which form.
  public enum Form {
    GEOJSON,
    JSON_FG
  }

  /// A link of an answer (RFC 8288).
  public record Link(String href, String rel, String type, String title) {
    public Link(String href, String rel, String type) {
      this(href, rel, type, "");
    }
  }

  /// How features are written.
  ///
  /// @param crs system of the geometries
  /// @param ids how features are identified
  /// @param language tag of the texts to write where there are several
  /// @param schema address of the schema of the features, for JSON-FG; may be empty
  public record Style(Form form, Crs crs, FeatureIds ids, String language, String schema) {}

  /// The classes of JSON-FG that what is written conforms to.
  public static final List<String> JSON_FG =
      List.of(
          "http://www.opengis.net/spec/json-fg-1/1.0/conf/core",
          "http://www.opengis.net/spec/json-fg-1/1.0/conf/types-schemas",
          "http://www.opengis.net/spec/json-fg-1/1.0/conf/polyhedra");

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final JsonGenerator json;
  private final GeometryJson geometries;
  private final FeatureCollection collection;
  private final Style style;
  private final boolean fg;

  /// @param out is written to in pieces of some kilobytes, and not closed
  public FeatureJson(OutputStream out, FeatureCollection collection, Style style) {
    try {
      this.json =
          FACTORY
              .createGenerator(out, JsonEncoding.UTF8)
              .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
              .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)
              .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.geometries = new GeometryJson(json);
    this.collection = collection;
    this.style = style;
    this.fg = style.form() == Form.JSON_FG;
  }

  /// Begins a collection.
  ///
  /// @param attributions whom to name
  public void begin(Instant now, List<String> attributions) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "FeatureCollection");
    json.writeStringField("timeStamp", SECONDS.format(now));
    if (fg) {
      header();
    }
    attributions(attributions);
    json.writeArrayFieldStart("features");
  }

  /// One feature of the collection.
  public void feature(Feature feature) throws IOException {
    json.writeStartObject();
    members(feature);
    json.writeEndObject();
  }

  /// Ends the collection.
  public void end(long returned, OptionalLong matched, List<Link> links) throws IOException {
    json.writeEndArray();
    if (matched.isPresent()) {
      json.writeNumberField("numberMatched", matched.getAsLong());
    }
    json.writeNumberField("numberReturned", returned);
    links(links);
    json.writeEndObject();
    json.flush();
  }

  /// A document of one feature.
  public void single(Feature feature, List<String> attributions, List<Link> links)
      throws IOException {
    json.writeStartObject();
    members(feature);
    if (fg) {
      header();
    }
    attributions(attributions);
    links(links);
    json.writeEndObject();
    json.flush();
  }

  private void header() throws IOException {
    json.writeArrayFieldStart("conformsTo");
    for (String one : JSON_FG) {
      json.writeString(one);
    }
    json.writeEndArray();
    json.writeStringField("featureType", collection.id());
    if (!style.schema().isEmpty()) {
      json.writeStringField("featureSchema", style.schema());
    }
    json.writeStringField("coordRefSys", style.crs().iri());
  }

  private void attributions(List<String> attributions) throws IOException {
    if (!attributions.isEmpty()) {
      json.writeStringField("attribution", String.join(" ; ", attributions));
    }
  }

  private void links(List<Link> links) throws IOException {
    json.writeArrayFieldStart("links");
    for (Link link : links) {
      write(json, link);
    }
    json.writeEndArray();
  }

  /// Writes a link as JSON documents of OGC API have it.
  public static void write(JsonGenerator json, Link link) throws IOException {
    json.writeStartObject();
    json.writeStringField("href", link.href());
    json.writeStringField("rel", link.rel());
    json.writeStringField("type", link.type());
    if (!link.title().isEmpty()) {
      json.writeStringField("title", link.title());
    }
    json.writeEndObject();
  }

  private void members(Feature feature) throws IOException {
    String iri = feature.iri();
    json.writeStringField("type", "Feature");
    json.writeStringField("id", style.ids().id(iri));
    if (fg) {
      time(feature);
      place(feature);
      json.writeFieldName("geometry");
      geometry(feature, Crs.CRS84);
    } else {
      json.writeFieldName("geometry");
      geometry(feature, style.crs());
    }
    json.writeObjectFieldStart("properties");
    json.writeStringField("iri", iri);
    feature.properties((property, values) -> {
      try {
        if (!property.name().equals("iri")) {
          property(property, values);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    json.writeEndObject();
  }

  private void geometry(Feature feature, Crs crs) throws IOException {
    Optional<GeometryValue> value = feature.geometry(crs);
    if (value.isEmpty() || value.orElseThrow().shape().isEmpty()) {
      json.writeNull();
    } else {
      geometries.write(value.orElseThrow(), false);
    }
  }

  private void place(Feature feature) throws IOException {
    json.writeFieldName("place");
    Optional<GeometryValue> volume =
        feature
            .solid()
            .or(() -> feature.geometry().filter(value -> value.body() == GeometryValue.Body.SOLID))
            .flatMap(this::transformed)
            .filter(value -> !value.shape().isEmpty());
    if (volume.isPresent()) {
      geometries.write(volume.orElseThrow(), true);
    } else if (style.crs().equals(Crs.CRS84)) {
      json.writeNull();
    } else {
      geometry(feature, style.crs());
    }
  }

  private Optional<GeometryValue> transformed(GeometryValue value) {
    try {
      return Optional.of(value.to(style.crs()));
    } catch (GeometryException _) {
      return Optional.empty();
    }
  }

  private void time(Feature feature) throws IOException {
    Optional<Interval> time = feature.time();
    if (time.isEmpty()) {
      json.writeNullField("time");
      return;
    }
    Interval interval = time.orElseThrow();
    json.writeObjectFieldStart("time");
    boolean days = wholeDays(interval);
    if (interval.from().equals(interval.to())) {
      json.writeStringField("timestamp", SECONDS.format(interval.from()));
    } else if (days && interval.from().plus(1, ChronoUnit.DAYS).isAfter(interval.to())) {
      json.writeStringField("date", DAY.format(interval.from()));
    } else {
      json.writeArrayFieldStart("interval");
      json.writeString(
          interval.isOpenBefore() ? ".." : (days ? DAY : SECONDS).format(interval.from()));
      json.writeString(
          interval.isOpenAfter() ? ".." : (days ? DAY : SECONDS).format(interval.to()));
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static boolean wholeDays(Interval interval) {
    boolean begins =
        interval.isOpenBefore()
            || interval.from().equals(interval.from().truncatedTo(ChronoUnit.DAYS));
    Instant after = interval.isOpenAfter() ? interval.to() : interval.to().plusNanos(1);
    boolean ends = interval.isOpenAfter() || after.equals(after.truncatedTo(ChronoUnit.DAYS));
    return begins && ends;
  }

  // ---- properties

  private void property(Property property, List<Node> values) throws IOException {
    List<Node> shown = property.languages().isEmpty() ? values : spoken(values, style.language());
    json.writeFieldName(property.name());
    if (shown.size() == 1) {
      value(shown.getFirst());
      return;
    }
    json.writeStartArray();
    for (Node value : shown) {
      value(value);
    }
    json.writeEndArray();
  }

  /// Of texts in several languages those of one: the one that is wanted, else the first.
  static List<Node> spoken(List<Node> values, String language) {
    if (values.size() < 2) {
      return values;
    }
    String best = "";
    for (Node value : values) {
      String tag = value.isLiteral() ? value.getLiteralLanguage() : "";
      if (!tag.isEmpty()
          && (best.isEmpty() || (speaks(tag, language) && !speaks(best, language)))) {
        best = tag;
      }
    }
    if (best.isEmpty()) {
      return values;
    }
    List<Node> spoken = new ArrayList<>();
    for (Node value : values) {
      String tag = value.isLiteral() ? value.getLiteralLanguage() : "";
      if (tag.isEmpty() || tag.equalsIgnoreCase(best)) {
        spoken.add(value);
      }
    }
    return spoken;
  }

  private static boolean speaks(String tag, String language) {
    return tag.toLowerCase(Locale.ROOT).startsWith(language);
  }

  private void value(Node node) throws IOException {
    if (node.isURI()) {
      json.writeString(node.getURI());
      return;
    }
    if (!node.isLiteral()) {
      json.writeString("_:" + node.getBlankNodeLabel());
      return;
    }
    String text = node.getLiteralLexicalForm();
    switch (Property.Kind.of(node)) {
      case INTEGER, NUMBER -> number(text);
      case BOOLEAN -> json.writeBoolean(text.equals("true") || text.equals("1"));
      case DATE, DATE_TIME, TEXT, THING -> json.writeString(text);
    }
  }

  private void number(String text) throws IOException {
    if (isJsonNumber(text)) {
      json.writeNumber(text);
      return;
    }
    try {
      json.writeNumber(new BigDecimal(text.strip()).toPlainString());
    } catch (NumberFormatException _) {
      json.writeString(text); // INF, NaN, or no number at all
    }
  }

  /// Whether a text is a number as JSON writes it (RFC 8259, section 6).
  static boolean isJsonNumber(String text) {
    int i = text.startsWith("-") ? 1 : 0;
    int digits = digits(text, i);
    if (digits == 0 || (digits > 1 && text.charAt(i) == '0')) {
      return false;
    }
    i += digits;
    if (i < text.length() && text.charAt(i) == '.') {
      digits = digits(text, i + 1);
      if (digits == 0) {
        return false;
      }
      i += 1 + digits;
    }
    if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      i++;
      if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
        i++;
      }
      digits = digits(text, i);
      if (digits == 0) {
        return false;
      }
      i += digits;
    }
    return i == text.length();
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i - from;
  }
}
