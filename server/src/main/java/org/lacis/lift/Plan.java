package org.lacis.lift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lacis.mapping.LogicalSource;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.ObjectMap;
import org.lacis.mapping.PredicateObjectMap;
import org.lacis.mapping.RefObjectMap;
import org.lacis.mapping.TermMap;
import org.lacis.mapping.TriplesMap;
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

  private final MappingDocument document;
  private final LiftSettings settings;
  private final QuadSink sink;
  private final BlankNodes blanks = new BlankNodes();
  private final Datatypes datatypes = new Datatypes();
  private final Map<LogicalSource, Reading> readings = new LinkedHashMap<>();
  private final Map<String, TermCompiler> compilers = new HashMap<>();
  private final Map<String, MapWorker> workers = new LinkedHashMap<>();
  private final Map<LogicalSource, Set<LogicalSource>> parents = new HashMap<>();

  Plan(MappingDocument document, LiftSettings settings, QuadSink sink) {
    this.document = document;
    this.settings = settings;
    this.sink = sink;
    document.triplesMaps().forEach(this::worker);
    document.triplesMaps().forEach(this::branches);
  }

  /// The readings in the order they are to be done.
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
      left.remove(next);
      open.remove(next);
      Reading reading = readings.get(next);
      if (reading != null) {
        ordered.add(reading);
      }
    }
    return ordered;
  }

  List<MapWorker> workers() {
    return List.copyOf(workers.values());
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
    TermCompiler compiler = new TermCompiler(reading.references(), base, blanks, datatypes);
    MapWorker worker =
        new MapWorker(
            compiler.term(map.subject().term()),
            map.subject().classes(),
            map.subject().graphs().stream().map(compiler::term).toList(),
            settings.graph(),
            sink,
            new Tally(map.shortName()));
    compilers.put(map.name(), compiler);
    workers.put(map.name(), worker);
    reading.workers().add(worker);
  }

  private void branches(TriplesMap map) {
    TermCompiler compiler = known(compilers, map.name());
    for (PredicateObjectMap pom : map.predicateObjectMaps()) {
      List<TermMaker> objects = new ArrayList<>();
      List<MapWorker.Reference> references = new ArrayList<>();
      for (ObjectMap object : pom.objects()) {
        switch (object) {
          case TermMap term -> objects.add(compiler.term(term));
          case RefObjectMap ref -> references.add(reference(map, ref, compiler));
        }
      }
      known(workers, map.name())
          .add(
              new MapWorker.Branch(
                  pom.predicates().stream().map(compiler::term).toList(),
                  objects,
                  references,
                  pom.graphs().stream().map(compiler::term).toList(),
                  pom.condition().stream().map(compiler.values()::values).toList()));
    }
  }

  private MapWorker.Reference reference(
      TriplesMap child, RefObjectMap ref, TermCompiler childCompiler) {
    MapWorker parent = known(workers, ref.parent());
    ValueCompiler parentValues = known(compilers, ref.parent()).values();
    List<ValueMaker> parentSides =
        ref.joins().stream().map(join -> parentValues.values(join.parent())).toList();
    List<ValueMaker> childSides =
        ref.joins().stream().map(join -> childCompiler.values().values(join.child())).toList();
    JoinIndex index = new JoinIndex(parentSides);
    if (!childSides.isEmpty()) {
      parent.feed(index);
      LogicalSource parentSource =
          document.triplesMaps().stream()
              .filter(map -> map.name().equals(ref.parent()))
              .map(Plan::key)
              .findFirst()
              .orElseThrow();
      parents.computeIfAbsent(key(child), _ -> new HashSet<>()).add(parentSource);
    }
    return new MapWorker.Reference(parent, childSides, index);
  }

  private static <T> T known(Map<String, T> named, String name) {
    T one = named.get(name);
    if (one == null) {
      throw new IllegalStateException("no triples map " + name);
    }
    return one;
  }
}
