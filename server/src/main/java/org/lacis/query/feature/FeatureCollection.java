package org.lacis.query.feature;

import it.unimi.dsi.fastutil.longs.LongList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lacis.geometry.Crs;

/// A collection of features, as one version of the store has it.
///
/// @param id `building`, `building.lyon`, or the name that a question gives
/// @param title by language; may be empty
/// @param description by language; may be empty
/// @param count of its features
/// @param extent of their geometries, a little more than that; empty where none has one
/// @param time from the first moment to the last that one of them names; empty where none does
/// @param storage the system of most of their geometries
/// @param properties by name, in the order of their names
/// @param datasets that describe its features, the largest first
/// @param nowhere the features without a geometry: ids of [org.lacis.store.NodeIds], ascending; not
///   changed after
/// @param blanks whether blank nodes are of the class: they have no address, and are left out
public record FeatureCollection(
    String id,
    Members members,
    Map<String, String> title,
    Map<String, String> description,
    long count,
    Optional<Extent> extent,
    Optional<Interval> time,
    Crs storage,
    List<Property> properties,
    List<DatasetPart> datasets,
    LongList nowhere,
    boolean blanks) {
  public FeatureCollection {
    title = Map.copyOf(title);
    description = Map.copyOf(description);
    properties = List.copyOf(properties);
    datasets = List.copyOf(datasets);
  }

  public Optional<Property> property(String name) {
    return properties.stream().filter(property -> property.name().equals(name)).findFirst();
  }
}
