package org.lacis.source.citygml;

import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceFormat;

/// `lacis:CityGML`: city models of CityGML 1.0, 2.0 and 3.0, one top-level object in memory at a
/// time.
///
/// Without iterator the records are all members of the city model and all building parts; the
/// iterator chooses types by local name, separated by commas or blanks (`Building`, `Version`,
/// `RoofSurface` …). A part comes after its building.
///
/// References: `id`, `type`, `parent` (id of the object around), `lod` (the highest with a shape),
/// simple properties by local name, generic attributes by their name, `property.leaf` for what is
/// nested (`externalReference.externalObject.uri`), the target of references without `#`, and the
/// reserved `geometry`, `geometry.footprint`, … A property that is itself called `type`, `id`,
/// `parent` or `lod` goes by its object's type: `VersionTransition.type`.
///
/// The shape is taken from the highest level of detail that has one: the solid with the surfaces it
/// refers to, else the thematic surfaces, together with the shapes of the building's parts. The CRS
/// is the `srsName` of the geometry or of the nearest envelope, else the option `crs`.
///
/// Options: `crs`, `axisOrder`, `repair`, `entry`.
public final class CityGmlFormat implements SourceFormat {
  private static final String FORMULATION = "https://w3id.org/lacis#CityGML";

  @Override
  public boolean accepts(SourceDescription description) {
    return description.formulation().equals(FORMULATION);
  }

  @Override
  public Source open(SourceDescription description) {
    return new CityGmlSource(description);
  }
}
