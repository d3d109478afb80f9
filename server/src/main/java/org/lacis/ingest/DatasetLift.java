package org.lacis.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.RiotParseException;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.update.UpdateAction;
import org.apache.jena.update.UpdateFactory;
import org.apache.jena.update.UpdateRequest;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.Lifter;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Sources;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// Makes the quads of one dataset: by its mapping, or from RDF files as they are.
final class DatasetLift {
  private final DatasetFile dataset;
  private final Inputs inputs;
  private final TwinIris iris;
  private final Sources sources;
  private final FindingSink findings;

  DatasetLift(
      DatasetFile dataset, Inputs inputs, TwinIris iris, Sources sources, FindingSink findings) {
    this.dataset = dataset;
    this.inputs = inputs;
    this.iris = iris;
    this.sources = sources;
    this.findings = findings;
  }

  /// Hands on every quad, in the dataset's graph; blank nodes are the run's own.
  ///
  /// @throws org.lacis.vocabulary.LacisException when the mapping, or a source, cannot be used
  void make(Consumer<Quad> sink) {
    Node graph = iris.datasetGraph(dataset.name());
    if (!inputs.rdf().isEmpty()) {
      takeIn(graph, sink);
    }
    if (dataset.mapping().isPresent()) {
      lift(dataset.mapping().get(), graph, sink);
    }
  }

  private void lift(Path mapping, Node graph, Consumer<Quad> sink) {
    MappingDocument document = MappingReader.read(mapping, iris.base());
    try (LoadedDatabase database = LoadedDatabase.load(dataset, inputs.dumps(), findings)) {
      LiftSettings settings =
          LiftSettings.beside(dataset.folder(), iris.base())
              .withFiles(inputs.files())
              .withDatabases(database.bindings(document))
              .into(graph);
      new Lifter(document, settings, sources)
          .lift((g, s, p, o) -> sink.accept(Quad.create(graph, s, p, o)), findings);
    }
  }

  /// RDF files keep their terms; all of their graphs become the one of the dataset. With a mend
  /// they are held in memory for as long as it runs.
  private void takeIn(Node graph, Consumer<Quad> sink) {
    if (dataset.mend().isEmpty()) {
      inputs.rdf().forEach(file -> parse(file, quad -> sink.accept(in(graph, quad))));
      return;
    }
    UpdateRequest mend = mend(dataset.mend().get());
    Graph mended = GraphFactory.createDefaultGraph();
    inputs.rdf().forEach(file -> parse(file, quad -> mended.add(quad.asTriple())));
    UpdateAction.execute(mend, DatasetGraphFactory.wrap(mended));
    mended.find().forEachRemaining(triple -> sink.accept(Quad.create(graph, triple)));
  }

  /// Relative IRIs of the update are resolved against the twin's base, as those of a mapping are.
  private UpdateRequest mend(Path file) {
    try {
      return UpdateFactory.create(Files.readString(file), iris.base());
    } catch (QueryParseException e) {
      throw new WorkspaceException(
          Finding.violation(
              "ingest.malformed-mend",
              Place.line(file.toString(), Math.max(1, e.getLine())),
              String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
              "a SPARQL Update",
              "Mend the file."),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Quad in(Node graph, Quad quad) {
    return Quad.create(graph, quad.asTriple());
  }

  private void parse(Path file, Consumer<Quad> each) {
    try {
      RDFParser.source(file)
          .base(iris.base())
          .errorHandler(new Remarks(file))
          .parse(
              new StreamRDFBase() {
                @Override
                public void triple(org.apache.jena.graph.Triple triple) {
                  each.accept(Quad.create(Quad.defaultGraphIRI, triple));
                }

                @Override
                public void quad(Quad quad) {
                  each.accept(quad);
                }
              });
    } catch (RiotException e) {
      findings.report(
          Finding.violation(
              "ingest.malformed-rdf",
              place(file, e),
              String.valueOf(e.getMessage()),
              "well-formed RDF",
              "What stood before that place was taken in; mend the file to have the rest."));
    }
  }

  private static Place place(Path file, RiotException e) {
    String name = String.valueOf(file.getFileName());
    return e instanceof RiotParseException at && at.getLine() > 0
        ? Place.line(name, at.getLine())
        : Place.of(name);
  }

  /// Makes findings of what the parser remarks and reads on after; what stops it is thrown.
  private final class Remarks implements ErrorHandler {
    private final String file;

    Remarks(Path file) {
      this.file = String.valueOf(file.getFileName());
    }

    @Override
    public void warning(String message, long line, long column) {
      findings.report(
          Finding.warning(
              "ingest.doubtful-rdf",
              line > 0 ? Place.line(file, line) : Place.of(file),
              message,
              "a term that its standard allows",
              "It was taken in as it is; mend it in the file, or with 'mend'."));
    }

    @Override
    public void error(String message, long line, long column) {
      throw new RiotParseException(message, line, column);
    }

    @Override
    public void fatal(String message, long line, long column) {
      throw new RiotParseException(message, line, column);
    }
  }

  /// The files that decide what this dataset becomes, besides its data: description, mapping and
  /// mend, and whatever else stands in its folder, since a mapping may name files beside it.
  ///
  /// They need not exist.
  List<Path> recipe() {
    List<Path> recipe = new ArrayList<>();
    recipe.add(dataset.file());
    dataset.mapping().ifPresent(recipe::add);
    dataset.mend().ifPresent(recipe::add);
    try (Stream<Path> beside = Files.walk(dataset.folder())) {
      beside
          .filter(file -> Files.isRegularFile(file) && !file.endsWith("expected.nq"))
          .filter(file -> !recipe.contains(file))
          .sorted()
          .forEach(recipe::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return recipe;
  }
}
