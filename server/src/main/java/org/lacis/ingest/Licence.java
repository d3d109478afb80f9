package org.lacis.ingest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Short names of licences, for `licence:` in a `dataset.yaml`, and the IRIs by which catalogues
/// know them: those of the licence authority table of the European Union where it has one.
final class Licence {
  private static final String EU = "http://publications.europa.eu/resource/authority/licence/";
  private static final Map<String, String> KNOWN = known();

  private Licence() {}

  private static Map<String, String> known() {
    Map<String, String> iris = new LinkedHashMap<>();
    iris.put("etalab-2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence");
    iris.put("cc-by-4.0", EU + "CC_BY_4_0");
    iris.put("cc-by-sa-4.0", EU + "CC_BYSA_4_0");
    iris.put("cc-by-nc-4.0", EU + "CC_BYNC_4_0");
    iris.put("cc0-1.0", EU + "CC0");
    iris.put("odbl-1.0", EU + "ODC_BL");
    iris.put("odc-by-1.0", EU + "ODC_BY");
    iris.put("pddl-1.0", EU + "ODC_PDDL");
    return iris;
  }

  /// The IRI of a licence that is told by its short name; what is said where it is no short name.
  static String iri(String said) {
    return KNOWN.getOrDefault(said.toLowerCase(Locale.ROOT), said);
  }
}
