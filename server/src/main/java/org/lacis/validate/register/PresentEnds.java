package org.lacis.validate.register;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.lacis.store.NodeIds;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Severity;

/// What a statement or a link points at is described by somebody, when it is a thing of this twin:
/// an IRI below `<base>id/`. What is named elsewhere is not judged.
record PresentEnds() implements RegisterCheck {
  /// The end of an IRI by which mappings name communes.
  private static final Pattern COMMUNE =
      Pattern.compile(".*/commune(?:-[a-z]+)?/((?:\\d{2}|2[AB])\\d{3})");

  @Override
  public String name() {
    return "link-end";
  }

  @Override
  public long run(Ground ground, Problems problems) {
    Ends ends = new Ends(ground);
    long judged = links(ground, problems, ends, Lacis.LINK_SOURCE);
    judged += links(ground, problems, ends, Lacis.LINK_TARGET);
    return judged + statements(ground, problems, ends);
  }

  private static long links(Ground ground, Problems problems, Ends ends, Node property) {
    long[] judged = {0};
    ground.linked(
        property,
        (_, link, end) -> {
          judged[0]++;
          if (ends.isMissing(end)) {
            problems.tell(
                "link-end-missing",
                Severity.VIOLATION,
                ground.node(link),
                property,
                ground.node(end),
                ground.node(end));
          }
        });
    return judged[0];
  }

  private static long statements(Ground ground, Problems problems, Ends ends) {
    LongSet literal = literals(ground);
    literal.add(ground.id(RDF.type.asNode()));
    long[] judged = {0};
    ground
        .ids()
        .find(
            NodeIds.ABSENT,
            NodeIds.ABSENT,
            NodeIds.ABSENT,
            NodeIds.ABSENT,
            (graph, subject, predicate, object) -> {
              if (literal.contains(predicate) || !ground.isData(graph)) {
                return;
              }
              if (ends.isOurs(object)) {
                judged[0]++;
                if (ends.isMissing(object)) {
                  missing(ground, problems, subject, predicate, ground.node(object));
                }
              }
            });
    return judged[0];
  }

  private static void missing(
      Ground ground, Problems problems, long subject, long predicate, Node object) {
    Object became = "";
    Matcher commune = COMMUNE.matcher(object.getURI());
    CommuneRegister register = ground.communes();
    if (commune.matches() && register.codes().containsKey(commune.group(1))) {
      became = CommuneCodes.successors(register, commune.group(1));
    }
    problems.tell(
        "object-missing",
        Severity.WARNING,
        ground.node(subject),
        ground.node(predicate),
        object,
        object,
        became);
  }

  /// Properties whose values cannot be things.
  private static LongSet literals(Ground ground) {
    LongSet literal = new LongOpenHashSet();
    long type = ground.id(RDF.type.asNode());
    long datatypeProperty = ground.id(OWL.DatatypeProperty.asNode());
    if (type != NodeIds.ABSENT && datatypeProperty != NodeIds.ABSENT) {
      ground
          .ids()
          .find(
              NodeIds.ABSENT,
              NodeIds.ABSENT,
              type,
              datatypeProperty,
              (_, property, _, _) -> literal.add(property));
    }
    for (Node property : new Node[] {Geo.AS_WKT, Geo.AS_GML, Geo.AS_GEOJSON, Geo.AS_KML}) {
      literal.add(ground.id(property));
    }
    return literal;
  }

  /// What is known of objects so far; each is looked up once.
  private static final class Ends {
    private final Ground ground;
    private final String things;
    private final LongSet foreign = new LongOpenHashSet();
    private final LongSet present = new LongOpenHashSet();
    private final LongSet missing = new LongOpenHashSet();

    Ends(Ground ground) {
      this.ground = ground;
      this.things = ground.iris().base() + "id/";
    }

    /// Whether it is a thing of this twin.
    boolean isOurs(long object) {
      if (present.contains(object) || missing.contains(object)) {
        return true;
      }
      if (foreign.contains(object)) {
        return false;
      }
      Node node = ground.ids().nodeOnce(object);
      if (!node.isURI() || !node.getURI().startsWith(things)) {
        foreign.add(object);
        return false;
      }
      (ground.isDescribed(object) ? present : missing).add(object);
      return true;
    }

    boolean isMissing(long object) {
      return isOurs(object) && missing.contains(object);
    }
  }
}
