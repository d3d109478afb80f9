package org.lacis.source.geojson;

import java.util.Locale;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceFormat;

/// `lacis:GeoJSON`: a feature collection, one feature, or features one after the other.
///
/// References: names of properties as they stand, or with dots for nested ones (`address.street`),
/// `id` of the feature (the property `id` where the feature has none), and the reserved `geometry`,
/// `geometry.footprint`, `geometry.height`, … Numbers have the natural datatypes of JSON. The CRS
/// is the one of the old `crs` member wherever it stands in the file, else the option `crs`, else
/// CRS84. A feature with a broken geometry is handed on without it, and told.
///
/// Options: `crs`, `axisOrder` (`northFirst` for files that break the standard), `repair`, `entry`.
public final class GeoJsonFormat implements SourceFormat {
  private static final String FORMULATION = "https://w3id.org/lacis#GeoJSON";

  @Override
  public boolean accepts(SourceDescription description) {
    if (!description.formulation().isEmpty()) {
      return description.formulation().equals(FORMULATION);
    }
    return description.location().toLowerCase(Locale.ROOT).endsWith(".geojson");
  }

  @Override
  public Source open(SourceDescription description) {
    return new GeoJsonSource(description);
  }
}
