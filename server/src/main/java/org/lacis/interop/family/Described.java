package org.lacis.interop.family;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.VOID;
import org.lacis.interop.Check;
import org.lacis.interop.Examination;
import org.lacis.interop.Result;
import org.lacis.interop.Share;
import org.lacis.interop.Source;
import org.lacis.interop.Text;
import org.lacis.interop.probe.Probe;
import org.lacis.interop.probe.Question;
import org.lacis.interop.probe.Rows;

/// What a partner says of its datasets: by VoID and DCAT at well-known places, else among its own
/// statements.
///
/// @param graph not to be changed
/// @param where it was found
/// @param datasets in the order of their names; without partitions of others and link sets
record Described(Graph graph, String where, List<Node> datasets) {

  private static final int STATEMENTS = 5_000;

  static Described of(Examination exam) {
    return exam.once(Described.class, () -> read(exam));
  }

  private static Described read(Examination exam) {
    Graph catalogue = exam.subject().catalogue();
    String where =
        exam.subject().described().stream()
            .map(source -> source.exchange().address().toString())
            .reduce((one, other) -> one + ", " + other)
            .orElse("");
    if (names(catalogue).isEmpty()) {
      Optional<Source> document = exam.subject().document();
      if (document.isPresent() && !names(document.get().parsed().graph()).isEmpty()) {
        catalogue = document.get().parsed().graph();
        where = document.get().exchange().address().toString();
      } else if (exam.subject().sparql().isPresent()) {
        Rows rows =
            exam.probe()
                .select(
                    exam.subject().sparql().get(), Question.named("catalogue").page(STATEMENTS, 0));
        Graph asked = GraphFactory.createDefaultGraph();
        for (var row : rows.rows()) {
          Optional<Node> subject = Rows.get(row, "subject");
          Optional<Node> predicate = Rows.get(row, "predicate");
          Optional<Node> object = Rows.get(row, "object");
          if (subject.isPresent() && predicate.isPresent() && object.isPresent()) {
            asked.add(Triple.create(subject.get(), predicate.get(), object.get()));
          }
        }
        catalogue = asked;
        where = exam.subject().sparql().get().toString();
      }
    }
    return new Described(catalogue, where, names(catalogue));
  }

  private static List<Node> names(Graph graph) {
    Set<Node> partitions = new LinkedHashSet<>();
    for (Node property :
        List.of(
            VOID.classPartition.asNode(), VOID.propertyPartition.asNode(), VOID.subset.asNode())) {
      graph
          .find(Node.ANY, property, Node.ANY)
          .forEachRemaining(triple -> {
            // a subset that has a title is a dataset in its own right
            if (!graph.contains(triple.getObject(), RDF.type.asNode(), DCAT.Dataset.asNode())) {
              partitions.add(triple.getObject());
            }
          });
    }
    Set<Node> found = new LinkedHashSet<>();
    for (Node type : List.of(DCAT.Dataset.asNode(), VOID.Dataset.asNode())) {
      graph
          .find(Node.ANY, RDF.type.asNode(), type)
          .forEachRemaining(triple -> found.add(triple.getSubject()));
    }
    found.removeAll(partitions);
    found.removeIf(one ->
        graph.contains(one, RDF.type.asNode(), VOID.Linkset.asNode())
            || graph.contains(one, RDF.type.asNode(), DCAT.Catalog.asNode()));
    // a whole of which the parts are described is told by them
    found.removeIf(one ->
        !graph.contains(one, RDF.type.asNode(), DCAT.Dataset.asNode())
            && graph
                .find(one, VOID.subset.asNode(), Node.ANY)
                .filterKeep(part -> found.contains(part.getObject()))
                .hasNext());
    return found.stream().sorted(java.util.Comparator.comparing(Node::toString)).toList();
  }

  boolean says(Node subject, Node property) {
    return graph.contains(subject, property, Node.ANY);
  }

  List<Node> objects(Node subject, Node property) {
    return graph.find(subject, property, Node.ANY).mapWith(Triple::getObject).toList();
  }

  List<Node> objects(Node subject, String property) {
    return objects(subject, NodeFactory.createURI(property));
  }

  /// What is said by a property of a dataset, of one of its distributions, of a catalogue that
  /// lists it or a service that serves it: the nearest that says it.
  List<Node> near(Node dataset, Node property) {
    List<Node> own = objects(dataset, property);
    if (!own.isEmpty()) {
      return own;
    }
    List<Node> further = new ArrayList<>();
    objects(dataset, DCAT.distribution.asNode())
        .forEach(one -> further.addAll(objects(one, property)));
    for (Node link :
        List.of(DCAT.servesDataset.asNode(), DCAT.dataset.asNode(), VOID.subset.asNode())) {
      if (further.isEmpty()) {
        graph
            .find(Node.ANY, link, dataset)
            .forEachRemaining(triple -> further.addAll(objects(triple.getSubject(), property)));
      }
    }
    return further;
  }

  /// The result of a test of each dataset.
  Result judged(Check check, List<Node> failing, Text why) {
    Share share = new Share(datasets.size(), failing.size());
    String asked = where.isEmpty() ? "" : "GET " + where + ", accept: " + Probe.RDF;
    String came = datasets.size() + " datasets";
    return failing.isEmpty()
        ? check.passed(asked, came).with(share)
        : check.failed(why, asked, came, failing.stream().map(Node::toString).toList()).with(share);
  }

  /// When nobody says which datasets there are.
  static Result unknown(Check check) {
    return check.cannotTell(
        Text.of(
            "no catalogue (DCAT, VoID) says which datasets there are",
            "aucun catalogue (DCAT, VoID) ne dit quels jeux il y a"),
        "",
        "");
  }
}
