package org.lacis.reason;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.shared.impl.PrefixMappingImpl;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.sparql.util.FmtUtils;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.reason.engine.Engine;
import org.lacis.reason.engine.Proof;
import org.lacis.reason.engine.Terms;
import org.lacis.store.Delta;
import org.lacis.store.NodeIds;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.Prefixes;
import org.lacis.vocabulary.TwinIris;

/// All that follows from a store, kept in memory so that it can be brought in step with what comes
/// and goes, and asked why.
///
/// It holds the statements that rules can use: those of properties that an ontology or a rule
/// names, and of all properties once some terms are equal. The graph of earlier inferences and the
/// catalogue are not read, so that what follows depends on what was said alone.
///
/// Not safe for threads. Each call gives it the view that it works on, in the transaction of the
/// calling thread; none is kept.
public final class Closure {
  /// Contradictions of which the cause is looked for.
  public static final int MOST_CAUSES = 100;

  private static final PrefixMapping PREFIXES =
      new PrefixMappingImpl().setNsPrefixes(Prefixes.COMMON).lock();

  private final TwinIris iris;
  private final RuleBook rules;
  private final Terms terms;
  private final Engine engine;

  /// What a graph holds, by its number.
  private final Map<Long, Content> contents = new HashMap<>();

  /// Properties whose statements are held, as terms and as numbers of the store.
  private final Set<Node> held = new HashSet<>();

  private final LongOpenHashSet heldIds = new LongOpenHashSet();

  /// Whether the statements of all properties are held.
  private boolean holdsAll;

  /// Whether a first state was read.
  private boolean hasBegun;

  private View view;
  private NodeIds ids;

  private enum Content {
    DATA,
    ONTOLOGY,
    OURS
  }

  private Closure(View view, TwinIris iris, RuleBook rules) {
    this.iris = iris;
    this.rules = rules;
    this.view = view;
    this.ids = view.ids();
    this.terms = new Terms(ids);
    this.engine = new Engine(terms, rules.rules());
    engine.space(new ViewSpace(view, terms));
  }

  /// Reads a view, and works out all that follows from it.
  public static Closure of(View view, TwinIris iris, RuleBook rules) {
    Closure closure = new Closure(view, iris, rules);
    if (!rules.rules().isEmpty()) {
      closure.read(ontology(view, iris));
    }
    closure.hasBegun = true;
    return closure;
  }

  /// The axioms of the ontologies in force (the graphs `graph/ontology/…`), together.
  static Graph ontology(View view, TwinIris iris) {
    Graph ontology = GraphFactory.createDefaultGraph();
    DatasetGraph data = view.dataset();
    String prefix = iris.ontologyGraph("").getURI();
    Set<Node> names = new LinkedHashSet<>();
    Iterator<Node> all = data.listGraphNodes();
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

  private void show(View now) {
    view = now;
    ids = now.ids();
    terms.reading(ids);
    engine.space(new ViewSpace(now, terms));
  }

  // ---- reading

  private void read(Graph ontology) {
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
    readAll(named);
    work();
  }

  /// Reads the statements of properties, and of those of which they turn out to be axioms.
  private void readAll(Set<Node> named) {
    while (!named.isEmpty()) {
      Set<Node> next = new LinkedHashSet<>();
      for (Node property : named) {
        if (property.isURI() && held.add(property)) {
          statements(property, next);
        }
      }
      named.clear();
      named.addAll(next);
    }
  }

  private void work() {
    engine.run();
    if ((engine.hasEquals() || rules.readsEverything()) && !holdsAll) {
      rest();
      engine.run();
    }
  }

  /// @param mentioned takes the terms of which the data say something that an ontology might
  private void statements(Node property, Set<Node> mentioned) {
    long predicate = ids.id(property);
    if (predicate == NodeIds.ABSENT) {
      return;
    }
    heldIds.add(predicate);
    if (holdsAll) {
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
          if (content(g) == Content.DATA) {
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
    return isOfLanguage(ids.node(type));
  }

  private void rest() {
    holdsAll = true;
    ids.find(
        NodeIds.ABSENT,
        NodeIds.ABSENT,
        NodeIds.ABSENT,
        NodeIds.ABSENT,
        (g, s, p, o) -> {
          if (!heldIds.contains(p) && content(g) == Content.DATA) {
            say(s, number(p), o);
          }
        });
  }

  private void say(long subject, int property, long object) {
    int s = number(subject);
    terms.isSubject(s);
    engine.say(s, property, number(object));
  }

  /// What is not in the store when it is first read has a number of its own, and may come later.
  private int number(long term) {
    return hasBegun ? terms.adopt(term) : terms.ofId(term);
  }

  private Content content(long graph) {
    return contents.computeIfAbsent(
        graph,
        id -> {
          Node name = ids.node(id);
          if (name.equals(iris.inferredGraph()) || name.equals(iris.catalogueGraph())) {
            return Content.OURS;
          }
          return name.isURI() && name.getURI().startsWith(iris.ontologyGraph("").getURI())
              ? Content.ONTOLOGY
              : Content.DATA;
        });
  }

  // ---- keeping in step

  /// Brings what follows in step with a change.
  ///
  /// After an exception, or when the transaction of the view does not come true, this is of no more
  /// use.
  ///
  /// @param now the state after the change
  /// @param touched all that was added or removed since the state that was shown before
  /// @return what is to be changed in the graph of inferences, which holds what [#inferences] told
  ///   of that state
  public Amendment follow(View now, Delta touched) {
    show(now);
    boolean axioms = takeIn(touched);
    work();
    Amendment amendment =
        axioms || engine.isShiftedWhole() ? new Amendment.Whole(inferences()) : shifted();
    engine.settled();
    return amendment;
  }

  /// @return whether axioms are among what was touched
  private boolean takeIn(Delta touched) {
    boolean axioms = false;
    Set<Node> named = new LinkedHashSet<>();
    Set<Said> seen = new HashSet<>();
    long[] quads = touched.quads();
    for (int i = 0; i < quads.length; i += 4) {
      Content content = content(quads[i]);
      Said said = new Said(quads[i + 1], quads[i + 2], quads[i + 3]);
      if (content == Content.OURS || !seen.add(said)) {
        continue;
      }
      Node property = ids.node(said.predicate);
      boolean isOntology = content == Content.ONTOLOGY;
      boolean isAxiom =
          isOntology
              || (property.equals(NodeConst.nodeRDFType)
                  ? isAxiomatic(said.object)
                  : isOfLanguage(property));
      if (isAxiom) {
        axioms = true;
        named.add(ids.node(said.subject));
        named.add(ids.node(said.object));
        if (isOntology) {
          named.add(property);
        }
      }
      if (isOntology || holdsAll || heldIds.contains(said.predicate) || held.contains(property)) {
        heldIds.add(said.predicate);
        tell(said);
      }
    }
    readAll(named);
    return axioms;
  }

  private record Said(long subject, long predicate, long object) {}

  /// Tells the engine of a statement, or of its end, as the view has it now.
  private void tell(Said said) {
    boolean[] there = {false};
    ids.find(
        NodeIds.ABSENT,
        said.subject,
        said.predicate,
        said.object,
        (g, _, _, _) -> there[0] |= content(g) != Content.OURS);
    int s = number(said.subject);
    int p = number(said.predicate);
    int o = number(said.object);
    terms.isSubject(s);
    if (there[0]) {
      engine.say(s, p, o);
    } else {
      engine.unsay(s, p, o);
    }
  }

  private Amendment shifted() {
    Map<Triple, Boolean> wanted = new LinkedHashMap<>();
    Usefulness useful = new Usefulness();
    engine.shifted((s, p, o) -> {
      if (useful.of(p, o)) {
        wanted.computeIfAbsent(triple(s, p, o), _ -> engine.isInferred(s, p, o));
      }
    });
    List<Triple> gone = new ArrayList<>();
    List<Triple> come = new ArrayList<>();
    wanted.forEach((triple, isWanted) -> {
      boolean is =
          view.dataset()
              .contains(
                  iris.inferredGraph(),
                  triple.getSubject(),
                  triple.getPredicate(),
                  triple.getObject());
      if (isWanted && !is) {
        come.add(triple);
      } else if (is && !isWanted) {
        gone.add(triple);
      }
    });
    return new Amendment.Few(gone, come);
  }

  // ---- telling

  /// What follows, and is of use to whoever asks for data: what the ontologies entail about
  /// themselves, and that things are things, is left out. Good until the next change.
  public Inferences inferences() {
    long[] size = {0};
    told(_ -> size[0]++);
    return new Inferences() {
      @Override
      public long size() {
        return size[0];
      }

      @Override
      public void forEach(Consumer<Triple> statement) {
        told(statement);
      }
    };
  }

  private void told(Consumer<Triple> statement) {
    Usefulness useful = new Usefulness();
    engine.inferred((s, p, o) -> {
      if (useful.of(p, o)) {
        statement.accept(triple(s, p, o));
      }
    });
  }

  private Triple triple(int subject, int predicate, int object) {
    return Triple.create(terms.node(subject), terms.node(predicate), terms.node(object));
  }

  /// How many contradictions there are in what was said.
  public int countContradictions() {
    return engine.clashes().size();
  }

  /// Contradictions in what was said, of the state that was shown last; the first [#MOST_CAUSES]
  /// with statements that are enough for it.
  public List<Finding> contradictions() {
    List<Finding> findings = new ArrayList<>();
    for (Engine.Clash clash : engine.clashes()) {
      String cause = findings.size() < MOST_CAUSES ? cause(clash) : "";
      findings.add(
          Finding.warning(
              "reason.contradiction",
              Place.of(clash.subject().toString()),
              Contradictions.words(clash),
              "statements that go together",
              "Mend one of them; all that is said is kept" + cause));
    }
    return findings;
  }

  /// What was said of which a contradiction follows, by the shortest proof; empty when there is
  /// none, as when it shows in the value of a literal.
  private String cause(Engine.Clash clash) {
    Node rule = NodeFactory.createURI(Engine.CLASH + clash.rule());
    return engine
        .proof(clash.subject(), rule, clash.object())
        .map(proof -> {
          Set<Triple> leaves = new LinkedHashSet<>();
          leaves(proof, leaves);
          return leaves.stream().map(Closure::words).collect(Collectors.joining("; ", ": ", ""));
        })
        .orElse("");
  }

  private static void leaves(Proof proof, Set<Triple> into) {
    if (proof.isSaid()) {
      into.add(proof.statement());
    }
    proof.premises().forEach(premise -> leaves(premise, into));
  }

  private static String words(Triple statement) {
    return Stream.of(statement.getSubject(), statement.getPredicate(), statement.getObject())
        .map(term -> FmtUtils.stringForNode(term, PREFIXES))
        .collect(Collectors.joining(" "));
  }

  /// The graph of inferences holds what [#inferences] tells of the state that was shown last.
  public void settled() {
    engine.settled();
  }

  /// Which statements are of use to whoever asks for data.
  private final class Usefulness {
    private final Map<Integer, Boolean> known = new HashMap<>();
    private final int type = terms.of(NodeConst.nodeRDFType);

    boolean of(int predicate, int object) {
      return predicate == type
          ? known.computeIfAbsent(object, _ -> isOfTerritory(terms.node(object)))
          : known.computeIfAbsent(predicate, _ -> isRelation(terms.node(predicate)));
    }
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
    if (!term.isURI()) {
      return false;
    }
    String iri = term.getURI();
    return iri.startsWith(OWL.NS) || iri.startsWith(RDFS.getURI()) || iri.startsWith(RDF.getURI());
  }

  // ---- why

  /// Why a statement holds: the shortest proof from what was said, and where that was said.
  ///
  /// @param now the state that was shown last
  /// @return empty when nobody said it and it does not follow
  public Optional<Explanation> why(View now, Triple statement) {
    show(now);
    Optional<Proof> proof =
        engine.proof(statement.getSubject(), statement.getPredicate(), statement.getObject());
    if (proof.isEmpty() && !graphs(statement).isEmpty()) {
      // A statement that no rule can use.
      proof = Optional.of(Proof.said(statement));
    }
    return proof.map(found -> {
      Map<Triple, List<Node>> graphs = new HashMap<>();
      said(found, graphs);
      boolean isChecked =
          !engine.hasEquals()
              && new ProofCheck(rules, said -> !graphs(said).isEmpty()).holds(found);
      return new Explanation(found, graphs, engine.hasEquals(), isChecked, rules.words());
    });
  }

  /// Finds the graphs of all that was said.
  private void said(Proof proof, Map<Triple, List<Node>> into) {
    if (proof.isSaid()) {
      into.computeIfAbsent(proof.statement(), this::graphs);
    }
    proof.premises().forEach(premise -> said(premise, into));
  }

  private List<Node> graphs(Triple statement) {
    List<Node> graphs = new ArrayList<>();
    view.dataset()
        .findNG(Node.ANY, statement.getSubject(), statement.getPredicate(), statement.getObject())
        .forEachRemaining(quad -> {
          if (!quad.getGraph().equals(iris.inferredGraph())) {
            graphs.add(quad.getGraph());
          }
        });
    return graphs;
  }

  /// Memory that it takes, about.
  public long bytes() {
    return engine.bytes();
  }
}
