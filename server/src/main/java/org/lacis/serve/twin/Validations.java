package org.lacis.serve.twin;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.graph.GraphFactory;
import org.lacis.ingest.SourceRecords;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.validate.Validator;
import org.lacis.validate.register.Register;
import org.lacis.validate.report.Origin;
import org.lacis.validate.report.Origins;
import org.lacis.validate.report.Report;
import org.lacis.validate.report.Validation;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The report on the twin as it stands, made in the background when somebody asks for it, and kept
/// until the store changes; one is made at a time. The shapes are those of the ontologies in the
/// store. Safe for several threads.
public final class Validations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Validations.class);

  /// How many results a report keeps as they are, about a quarter of a kilobyte each.
  public static final int KEPT = 10_000;

  private final TwinStore store;
  private final TwinIris iris;
  private final Optional<SourceRecords> records;
  private final AtomicReference<CompletableFuture<Made>> latest = new AtomicReference<>();
  private volatile boolean closed;

  /// A report and what is needed to tell it.
  ///
  /// @param terms the ontologies and shapes that it was made with
  /// @param origins of the examples
  /// @param version of the store at least
  /// @param nanoseconds that it took
  public record Made(
      Report report, Graph terms, Map<Node, Origin> origins, long version, long nanoseconds) {
    public Made {
      origins = Map.copyOf(origins);
    }
  }

  /// @param records looks for records in the source files; empty where there are none
  public Validations(TwinStore store, TwinIris iris, Optional<SourceRecords> records) {
    this.store = store;
    this.iris = iris;
    this.records = records;
  }

  /// The report on the newest state.
  ///
  /// @param patience how long to wait for it
  /// @return empty when it is not made yet; it is being made then
  /// @throws RuntimeException what stopped its making
  public Optional<Made> report(Duration patience) {
    CompletableFuture<Made> making = begin();
    try {
      return Optional.of(making.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      latest.compareAndSet(making, null);
      throw e.getCause() instanceof RuntimeException told ? told : new IllegalStateException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private CompletableFuture<Made> begin() {
    while (true) {
      CompletableFuture<Made> before = latest.get();
      if (before != null && (closed || !before.isDone() || isOfNow(before))) {
        return before;
      }
      CompletableFuture<Made> next = new CompletableFuture<>();
      if (latest.compareAndSet(before, next)) {
        Thread _ = Thread.ofVirtual().name("validation").start(() -> make(next));
        return next;
      }
    }
  }

  private boolean isOfNow(CompletableFuture<Made> made) {
    return made.isCompletedExceptionally() || made.join().version == store.version();
  }

  private void make(CompletableFuture<Made> next) {
    try {
      long version = store.version(); // read first, so that a newer state is seen to be newer
      next.complete(store.read(view -> make(view, version)));
    } catch (RuntimeException | Error e) {
      LOG.error("the report could not be made", e);
      next.completeExceptionally(e);
    }
  }

  private Made make(View view, long version) {
    long began = System.nanoTime();
    Graph terms = terms(view);
    Validator shapes = new Validator(terms, "en");
    Validation validation =
        new Validation(Optional.of(shapes), new Register(iris), Set.copyOf(Register.names()), KEPT);
    Report report = validation.of(view);
    Map<Node, Origin> origins = new HashMap<>(new Origins(iris).of(view, report));
    records.ifPresent(found -> locate(view, found, origins));
    return new Made(report, terms, origins, version, System.nanoTime() - began);
  }

  private static void locate(View view, SourceRecords records, Map<Node, Origin> origins) {
    Map<Node, String> datasets = new HashMap<>();
    origins.forEach((thing, origin) -> datasets.put(thing, origin.dataset()));
    Map<Node, Place> places = records.find(view, SourceRecords.byDataset(datasets));
    origins.replaceAll(
        (thing, origin) -> Optional.ofNullable(places.get(thing)).map(origin::at).orElse(origin));
  }

  /// The ontologies in force, with their shapes.
  private Graph terms(View view) {
    Graph terms = GraphFactory.createDefaultGraph();
    Iterator<Node> graphs = view.dataset().listGraphNodes();
    while (graphs.hasNext()) {
      Node graph = graphs.next();
      if (graph.isURI() && graph.getURI().startsWith(iris.base() + "graph/ontology/")) {
        view.dataset()
            .findNG(graph, Node.ANY, Node.ANY, Node.ANY)
            .forEachRemaining(quad -> terms.add(quad.asTriple()));
      }
    }
    return terms;
  }

  /// Waits for a report that is being made: the store may be closed afterwards.
  @Override
  public void close() {
    closed = true;
    CompletableFuture<Made> making = latest.get();
    if (making != null) {
      boolean _ = making.handle((_, _) -> true).join();
    }
  }
}
