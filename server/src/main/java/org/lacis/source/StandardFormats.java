package org.lacis.source;

import java.util.List;
import org.lacis.source.citygml.CityGmlFormat;
import org.lacis.source.cityjson.CityJsonFormat;
import org.lacis.source.csv.CsvFormat;
import org.lacis.source.geojson.GeoJsonFormat;
import org.lacis.source.geopackage.GeoPackageFormat;
import org.lacis.source.gml.GmlFormat;
import org.lacis.source.json.JsonFormat;
import org.lacis.source.shapefile.ShapefileFormat;
import org.lacis.source.sql.SqlFormat;
import org.lacis.source.xml.XPathFormat;

/// The formats that come with Lacis.
public final class StandardFormats {
  private StandardFormats() {}

  /// All of them, in the order in which they are asked.
  public static List<SourceFormat> all() {
    return List.of(
        new CsvFormat(),
        new JsonFormat(),
        new XPathFormat(),
        new GeoJsonFormat(),
        new GmlFormat(),
        new CityGmlFormat(),
        new CityJsonFormat(),
        new GeoPackageFormat(),
        new ShapefileFormat(),
        new SqlFormat());
  }
}
