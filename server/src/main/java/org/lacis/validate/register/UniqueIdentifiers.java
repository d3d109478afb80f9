package org.lacis.validate.register;

import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.lacis.store.NodeIds;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Severity;

/// One identifier, one thing: an IRI is described by one twin only, and within a dataset no two
/// things of a class share the identifier that their producer gives, or an official code.
///
/// Two twins may well use the same producer's identifier, or the same code: that is how they are
/// linked.
record UniqueIdentifiers() implements RegisterCheck {
  /// Codes of whoever bears them.
  private static final List<Node> KEYS =
      List.of(
          DCTerms.identifier.asNode(),
          Lacis.term("parcelIdentifier"),
          Lacis.term("siren"),
          Lacis.term("uicCode"));

  /// Classes of those whose own code `lacis:inseeCode` is; for others it says where they are.
  static final List<String> UNITS =
      List.of(
          "Commune",
          "DelegatedCommune",
          "AssociatedCommune",
          "MunicipalArrondissement",
          "Arrondissement",
          "Department",
          "Region");

  @Override
  public String name() {
    return "identifier";
  }

  @Override
  public long run(Ground ground, Problems problems) {
    long judged = owners(ground, problems);
    for (Node key : KEYS) {
      judged += keys(ground, problems, key, new LongOpenHashSet());
    }
    LongSet units = new LongOpenHashSet();
    UNITS.forEach(unit -> units.add(ground.id(Lacis.term(unit))));
    units.remove(NodeIds.ABSENT);
    return units.isEmpty()
        ? judged
        : judged + keys(ground, problems, CommuneRegister.INSEE_CODE, units);
  }

  /// An IRI that two twins describe as theirs.
  private static long owners(Ground ground, Problems problems) {
    Long2LongOpenHashMap first = new Long2LongOpenHashMap();
    first.defaultReturnValue(NodeIds.ABSENT);
    LongSet told = new LongOpenHashSet();
    ground.said(
        RDF.type.asNode(),
        (graph, thing, _) -> {
          long owner = first.putIfAbsent(thing, graph);
          if (owner != NodeIds.ABSENT
              && owner != graph
              && !ground.twin(owner).equals(ground.twin(graph))
              && told.add(thing)) {
            Node node = ground.node(thing);
            if (node.isURI()) {
              problems.tell(
                  "identifier-two-twins",
                  Severity.VIOLATION,
                  node,
                  RDF.type.asNode(),
                  null,
                  ground.twin(owner),
                  ground.twin(graph));
            }
          }
        });
    return first.size();
  }

  /// Things of one class and dataset that share a value of a property.
  ///
  /// @param classes those it is judged for; empty for all
  private static long keys(Ground ground, Problems problems, Node property, LongSet classes) {
    List<long[]> said = new ArrayList<>();
    ground.said(
        property, (graph, subject, object) -> said.add(new long[] {object, graph, subject}));
    said.sort(Arrays::compare);
    for (int from = 0; from < said.size(); ) {
      int to = from + 1;
      while (to < said.size() && Arrays.equals(said.get(from), 0, 2, said.get(to), 0, 2)) {
        to++;
      }
      if (to - from > 1) {
        shared(ground, problems, property, classes, said.subList(from, to));
      }
      from = to;
    }
    return said.size();
  }

  /// @param group statements of one value in one graph, by subject
  private static void shared(
      Ground ground, Problems problems, Node property, LongSet classes, List<long[]> group) {
    Long2LongOpenHashMap first = new Long2LongOpenHashMap();
    first.defaultReturnValue(NodeIds.ABSENT);
    for (long[] one : group) {
      long subject = one[2];
      LongList types = ground.types(one[1], subject);
      long other = NodeIds.ABSENT;
      for (long type : types) {
        if (classes.isEmpty() || classes.contains(type)) {
          long known = first.putIfAbsent(type, subject);
          if (known != subject && known != NodeIds.ABSENT) {
            other = known;
          }
        }
      }
      if (other != NodeIds.ABSENT) {
        problems.tell(
            "identifier-shared",
            Severity.VIOLATION,
            ground.node(subject),
            property,
            ground.node(one[0]),
            ground.node(one[0]).isLiteral()
                ? ground.node(one[0]).getLiteralLexicalForm()
                : ground.node(one[0]),
            ground.node(other));
      }
    }
  }
}
