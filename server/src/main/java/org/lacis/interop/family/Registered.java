package org.lacis.interop.family;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.lacis.interop.Examination;
import org.lacis.interop.Ours;
import org.lacis.interop.Thing;
import org.lacis.store.TwinStore;
import org.lacis.validate.Result;
import org.lacis.validate.register.Register;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Severity;
import org.lacis.vocabulary.TwinIris;

/// What the checks of a register find in the sample, held against the communes that our twin knows.
///
/// @param codes how many codes of communes could be judged
/// @param intervals how many intervals
/// @param problems about things of the sample
record Registered(long codes, long intervals, List<Result> problems) {
  /// A register of all communes and their history is a fifth of it.
  private static final int MOST = 2_000_000;

  Registered {
    problems = List.copyOf(problems);
  }

  static Registered of(Examination exam) {
    return exam.once(Registered.class, () -> check(exam));
  }

  private static Registered check(Examination exam) {
    TwinIris iris =
        exam.side()
            .map(Ours::iris)
            .filter(one -> !one.base().isEmpty())
            .orElse(new TwinIris("urn:lacis:/"));
    Node graph = NodeFactory.createURI(iris.base() + "graph/partner/sample");
    Set<Node> things = new HashSet<>();
    try (TwinStore store = TwinStore.memory()) {
      boolean register =
          store.write(view -> {
            for (Thing thing : exam.sample().things()) {
              things.add(thing.iri());
              for (Triple said : thing.statements()) {
                view.add(graph, said.getSubject(), said.getPredicate(), said.getObject());
              }
            }
            Described described = Described.of(exam);
            for (Node dataset : described.datasets()) {
              things.add(dataset);
            }
            described
                .graph()
                .find()
                .forEachRemaining(said -> {
                  if (said.getPredicate().isURI()
                      && said.getPredicate().getLocalName().matches("startDate|endDate")) {
                    things.add(said.getSubject());
                    view.add(graph, said.getSubject(), said.getPredicate(), said.getObject());
                  }
                });
            return exam.side().map(ours -> copyCommunes(ours, view)).orElse(false);
          });
      List<Result> problems = new ArrayList<>();
      long[] judged = new long[2];
      store.read(view -> {
        List<Register.Outcome> outcomes =
            new Register(iris)
                .check(
                    view,
                    register ? Set.of("commune-code", "interval") : Set.of("interval"),
                    problem -> {
                      if (things.contains(problem.focus())) {
                        problems.add(problem);
                      }
                    });
        for (Register.Outcome outcome : outcomes) {
          judged[outcome.check().equals("interval") ? 1 : 0] += outcome.judged();
        }
        return true;
      });
      return new Registered(judged[0], judged[1], problems);
    }
  }

  /// The graphs of ours that say which communes there are and were.
  ///
  /// @return whether there are any
  private static boolean copyCommunes(Ours ours, org.lacis.store.WriteView into) {
    DatasetGraph dataset = ours.view().dataset();
    Set<Node> graphs = new LinkedHashSet<>();
    for (String type : List.of("CurrentCommune", "CommuneState", "CommuneChange")) {
      Iterator<Quad> quads = dataset.find(Node.ANY, Node.ANY, RDF.type.asNode(), Lacis.term(type));
      while (quads.hasNext()) {
        graphs.add(quads.next().getGraph());
      }
    }
    int copied = 0;
    for (Node graph : graphs) {
      Iterator<Quad> quads = dataset.find(graph, Node.ANY, Node.ANY, Node.ANY);
      while (quads.hasNext() && copied++ < MOST) {
        Quad quad = quads.next();
        // shapes of communes are large, and no code hangs on them
        if (!quad.getPredicate().getLocalName().startsWith("as")) {
          into.add(graph, quad.getSubject(), quad.getPredicate(), quad.getObject());
        }
      }
    }
    return !graphs.isEmpty();
  }

  private List<Result> of(String check) {
    return problems.stream()
        .filter(problem -> problem.shape().isURI())
        .filter(problem -> problem.shape().getURI().contains("register-" + check))
        .filter(problem -> problem.level() != Severity.INFO)
        .toList();
  }

  /// Things with a problem of the checks whose name begins so.
  List<String> failing(String check) {
    return of(check).stream()
        .map(problem -> problem.focus().toString())
        .distinct()
        .sorted()
        .toList();
  }

  /// What the checks say, the first few of them.
  String words(String check, String language) {
    Set<String> words = new TreeSet<>();
    of(check).forEach(problem -> words.add(problem.message(language)));
    return String.join(" ", words.stream().limit(3).toList());
  }
}
