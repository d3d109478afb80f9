package org.lacis.serve.records;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.lacis.query.cql.Cql2;
import org.lacis.query.cql.CqlFilter;
import org.lacis.query.cql.Expression;
import org.lacis.query.cql.Queryable;
import org.lacis.query.cql.Queryables;
import org.lacis.query.cql.TimeSpan;
import org.lacis.query.cql.Truth;
import org.lacis.query.cql.Value;
import org.lacis.query.feature.Interval;
import org.lacis.serve.web.ServeException;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/// Which records a request asks for: `q`, `type`, `ids`, `externalIds`, `bbox`, `datetime`,
/// `filter` (OGC API - Records, 7.4 to 7.6), all of which have to hold.
final class RecordFilter {
  static final List<String> SORTABLES = List.of("id", "title", "type", "created", "updated");

  private RecordFilter() {}

  static Predicate<CatalogueRecord> of(Map<String, String> parameters) {
    List<Predicate<CatalogueRecord>> all = new ArrayList<>();
    parameters.forEach((name, value) -> {
      switch (name) {
        case "q" -> all.add(words(value));
        case "type" -> all.add(one(value, CatalogueRecord::type));
        case "ids" -> all.add(one(value, CatalogueRecord::id));
        case "externalIds" -> all.add(one(value, CatalogueRecord::iri));
        case "bbox" -> all.add(box(value));
        case "datetime" -> all.add(time(value));
        case "filter" -> all.add(filter(value, parameters));
        default -> {}
      }
    });
    return record -> all.stream().allMatch(one -> one.test(record));
  }

  static ServeException bad(String name, String found, String expected) {
    return ServeException.of(
        400,
        "records.bad-parameter",
        "parameter " + name,
        found,
        expected,
        "Correct the parameter, or leave it out.");
  }

  private static Predicate<CatalogueRecord> one(
      String list, Function<CatalogueRecord, String> value) {
    List<String> wanted = List.of(list.split(",")).stream().map(String::strip).toList();
    return record -> wanted.contains(value.apply(record));
  }

  /// Words with a comma between are alternatives; words without one stand together, in order.
  private static Predicate<CatalogueRecord> words(String q) {
    List<String> phrases =
        List.of(q.split(",")).stream().map(RecordFilter::folded).filter(s -> !s.isEmpty()).toList();
    return record ->
        phrases.isEmpty()
            || record.searched().stream()
                .map(RecordFilter::folded)
                .anyMatch(text -> phrases.stream().anyMatch(text::contains));
  }

  private static String folded(String text) {
    return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static Predicate<CatalogueRecord> box(String text) {
    String[] parts = text.split(",", -1);
    double[] n = new double[parts.length];
    try {
      for (int i = 0; i < parts.length; i++) {
        n[i] = Double.parseDouble(parts[i].strip());
        if (!Double.isFinite(n[i])) {
          throw new NumberFormatException("not finite");
        }
      }
    } catch (NumberFormatException _) {
      throw bad("bbox", text, "four numbers, or six: west, south, east, north");
    }
    if (n.length != 4 && n.length != 6) {
      throw bad("bbox", text, "four numbers, or six: west, south, east, north");
    }
    int half = n.length / 2;
    double west = n[0];
    double south = n[1];
    double east = n[half];
    double north = n[half + 1];
    if (south > north) {
      throw bad("bbox", text, "the lower corner first");
    }
    List<Envelope> boxes =
        west <= east
            ? List.of(new Envelope(west, east, south, north))
            : List.of(
                new Envelope(west, 180, south, north), new Envelope(-180, east, south, north));
    return record ->
        record.box().map(box -> boxes.stream().anyMatch(box::intersects)).orElse(false);
  }

  /// A record that says nothing of time holds at any.
  private static Predicate<CatalogueRecord> time(String text) {
    Interval asked =
        Interval.parse(text)
            .orElseThrow(
                () -> bad("datetime", text, "an instant or a day, or two of them with / between"));
    return record -> record.time().map(time -> time.meets(asked)).orElse(true);
  }

  private static Predicate<CatalogueRecord> filter(String text, Map<String, String> parameters) {
    String language = parameters.getOrDefault("filter-lang", "cql2-text");
    Expression expression =
        switch (language) {
          case "cql2-text" -> Cql2.text(text);
          case "cql2-json" -> Cql2.json(text);
          default -> throw bad("filter-lang", language, "cql2-text or cql2-json");
        };
    CqlFilter<CatalogueRecord> filter = CqlFilter.compile(expression, queryables(), Crs.CRS84);
    return record -> filter.test(record) == Truth.TRUE;
  }

  static Queryables<CatalogueRecord> queryables() {
    List<Queryable<CatalogueRecord>> all = new ArrayList<>();
    texts(all, "id", record -> List.of(record.id()));
    texts(all, "type", record -> List.of(record.type()));
    texts(all, "title", record -> List.copyOf(record.titles().values()));
    texts(all, "description", record -> List.copyOf(record.descriptions().values()));
    texts(all, "keywords", CatalogueRecord::keywords);
    texts(all, "themes", CatalogueRecord::themes);
    texts(all, "formats", CatalogueRecord::formats);
    texts(all, "externalIds", record -> List.of(record.iri()));
    texts(
        all,
        "license",
        record -> record.license().isEmpty() ? List.of() : List.of(record.license()));
    texts(
        all,
        "publisher",
        record ->
            record.contacts().stream()
                .filter(contact -> contact.role().equals("publisher"))
                .map(CatalogueRecord.Contact::name)
                .toList());
    times(all, "created", CatalogueRecord::created);
    times(all, "updated", CatalogueRecord::updated);
    all.add(
        Queryable.of(
            "time",
            Queryable.Type.TIME,
            record ->
                record
                    .time()
                    .<List<Value>>map(time -> List.of(new Value.Time(span(time))))
                    .orElse(List.of())));
    all.add(
        Queryable.of(
            "geometry",
            Queryable.Type.GEOMETRY,
            record ->
                record
                    .box()
                    .<List<Value>>map(box ->
                        List.of(
                            new Value.Shape(
                                new GeometryValue(
                                    new GeometryFactory().toGeometry(box), Crs.CRS84))))
                    .orElse(List.of())));
    return new Queryables<>(all);
  }

  private static TimeSpan span(Interval time) {
    return TimeSpan.between(
        time.isOpenBefore() ? Optional.empty() : Optional.of(TimeSpan.of(time.from())),
        time.isOpenAfter() ? Optional.empty() : Optional.of(TimeSpan.of(time.to())));
  }

  private static void texts(
      List<Queryable<CatalogueRecord>> all,
      String name,
      Function<CatalogueRecord, List<String>> texts) {
    all.add(
        Queryable.of(
            name,
            Queryable.Type.TEXT,
            record ->
                texts.apply(record).stream().map(text -> (Value) new Value.Text(text)).toList()));
  }

  private static void times(
      List<Queryable<CatalogueRecord>> all,
      String name,
      Function<CatalogueRecord, Optional<String>> time) {
    all.add(
        Queryable.of(
            name,
            Queryable.Type.TIME,
            record ->
                time.apply(record)
                    .flatMap(Interval::parse)
                    .<List<Value>>map(when -> List.of(new Value.Time(TimeSpan.of(when.from()))))
                    .orElse(List.of())));
  }
}
