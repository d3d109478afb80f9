package org.lacis.serve.ngsi;

import it.unimi.dsi.fastutil.longs.LongList;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lacis.geometry.Crs;
import org.lacis.query.feature.FeatureCollection;
import org.lacis.query.feature.Members;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;

/// What the endpoints of NGSI-LD stand on.
///
/// @param limit how long a request may look for entities
record Door(TwinStore store, TwinIris iris, Types types, Contexts contexts, Duration limit) {
  /// A collection of the things of a class that have no places, of which nothing more is known.
  static FeatureCollection bare(Types.Type type) {
    return new FeatureCollection(
        Ngsi.local(type.node().getURI()),
        new Members.OfClass(type.node(), ""),
        Map.of(),
        Map.of(),
        type.count(),
        Optional.empty(),
        Optional.empty(),
        Crs.CRS84,
        List.of(),
        List.of(),
        LongList.of(),
        true);
  }
}
