package org.lacis.tests.serve;

import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.system.Txn;
import org.lacis.store.TwinStore;

/// An invented quarter drawn by two twins: streets of small buildings, and in the middle a great
/// one with a court, which the national twin divides into eleven.
final class Quarter {
  static final String BASE = "https://jumeaux.example/";
  static final String MARKET = "local/batiment/BU_99001AT70";

  private static final String PREFIXES =
      """
      @prefix dcat: <http://www.w3.org/ns/dcat#> .
      @prefix dcterms: <http://purl.org/dc/terms/> .
      @prefix geo: <http://www.opengis.net/ont/geosparql#> .
      @prefix lacis: <https://w3id.org/lacis#> .
      @prefix prov: <http://www.w3.org/ns/prov#> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      @prefix void: <http://rdfs.org/ns/void#> .
      @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
      @base <https://jumeaux.example/> .
      """;

  private static final String CONTEXT =
      """
      <graph/national/communes> {
        <id/national/commune/99001> a lacis:Commune ; rdfs:label "Valbrune"@fr ; lacis:inseeCode "99001" ;
          lacis:population 7696 ; lacis:populationYear "2023"^^xsd:gYear .
      }
      <graph/inferred> {
        <id/local/batiment/BU_99001AT70> lacis:inCommune <id/national/commune/99001> ; a lacis:TerritorialObject .
      }
      <graph/catalogue> {
        <graph/local/maquette> a lacis:Dataset, dcat:Dataset ; dcterms:title "Maquette 3D"@fr , "3D model"@en ;
          dcterms:description "Volumes relevés en 2015, données synthétiques."@fr , "Volumes surveyed in 2015, synthetic data."@en ;
          dcterms:publisher <id/agent/valbrune> ; dcterms:issued "2015-04-01"^^xsd:date ; void:triples 1204 ;
          dcterms:license <https://www.etalab.gouv.fr/licence-ouverte-open-licence> ;
          prov:generatedAtTime "2026-11-20T10:00:00Z"^^xsd:dateTime .
        <graph/national/batiments> a lacis:Dataset, dcat:Dataset ; dcterms:title "Bâtiments"@fr , "Buildings"@en ;
          dcterms:publisher <id/agent/institut> ; void:triples 3410 ;
          dcterms:license <https://www.etalab.gouv.fr/licence-ouverte-open-licence> .
        <graph/national/communes> a lacis:Dataset, dcat:Dataset ; dcterms:title "Communes"@fr , "Communes"@en ;
          dcterms:publisher <id/agent/institut> .
        <id/agent/valbrune> rdfs:label "Commune de Valbrune (synthétique)" .
        <id/agent/institut> rdfs:label "Institut synthétique" .
      }
      <graph/ontology/territory> {
        lacis:Building rdfs:label "bâtiment"@fr , "building"@en .
        lacis:Commune rdfs:label "commune"@fr , "commune"@en .
        lacis:height rdfs:label "hauteur"@fr , "height"@en ; rdfs:comment "Du sol au point que son jumeau mesure."@fr .
        lacis:groundAltitude rdfs:label "altitude du sol"@fr , "ground altitude"@en .
        lacis:storeys rdfs:label "nombre d'étages"@fr , "storeys"@en .
        lacis:usage rdfs:label "usage"@fr , "usage"@en .
        lacis:inCommune rdfs:label "commune"@fr , "commune"@en .
        lacis:inseeCode rdfs:label "code Insee"@fr , "INSEE code"@en .
        lacis:population rdfs:label "population"@fr , "population"@en .
        lacis:populationYear rdfs:label "année du recensement"@fr , "census year"@en .
        lacis:parcelIdentifier rdfs:label "identifiant de parcelle"@fr , "parcel identifier"@en .
        lacis:validFrom rdfs:label "valable depuis"@fr , "valid from"@en .
        dcterms:identifier rdfs:label "identifiant"@fr , "identifier"@en .
      }
      """;

  private final StringBuilder local = new StringBuilder("<graph/local/maquette> {\n");
  private final StringBuilder national = new StringBuilder("<graph/national/batiments> {\n");
  private final StringBuilder links = new StringBuilder("<graph/links/same-building> {\n");
  private final Random random = new Random(20261122);

  static TwinStore store() {
    TwinStore store = TwinStore.memory();
    String text = new Quarter().text();
    Txn.executeWrite(
        store.dataset(), () -> RDFParser.fromString(text, Lang.TRIG).parse(store.dataset()));
    return store;
  }

  private String text() {
    for (int x = -5; x < 5; x++) {
      for (int y = -5; y < 5; y++) {
        if (x < -1 || x > 1 || y < -1 || y > 1) {
          house(x, y);
        }
      }
    }
    market();
    return PREFIXES + CONTEXT + local + "}\n" + national + "}\n" + links + "}\n";
  }

  private void house(int x, int y) {
    String id = "BAT%03d".formatted((x + 5) * 10 + y + 5);
    double left = x * 46 + random.nextDouble() * 5 + (x > 0 ? 6 : 0);
    double low = y * 44 + random.nextDouble() * 5;
    double wide = 24 + random.nextDouble() * 16;
    double deep = 20 + random.nextDouble() * 18;
    building(id, 8 + random.nextInt(14), "Résidentiel", "POLYGON" + ring(left, low, wide, deep));
  }

  private void building(String id, double height, String usage, String shape) {
    national.append(
        """
          <id/national/batiment/%1$s> a lacis:Building ; dcterms:identifier "%1$s" ; lacis:height %2$s ;
            lacis:usage "%3$s"@fr ; lacis:inCommune <id/national/commune/99001> ;
            lacis:validFrom "2010-07-12"^^xsd:date ; geo:hasDefaultGeometry <id/national/batiment/%1$s/geometry> .
          <id/national/batiment/%1$s/geometry> geo:asWKT "<http://www.opengis.net/def/crs/EPSG/0/3946> %4$s"^^geo:wktLiteral .
        """
            .formatted(id, height, usage, shape));
  }

  private void market() {
    local.append(
        """
          <id/%1$s> a lacis:Building ; rdfs:label "Halle aux grains, place du Marché"@fr ; dcterms:identifier "BU_99001AT70" ;
            lacis:height 42.95 ; lacis:groundAltitude 167.9 ; lacis:parcelIdentifier "99001000AT0070" ;
            lacis:validFrom "2015-04-01"^^xsd:date ; geo:hasDefaultGeometry <id/%1$s/geometry> .
          <id/%1$s/geometry> geo:asWKT "<http://www.opengis.net/def/crs/EPSG/0/3946> POLYGON(%2$s, %3$s)"^^geo:wktLiteral .
        """
            .formatted(MARKET, bare(-44, -40, 88, 84), bare(-24, -20, 48, 44)));
    double[][] parts = {
      {-44, -40, 88, 20},
      {-44, 24, 40, 20},
      {-4, 24, 48, 20},
      {-44, -20, 20, 14},
      {-44, -6, 20, 14},
      {-44, 8, 20, 16},
      {24, -20, 20, 10},
      {24, -10, 20, 10},
      {24, 0, 20, 8},
      {24, 8, 20, 8},
      {24, 16, 20, 8}
    };
    for (int i = 0; i < parts.length; i++) {
      double[] p = parts[i];
      String id = "BAT9%02d".formatted(i);
      building(
          id,
          18.4 + i,
          i == 0 ? "Commercial et services" : "Indifférencié",
          "POLYGON" + ring(p[0] + 0.8, p[1] - 0.6, p[2], p[3]));
      links.append(
          """
            <id/%1$s> lacis:correspondsTo <id/national/batiment/%2$s> .
            <id/link/same-building/%3$d> a lacis:Link ; lacis:linkSource <id/%1$s> ; lacis:linkTarget <id/national/batiment/%2$s> ;
              lacis:linkPredicate lacis:correspondsTo ; lacis:intersectionArea %4$s ;
              lacis:evidence "Les deux emprises ont %5$d m² en commun, 97 %% de la plus petite."@fr , "Both footprints share %5$d m², 97 %% of the smaller one."@en .
          """
              .formatted(
                  MARKET,
                  id,
                  i,
                  Double.toString(p[2] * p[3] * 0.97),
                  Math.round(p[2] * p[3] * 0.97)));
    }
  }

  private String ring(double left, double low, double wide, double deep) {
    return "(" + bare(left, low, wide, deep) + ")";
  }

  // the whole quarter is turned a little, as quarters are
  private static String bare(double left, double low, double wide, double deep) {
    return "("
        + at(left, low)
        + ", "
        + at(left + wide, low)
        + ", "
        + at(left + wide, low + deep)
        + ", "
        + at(left, low + deep)
        + ", "
        + at(left, low)
        + ")";
  }

  private static String at(double x, double y) {
    double turn = Math.toRadians(9);
    return String.format(
        Locale.ROOT,
        "%.2f %.2f",
        1842000 + x * Math.cos(turn) - y * Math.sin(turn),
        5175000 + x * Math.sin(turn) + y * Math.cos(turn));
  }

  static Map<String, String> words(String french, String english) {
    return Map.of("fr", french, "en", english);
  }
}
