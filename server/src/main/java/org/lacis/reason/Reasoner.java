package org.lacis.reason;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.reason.engine.Engine;
import org.lacis.reason.engine.Proof;
import org.lacis.reason.engine.Terms;
import org.lacis.store.NodeIds;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// What follows from one view by the rules of OWL 2 RL. Stateless and thread-safe.
public final class Reasoner {
  private final TwinIris iris;
  private final RuleBook rules;

  public Reasoner(TwinIris iris) {
    this(iris, RuleBook.owlRl());
  }

  public Reasoner(TwinIris iris, RuleBook rules) {
    this.iris = iris;
    this.rules = rules;
  }

  /// Everything that the ontologies in force (the graphs `graph/ontology/…`) entail about the data.
  /// What they entail about themselves, and that things are things, is left out; contradictions are
  /// findings.
  ///
  /// The graph of earlier inferences is not read, so the result depends on what was said alone.
  ///
  /// @param view read in the transaction of the calling thread, and not kept
  public Inferences infer(View view, FindingSink findings) {
    Reading reading = new Reading(view);
    Graph ontology = reading.ontology();
    Profile.leftOut(ontology, findings);
    reading.read(ontology);
    Engine engine = reading.engine;
    engine
        .clashes()
        .forEach(clash ->
            findings.report(
                Finding.warning(
                    "reason.contradiction",
                    Place.of(clash.subject().toString()),
                    Contradictions.words(clash),
                    "statements that go together",
                    "Mend one of them; all that is said is kept.")));
    long[] size = {0};
    told(reading, _ -> size[0]++);
    return new Inferences() {
      @Override
      public long size() {
        return size[0];
      }

      @Override
      public void forEach(Consumer<Triple> statement) {
        told(reading, statement);
      }
    };
  }

  /// Why a statement holds: the shortest proof from what was said, and where that was said.
  ///
  /// Everything that rules can use is read for it: about a second for a million statements.
  ///
  /// @param view read in the transaction of the calling thread, and not kept
  /// @return empty when nobody said it and it does not follow
  public Optional<Explanation> why(View view, Triple statement) {
    Reading reading = new Reading(view);
    reading.read(reading.ontology());
    int predicate = reading.terms.of(statement.getPredicate());
    reading.also(statement.getPredicate(), predicate);
    return reading
        .engine
        .proof(statement.getSubject(), statement.getPredicate(), statement.getObject())
        .map(proof -> {
          Map<Triple, List<Node>> graphs = new HashMap<>();
          reading.said(proof, graphs);
          return new Explanation(proof, graphs, reading.engine.hasEquals());
        });
  }

  /// Tells what is of use to whoever asks for data.
  private static void told(Reading reading, Consumer<Triple> statement) {
    Map<Integer, Boolean> useful = new HashMap<>();
    Terms terms = reading.terms;
    int type = terms.of(NodeConst.nodeRDFType);
    reading.engine.inferred((s, p, o) -> {
      boolean is =
          p == type
              ? useful.computeIfAbsent(o, _ -> isOfTerritory(terms.node(o)))
              : useful.computeIfAbsent(p, _ -> isRelation(terms.node(p)));
      if (is) {
        statement.accept(Triple.create(terms.node(s), terms.node(p), terms.node(o)));
      }
    });
  }

  private static boolean isOfTerritory(Node type) {
    return type.isURI() && !isOfLanguage(type);
  }

  private static boolean isRelation(Node property) {
    return property.equals(OWL.sameAs.asNode())
        || property.equals(OWL.differentFrom.asNode())
        || !isOfLanguage(property);
  }

  /// Whether a term belongs to the languages in which ontologies are written.
  private static boolean isOfLanguage(Node term) {
    String iri = term.getURI();
    return iri.startsWith(OWL.NS) || iri.startsWith(RDFS.getURI()) || iri.startsWith(RDF.getURI());
  }

  /// The statements of a view that rules can use. Statements of a property that no axiom names
  /// matter only when some terms turn out to be equal; they are read then.
  private final class Reading {
    private final View view;
    private final NodeIds ids;
    private final Terms terms;
    private final Engine engine;
    private final Map<Long, Boolean> graphs = new HashMap<>();
    private final Set<Node> done = new HashSet<>();

    Reading(View view) {
      this.view = view;
      this.ids = view.ids();
      this.terms = new Terms(ids);
      this.engine = new Engine(terms, rules.rules());
    }

    Graph ontology() {
      Graph ontology = GraphFactory.createDefaultGraph();
      DatasetGraph data = view.dataset();
      String prefix = iris.ontologyGraph("").getURI();
      Iterator<Node> all = data.listGraphNodes();
      Set<Node> names = new LinkedHashSet<>();
      all.forEachRemaining(graph -> {
        if (graph.isURI() && graph.getURI().startsWith(prefix)) {
          names.add(graph);
        }
      });
      for (Node name : names) {
        Iterator<Quad> quads = data.findNG(name, Node.ANY, Node.ANY, Node.ANY);
        quads.forEachRemaining(quad -> ontology.add(quad.asTriple()));
      }
      return ontology;
    }

    void read(Graph ontology) {
      Set<Node> named = new LinkedHashSet<>(rules.constants());
      ontology
          .find()
          .forEach(triple -> {
            engine.say(
                terms.of(triple.getSubject()),
                terms.of(triple.getPredicate()),
                terms.of(triple.getObject()));
            named.addAll(List.of(triple.getSubject(), triple.getPredicate(), triple.getObject()));
          });
      named.add(NodeConst.nodeRDFType);
      while (!named.isEmpty()) {
        Set<Node> next = new LinkedHashSet<>();
        for (Node property : named) {
          if (property.isURI() && done.add(property)) {
            statements(property, next);
          }
        }
        named.clear();
        named.addAll(next);
      }
      engine.run();
      if (engine.hasEquals()) {
        rest(done);
        engine.run();
      }
    }

    /// @param mentioned takes the terms of which the data say something that an ontology might
    private void statements(Node property, Set<Node> mentioned) {
      long predicate = ids.id(property);
      if (predicate == NodeIds.ABSENT) {
        return;
      }
      int p = terms.of(property);
      boolean axioms = isOfLanguage(property) && !property.equals(NodeConst.nodeRDFType);
      boolean types = property.equals(NodeConst.nodeRDFType);
      Map<Long, Boolean> language = new HashMap<>();
      ids.find(
          NodeIds.ABSENT,
          NodeIds.ABSENT,
          predicate,
          NodeIds.ABSENT,
          (g, s, _, o) -> {
            if (isData(g)) {
              say(s, p, o);
              if (axioms) {
                mentioned.add(ids.node(s));
                mentioned.add(ids.node(o));
              } else if (types && language.computeIfAbsent(o, this::isAxiomatic)) {
                mentioned.add(ids.node(s));
              }
            }
          });
    }

    private boolean isAxiomatic(long type) {
      Node node = ids.node(type);
      return node.isURI() && isOfLanguage(node);
    }

    /// Reads the statements of one more property, if they were of no use before.
    void also(Node property, int predicate) {
      long id = ids.id(property);
      if (id != NodeIds.ABSENT && done.add(property)) {
        ids.find(
            NodeIds.ABSENT,
            NodeIds.ABSENT,
            id,
            NodeIds.ABSENT,
            (g, s, _, o) -> {
              if (isData(g)) {
                say(s, predicate, o);
              }
            });
        engine.run();
      }
    }

    /// Finds the graphs of all that was said.
    void said(Proof proof, Map<Triple, List<Node>> into) {
      Triple statement = proof.statement();
      if (proof.isSaid() && !into.containsKey(statement)) {
        List<Node> graphs = new ArrayList<>();
        view.dataset()
            .findNG(
                Node.ANY, statement.getSubject(), statement.getPredicate(), statement.getObject())
            .forEachRemaining(quad -> {
              if (!quad.getGraph().equals(iris.inferredGraph())) {
                graphs.add(quad.getGraph());
              }
            });
        into.put(statement, graphs);
      }
      proof.premises().forEach(premise -> said(premise, into));
    }

    private void rest(Set<Node> read) {
      Map<Long, Boolean> known = new HashMap<>();
      ids.find(
          NodeIds.ABSENT,
          NodeIds.ABSENT,
          NodeIds.ABSENT,
          NodeIds.ABSENT,
          (g, s, p, o) -> {
            if (isData(g) && !known.computeIfAbsent(p, id -> read.contains(ids.node(id)))) {
              say(s, terms.ofId(p), o);
            }
          });
    }

    private void say(long subject, int property, long object) {
      int s = terms.ofId(subject);
      terms.isSubject(s);
      engine.say(s, property, terms.ofId(object));
    }

    private boolean isData(long graph) {
      return graphs.computeIfAbsent(
          graph,
          id -> {
            Node name = ids.node(id);
            return !name.equals(iris.inferredGraph())
                && !name.equals(iris.catalogueGraph())
                && !(name.isURI() && name.getURI().startsWith(iris.ontologyGraph("").getURI()));
          });
    }
  }
}
