package org.lacis.app.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/// The buildings of the national side: GeoPackage 1.3 (OGC 12-128r17), layer `batiment`, EPSG:2154,
/// columns named as in the national base.
final class NationalBuildings implements SampleFile {
  private static final int GEOPACKAGE = 0x47504B47;
  private static final int VERSION = 10300;
  private static final int BATCH = 2_000;
  private static final String INSERT =
      """
      INSERT INTO batiment (geometrie, cleabs, nature, usage_1, nombre_de_logements,
        nombre_d_etages, hauteur, altitude_minimale_sol, annee, origine)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  private final Town town;
  private final Path file;
  private final Connection connection;
  private final PreparedStatement insert;
  private final Envelope extent = new Envelope();
  private final WKBWriter wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN);
  private int waiting;

  NationalBuildings(Town town, Path file) throws IOException {
    this.town = town;
    this.file = file;
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(file);
    try {
      connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
      prepare();
      insert = connection.prepareStatement(INSERT);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void prepare() throws SQLException {
    try (Statement sql = connection.createStatement()) {
      // Nobody reads while we write, and a sample that was cut short is made anew.
      sql.execute("PRAGMA journal_mode = OFF");
      sql.execute("PRAGMA synchronous = OFF");
      sql.execute("PRAGMA application_id = " + GEOPACKAGE);
      sql.execute("PRAGMA user_version = " + VERSION);
      connection.setAutoCommit(false);
      for (String table : GeoPackageTables.STATEMENTS) {
        sql.execute(table);
      }
    }
  }

  @Override
  public void national(TrueBuilding building) throws IOException {
    Geometry shape = rounded(Town.onGround(building.plan()));
    extent.expandToInclude(shape.getEnvelopeInternal());
    // A fifth of the national base's buildings have no count of dwellings; here too.
    boolean counted = building.serial() % 5 != 3;
    var middle = building.plan().getEnvelopeInternal().centre();
    try {
      insert.setBytes(1, blob(shape));
      insert.setString(2, building.id());
      insert.setString(
          3, building.use() == Use.WORKS ? "Industriel, agricole ou commercial" : "Indifférenciée");
      insert.setString(4, building.use().national());
      if (counted) {
        insert.setInt(5, building.dwellings());
      } else {
        insert.setNull(5, Types.INTEGER);
      }
      insert.setInt(6, building.storeys());
      insert.setDouble(7, Math.round(building.wall() * 10) / 10.0);
      insert.setDouble(8, Math.round(town.ground(middle.x, middle.y) * 10) / 10.0);
      insert.setInt(9, building.year());
      insert.setString(10, Town.ORIGIN);
      insert.addBatch();
      if (++waiting == BATCH) {
        insert.executeBatch();
        waiting = 0;
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  // Two decimals, as the files of the national base have at most.
  static Geometry rounded(Geometry shape) {
    shape.apply(
        (org.locationtech.jts.geom.CoordinateFilter)
            c -> {
              c.x = Math.round(c.x * 100) / 100.0;
              c.y = Math.round(c.y * 100) / 100.0;
            });
    return shape;
  }

  /// Header of clause 2.1.3 (little endian, no envelope), then WKB.
  private byte[] blob(Geometry shape) {
    byte[] body = wkb.write(shape);
    byte[] blob = new byte[8 + body.length];
    blob[0] = 'G';
    blob[1] = 'P';
    blob[3] = 1;
    blob[4] = (byte) (2154 & 0xFF);
    blob[5] = (byte) (2154 >> 8);
    System.arraycopy(body, 0, blob, 8, body.length);
    return blob;
  }

  @Override
  public void close() throws IOException {
    try (connection;
        insert;
        PreparedStatement contents = connection.prepareStatement(GeoPackageTables.EXTENT)) {
      insert.executeBatch();
      CoordinateXY[] corners = {
        new CoordinateXY(extent.getMinX(), extent.getMinY()),
        new CoordinateXY(extent.getMaxX(), extent.getMaxY())
      };
      for (int i = 0; i < 2; i++) {
        contents.setDouble(1 + 2 * i, corners[i].x);
        contents.setDouble(2 + 2 * i, corners[i].y);
      }
      contents.executeUpdate();
      connection.commit();
    } catch (SQLException e) {
      throw new IOException(file.toString(), e);
    }
  }
}
