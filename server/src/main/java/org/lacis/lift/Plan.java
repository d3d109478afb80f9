package org.lacis.lift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.lacis.mapping.Expression;
import org.lacis.mapping.LogicalSource;
import org.lacis.mapping.LogicalTarget;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.ObjectMap;
import org.lacis.mapping.PredicateObjectMap;
import org.lacis.mapping.RefObjectMap;
import org.lacis.mapping.SubjectMap;
import org.lacis.mapping.TermMap;
import org.lacis.mapping.TriplesMap;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// A mapping compiled: which source is read when, and who works on its records.
///
/// Triples maps of the same logical source share one reading. A source is read after those whose
/// subjects it joins with, where that is possible; else its joins wait for the end.
final class Plan {

  /// One source and those who work on it.
  ///
  /// @param source as the first triples map describes it
  record Reading(LogicalSource source, References references, List<MapWorker> workers) {}

  /// Terms of another source that are needed while this one is read, and cannot wait.
  private record Need(LogicalSource child, LogicalSource parent, Place place) {}

  private final LiftSettings settings;
  private final QuadSink sink;
  private final TargetFiles targets;
  private final BlankNodes blanks = new BlankNodes();
  private final Datatypes datatypes = new Datatypes();
  private final CollectionWriter.Growing growing = new CollectionWriter.Growing();
  private final Map<LogicalSource, Reading> readings = new LinkedHashMap<>();
  private final Map<String, TriplesMap> maps = new HashMap<>();
  private final Map<String, TermCompiler> compilers = new HashMap<>();
  private final Map<String, MapWorker> workers = new LinkedHashMap<>();
  private final Map<LogicalSource, Set<LogicalSource>> parents = new HashMap<>();
  private final List<Need> needs = new ArrayList<>();

  Plan(MappingDocument document, LiftSettings settings, QuadSink sink, TargetFiles targets) {
    this.settings = settings;
    this.sink = sink;
    this.targets = targets;
    document.triplesMaps().forEach(this::worker);
    document.triplesMaps().forEach(this::refuseCircle);
    document.triplesMaps().forEach(this::subject);
    document.triplesMaps().forEach(this::branches);
  }

  /// The readings in the order they are to be done.
  ///
  /// @throws MappingException when terms are needed before they can be made
  List<Reading> readings() {
    List<Reading> ordered = new ArrayList<>();
    Set<LogicalSource> open = new HashSet<>(readings.keySet());
    List<LogicalSource> left = new ArrayList<>(readings.keySet());
    while (!left.isEmpty()) {
      LogicalSource next =
          left.stream()
              .filter(one -> parentsOf(one).stream().noneMatch(open::contains))
              .findFirst()
              .orElse(left.getFirst());
      for (Need need : needs) {
        if (need.child().equals(next) && open.contains(need.parent())) {
          throw tooEarly(need.place());
        }
      }
      left.remove(next);
      open.remove(next);
      Reading reading = readings.get(next);
      if (reading != null) {
        ordered.add(reading);
      }
    }
    return ordered;
  }

  private static MappingException tooEarly(Place place) {
    return new MappingException(
        Finding.violation(
            "lift.needed-too-early",
            place,
            "terms joined from the source that is being read, or from one that waits for it",
            "a source that can be read before",
            "Give the triples map that is joined a logical view on the source: it is read on its"
                + " own, before."));
  }

  List<MapWorker> workers() {
    return List.copyOf(workers.values());
  }

  /// Hands on what waited for the end.
  void finish() {
    workers.values().forEach(MapWorker::finish);
    growing.finish();
  }

  private Set<LogicalSource> parentsOf(LogicalSource source) {
    return parents.getOrDefault(source, Set.of());
  }

  private static LogicalSource key(TriplesMap map) {
    return map.source().at(Place.of(""));
  }

  private void worker(TriplesMap map) {
    Reading reading =
        readings.computeIfAbsent(
            key(map), _ -> new Reading(map.source(), new References(), new ArrayList<>()));
    String base = map.baseIri().isEmpty() ? settings.baseIri() : map.baseIri();
    MapWorker worker =
        new MapWorker(
            settings.graph(),
            map.asserted(),
            sink(map, List.of()),
            new Tally(map.shortName(), map.place()));
    maps.put(map.name(), map);
    compilers.put(
        map.name(),
        new TermCompiler(
            reading.references(),
            base,
            blanks,
            datatypes,
            (quoted, child) -> quoted(map, quoted, child)));
    workers.put(map.name(), worker);
    reading.workers().add(worker);
  }

  /// Where the triples of a triples map go that name these targets.
  private QuadSink sink(TriplesMap map, Iterable<LogicalTarget> to) {
    QuadSink plain = targets.sink(to, sink);
    return quotes(map) ? new Reifying(plain, blanks) : plain;
  }

  private static boolean quotes(TriplesMap map) {
    return objects(map).stream()
        .anyMatch(
            one -> one instanceof TermMap term && term.expression() instanceof Expression.Quoted);
  }

  /// The subject and the objects of a triples map, without what is gathered in them.
  private static List<ObjectMap> objects(TriplesMap map) {
    List<ObjectMap> all = new ArrayList<>();
    all.add(map.subject().term());
    map.predicateObjectMaps().forEach(pom -> all.addAll(pom.objects()));
    return all;
  }

  private void subject(TriplesMap map) {
    TermCompiler compiler = known(compilers, map.name());
    MapWorker worker = known(workers, map.name());
    SubjectMap subject = map.subject();
    boolean targeted = targeted(map);
    TermMaker maker;
    if (subject.term().expression() instanceof Expression.Gathered gathered) {
      Gatherer gatherer = gatherer(map, subject.term(), gathered, true);
      QuadSink to = worker.counting(sink(map, subject.term().targets()));
      maker = new TermMaker.GatheredSubject(worker, gatherer, to);
    } else {
      maker = compiler.term(subject.term());
    }
    worker.about(
        maker,
        targeted ? List.of() : subject.classes(),
        subject.graphs().stream().map(compiler::term).toList());
  }

  private void branches(TriplesMap map) {
    boolean targeted = targeted(map);
    MapWorker worker = known(workers, map.name());
    if (targeted) {
      TermCompiler compiler = known(compilers, map.name());
      for (Route route : routes(map.subject().term().targets(), map.subject().graphs())) {
        for (Node type : map.subject().classes()) {
          worker.add(
              new MapWorker.Branch(
                  List.of(new TermMaker.Fixed(List.of(MapWorker.TYPE))),
                  List.of(new TermMaker.Fixed(List.of(type))),
                  List.of(),
                  List.of(),
                  route.graphs().stream().map(compiler::term).toList(),
                  true,
                  List.of(),
                  sink(map, route.to())));
        }
      }
    }
    for (PredicateObjectMap pom : map.predicateObjectMaps()) {
      if (targeted) {
        routed(map, pom);
      } else {
        worker.add(
            branch(
                map,
                pom.predicates(),
                pom.objects(),
                pom.graphs(),
                false,
                pom,
                sink(map, List.of())));
      }
    }
  }

  private MapWorker.Branch branch(
      TriplesMap map,
      List<TermMap> predicates,
      List<ObjectMap> all,
      List<TermMap> graphs,
      boolean alone,
      PredicateObjectMap pom,
      QuadSink to) {
    TermCompiler compiler = known(compilers, map.name());
    List<TermMaker> objects = new ArrayList<>();
    List<MapWorker.Reference> references = new ArrayList<>();
    List<Gatherer> gatherers = new ArrayList<>();
    for (ObjectMap object : all) {
      switch (object) {
        case RefObjectMap ref -> references.add(reference(map, ref, compiler));
        case TermMap term -> {
          if (term.expression() instanceof Expression.Gathered gathered) {
            gatherers.add(gatherer(map, term, gathered, false));
          } else {
            objects.add(compiler.term(term));
          }
        }
      }
    }
    return new MapWorker.Branch(
        predicates.stream().map(compiler::term).toList(),
        objects,
        references,
        gatherers,
        graphs.stream().map(compiler::term).toList(),
        alone,
        pom.condition().stream().map(compiler.values()::values).toList(),
        to);
  }

  /// Some graphs of a triple, and the targets that they and other terms of it name.
  private record Route(List<TermMap> graphs, Set<LogicalTarget> to) {}

  /// A triples map with targets is done predicate by predicate, object by object and graph by
  /// graph: a triple goes to the targets of all its terms.
  private void routed(TriplesMap map, PredicateObjectMap pom) {
    MapWorker worker = known(workers, map.name());
    List<TermMap> graphs = new ArrayList<>(map.subject().graphs());
    graphs.addAll(pom.graphs());
    for (ObjectMap object : pom.objects()) {
      // Every turn makes its own list or blank node: all predicates of one take the same turn.
      boolean gathers =
          object instanceof TermMap term
              && (term.expression() instanceof Expression.Gathered
                  || term.expression() instanceof Expression.Fresh);
      List<List<TermMap>> turns =
          gathers ? List.of(pom.predicates()) : pom.predicates().stream().map(List::of).toList();
      for (List<TermMap> predicates : turns) {
        Set<LogicalTarget> to = new LinkedHashSet<>(map.subject().term().targets());
        predicates.forEach(predicate -> to.addAll(predicate.targets()));
        if (object instanceof TermMap term) {
          to.addAll(term.targets());
        }
        for (Route route : routes(to, graphs)) {
          worker.add(
              branch(
                  map,
                  predicates,
                  List.of(object),
                  route.graphs(),
                  true,
                  pom,
                  sink(map, route.to())));
        }
      }
    }
  }

  private static List<Route> routes(Iterable<LogicalTarget> to, List<TermMap> graphs) {
    Set<LogicalTarget> all = new LinkedHashSet<>();
    to.forEach(all::add);
    if (graphs.stream().allMatch(graph -> graph.targets().isEmpty())) {
      return List.of(new Route(graphs, all));
    }
    List<Route> routes = new ArrayList<>();
    for (TermMap graph : graphs) {
      Set<LogicalTarget> more = new LinkedHashSet<>(all);
      more.addAll(graph.targets());
      routes.add(new Route(List.of(graph), more));
    }
    return routes;
  }

  private static boolean targeted(TriplesMap map) {
    List<TermMap> terms = new ArrayList<>(map.subject().graphs());
    terms.add(map.subject().term());
    for (PredicateObjectMap pom : map.predicateObjectMaps()) {
      terms.addAll(pom.predicates());
      terms.addAll(pom.graphs());
      for (ObjectMap object : pom.objects()) {
        if (object instanceof TermMap term) {
          terms.add(term);
        }
      }
    }
    return terms.stream().anyMatch(term -> !term.targets().isEmpty());
  }

  /// @param early whether its members cannot wait for the end
  private Gatherer gatherer(
      TriplesMap map, TermMap term, Expression.Gathered gathered, boolean early) {
    TermCompiler compiler = known(compilers, map.name());
    List<Gatherer.Member> members = new ArrayList<>();
    for (ObjectMap member : gathered.members()) {
      members.add(
          switch (member) {
            case RefObjectMap ref -> {
              if (early && !ref.joins().isEmpty()) {
                needs.add(new Need(key(map), key(known(maps, ref.parent())), ref.place()));
              }
              yield new Gatherer.Member.Parent(reference(map, ref, compiler));
            }
            case TermMap inner ->
                inner.expression() instanceof Expression.Gathered nested
                    ? new Gatherer.Member.Nested(gatherer(map, inner, nested, early))
                    : new Gatherer.Member.Terms(compiler.term(inner));
          });
    }
    Optional<Expression> name = gathered.name();
    return new Gatherer(
        term.condition().map(compiler.values()::values),
        name.map(one -> compiler.name(term, one)),
        members,
        gathered.cartesian(),
        gathered.allowEmpty(),
        new CollectionWriter(gathered.container(), blanks, growing));
  }

  private MapWorker.Reference reference(
      TriplesMap child, RefObjectMap ref, TermCompiler childCompiler) {
    MapWorker parent = known(workers, ref.parent());
    List<ValueMaker> childSides = childSides(ref.joins(), childCompiler);
    JoinIndex index = new JoinIndex(parentSides(ref.joins(), ref.parent()));
    if (!childSides.isEmpty()) {
      parent.feed(index);
      follows(child, ref.parent());
    }
    return new MapWorker.Reference(parent, childSides, index);
  }

  private TermMaker quoted(TriplesMap child, Expression.Quoted quote, TermCompiler compiler) {
    MapWorker parent = known(workers, quote.triplesMap());
    List<ValueMaker> childSides = childSides(quote.joins(), compiler);
    JoinIndex index = new JoinIndex(parentSides(quote.joins(), quote.triplesMap()));
    TriplesMap quoted = known(maps, quote.triplesMap());
    if (!childSides.isEmpty()) {
      parent.feedTriples(index);
      follows(child, quote.triplesMap());
      needs.add(new Need(key(child), key(quoted), quote.place()));
    }
    needOf(quoted);
    return new TermMaker.Quoted(parent, childSides, index);
  }

  /// The triples that are quoted are whole when their record is read.
  private void needOf(TriplesMap quoted) {
    for (PredicateObjectMap pom : quoted.predicateObjectMaps()) {
      for (ObjectMap object : pom.objects()) {
        if (object instanceof RefObjectMap ref && !ref.joins().isEmpty()) {
          needs.add(new Need(key(quoted), key(known(maps, ref.parent())), ref.place()));
        }
        if (object instanceof TermMap term
            && term.expression() instanceof Expression.Gathered gathered) {
          throw new MappingException(
              Finding.violation(
                  "lift.quoted-list",
                  gathered.place(),
                  "a list or container in a triples map that is quoted",
                  "single terms",
                  "Quote a triples map of its own, whose object is the name of the list."));
        }
      }
    }
  }

  /// A triples map that quotes itself, by itself or through others, has no end.
  private void refuseCircle(TriplesMap map) {
    refuseCircle(map, new LinkedHashSet<>());
  }

  private void refuseCircle(TriplesMap map, Set<String> around) {
    if (!around.add(map.name())) {
      throw new MappingException(
          Finding.violation(
              "lift.endless-quote",
              map.place(),
              "triples that quote themselves: <" + String.join("> -> <", around) + ">",
              "quotes that end in a triples map without any",
              "Break the circle."));
    }
    for (ObjectMap one : objects(map)) {
      if (one instanceof TermMap term && term.expression() instanceof Expression.Quoted quote) {
        refuseCircle(known(maps, quote.triplesMap()), around);
      }
    }
    around.remove(map.name());
  }

  private static List<ValueMaker> childSides(
      List<RefObjectMap.JoinCondition> joins, TermCompiler child) {
    return joins.stream().map(join -> child.values().values(join.child())).toList();
  }

  private List<ValueMaker> parentSides(List<RefObjectMap.JoinCondition> joins, String parent) {
    ValueCompiler values = known(compilers, parent).values();
    return joins.stream().map(join -> values.values(join.parent())).toList();
  }

  private void follows(TriplesMap child, String parent) {
    parents.computeIfAbsent(key(child), _ -> new HashSet<>()).add(key(known(maps, parent)));
  }

  private static <T> T known(Map<String, T> named, String name) {
    T one = named.get(name);
    if (one == null) {
      throw new IllegalStateException("no triples map " + name);
    }
    return one;
  }
}
