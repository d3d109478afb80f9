package org.lacis.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.update.UpdateAction;
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
    try (LoadedDatabase database = LoadedDatabase.load(dataset, inputs.dumps())) {
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
    Graph mended = GraphFactory.createDefaultGraph();
    inputs.rdf().forEach(file -> parse(file, quad -> mended.add(quad.asTriple())));
    UpdateAction.readExecute(dataset.mend().get().toString(), DatasetGraphFactory.wrap(mended));
    mended.find().forEachRemaining(triple -> sink.accept(Quad.create(graph, triple)));
  }

  private static Quad in(Node graph, Quad quad) {
    return Quad.create(graph, quad.asTriple());
  }

  private void parse(Path file, Consumer<Quad> each) {
    try {
      RDFParser.source(file)
          .base(iris.base())
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
              Place.of(file.toString()),
              String.valueOf(e.getMessage()),
              "well-formed RDF",
              "What stood before that place was taken in; mend the file to have the rest."));
    }
  }

  /// The files that decide what this dataset becomes, besides its data.
  List<Path> recipe() {
    return java.util.stream.Stream.of(
            java.util.Optional.of(dataset.file()), dataset.mapping(), dataset.mend())
        .flatMap(java.util.Optional::stream)
        .toList();
  }
}
