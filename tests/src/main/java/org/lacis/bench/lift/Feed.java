package org.lacis.bench.lift;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// Writes the tables of a feed: at scale 1 the sizes of the metro of Madrid, about 395,000 triples,
/// of which shapes make nine tenths. Same scale, same bytes.
final class Feed {
  private static final int ROUTES = 13;
  private static final int TRIPS = 130;
  private static final int STOPS = 1262;
  private static final int STOP_TIMES = 2500;
  private static final int FREQUENCIES = 855;
  private static final int SHAPES = 58_540;
  private static final int CALENDAR = 5;
  private static final int POINTS_A_SHAPE = 2927;

  private final Form form;
  private final int scale;

  Feed(Form form, int scale) {
    this.form = form;
    this.scale = scale;
  }

  /// Takes the rows of a table.
  private interface Rows {
    void row(Object... values) throws IOException;
  }

  private interface Content {
    void write(Rows rows, SplittableRandom random) throws IOException;
  }

  /// @return bytes of all tables
  long write(Path folder) throws IOException {
    Files.createDirectories(folder);
    table(
        folder,
        "AGENCY",
        "agency_id,agency_name,agency_url,agency_timezone,agency_lang,agency_phone,agency_fare_url",
        (rows, _) -> {
          for (int i = 0; i < scale; i++) {
            rows.row(
                id(i),
                "Réseau " + i,
                "http://example.org/a/" + i,
                "Europe/Paris",
                "fr",
                "+33 " + i,
                "http://example.org/fares/" + i);
          }
        });
    table(
        folder,
        "ROUTES",
        "route_id,agency_id,route_short_name,route_long_name,route_desc,route_type,route_url,"
            + "route_color,route_text_color",
        (rows, random) -> {
          for (int i = 0; i < ROUTES * scale; i++) {
            rows.row(
                id(i),
                id(random.nextInt(scale)),
                "L" + i,
                "Line " + i,
                "From here, \"there\"",
                1,
                "http://example.org/routes/" + i,
                id(random.nextInt(99)),
                "FFFFFF");
          }
        });
    table(
        folder,
        "CALENDAR",
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
        (rows, random) -> {
          for (int i = 0; i < CALENDAR * scale; i++) {
            rows.row(
                id(i),
                1,
                1,
                1,
                1,
                1,
                random.nextInt(2),
                random.nextInt(2),
                "2017-06-30",
                "2018-06-30");
          }
        });
    table(
        folder,
        "CALENDAR_DATES",
        "service_id,date,exception_type",
        (rows, random) -> {
          for (int i = 0; i < 3 * CALENDAR * scale; i++) {
            rows.row(id(i / 3), "2017-01-" + (10 + i % 3), random.nextInt(2));
          }
        });
    table(
        folder,
        "FEED_INFO",
        "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date,"
            + "feed_version",
        (rows, _) -> {
          for (int i = 0; i < scale; i++) {
            rows.row(id(i), "http://example.org/p/" + i, "fr", "2017-01-02", "2018-01-02", "v" + i);
          }
        });
    table(
        folder,
        "TRIPS",
        "route_id,service_id,trip_id,trip_headsign,trip_short_name,direction_id,block_id,shape_id,"
            + "wheelchair_accessible",
        (rows, random) -> {
          for (int i = 0; i < TRIPS * scale; i++) {
            rows.row(
                id(random.nextInt(ROUTES * scale)),
                id(random.nextInt(CALENDAR * scale)),
                id(i),
                id(random.nextInt(500)),
                id(random.nextInt(500)),
                i % 2,
                id(random.nextInt(900)),
                id(random.nextInt(shapes())),
                1 + random.nextInt(2));
          }
        });
    table(
        folder,
        "STOPS",
        "stop_id,stop_code,stop_name,stop_desc,stop_lat,stop_lon,zone_id,stop_url,location_type,"
            + "parent_station,wheelchair_boarding",
        (rows, random) -> {
          for (int i = 0; i < STOPS * scale; i++) {
            rows.row(
                id(i),
                id(random.nextInt(900)),
                "Station n° " + i,
                id(random.nextInt(9999)),
                40 + random.nextInt(10_000) / 10_000.0,
                -3 - random.nextInt(10_000) / 10_000.0,
                random.nextInt(3) == 0 ? "" : id(random.nextInt(5)),
                "http://example.org/stops/" + i,
                random.nextInt(3),
                random.nextInt(3) == 0 ? "" : id(random.nextInt(STOPS * scale)),
                random.nextInt(3));
          }
        });
    table(
        folder,
        "STOP_TIMES",
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence,stop_headsign,pickup_type,"
            + "drop_off_type,shape_dist_traveled",
        (rows, random) -> {
          for (int i = 0; i < STOP_TIMES * scale; i++) {
            rows.row(
                id(random.nextInt(TRIPS * scale)),
                time(random),
                time(random),
                id(random.nextInt(STOPS * scale)),
                i % 40,
                id(random.nextInt(500)),
                0,
                random.nextInt(2),
                random.nextInt(30_000));
          }
        });
    table(
        folder,
        "FREQUENCIES",
        "trip_id,start_time,end_time,headway_secs,exact_times",
        (rows, random) -> {
          for (int i = 0; i < FREQUENCIES * scale; i++) {
            rows.row(
                id(random.nextInt(TRIPS * scale)),
                time(random),
                time(random),
                random.nextInt(900),
                0);
          }
        });
    table(
        folder,
        "SHAPES",
        "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence,shape_dist_traveled",
        (rows, random) -> {
          for (int i = 0; i < SHAPES * scale; i++) {
            rows.row(
                id(i / POINTS_A_SHAPE),
                40 + random.nextInt(1_000_000) / 1_000_000.0,
                -3 - random.nextInt(1_000_000) / 1_000_000.0,
                i % POINTS_A_SHAPE,
                random.nextInt(30_000));
          }
        });
    long bytes = 0;
    for (String table : tables()) {
      bytes += Files.size(folder.resolve(table + form.ending()));
    }
    return bytes;
  }

  private int shapes() {
    return (SHAPES * scale + POINTS_A_SHAPE - 1) / POINTS_A_SHAPE;
  }

  static List<String> tables() {
    return Gtfs.maps().stream().map(Gtfs.Map::table).distinct().toList();
  }

  /// Twenty characters, as the benchmark's own generator makes them.
  private static String id(int number) {
    String digits = Integer.toString(number, 36);
    return "0".repeat(20 - digits.length()) + digits;
  }

  private static String time(SplittableRandom random) {
    return String.format(
        "%02d:%02d:%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60));
  }

  private void table(Path folder, String name, String columns, Content content) throws IOException {
    String[] names = columns.split(",");
    try (BufferedWriter out =
        Files.newBufferedWriter(folder.resolve(name + form.ending()), StandardCharsets.UTF_8)) {
      begin(out, columns);
      boolean[] first = {true};
      content.write(
          values -> {
            row(out, names, values, first[0]);
            first[0] = false;
          },
          new SplittableRandom(name.hashCode()));
      end(out);
    }
  }

  private void begin(Writer out, String columns) throws IOException {
    out.write(
        switch (form) {
          case CSV -> columns + "\n";
          case JSON -> "[\n";
          case XML -> "<rows>\n";
        });
  }

  private void end(Writer out) throws IOException {
    out.write(
        switch (form) {
          case CSV -> "";
          case JSON -> "\n]\n";
          case XML -> "</rows>\n";
        });
  }

  private void row(Writer out, String[] names, Object[] values, boolean first) throws IOException {
    switch (form) {
      case CSV -> {
        for (int i = 0; i < values.length; i++) {
          String text = values[i].toString();
          out.write(i == 0 ? "" : ",");
          out.write(
              text.indexOf(',') >= 0 || text.indexOf('"') >= 0
                  ? '"' + text.replace("\"", "\"\"") + '"'
                  : text);
        }
        out.write('\n');
      }
      case JSON -> {
        out.write(first ? "{" : ",\n{");
        boolean begun = false;
        for (int i = 0; i < values.length; i++) {
          String text = values[i].toString();
          if (text.isEmpty()) {
            continue;
          }
          out.write(begun ? ",\"" : "\"");
          begun = true;
          out.write(names[i]);
          // All text, so that the three forms give the same triples.
          out.write("\":\"");
          out.write(text.replace("\"", "\\\""));
          out.write('"');
        }
        out.write('}');
      }
      case XML -> {
        out.write("<row>");
        for (int i = 0; i < values.length; i++) {
          String text = values[i].toString();
          if (!text.isEmpty()) {
            out.write('<' + names[i] + '>' + text.replace("\"", "&quot;") + "</" + names[i] + '>');
          }
        }
        out.write("</row>\n");
      }
    }
  }
}
