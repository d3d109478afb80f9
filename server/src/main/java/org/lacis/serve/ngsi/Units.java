package org.lacis.serve.ngsi;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.lacis.vocabulary.Lacis;

/// Units of attributes, as the ontology tells them (`lacis:unitOfMeasure`), in the common codes of
/// UN/CEFACT that NGSI-LD asks for; a unit without a code here is told by its IRI.
final class Units {
  private static final Node UNIT = Lacis.term("unitOfMeasure");
  private static final String QUDT = "http://qudt.org/vocab/unit/";
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("M", "MTR"),
          Map.entry("M2", "MTK"),
          Map.entry("M3", "MTQ"),
          Map.entry("KiloM", "KMT"),
          Map.entry("CentiM", "CMT"),
          Map.entry("MilliM", "MMT"),
          Map.entry("HA", "HAR"),
          Map.entry("KiloM2", "KMK"),
          Map.entry("SEC", "SEC"),
          Map.entry("MIN", "MIN"),
          Map.entry("HR", "HUR"),
          Map.entry("DAY", "DAY"),
          Map.entry("YR", "ANN"),
          Map.entry("DEG", "DD"),
          Map.entry("DEG_C", "CEL"),
          Map.entry("K", "KEL"),
          Map.entry("PERCENT", "P1"),
          Map.entry("KiloGM", "KGM"),
          Map.entry("GM", "GRM"),
          Map.entry("TONNE", "TNE"),
          Map.entry("L", "LTR"),
          Map.entry("PA", "PAL"),
          Map.entry("HectoPA", "A97"),
          Map.entry("W", "WTT"),
          Map.entry("KiloW", "KWT"),
          Map.entry("KiloW-HR", "KWH"),
          Map.entry("V", "VLT"),
          Map.entry("A", "AMP"),
          Map.entry("DB", "2N"),
          Map.entry("LUX", "LUX"),
          Map.entry("M-PER-SEC", "MTS"),
          Map.entry("KiloM-PER-HR", "KMH"),
          Map.entry("M3-PER-SEC", "MQS"),
          Map.entry("MicroGM-PER-M3", "GQ"),
          Map.entry("PPM", "59"));

  private final DatasetGraph data;
  private final Map<String, Optional<String>> known = new HashMap<>();

  Units(DatasetGraph data) {
    this.data = data;
  }

  Optional<String> of(String predicate) {
    return known.computeIfAbsent(
        predicate,
        _ -> {
          Iterator<Quad> quads =
              data.findNG(Node.ANY, NodeFactory.createURI(predicate), UNIT, Node.ANY);
          return quads.hasNext()
              ? Optional.of(quads.next().getObject())
                  .filter(Node::isURI)
                  .map(Node::getURI)
                  .map(Units::code)
              : Optional.empty();
        });
  }

  static String code(String unit) {
    return unit.startsWith(QUDT) ? CODES.getOrDefault(unit.substring(QUDT.length()), unit) : unit;
  }
}
