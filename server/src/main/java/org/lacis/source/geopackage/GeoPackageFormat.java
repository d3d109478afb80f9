package org.lacis.source.geopackage;

import java.util.Locale;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceFormat;

/// `lacis:GeoPackage`: the features, or rows without geometry, of one layer, read-only.
///
/// The iterator names the layer and may be empty where there is only one. References: column names,
/// the geometry column under its own name and as `geometry`, and the reserved derived ones. The CRS
/// is the layer's; where the file leaves it undefined, the option `crs`.
public final class GeoPackageFormat implements SourceFormat {
  private static final String FORMULATION = "https://w3id.org/lacis#GeoPackage";

  @Override
  public boolean accepts(SourceDescription description) {
    if (!description.formulation().isEmpty()) {
      return description.formulation().equals(FORMULATION);
    }
    return description.location().toLowerCase(Locale.ROOT).endsWith(".gpkg");
  }

  @Override
  public Source open(SourceDescription description) {
    return new GeoPackageSource(description);
  }
}
