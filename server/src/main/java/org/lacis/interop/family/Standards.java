package org.lacis.interop.family;

import org.lacis.interop.Requirement;

/// The documents that tests stand for.
final class Standards {
  private Standards() {}

  static Requirement sparqlProtocol(String clause) {
    return new Requirement(
        "W3C", "SPARQL 1.1 Protocol", clause, "https://www.w3.org/TR/sparql11-protocol/");
  }

  static Requirement sparqlQuery(String clause) {
    return new Requirement(
        "W3C", "SPARQL 1.1 Query Language", clause, "https://www.w3.org/TR/sparql11-query/");
  }

  static Requirement federatedQuery(String clause) {
    return new Requirement(
        "W3C",
        "SPARQL 1.1 Federated Query",
        clause,
        "https://www.w3.org/TR/sparql11-federated-query/");
  }

  static Requirement serviceDescription(String clause) {
    return new Requirement(
        "W3C",
        "SPARQL 1.1 Service Description",
        clause,
        "https://www.w3.org/TR/sparql11-service-description/");
  }

  static Requirement resultFormats() {
    return new Requirement(
        "W3C",
        "SPARQL 1.1 Query Results JSON Format",
        "",
        "https://www.w3.org/TR/sparql11-results-json/");
  }

  static Requirement rdf11(String clause) {
    return new Requirement(
        "W3C", "RDF 1.1 Concepts", clause, "https://www.w3.org/TR/rdf11-concepts/");
  }

  static Requirement rdfSchema(String clause) {
    return new Requirement("W3C", "RDF Schema 1.1", clause, "https://www.w3.org/TR/rdf-schema/");
  }

  static Requirement owl(String clause) {
    return new Requirement(
        "W3C", "OWL 2 Structural Specification", clause, "https://www.w3.org/TR/owl2-syntax/");
  }

  static Requirement shacl(String clause) {
    return new Requirement("W3C", "SHACL", clause, "https://www.w3.org/TR/shacl/");
  }

  static Requirement voidNote(String clause) {
    return new Requirement("W3C", "VoID", clause, "https://www.w3.org/TR/void/");
  }

  static Requirement dcat(String clause) {
    return new Requirement("W3C", "DCAT 3", clause, "https://www.w3.org/TR/vocab-dcat-3/");
  }

  static Requirement coolUris(String clause) {
    return new Requirement(
        "W3C", "Cool URIs for the Semantic Web", clause, "https://www.w3.org/TR/cooluris/");
  }

  static Requirement xsd(String clause) {
    return new Requirement(
        "W3C", "XML Schema 1.1 Datatypes", clause, "https://www.w3.org/TR/xmlschema11-2/");
  }

  /// @param number of the best practice
  static Requirement dataOnTheWeb(int number, String title) {
    return new Requirement(
        "W3C",
        "Data on the Web Best Practices",
        "Best Practice " + number + ", " + title,
        "https://www.w3.org/TR/dwbp/");
  }

  /// @param number of the best practice
  static Requirement spatialData(int number, String title) {
    return new Requirement(
        "W3C/OGC",
        "Spatial Data on the Web Best Practices",
        "Best Practice " + number + ", " + title,
        "https://www.w3.org/TR/sdw-bp/");
  }

  static Requirement cors() {
    return new Requirement(
        "WHATWG", "Fetch", "CORS protocol", "https://fetch.spec.whatwg.org/#http-cors-protocol");
  }

  static Requirement http(String section) {
    return new Requirement(
        "IETF",
        "RFC 9110 (HTTP)",
        section,
        "https://www.rfc-editor.org/rfc/rfc9110#section-" + section);
  }

  static Requirement geoJson(String section) {
    return new Requirement(
        "IETF",
        "RFC 7946 (GeoJSON)",
        section,
        "https://www.rfc-editor.org/rfc/rfc7946#section-" + section);
  }

  /// @param requirement as `core/root-success`
  static Requirement features(String requirement) {
    return new Requirement(
        "OGC",
        "OGC API Features 1",
        "/req/" + requirement,
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/req/" + requirement);
  }

  /// @param requirement as `crs/ogc-crs-header`
  static Requirement featuresCrs(String requirement) {
    return new Requirement(
        "OGC",
        "OGC API Features 2",
        "/req/" + requirement,
        "http://www.opengis.net/spec/ogcapi-features-2/1.0/req/" + requirement);
  }

  /// @param requirement as `geometry-extension/wkt-literal`
  static Requirement geoSparql(String requirement) {
    return new Requirement(
        "OGC",
        "GeoSPARQL 1.0 and 1.1",
        "/req/" + requirement,
        "http://www.opengis.net/spec/geosparql/1.0/req/" + requirement);
  }

  static Requirement simpleFeatures() {
    return new Requirement(
        "OGC", "Simple Feature Access 1 (06-103r4)", "6.1.11", "https://www.ogc.org/standard/sfa/");
  }

  static Requirement dcatAp(String clause) {
    return new Requirement(
        "SEMIC", "DCAT-AP 3.0", clause, "https://semiceu.github.io/DCAT-AP/releases/3.0.0/");
  }

  static Requirement ldes(String clause) {
    return new Requirement(
        "SEMIC",
        "Linked Data Event Streams",
        clause,
        "https://semiceu.github.io/LinkedDataEventStreams/");
  }

  static Requirement tree(String clause) {
    return new Requirement("W3C CG", "TREE", clause, "https://treecg.github.io/specification/");
  }

  static Requirement rml(String clause) {
    return new Requirement("W3C CG", "RML-Core", clause, "https://w3id.org/rml/core/spec");
  }

  /// @param requirement as `R1.1`
  static Requirement mim7(String requirement) {
    return new Requirement(
        "OASC",
        "MIM7 Geospatial Data",
        requirement,
        "https://mims.oascities.org/geospatial-data/capabilities-and-requirements");
  }

  /// @param requirement as `C2`
  static Requirement mim8(String requirement) {
    return new Requirement(
        "OASC",
        "MIM8 Local Digital Twins",
        requirement,
        "https://mims.oascities.org/local-digital-twins/mim8-local-digital-twins/capabilities-and-requirements");
  }

  static Requirement blueprint(String clause) {
    return new Requirement(
        "EU LDT",
        "LDT Interoperability Blueprint",
        clause,
        "https://spec.knows.idlab.ugent.be/ldt-interoperability-blueprint/latest/");
  }
}
