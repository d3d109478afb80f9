package org.lacis.tests.interop;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.system.Txn;
import org.apache.jena.vocabulary.RDF;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Geo;

/// An invented town of 24 buildings that two twins describe, each with links to the other: ours, in
/// Lambert-93, and the partner's, half of it in CRS84 and half in Lambert-93. Nothing is wrong with
/// either.
final class Town {
  /// Base of our twin; nobody asks it by HTTP.
  static final String OURS = "https://jumeau.example/";

  static final int BUILDINGS = 24;

  private static final String PREFIXES =
      """
      @prefix dcat: <http://www.w3.org/ns/dcat#> .
      @prefix dcterms: <http://purl.org/dc/terms/> .
      @prefix foaf: <http://xmlns.com/foaf/0.1/> .
      @prefix geo: <http://www.opengis.net/ont/geosparql#> .
      @prefix lacis: <https://w3id.org/lacis#> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      @prefix sosa: <http://www.w3.org/ns/sosa/> .
      @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
      @prefix void: <http://rdfs.org/ns/void#> .
      @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
      """;

  private static final String[] KINDS = {
    "École", "Halle", "Gymnase", "Crèche", "Bibliothèque", "Piscine"
  };
  private static final String[] NAMES = {"Jean Macé", "des Tanneurs", "Saint-Just", "du Grand Pré"};

  private final Instant now;

  /// @param now the moment that dates are told from
  Town(Instant now) {
    this.now = now;
  }

  static String name(int building) {
    return KINDS[building % 6] + " " + NAMES[building / 6];
  }

  /// Our twin, in memory.
  TwinStore ours(String partner) {
    StringBuilder text = new StringBuilder(PREFIXES);
    text.append("@base <").append(OURS).append("> .\n<graph/national/buildings> {\n");
    for (int i = 0; i < BUILDINGS; i++) {
      text.append(
          """
          <id/national/building/N%1$02d> a lacis:Building ; dcterms:identifier "N%1$02d" ; rdfs:label "%2$s"@fr ;
            lacis:height %3$s ; lacis:inCommune <id/national/commune/99001> ;
            geo:hasDefaultGeometry <id/national/building/N%1$02d/geometry> .
          <id/national/building/N%1$02d/geometry> geo:asWKT "<http://www.opengis.net/def/crs/EPSG/0/2154> %4$s"^^geo:wktLiteral .
          """
              .formatted(i, name(i), height(i), polygon(i, 0, 0)));
    }
    text.append(
        """
        }
        <graph/national/communes> {
          <id/national/commune/99001> a lacis:Commune , lacis:CurrentCommune ; rdfs:label "Valbrune"@fr ; lacis:inseeCode "99001" .
          <id/national/commune/99002> a lacis:Commune , lacis:CurrentCommune ; rdfs:label "Les Vernes"@fr ; lacis:inseeCode "99002" .
          <id/national/commune/99003/1943> a lacis:CommuneState ; rdfs:label "Grange-Basse"@fr ; lacis:inseeCode "99003" ;
            lacis:validFrom "1943-01-01"^^xsd:date ; lacis:validTo "2016-01-01"^^xsd:date ; lacis:replacedBy <id/national/commune/99001/2016> .
          <id/national/commune/99001/2016> a lacis:CommuneState ; rdfs:label "Valbrune"@fr ; lacis:inseeCode "99001" ;
            lacis:validFrom "1943-01-01"^^xsd:date .
          <id/national/commune/99002/1943> a lacis:CommuneState ; rdfs:label "Les Vernes"@fr ; lacis:inseeCode "99002" ;
            lacis:validFrom "1943-01-01"^^xsd:date .
        }
        <graph/links/same-building> {
        """);
    for (int i = 0; i < BUILDINGS; i++) {
      text.append(
          "<id/national/building/N%1$02d> lacis:correspondsTo <%2$sid/building/B%1$02d> .\n"
              .formatted(i, partner));
    }
    text.append(
        """
        }
        <graph/catalogue> {
          <graph/national/buildings> a lacis:Dataset, dcat:Dataset ; dcterms:title "Bâtiments"@fr , "Buildings"@en ;
            dcterms:license <https://www.etalab.gouv.fr/licence-ouverte-open-licence> .
          <graph/national/communes> a lacis:Dataset, dcat:Dataset ; dcterms:title "Communes"@fr , "Communes"@en ;
            dcterms:license <https://www.etalab.gouv.fr/licence-ouverte-open-licence> .
        }
        """);
    TwinStore store = TwinStore.memory();
    Txn.executeWrite(
        store.dataset(),
        () -> RDFParser.fromString(text.toString(), Lang.TRIG).parse(store.dataset()));
    return store;
  }

  /// What the partner says of things.
  ///
  /// @param base of the partner
  Graph things(String base) {
    StringBuilder text = new StringBuilder(PREFIXES).append("@base <" + base + "> .\n");
    for (int i = 0; i < BUILDINGS; i++) {
      text.append(
          """
          <id/building/B%1$02d> a lacis:Building ; dcterms:identifier "B%1$02d" ; rdfs:label "%2$s"@fr ; lacis:height %3$s ;
            lacis:inCommune <id/commune/99001> ; lacis:validFrom "2012-05-01"^^xsd:date ;
            lacis:correspondsTo <%4$sid/national/building/N%1$02d> ; geo:hasDefaultGeometry <id/building/B%1$02d/geometry> .
          <id/building/B%1$02d/geometry> a geo:Geometry ; geo:asWKT "%5$s"^^geo:wktLiteral .
          """
              .formatted(i, name(i), height(i), OURS, wkt(i)));
    }
    text.append(
        """
        <id/building/B90> lacis:replacedBy <id/building/B00> ; lacis:validTo "2020-01-01"^^xsd:date .
        <id/commune/99001> a lacis:Commune ; rdfs:label "Valbrune"@fr ; lacis:inseeCode "99001" .
        <id/commune/99002> a lacis:Commune ; rdfs:label "Les Vernes"@fr ; lacis:inseeCode "99002" .
        <id/station/S1> a lacis:BikeStation ; dcterms:identifier "S1" ; rdfs:label "Station de la Halle"@fr ; lacis:inCommune <id/commune/99001> ;
          geo:hasDefaultGeometry <id/station/S1/geometry> .
        <id/station/S1/geometry> a geo:Geometry ; geo:asWKT "%s"^^geo:wktLiteral .
        """
            .formatted(degrees("POINT (842100 6519050)")));
    for (int i = 0; i < 6; i++) {
      text.append(
          """
          <id/state/S1-%1$d> a lacis:BikeStationState ; sosa:hasFeatureOfInterest <id/station/S1> ; lacis:availableBikes %2$d ;
            sosa:resultTime "%3$s"^^xsd:dateTime .
          """
              .formatted(i, 3 + i, ago(i + 1, ChronoUnit.HOURS)));
    }
    return parse(text.toString());
  }

  /// The partner's catalogue (DCAT-AP, VoID), without its counts.
  Graph catalogue(String base) {
    return parse(
        PREFIXES
            + "@base <"
            + base
            + "> .\n"
            + """
            <catalogue> a dcat:Catalog ; dcterms:title "Jumeau de Valbrune"@fr , "Twin of Valbrune"@en ;
              dcterms:description "Ce que la commune de Valbrune dit d'elle-même."@fr , "What the commune of Valbrune says of itself."@en ;
              dcterms:publisher <id/agent/valbrune> ; dcterms:modified "%1$s"^^xsd:date ;
              dcat:dataset <dataset/valbrune> ; dcat:service <service/sparql> , <service/features> .
            <id/agent/valbrune> a foaf:Organization ; foaf:name "Commune de Valbrune"@fr .
            <dataset/valbrune> a dcat:Dataset , void:Dataset ; dcterms:title "Bâtiments et vélos"@fr , "Buildings and bikes"@en ;
              dcterms:description "Bâtiments, communes et une station de vélos."@fr , "Buildings, communes and a bike station."@en ;
              dcterms:publisher <id/agent/valbrune> ; dcat:contactPoint <id/agent/valbrune/contact> ;
              dcterms:license <https://www.etalab.gouv.fr/licence-ouverte-open-licence> ;
              dcterms:rightsHolder <id/agent/valbrune> ;
              dcterms:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> ;
              dcterms:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/MONTHLY> ;
              dcterms:issued "2024-01-15"^^xsd:date ; dcterms:modified "%1$s"^^xsd:date ; dcat:version "2026.4" ;
              dcterms:spatial <dataset/valbrune/extent> ;
              dcat:distribution <distribution/dump> , <distribution/stream> ;
              void:sparqlEndpoint <sparql> ; void:dataDump <dump.nt> ; void:uriSpace "%2$sid/" ;
              void:vocabulary <https://w3id.org/lacis#> , geo: .
            <dataset/valbrune/extent> a dcterms:Location ; dcat:bbox "%3$s"^^geo:wktLiteral .
            <id/agent/valbrune/contact> a vcard:Organization ; vcard:fn "Commune de Valbrune" ; vcard:hasEmail <mailto:donnees@valbrune.example> .
            <distribution/dump> a dcat:Distribution ; dcterms:title "Tout"@fr , "All of it"@en ; dcat:accessURL <dump.nt> ; dcat:downloadURL <dump.nt> ;
              dcterms:license <https://www.etalab.gouv.fr/licence-ouverte-open-licence> ;
              dcat:mediaType <https://www.iana.org/assignments/media-types/application/n-triples> .
            <distribution/stream> a dcat:Distribution ; dcterms:title "Flux"@fr , "Stream"@en ; dcat:accessURL <ldes> ;
              dcterms:license <https://www.etalab.gouv.fr/licence-ouverte-open-licence> .
            <service/sparql> a dcat:DataService ; dcterms:title "SPARQL"@fr , "SPARQL"@en ; dcat:endpointURL <sparql> ; dcat:servesDataset <dataset/valbrune> ;
              dcterms:conformsTo <http://www.w3.org/TR/sparql11-protocol/> .
            <service/features> a dcat:DataService ; dcterms:title "OGC API Features"@fr , "OGC API Features"@en ; dcat:endpointURL <ogc> ;
              dcat:servesDataset <dataset/valbrune> ; dcterms:conformsTo <http://www.opengis.net/doc/IS/ogcapi-features-1/1.0> .
            <linkset/national> a void:Linkset ; void:subjectsTarget <dataset/valbrune> ; void:objectsTarget <%4$sgraph/national/buildings> ;
              void:linkPredicate lacis:correspondsTo ; void:triples %5$d ; lacis:cardinality "1:1" .
            """
                .formatted(
                    LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(3),
                    base,
                    extent(),
                    OURS,
                    BUILDINGS));
  }

  /// What the catalogue says the town covers, WKT in CRS84.
  static String extent() {
    return degrees(
        "POLYGON ((841900 6518900, 842500 6518900, 842500 6519400, 841900 6519400, 841900 6518900))");
  }

  String ago(long amount, ChronoUnit unit) {
    return now.truncatedTo(ChronoUnit.SECONDS)
        .minus(unit.getDuration().multipliedBy(amount))
        .toString();
  }

  private static String height(int i) {
    return String.format(Locale.ROOT, "%.1f", 6 + i % 7 * 1.5);
  }

  /// The partner's geometry of a building: 40 cm beside ours, in one of two systems.
  private static String wkt(int i) {
    String shape = polygon(i, 0.3, -0.25);
    return i % 2 == 0 ? degrees(shape) : "<http://www.opengis.net/def/crs/EPSG/0/2154> " + shape;
  }

  /// A text in Lambert-93 in longitude and latitude, WKT without a CRS.
  static String degrees(String lambert) {
    return GeometryLiteral.write(
        GeometryLiteral.parse(
                "<http://www.opengis.net/def/crs/EPSG/0/2154> " + lambert, Geo.WKT_LITERAL)
            .to(Crs.CRS84),
        Geo.WKT_LITERAL);
  }

  static GeometryValue geometry(String wkt) {
    return GeometryLiteral.parse(wkt, Geo.WKT_LITERAL);
  }

  private static String polygon(int i, double east, double north) {
    double x = 842000 + i % 6 * 60 + east;
    double y = 6519000 + i / 6 * 70 + north;
    double wide = 22 + i % 5;
    double deep = 14 + i % 3;
    return String.format(
        Locale.ROOT,
        "POLYGON ((%.2f %.2f, %.2f %.2f, %.2f %.2f, %.2f %.2f, %.2f %.2f))",
        x,
        y,
        x + wide,
        y + 3,
        x + wide - 3,
        y + deep + 3,
        x - 3,
        y + deep,
        x,
        y);
  }

  private static Graph parse(String turtle) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(turtle, Lang.TURTLE).parse(graph);
    return graph;
  }

  static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }

  static long instances(Graph graph, Node type) {
    return graph.stream(Node.ANY, RDF.type.asNode(), type)
        .map(t -> t.getSubject())
        .distinct()
        .count();
  }
}
