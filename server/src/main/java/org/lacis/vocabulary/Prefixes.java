package org.lacis.vocabulary;

import java.util.Map;

/// Prefixes that people of this field write and expect to read.
public final class Prefixes {
  /// Prefix to namespace.
  public static final Map<String, String> COMMON =
      Map.ofEntries(
          Map.entry("dcat", "http://www.w3.org/ns/dcat#"),
          Map.entry("dcterms", "http://purl.org/dc/terms/"),
          Map.entry("foaf", "http://xmlns.com/foaf/0.1/"),
          Map.entry("geo", "http://www.opengis.net/ont/geosparql#"),
          Map.entry("lacis", "https://w3id.org/lacis#"),
          Map.entry("owl", "http://www.w3.org/2002/07/owl#"),
          Map.entry("prov", "http://www.w3.org/ns/prov#"),
          Map.entry("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
          Map.entry("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
          Map.entry("skos", "http://www.w3.org/2004/02/skos/core#"),
          Map.entry("sosa", "http://www.w3.org/ns/sosa/"),
          Map.entry("xsd", "http://www.w3.org/2001/XMLSchema#"));

  private Prefixes() {}
}
