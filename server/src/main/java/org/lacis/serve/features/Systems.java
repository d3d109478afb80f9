package org.lacis.serve.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lacis.geometry.Crs;
import org.lacis.query.feature.FeatureCollection;

/// The coordinate reference systems in which features are told and asked for.
final class Systems {
  /// For every collection; CRS84 first, as Part 2 asks.
  static final List<Crs> GLOBAL =
      Stream.concat(
              Stream.of(Crs.CRS84), Stream.of(4326, 4258, 4171, 2154, 3857, 3946).map(Crs::ofEpsg))
          .toList();

  /// What a collection says when it means [#GLOBAL].
  static final String REFERENCE = "#/crs";

  private Systems() {}

  /// All systems of a collection.
  static List<Crs> of(FeatureCollection collection) {
    if (GLOBAL.contains(collection.storage())) {
      return GLOBAL;
    }
    List<Crs> all = new ArrayList<>(GLOBAL);
    all.add(collection.storage());
    return all;
  }

  /// The system of a collection that has this name: its IRI as it is listed, or the safe form of
  /// one (`[EPSG:2154]`, as clients of Part 3 write it, is none).
  static Optional<Crs> named(FeatureCollection collection, String iri) {
    return of(collection).stream().filter(crs -> crs.iri().equals(iri)).findFirst();
  }
}
