package org.lacis.bench.geo;

/// The four kinds of features of the territory.
public enum Kind {
  BUILDING("Building", "buildings"),
  COMMUNE("Commune", "communes"),
  ZONE("HazardZone", "zones"),
  SENSOR("Sensor", "sensors");

  private final String type;
  private final String graph;

  Kind(String type, String graph) {
    this.type = type;
    this.graph = graph;
  }

  /// Local name of the class.
  String type() {
    return type;
  }

  /// Last part of the IRI of the named graph, and name of the table.
  String graph() {
    return graph;
  }
}
