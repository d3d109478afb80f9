package org.lacis.source.cityjson;

import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceFormat;

/// `lacis:CityJSON`: city models of CityJSON 1.0, 1.1 and 2.0, and CityJSONSeq (text sequences of
/// `CityJSONFeature`).
///
/// Without iterator the records are all objects without parents and all building parts; the
/// iterator chooses types, separated by commas or blanks (`Building`, `BuildingPart` …). Records
/// come in the order of the file.
///
/// References: `id` (the key of the object), `type`, `parent` (ids of the objects it is part of),
/// `lod` (the highest with a shape), attributes by name, nested ones by `name.leaf`
/// (`attributes.lod` for one whose name is taken), and the reserved `geometry`,
/// `geometry.footprint`, ….
///
/// The shape is taken from the highest level of detail that has one: its solids, else its surfaces,
/// together with the shapes of the object's parts. The CRS is `metadata.referenceSystem`, else the
/// option `crs`.
///
/// Only when a shape or a level of detail is asked for, a CityJSON file is read twice: first its
/// vertices and the index lists of the parts are gathered into arrays of numbers (24 bytes a
/// vertex, 4 an index), then the objects pass by one after the other. Of a CityJSONSeq, one feature
/// is held at a time.
///
/// Options: `crs`, `axisOrder`, `repair`, `entry`.
public final class CityJsonFormat implements SourceFormat {
  private static final String FORMULATION = "https://w3id.org/lacis#CityJSON";

  @Override
  public boolean accepts(SourceDescription description) {
    return description.formulation().equals(FORMULATION);
  }

  @Override
  public Source open(SourceDescription description) {
    return new CityJsonSource(description);
  }
}
