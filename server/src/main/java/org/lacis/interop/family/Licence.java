package org.lacis.interop.family;

import java.util.Locale;
import java.util.Optional;
import org.apache.jena.graph.Node;

/// What a licence asks of those who put data together, told from its IRI.
///
/// @param asks what it comes down to
/// @param family licences of one family allow to be put together although they ask to be passed on
record Licence(Asks asks, String family) {

  enum Asks {
    /// nothing
    NOTHING,
    /// to be named
    ATTRIBUTION,
    /// to be named, and that what is made of it is passed on in the same way
    SHARE_ALIKE,
    /// that nobody earns by it
    NO_COMMERCE,
    /// that nothing is made of it
    NO_CHANGE
  }

  /// The licence of an IRI; empty when it is not known.
  static Optional<Licence> of(Node node) {
    if (!node.isURI()) {
      return Optional.empty();
    }
    String iri =
        node.getURI()
            .toLowerCase(Locale.ROOT)
            .replaceFirst("^https?://(www\\.)?", "")
            .replace('_', '-');
    String name = iri.replaceFirst("/+$", "");
    if (name.matches(
        "(.*creativecommons.org/publicdomain/.*|.*/cc-?(by-)?0([-.].*)?|.*/cc-?zero.*|.*/pddl.*|.*opendatacommons.org/licenses/pddl.*)")) {
      return Optional.of(new Licence(Asks.NOTHING, "public"));
    }
    if (name.matches(".*creativecommons.org/licenses/.*|.*/cc-?by.*")) {
      String kind = name.replaceFirst(".*(creativecommons.org/licenses/|/cc-?)", "");
      if (kind.matches("by-(nc-)?nd.*|nd.*")) {
        return Optional.of(new Licence(Asks.NO_CHANGE, "cc-nd"));
      }
      if (kind.startsWith("by-nc") || kind.startsWith("bync")) {
        return Optional.of(
            new Licence(Asks.NO_COMMERCE, kind.contains("sa") ? "cc-nc-sa" : "cc-nc"));
      }
      if (kind.startsWith("by-sa") || kind.startsWith("bysa")) {
        return Optional.of(new Licence(Asks.SHARE_ALIKE, "cc-sa"));
      }
      return Optional.of(new Licence(Asks.ATTRIBUTION, "cc-by"));
    }
    if (name.matches(".*(opendatacommons.org/licenses/odbl|/odbl|odc-?odbl).*")) {
      return Optional.of(new Licence(Asks.SHARE_ALIKE, "odbl"));
    }
    if (name.matches(
        ".*(licence-ouverte|licenceouverte|open-?licence|etalab|fr-lo|opendatacommons.org/licenses/by|odc-?by|/ogl|open-government-licence|govdata.de/dl-de/by|dl-de-by|apache).*")) {
      return Optional.of(new Licence(Asks.ATTRIBUTION, "attribution"));
    }
    if (name.matches(".*govdata.de/dl-de/zero.*")) {
      return Optional.of(new Licence(Asks.NOTHING, "public"));
    }
    return Optional.empty();
  }

  /// Whether what is under both may be published as one.
  boolean allowsWith(Licence other) {
    if (asks == Asks.NO_CHANGE || other.asks == Asks.NO_CHANGE) {
      return false;
    }
    boolean passedOn = asks == Asks.SHARE_ALIKE || other.asks == Asks.SHARE_ALIKE;
    boolean strict = asks == Asks.NO_COMMERCE || other.asks == Asks.NO_COMMERCE;
    if (passedOn && strict) {
      return false;
    }
    return asks != Asks.SHARE_ALIKE
        || other.asks != Asks.SHARE_ALIKE
        || family.equals(other.family);
  }
}
