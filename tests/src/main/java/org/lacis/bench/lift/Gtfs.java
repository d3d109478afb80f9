package org.lacis.bench.lift;

import java.util.List;

/// The tables of a feed and what each becomes, as GTFS-Madrid-Bench has it: thirteen triples maps
/// over ten tables, twelve joins, one of them of a table with itself.
final class Gtfs {
  static final String BASE = "http://example.org/metro/";
  static final String TERMS = "http://vocab.gtfs.org/terms#";
  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
  private static final String CODES = "http://example.org/codes/";

  private Gtfs() {}

  /// A triples map.
  ///
  /// @param subject a template
  record Map(String name, String table, String subject, String type, List<Property> properties) {}

  /// One predicate and its object.
  sealed interface Property {
    String predicate();
  }

  /// A literal of a column; `datatype` is empty for plain text.
  record Text(String predicate, String column, String datatype) implements Property {}

  /// An IRI of a template, or of a column that is an IRI when `template` is false.
  record Named(String predicate, String value, boolean template) implements Property {}

  /// The subject of another map, where two columns are equal.
  record Join(String predicate, String parent, String child, String parentColumn)
      implements Property {}

  private static Text text(String predicate, String column) {
    return new Text(TERMS + predicate, column, "");
  }

  private static Text typed(String predicate, String column, String type) {
    return new Text(TERMS + predicate, column, XSD + type);
  }

  private static Named code(String predicate, String kind, String column) {
    return new Named(TERMS + predicate, CODES + kind + "/{" + column + "}", true);
  }

  private static Named link(String predicate, String column) {
    return new Named(TERMS + predicate, column, false);
  }

  private static Join join(String predicate, String parent, String column) {
    return new Join(TERMS + predicate, parent, column, column);
  }

  private static Map map(
      String name, String table, String subject, String type, Property... properties) {
    return new Map(name, table, BASE + subject, TERMS + type, List.of(properties));
  }

  static List<Map> maps() {
    return List.of(
        map(
            "stopTimes",
            "STOP_TIMES",
            "stop-time/{trip_id}-{stop_id}-{arrival_time}",
            "StopTime",
            text("arrivalTime", "arrival_time"),
            text("departureTime", "departure_time"),
            typed("stopSequence", "stop_sequence", "integer"),
            text("headsign", "stop_headsign"),
            code("pickupType", "pickup", "pickup_type"),
            code("dropOffType", "drop-off", "drop_off_type"),
            typed("distanceTraveled", "shape_dist_traveled", "double"),
            join("trip", "trips", "trip_id"),
            join("stop", "stops", "stop_id")),
        map(
            "trips",
            "TRIPS",
            "trip/{trip_id}",
            "Trip",
            text("headsign", "trip_headsign"),
            text("shortName", "trip_short_name"),
            text("direction", "direction_id"),
            text("block", "block_id"),
            code("wheelchairAccessible", "wheelchair", "wheelchair_accessible"),
            join("service", "services", "service_id"),
            join("service", "serviceDates", "service_id"),
            join("route", "routes", "route_id"),
            join("shape", "shapes", "shape_id")),
        map(
            "routes",
            "ROUTES",
            "route/{route_id}",
            "Route",
            text("shortName", "route_short_name"),
            text("longName", "route_long_name"),
            text("description", "route_desc"),
            code("routeType", "route-type", "route_type"),
            link("routeUrl", "route_url"),
            text("color", "route_color"),
            text("textColor", "route_text_color"),
            join("agency", "agencies", "agency_id")),
        map(
            "agencies",
            "AGENCY",
            "agency/{agency_id}",
            "Agency",
            link("page", "agency_url"),
            text("name", "agency_name"),
            text("timeZone", "agency_timezone"),
            text("language", "agency_lang"),
            text("phone", "agency_phone"),
            link("fareUrl", "agency_fare_url")),
        map(
            "stops",
            "STOPS",
            "stop/{stop_id}",
            "Stop",
            text("code", "stop_code"),
            text("identifier", "stop_id"),
            text("name", "stop_name"),
            text("description", "stop_desc"),
            typed("latitude", "stop_lat", "double"),
            typed("longitude", "stop_lon", "double"),
            text("zone", "zone_id"),
            link("page", "stop_url"),
            code("locationType", "location", "location_type"),
            code("wheelchairAccessible", "wheelchair", "wheelchair_boarding"),
            new Join(TERMS + "parentStation", "stops", "parent_station", "stop_id")),
        map(
            "services",
            "CALENDAR",
            "service/{service_id}",
            "Service",
            join("serviceRule", "calendarRules", "service_id")),
        map(
            "serviceDates",
            "CALENDAR_DATES",
            "service/{service_id}",
            "Service",
            join("serviceRule", "calendarDateRules", "service_id")),
        map(
            "calendarDateRules",
            "CALENDAR_DATES",
            "date-rule/{service_id}-{date}",
            "CalendarDateRule",
            typed("date", "date", "date"),
            text("exceptionType", "exception_type")),
        map(
            "calendarRules",
            "CALENDAR",
            "rule/{service_id}",
            "CalendarRule",
            text("monday", "monday"),
            text("tuesday", "tuesday"),
            text("wednesday", "wednesday"),
            text("thursday", "thursday"),
            text("friday", "friday"),
            text("saturday", "saturday"),
            text("sunday", "sunday"),
            typed("startDate", "start_date", "date"),
            typed("endDate", "end_date", "date")),
        map(
            "feed",
            "FEED_INFO",
            "feed/{feed_publisher_name}",
            "Feed",
            text("publisher", "feed_publisher_name"),
            link("page", "feed_publisher_url"),
            text("language", "feed_lang"),
            typed("startDate", "feed_start_date", "date"),
            typed("endDate", "feed_end_date", "date"),
            text("version", "feed_version")),
        map(
            "shapes",
            "SHAPES",
            "shape/{shape_id}",
            "Shape",
            join("shapePoint", "shapePoints", "shape_id")),
        map(
            "shapePoints",
            "SHAPES",
            "shape-point/{shape_id}-{shape_pt_sequence}",
            "ShapePoint",
            typed("latitude", "shape_pt_lat", "double"),
            typed("longitude", "shape_pt_lon", "double"),
            text("pointSequence", "shape_pt_sequence"),
            text("distanceTraveled", "shape_dist_traveled")),
        map(
            "frequencies",
            "FREQUENCIES",
            "frequency/{trip_id}-{start_time}",
            "Frequency",
            text("startTime", "start_time"),
            text("endTime", "end_time"),
            typed("headwaySeconds", "headway_secs", "integer"),
            text("exactTimes", "exact_times"),
            join("trip", "trips", "trip_id")));
  }
}
