package org.lacis.tests.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacis.geometry.GeometryValue;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.source.Value;
import org.lacis.tests.Shared;
import org.lacis.vocabulary.Finding;
import org.locationtech.jts.geom.Geometry;

/// Every real file is read whole. The counts were taken with Python's own readers.
final class RealFilesTest {

  private record Read(List<List<List<Value>>> rows, List<Finding> findings) {
    String text(int row, int reference) {
      return ((Value.Text) rows.get(row).get(reference).getFirst()).lexical();
    }

    GeometryValue shape(int row, int reference) {
      return ((Value.Shape) rows.get(row).get(reference).getFirst()).geometry();
    }

    List<String> column(int reference) {
      return rows.stream()
          .map(row -> row.get(reference))
          .map(values -> values.isEmpty() ? "" : ((Value.Text) values.getFirst()).lexical())
          .toList();
    }
  }

  private static Read read(
      String formulation,
      String path,
      String iterator,
      Map<String, String> options,
      String... refs) {
    Path file = Shared.get("data/" + path);
    Map<String, String> all = new HashMap<>(options);
    String namespace =
        formulation.startsWith("lacis:") ? "https://w3id.org/lacis#" : "http://w3id.org/rml/";
    SourceDescription description =
        new SourceDescription(
            file.getFileName().toString(),
            Objects.requireNonNull(file.getParent()),
            namespace + formulation.substring(formulation.indexOf(':') + 1),
            iterator,
            all.getOrDefault("encoding", ""),
            "",
            List.of(),
            all);
    List<List<List<Value>>> rows = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    try (Source source = new Sources(StandardFormats.all()).open(description)) {
      source.read(
          List.of(refs),
          record -> {
            List<List<Value>> row = new ArrayList<>();
            for (int i = 0; i < refs.length; i++) {
              row.add(List.copyOf(record.values(i)));
            }
            rows.add(row);
          },
          findings::add);
    }
    return new Read(rows, findings);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "35064,national/insee/commune_population_2020.csv,;,commune_code",
    "40670,national/insee/population_insee_dept_year_sex_age.csv,;,annee",
    "392,thematic/education/batiments_enseignement_superieur_69.csv,;,COM_CODE",
    "1793,thematic/health/chiffres-cles_ARA.csv,',',maille_code",
    "31818,thematic/health/covid_hospit.csv,;,dep",
    "375,thematic/transport/gtfs_ter_lyon/stops.txt,',',stop_id",
    "2,thematic/transport/gtfs_ter_lyon/agency.txt,',',agency_id",
    "943,thematic/transport/gtfs_ter_lyon/routes.txt,',',route_id",
    "2793,thematic/biodiversity/glc22_species_details.csv,;,GBIF_species_id",
    "1000,thematic/biodiversity/glc22_observations_fr.csv,;,observation_id"
  })
  void delimitedText(int count, String path, String delimiter, String column) {
    Read read = read("rml:CSV", path, "", Map.of("delimiter", delimiter), column);
    assertThat(read.rows()).hasSize(count);
    assertThat(read.findings()).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "333,national/cog/arrondissements.json,$[*]",
    "37590,national/cog/communes.json,$[*]",
    "109,national/cog/departements.json,$[*]",
    "1255,national/cog/epci.json,$[*]",
    "26,national/cog/regions.json,$[*]"
  })
  void json(int count, String path, String iterator) {
    Read read = read("rml:JSONPath", path, iterator, Map.of(), "$.code", "nom");
    assertThat(read.rows()).hasSize(count);
    assertThat(read.column(0)).doesNotContain("");
    assertThat(read.findings()).isEmpty();
  }

  @Test
  void membersOfIntercommunalities() {
    Read read =
        read("rml:JSONPath", "national/cog/epci.json", "$[*]", Map.of(), "code", "membres[*].code");
    int lyon = read.column(0).indexOf("200046977");
    assertThat(read.rows().get(lyon).get(1)).hasSize(58);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "239,derived/cadastre_13029_0A01_batiment.geojson,0",
    "5,derived/cadastre_13029_0A01_lieudit.geojson,0",
    "389,derived/cadastre_13029_0A01_parcelle.geojson,0",
    "1,derived/cadastre_13029_0A01_section.geojson,0",
    "9,lyon/adresses/arrondissements_de_lyon.json,4326",
    "1135,lyon/equipements/equipements_sportifs_2017.json,0",
    "141,lyon/equipements/fontaines_2017.json,0",
    "571,lyon/equipements/poi_touristiques_2017.json,0",
    "131,lyon/equipements/toilettes_2017.json,0",
    "3244,lyon/equipements/urbalyon.recenseqptsport.json,0",
    "12,lyon/mobilite/sytral_lignes_metro.json,4326",
    "345,lyon/mobilite/velov_stations_2016.geojson,0",
    "348,lyon/mobilite/velov_temps_reel_2017-04-13.json,0",
    "6,lyon/voirie/communes_gl_2025.geojson,2154",
    "5,lyon/voirie/espacepublic2025.geojson,3946",
    "6,lyon/voirie/parkingsurfacique.geojson,2154",
    "2576,national/bdtopo/buildings_lyon1.geojson,3946",
    "521,national/contours/communes-38-isere.geojson,0",
    "278,national/contours/communes-69-rhone.geojson,0",
    "1,national/contours/departement-69-rhone.geojson,0",
    "96,national/contours/departements-version-simplifiee.geojson,0",
    "13,national/contours/regions-version-simplifiee.geojson,0"
  })
  void geoJson(int count, String path, int epsg) {
    Read read = read("lacis:GeoJSON", path, "", Map.of(), "geometry");
    assertThat(read.rows()).hasSize(count);
    assertThat(read.findings()).isEmpty();
    for (int i = 0; i < count; i++) {
      assertThat(read.shape(i, 0).crs().epsg()).isEqualTo(epsg);
    }
  }

  @Test
  void buildingsOfTheNationalTwin() {
    Read read =
        read(
            "lacis:GeoJSON",
            "national/bdtopo/buildings_lyon1.geojson",
            "",
            Map.of(),
            "ID",
            "geometry",
            "geometry.height",
            "NB_LOGTS");
    assertThat(read.column(0)).contains("BATIMENT0000000240876972").doesNotHaveDuplicates();
    assertThat(read.shape(0, 1).is3D()).isTrue();
    assertThat(read.rows().stream().filter(row -> row.get(3).isEmpty())).hasSize(809);
  }

  @Test
  void stationsNamesAreMended() {
    Read read =
        read(
            "lacis:GeoJSON",
            "lyon/mobilite/velov_temps_reel_2017-04-13.json",
            "",
            Map.of("repair", "double-utf8"),
            "name",
            "commune");
    assertThat(read.column(0)).contains("Place Maréchal Lyautey");
    assertThat(read.column(0)).noneMatch(name -> name.contains("Ã"));
    assertThat(read.column(1)).noneMatch(name -> name.contains("Ã"));
  }

  @Test
  void arrondissementsLieInLyonThoughLatitudeComesFirst() {
    Read read =
        read(
            "lacis:GML",
            "lyon/adresses/adr_voie_lieu.adrarrond.gml",
            "",
            Map.of(),
            "geometry",
            "insee",
            "id");
    assertThat(read.rows()).hasSize(9);
    assertThat(read.findings()).isEmpty();
    for (int i = 0; i < 9; i++) {
      GeometryValue shape = read.shape(i, 0);
      assertThat(shape.crs().epsg()).isEqualTo(4171);
      assertThat(shape.shape().getCentroid().getX()).isCloseTo(4.84, within(0.06));
      assertThat(shape.shape().getCentroid().getY()).isCloseTo(45.76, within(0.06));
    }
  }

  @Test
  void streetPlanOfAnotherSchema() {
    Read read =
        read(
            "lacis:GML",
            "lyon/voirie/pcrs_20200716.RIL_L264_C298_P0.gml",
            "",
            Map.of(),
            "type",
            "geometry",
            "id");
    assertThat(read.rows()).hasSize(158);
    assertThat(read.findings()).isEmpty();
    assertThat(read.column(2)).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "1,0,LYON_1ER_00136_Cut_Buildings_with_textures.gml",
    "1,0,LYON_1ER_2012_00156_2.gml",
    "2,2,LYON_1ER_2015_AB102_AB100.gml",
    "1,1,LYON_1ER_2015_AB133_small_house.gml",
    "1,1,LYON_1ER_2015_AB84.gml",
    "1,1,LYON_1ER_2015_AT59.gml",
    "1,0,LYON_1ER_BATI_2009-1_bldg.gml",
    "1,0,LYON_1ER_BATI_2012-1_bldg.gml",
    "20,20,LYON_1ER_BATI_2015-20_bldg.gml"
  })
  void cityModels(int buildings, int parts, String file) {
    Read read =
        read(
            "lacis:CityGML",
            "lyon/citygml/" + file,
            "",
            Map.of("crs", "EPSG:3946"),
            "id",
            "type",
            "parent",
            "measuredHeight",
            "geometry",
            "geometry.footprint",
            "geometry.height",
            "lod");
    // Two rings of the largest file have two points only, at its source.
    assertThat(read.findings().stream().map(Finding::code).distinct())
        .isSubsetOf("geometry.malformed-gml", "source.dangling-reference");
    assertThat(read.findings().isEmpty()).isEqualTo(buildings != 20);
    assertThat(read.column(1).stream().filter("Building"::equals)).hasSize(buildings);
    assertThat(read.column(1).stream().filter("BuildingPart"::equals)).hasSize(parts);
    for (int i = 0; i < read.rows().size(); i++) {
      assertThat(read.shape(i, 4).crs().epsg()).isEqualTo(3946);
      assertThat(read.shape(i, 5).shape().getArea()).as(read.text(i, 0)).isGreaterThan(10);
      assertThat(read.text(i, 7)).isEqualTo("2");
      if (!read.rows().get(i).get(3).isEmpty()) {
        double told = Double.parseDouble(read.text(i, 3));
        assertThat(Double.parseDouble(read.text(i, 6)))
            .as(read.text(i, 0))
            .isCloseTo(told, within(0.01));
      }
    }
  }

  @Test
  void aBuildingCoversItsParts() {
    Read read =
        read(
            "lacis:CityGML",
            "lyon/citygml/LYON_1ER_BATI_2015-20_bldg.gml",
            "",
            Map.of("crs", "EPSG:3946"),
            "id",
            "parent",
            "geometry.footprint");
    Map<String, GeometryValue> whole = new HashMap<>();
    for (int i = 0; i < read.rows().size(); i++) {
      whole.put(read.text(i, 0), read.shape(i, 2));
    }
    for (int i = 0; i < read.rows().size(); i++) {
      if (!read.column(1).get(i).isEmpty()) {
        double part = read.shape(i, 2).shape().getArea();
        double building = Objects.requireNonNull(whole.get(read.text(i, 1))).shape().getArea();
        assertThat(building).isGreaterThanOrEqualTo(part - 0.001);
      }
    }
  }

  @Test
  void aCityModelSaysTheSameInBothFormats() {
    String[] references = {
      "id", "type", "measuredHeight", "lod", "geometry.height", "geometry.footprint", "parent"
    };
    Read gml =
        read(
            "lacis:CityGML",
            "lyon/citygml/LYON_1ER_BATI_2015-20_bldg.gml",
            "",
            Map.of("crs", "EPSG:3946"),
            references);
    Read json =
        read("lacis:CityJSON", "derived/LYON_1ER_BATI_2015-20.city.json", "", Map.of(), references);
    assertThat(json.rows()).hasSize(40);
    assertThat(json.column(0)).containsExactlyInAnyOrderElementsOf(gml.column(0));
    for (int i = 0; i < 40; i++) {
      String id = json.text(i, 0);
      int twin = gml.column(0).indexOf(id);
      for (int reference : new int[] {1, 3, 6}) {
        assertThat(json.column(reference).get(i)).isEqualTo(gml.column(reference).get(twin));
      }
      assertThat(Double.parseDouble(json.text(i, 4)))
          .as(id)
          .isCloseTo(Double.parseDouble(gml.text(twin, 4)), within(0.01));
      GeometryValue footprint = json.shape(i, 5);
      assertThat(footprint.crs()).isEqualTo(gml.shape(twin, 5).crs());
      Geometry other = gml.shape(twin, 5).shape();
      assertThat(footprint.shape().getArea()).as(id).isCloseTo(other.getArea(), within(0.1));
      // The derived file was rounded to millimetres: edges may be that far apart.
      assertThat(footprint.shape().symDifference(other).getArea())
          .as(id)
          .isLessThan(0.001 * other.getLength());
    }
  }

  @Test
  void pathsFindTheBuildingsOfACityModel() {
    String file = "lyon/citygml/LYON_1ER_BATI_2015-20_bldg.gml";
    Read model = read("lacis:CityGML", file, "Building", Map.of("crs", "EPSG:3946"), "id");
    Read paths =
        read(
            "rml:XPath",
            file,
            "/core:CityModel/core:cityObjectMember/bldg:Building",
            Map.of(
                "namespace:core", "http://www.opengis.net/citygml/2.0",
                "namespace:bldg", "http://www.opengis.net/citygml/building/2.0",
                "namespace:gml", "http://www.opengis.net/gml"),
            "@gml:id",
            "count(.//gml:Polygon)");
    assertThat(paths.rows()).hasSize(20);
    assertThat(paths.column(0)).isEqualTo(model.column(0));
    assertThat(paths.column(1)).doesNotContain("0");
    assertThat(paths.findings()).isEmpty();
  }

  @Test
  void versionsOfCityGml3() {
    String file = "lyon/citygml3/historicalSuccession_CityGML3_LOD2_Versioning.gml";
    Read objects =
        read(
            "lacis:CityGML",
            file,
            "",
            Map.of("crs", "EPSG:3946"),
            "id",
            "type",
            "geometry",
            "creationDate");
    assertThat(objects.column(1).stream().filter("Building"::equals)).hasSize(4);
    assertThat(objects.column(1).stream().filter("BuildingPart"::equals)).hasSize(5);
    Read versions = read("lacis:CityGML", file, "Version", Map.of(), "id", "tag", "versionMember");
    assertThat(versions.rows()).hasSize(2);
    assertThat(versions.rows().get(0).get(2)).hasSize(2);
    assertThat(versions.text(0, 2)).isEqualTo("BU_69381AL47_2000-01-01");
    Read transitions =
        read(
            "lacis:CityGML",
            file,
            "VersionTransition",
            Map.of(),
            "from",
            "to",
            "VersionTransition.type");
    assertThat(transitions.text(0, 0)).isEqualTo("LYON_1ER_snapshot_2000-01-01");
    assertThat(transitions.text(0, 2)).isEqualTo("historicalSuccession");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "29,derived/shp/BATIMENT_REMARQUABLE.shp,2154",
    "17,lyon/gratteciel_diff/2012-2015/BatisCrees.shp,3946",
    "94,lyon/gratteciel_diff/2012-2015/BatisDetruits.shp,3946",
    "77,lyon/gratteciel_diff/2012-2015/BatisInchanges.shp,3946",
    "574,lyon/gratteciel_diff/2012-2015/BatisModifiesNew.shp,3946",
    "194,lyon/gratteciel_diff/2012-2015/BatisModifiesOld.shp,3946",
    "668,lyon/gratteciel_diff/2012-2015/BatisNew.shp,3946",
    "11,lyon/gratteciel_diff/2015-2018/BatisCrees.shp,3946",
    "50,lyon/gratteciel_diff/2015-2018/BatisDetruits.shp,3946",
    "93,lyon/gratteciel_diff/2015-2018/BatisInchanges.shp,3946",
    "528,lyon/gratteciel_diff/2015-2018/BatisModifiesNew.shp,3946",
    "525,lyon/gratteciel_diff/2015-2018/BatisModifiesOld.shp,3946",
    "629,lyon/gratteciel_diff/2015-2018/BatisNew.shp,3946"
  })
  void shapefiles(int count, String path, int epsg) {
    Map<String, String> options = epsg == 2154 ? Map.of() : Map.of("crs", "EPSG:" + epsg);
    Read read = read("lacis:Shapefile", path, "", options, "geometry");
    assertThat(read.rows()).hasSize(count);
    assertThat(read.findings()).isEmpty();
    assertThat(read.shape(0, 0).crs().epsg()).isEqualTo(epsg);
    assertThat(read.shape(0, 0).shape().getArea()).isPositive();
  }

  @Test
  void accentsOfAShapefile() {
    Read read =
        read("lacis:Shapefile", "derived/shp/BATIMENT_REMARQUABLE.shp", "", Map.of(), "NATURE");
    assertThat(read.column(0)).contains("Eglise").noneMatch(nature -> nature.contains("\uFFFD"));
  }

  @ParameterizedTest(name = "{1} {2}")
  @CsvSource({
    "2576,derived/batiment_lyon1_l93.gpkg,batiment,ID",
    "10,thematic/risk/pprt_69dreal20090005.gpkg,pprt_69dreal20090005_zonereglementairefoncier_s,typereglement",
    "25,thematic/risk/pprt_69dreal20090005.gpkg,pprt_69dreal20090005_zonereglementaireurba_s,typereglement",
    "1,thematic/risk/pprt_69dreal20090005.gpkg,pprt_69dreal20090005_perimetre_s,codeprocedure"
  })
  void geoPackages(int count, String path, String layer, String column) {
    Read read = read("lacis:GeoPackage", path, layer, Map.of(), column, "geometry");
    assertThat(read.rows()).hasSize(count);
    assertThat(read.findings()).isEmpty();
    for (int i = 0; i < count; i++) {
      assertThat(read.shape(i, 1).crs().epsg()).isEqualTo(2154);
    }
  }
}
