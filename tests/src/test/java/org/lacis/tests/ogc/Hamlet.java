package org.lacis.tests.ogc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.system.Txn;
import org.lacis.query.QuerySetup;
import org.lacis.serve.AdminKey;
import org.lacis.serve.ServeSettings;
import org.lacis.serve.page.Question;
import org.lacis.serve.page.TwinPart;
import org.lacis.serve.web.Language;
import org.lacis.store.TwinStore;

/// An invented hamlet near Lyon that two twins describe, in Lambert-93 and in CC46, with trees on
/// both sides of the antimeridian, things without a place, several values and several shapes.
final class Hamlet {
  static final String BASE = "https://hamlet.example/";
  static final int NATIONAL = 130;
  static final int LOCAL = 40;

  private static final String PREFIXES =
      """
      @prefix dcat: <http://www.w3.org/ns/dcat#> .
      @prefix dcterms: <http://purl.org/dc/terms/> .
      @prefix ex: <https://other.example/terms#> .
      @prefix geo: <http://www.opengis.net/ont/geosparql#> .
      @prefix lacis: <https://w3id.org/lacis#> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
      @base <https://hamlet.example/> .
      """;

  private static final String REST =
      """
      <graph/catalogue> {
        <graph/national/buildings> a lacis:Dataset, dcat:Dataset ; dcterms:title "Bâtiments"@fr , "Buildings"@en ;
          dcterms:license <https://licence.example/open> ; dcterms:rights "Institut synthétique" .
        <graph/local/buildings> a lacis:Dataset, dcat:Dataset ; dcterms:title "Maquette"@fr ;
          dcterms:license <https://licence.example/other> ; dcterms:publisher <id/agent/hamlet> .
        <id/agent/hamlet> <http://xmlns.com/foaf/0.1/name> "Commune du hameau" .
        <id/twin/local> rdfs:label "Hameau"@fr .
      }
      <graph/ontology/territory> {
        lacis:Building rdfs:label "bâtiment"@fr , "building"@en ; rdfs:comment "A construction."@en .
        lacis:height rdfs:label "hauteur"@fr , "height"@en .
      }
      <graph/inferred> {
        <id/national/building/B0> a lacis:TerritorialObject ; lacis:height 999 .
      }
      <graph/links/same> {
        <id/national/building/B0> lacis:correspondsTo <id/local/building/L0> .
      }
      <graph/local/trees> {
        <id/local/tree/suva> a ex:OldTree ; rdfs:label "Arbre à pain"@fr , "Breadfruit"@en ; ex:girth 3 , 4 ; ex:sacred true ;
          lacis:validFrom "2001-02-03"^^xsd:date ; geo:hasDefaultGeometry [ geo:asWKT "POINT(178.4 -18.1)"^^geo:wktLiteral ] .
        <id/local/tree/apia> a ex:OldTree ; rdfs:label "Niu"@en ; ex:girth 2 ;
          lacis:validFrom "2010-01-01"^^xsd:date ; lacis:validTo "2020-01-01"^^xsd:date ;
          geo:hasGeometry [ geo:asWKT "POINT(-171.8 -13.8)"^^geo:wktLiteral ] .
        <id/local/tree/the%20lost?> a ex:OldTree , ex:Rumour ; rdfs:label "Lost" ; ex:girth 7.5 .
        <https://other.example/tree/1> a ex:OldTree ; ex:label "elsewhere" ; ex:girth 1e1 ;
          geo:hasDefaultGeometry [ geo:asWKT "POINT Z(4.87 45.77 210)"^^geo:wktLiteral ] .
        [] a ex:OldTree .
        <id/local/tower> a ex:Tower ; lacis:solidGeometry [ geo:asWKT "<http://www.opengis.net/def/crs/EPSG/0/2154> POLYHEDRALSURFACE Z(((842000 6519000 200, 842000 6519010 200, 842010 6519010 200, 842010 6519000 200, 842000 6519000 200)), ((842000 6519000 230, 842010 6519000 230, 842010 6519010 230, 842000 6519010 230, 842000 6519000 230)), ((842000 6519000 200, 842010 6519000 200, 842010 6519000 230, 842000 6519000 230, 842000 6519000 200)), ((842010 6519000 200, 842010 6519010 200, 842010 6519010 230, 842010 6519000 230, 842010 6519000 200)), ((842010 6519010 200, 842000 6519010 200, 842000 6519010 230, 842010 6519010 230, 842010 6519010 200)), ((842000 6519010 200, 842000 6519000 200, 842000 6519000 230, 842000 6519010 230, 842000 6519010 200)))"^^geo:wktLiteral ] ;
          geo:hasDefaultGeometry [ geo:asWKT "<http://www.opengis.net/def/crs/EPSG/0/2154> POLYGON((842000 6519000, 842000 6519010, 842010 6519010, 842010 6519000, 842000 6519000))"^^geo:wktLiteral ] .
      }
      """;

  private Hamlet() {}

  static TwinStore store() {
    TwinStore store = QuerySetup.equip(TwinStore.memory());
    String text = text();
    Txn.executeWrite(
        store.dataset(), () -> RDFParser.fromString(text, Lang.TRIG).parse(store.dataset()));
    return store;
  }

  private static String text() {
    StringBuilder national = new StringBuilder("<graph/national/buildings> {\n");
    for (int i = 0; i < NATIONAL; i++) {
      building(
          national,
          "national/building/B" + i,
          2154,
          842000 + 20 * (i % 13),
          6519000 + 20 * (i / 13),
          i);
    }
    StringBuilder local = new StringBuilder("<graph/local/buildings> {\n");
    for (int i = 0; i < LOCAL; i++) {
      building(
          local, "local/building/L" + i, 3946, 1842000 + 20 * (i % 8), 5175000 + 20 * (i / 8), i);
    }
    return PREFIXES + national + "}\n" + local + "}\n" + REST;
  }

  private static void building(StringBuilder to, String id, int epsg, int x, int y, int i) {
    to.append(
        """
          <id/%1$s> a lacis:Building ; dcterms:identifier "%2$s" ; lacis:height %3$s ; lacis:usage "%4$s"@fr ;
            lacis:validFrom "%5$d-01-01"^^xsd:date ; geo:hasDefaultGeometry <id/%1$s/geometry> .
          <id/%1$s/geometry> geo:asWKT "<http://www.opengis.net/def/crs/EPSG/0/%6$d> POLYGON((%7$d %8$d, %7$d %10$d, %9$d %10$d, %9$d %8$d, %7$d %8$d))"^^geo:wktLiteral .
        """
            .formatted(
                id,
                id.substring(id.lastIndexOf('/') + 1),
                3 + i % 17 + ".5",
                i % 3 == 0 ? "Résidentiel" : "Agricole",
                1990 + i % 30,
                epsg,
                x,
                y,
                x + 10,
                y + 12));
  }

  static ServeSettings settings() {
    return new ServeSettings(
        "127.0.0.1",
        0,
        BASE,
        Map.of("fr", "Hameau", "en", "Hamlet"),
        Map.of("en", "Invented."),
        "Nobody",
        List.of(Language.EN, Language.FR),
        List.of(
            new TwinPart("national", Map.of("en", "National"), "#2a4f9e", "#a3bbf7"),
            new TwinPart("local", Map.of("en", "Hamlet"), "#b23c22", "#f2a08a")),
        List.of(
            Question.read(
                "tall",
                """
                # collection: tall-buildings
                # fr: Quels bâtiments dépassent 18 m ?
                # en: Which buildings are taller than 18 m?
                PREFIX lacis: <https://w3id.org/lacis#>
                SELECT ?building ?height { ?building a lacis:Building ; lacis:height ?height FILTER(?height > 18 && ?height < 100) }
                """)),
        Duration.ofSeconds(10),
        AdminKey.ofKey("a key that only the tests know"));
  }
}
