package org.lacis.source.geopackage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkb;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.source.SourceRecord;
import org.lacis.source.Value;
import org.lacis.source.features.DeclaredCrs;
import org.lacis.source.features.Derived;
import org.lacis.source.features.FeatureRecord;
import org.lacis.source.file.InputFile;
import org.lacis.source.file.Nearest;
import org.lacis.source.file.ValueRules;
import org.lacis.source.sql.Column;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;
import org.sqlite.SQLiteConfig;

final class GeoPackageSource implements Source {
  private final InputFile file;
  private final ValueRules rules;
  private final DeclaredCrs declared;
  private final Connection connection;
  private final String layer;
  private final List<Column> columns;
  private final Optional<String> geometry;

  GeoPackageSource(SourceDescription description) {
    this.file = InputFile.of(description);
    this.rules = ValueRules.of(description);
    this.declared = DeclaredCrs.of(description);
    try {
      SQLiteConfig config = new SQLiteConfig();
      config.setReadOnly(true);
      this.connection = config.createConnection("jdbc:sqlite:" + file.path().toAbsolutePath());
      this.layer = layer(description.iterator());
      this.columns = layout();
      this.geometry =
          one("SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", layer);
    } catch (SQLException cause) {
      throw broken(cause);
    }
  }

  private SourceException broken(SQLException cause) {
    return new SourceException(
        Finding.violation(
            "source.malformed-geopackage",
            Place.of(file.name()),
            String.valueOf(cause.getMessage()),
            "an OGC GeoPackage",
            "Fetch the file again, or name its real format."),
        cause);
  }

  private String layer(String iterator) throws SQLException {
    List<String> layers = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT table_name FROM gpkg_contents ORDER BY table_name")) {
      while (rows.next()) {
        layers.add(rows.getString(1));
      }
    }
    if (layers.contains(iterator)) {
      return iterator;
    }
    if (iterator.isEmpty() && layers.size() == 1) {
      return layers.getFirst();
    }
    throw new SourceException(
        Finding.violation(
            "source.missing-layer",
            Place.of(file.name()),
            iterator.isEmpty() ? layers.size() + " layers and no choice" : "no layer " + iterator,
            "one of " + String.join(", ", layers),
            Nearest.remedy(iterator, layers)));
  }

  private String select() {
    return "SELECT * FROM \"" + layer.replace("\"", "\"\"") + "\"";
  }

  private List<Column> layout() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select() + " LIMIT 1")) {
      List<Column> found = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        found.add(Column.of(rows.getMetaData(), i));
      }
      return List.copyOf(found);
    }
  }

  private Optional<String> one(String query, String parameter) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, parameter);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
      }
    }
  }

  /// The CRS of the layer: its authority's code, else the declared one.
  private Crs crs() throws SQLException {
    Optional<String> code =
        one(
            "SELECT organization || ':' || organization_coordsys_id FROM gpkg_spatial_ref_sys"
                + " WHERE srs_id > 0 AND srs_id = (SELECT srs_id FROM gpkg_geometry_columns"
                + " WHERE table_name = ?)",
            layer);
    return code.isPresent() && declared.crs().isEmpty()
        ? DeclaredCrs.known(file.name(), code.get())
        : declared.required("a layer whose reference system is undefined");
  }

  @Override
  public List<String> columns() {
    return columns.stream().map(Column::name).toList();
  }

  @Override
  public void read(List<String> references, Consumer<SourceRecord> each, FindingSink findings) {
    FeatureRecord record = new FeatureRecord(file.name(), references, findings);
    List<Column> asked = references.stream().flatMap(name -> column(name).stream()).toList();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select())) {
      boolean shapes =
          geometry.isPresent() && (record.wantsShape() || record.wants(geometry.get()));
      Crs crs = shapes ? crs() : Crs.CRS84;
      while (rows.next()) {
        record.clear();
        record.count();
        for (Column column : asked) {
          if (!geometry.equals(Optional.of(column.name()))) {
            record.put(column.name(), column.value(rows, rules));
          }
        }
        if (shapes) {
          shape(rows.getBytes(geometry.get()), crs, record);
        }
        each.accept(record);
      }
    } catch (SQLException cause) {
      throw broken(cause);
    }
  }

  private Optional<Column> column(String reference) {
    Optional<Column> column =
        columns.stream().filter(one -> one.name().equals(reference)).findFirst();
    if (column.isEmpty() && (Derived.of(reference).isEmpty() || geometry.isEmpty())) {
      throw new SourceException(
          Finding.violation(
              "source.missing-column",
              Place.of(file.name()).field(reference),
              "no column " + reference + " in " + layer,
              "one of " + String.join(", ", columns()),
              Nearest.remedy(reference, columns())));
    }
    return column;
  }

  private void shape(
      byte @org.jspecify.annotations.Nullable [] blob, Crs crs, FeatureRecord record) {
    if (blob == null) {
      return;
    }
    try {
      Optional<ByteBuffer> wkb = wkb(blob);
      if (wkb.isPresent()) {
        GeometryValue value = declared.oriented(Wkb.parse(wkb.get(), crs));
        record.shape(value);
        geometry.ifPresent(name -> record.put(name, List.of(new Value.Shape(value))));
      }
    } catch (GeometryException cause) {
      record.broken(cause);
    }
  }

  /// Takes off the header of GeoPackage 1.3, section 2.1.3.1.1; empty for an empty geometry.
  private Optional<ByteBuffer> wkb(byte[] blob) {
    if (blob.length < 8 || blob[0] != 'G' || blob[1] != 'P') {
      throw new GeometryException(
          Finding.violation(
              "geometry.malformed-geopackage",
              Place.of(file.name()),
              blob.length + " bytes without the header GP",
              "a GeoPackage geometry",
              "Mend the geometry."));
    }
    int flags = blob[3];
    int envelope =
        switch ((flags >> 1) & 7) {
          case 0 -> 0;
          case 1 -> 32;
          case 2, 3 -> 48;
          default -> 64;
        };
    boolean empty = (flags & 0x10) != 0;
    int header = Math.min(blob.length, 8 + envelope);
    return empty
        ? Optional.empty()
        : Optional.of(
            ByteBuffer.wrap(blob, header, blob.length - header)
                .slice()
                .order(ByteOrder.BIG_ENDIAN));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException cause) {
      throw broken(cause);
    }
  }
}
