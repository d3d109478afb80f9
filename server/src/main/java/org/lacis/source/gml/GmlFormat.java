package org.lacis.source.gml;

import java.util.Locale;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceFormat;

/// `lacis:GML`: feature collections of GML 2 to 3.2 and WFS 1 and 2, of any application schema.
///
/// A record is an element inside `member`, `featureMember` or `featureMembers`; the iterator names
/// the feature type (its local name), or is empty for all. References: local names of properties,
/// `property.leaf` for what is nested, `id`, `type`, and the reserved `geometry` …; a property that
/// holds a geometry gives it under its own name too, and the first of them is `geometry`. The CRS
/// and the axis order are those of `srsName`, else those declared.
///
/// Options: `crs` (where `srsName` is missing), `axisOrder`, `repair`, `entry`.
public final class GmlFormat implements SourceFormat {
  private static final String FORMULATION = "https://w3id.org/lacis#GML";

  @Override
  public boolean accepts(SourceDescription description) {
    if (!description.formulation().isEmpty()) {
      return description.formulation().equals(FORMULATION);
    }
    return description.location().toLowerCase(Locale.ROOT).endsWith(".gml");
  }

  @Override
  public Source open(SourceDescription description) {
    return new GmlSource(description);
  }
}
