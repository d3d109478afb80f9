package org.lacis.app.sample;

import java.util.List;

/// The tables that make an SQLite file a GeoPackage (OGC 12-128r17, annex C), and the layer itself.
final class GeoPackageTables {
  static final String EXTENT =
      "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?";

  private static final String LAMBERT_93 =
      """
      PROJCS["RGF93 v1 / Lambert-93",GEOGCS["RGF93 v1",DATUM["Reseau_Geodesique_Francais_1993_v1",\
      SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],\
      UNIT["degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic_2SP"],\
      PARAMETER["latitude_of_origin",46.5],PARAMETER["central_meridian",3],\
      PARAMETER["standard_parallel_1",49],PARAMETER["standard_parallel_2",44],\
      PARAMETER["false_easting",700000],PARAMETER["false_northing",6600000],UNIT["metre",1]]\
      """;

  private static final String WGS_84 =
      """
      GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],\
      PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]\
      """;

  static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE gpkg_spatial_ref_sys (
            srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)\
          """,
          """
          CREATE TABLE gpkg_contents (
            table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
            description TEXT DEFAULT '', last_change DATETIME NOT NULL,
            min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
            CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))\
          """,
          """
          CREATE TABLE gpkg_geometry_columns (
            table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
            CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
            CONSTRAINT uk_gc_table_name UNIQUE (table_name),
            CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
            CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))\
          """,
          """
          CREATE TABLE batiment (
            fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geometrie POLYGON, cleabs TEXT(24),
            nature TEXT(40), usage_1 TEXT(40), nombre_de_logements INTEGER,
            nombre_d_etages INTEGER, hauteur DOUBLE, altitude_minimale_sol DOUBLE, annee INTEGER,
            origine TEXT(40))\
          """,
          "INSERT INTO gpkg_spatial_ref_sys VALUES"
              + " ('Undefined cartesian', -1, 'NONE', -1, 'undefined', ''),"
              + " ('Undefined geographic', 0, 'NONE', 0, 'undefined', ''),"
              + " ('WGS 84', 4326, 'EPSG', 4326, '"
              + WGS_84
              + "', ''), ('RGF93 v1 / Lambert-93', 2154, 'EPSG', 2154, '"
              + LAMBERT_93
              + "', '')",
          """
          INSERT INTO gpkg_contents VALUES ('batiment', 'features', 'batiment',
            'Données synthétiques : commune inventée, écrite par Lacis. Synthetic data.',
            '2025-01-01T00:00:00.000Z', NULL, NULL, NULL, NULL, 2154)\
          """,
          "INSERT INTO gpkg_geometry_columns VALUES ('batiment', 'geometrie', 'POLYGON', 2154, 0, 0)");

  private GeoPackageTables() {}
}
