package org.lacis.query.feature;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.lacis.store.NodeIds;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// The numbers of the terms that make a feature, and what the graphs of a view are. Belongs to one
/// view and thread.
final class Vocabulary {
  private static final String SOSA = "http://www.w3.org/ns/sosa/";
  private static final Node VALID_FROM = Lacis.term("validFrom");
  private static final Node VALID_TO = Lacis.term("validTo");

  /// Whose word a graph is.
  ///
  /// @param data whether it describes things
  /// @param links whether it says how things belong together
  /// @param twin key of the twin that it belongs to; empty for none
  record Speaker(boolean data, boolean links, String twin) {
    boolean counts() {
      return data || links;
    }
  }

  private static final Speaker SILENT = new Speaker(false, false, "");

  private final NodeIds ids;
  private final String graphs;
  private final Long2ObjectOpenHashMap<Speaker> speakers = new Long2ObjectOpenHashMap<>();

  final long type;
  final long defaultGeometry;
  final long geometry;
  final long solid;
  private final long wkt;
  private final long gml;
  private final long geoJson;
  private final long kml;
  final long validFrom;
  final long validTo;
  private final long phenomenonTime;
  private final long resultTime;

  Vocabulary(NodeIds ids, TwinIris iris) {
    this.ids = ids;
    this.graphs = iris.base() + "graph/";
    this.type = ids.id(RDF.type.asNode());
    this.defaultGeometry = ids.id(Geo.HAS_DEFAULT_GEOMETRY);
    this.geometry = ids.id(Geo.HAS_GEOMETRY);
    this.solid = ids.id(Lacis.SOLID_GEOMETRY);
    this.wkt = ids.id(Geo.AS_WKT);
    this.gml = ids.id(Geo.AS_GML);
    this.geoJson = ids.id(Geo.AS_GEOJSON);
    this.kml = ids.id(Geo.AS_KML);
    this.validFrom = ids.id(VALID_FROM);
    this.validTo = ids.id(VALID_TO);
    this.phenomenonTime = ids.id(NodeFactory.createURI(SOSA + "phenomenonTime"));
    this.resultTime = ids.id(NodeFactory.createURI(SOSA + "resultTime"));
  }

  boolean isGeometry(long predicate) {
    return predicate == defaultGeometry || predicate == geometry || predicate == solid;
  }

  /// Whether the predicate makes a feature rather than says something of it.
  boolean isStructure(long predicate) {
    return predicate == type || isGeometry(predicate);
  }

  /// Which of several texts of one geometry is read: the lowest; negative for what is none.
  int serialization(long predicate) {
    return predicate == wkt
        ? 0
        : predicate == gml ? 1 : predicate == geoJson ? 2 : predicate == kml ? 3 : -1;
  }

  boolean isMoment(long predicate) {
    return predicate == phenomenonTime || predicate == resultTime;
  }

  Speaker speaker(long graph) {
    Speaker known = speakers.get(graph);
    if (known == null) {
      known = speaker(ids.node(graph));
      speakers.put(graph, known);
    }
    return known;
  }

  private Speaker speaker(Node graph) {
    String iri = graph.isURI() ? graph.getURI() : "";
    if (!iri.startsWith(graphs)) {
      return new Speaker(true, false, "");
    }
    String rest = iri.substring(graphs.length());
    if (rest.startsWith("links/")) {
      return new Speaker(false, true, "");
    }
    if (Members.NO_DATA.stream().anyMatch(rest::startsWith)) {
      return SILENT;
    }
    int slash = rest.indexOf('/');
    return new Speaker(true, false, slash < 0 ? "" : rest.substring(0, slash));
  }
}
