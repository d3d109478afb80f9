package org.lacis.ingest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.lacis.lift.LiftReport;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.LiftSummary;
import org.lacis.lift.Lifter;
import org.lacis.lift.NQuadsWriter;
import org.lacis.lift.Spool;
import org.lacis.mapping.LogicalSource;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.MappingReader;
import org.lacis.mapping.Nearest;
import org.lacis.source.Sources;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingTally;
import org.lacis.vocabulary.Place;

/// Takes data that somebody sends for a dataset of the workspace, lifts them by its mapping, and
/// adds the statements to a graph where that is asked.
///
/// What comes is kept in a file until it is lifted, and what is lifted until it is answered or
/// stored: memory does not grow with the data. Safe for several threads; each take is its own.
public final class Intake {
  /// Lines whose repetition is noticed: 32 MB of memory. Beyond them a statement may be sent twice.
  private static final long REMEMBERED = 1_000_000;

  private static final String NAME = "the data that were sent";

  private final Workspace workspace;
  private final Sources sources;

  public Intake(Workspace workspace, Sources sources) {
    this.workspace = workspace;
    this.sources = sources;
  }

  /// What became of data that were sent.
  ///
  /// @param quads N-Quads, in a file that is deleted when this is closed
  public record Taken(LiftSummary summary, Path quads) implements AutoCloseable {
    @Override
    public void close() {
      try {
        Files.deleteIfExists(quads);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The most bytes that are taken at once.
  public long limit() {
    return workspace.settings().liftLimit();
  }

  /// The names of the datasets that data can be sent for.
  public List<String> names() {
    return workspace.datasets().stream()
        .filter(dataset -> dataset.mapping().isPresent())
        .map(DatasetFile::name)
        .toList();
  }

  /// The graph of a dataset.
  public Node graph(String dataset) {
    return workspace.settings().iris().datasetGraph(dataset);
  }

  /// What the data for a dataset stand for.
  ///
  /// @param dataset one of [#names]
  /// @param source how the mapping calls it; empty where the mapping reads one alone
  /// @throws MappingException `lift.unknown-input` when there is no such source, or several and
  ///   none is named; and when the mapping is wrong
  public LogicalSource source(String dataset, Optional<String> source) {
    List<LogicalSource> all;
    try {
      all =
          MappingReader.read(mapping(dataset), workspace.settings().base()).sources().stream()
              .filter(one -> one.kind() != LogicalSource.Kind.DATABASE)
              .toList();
    } catch (MappingException e) {
      throw new MappingException(e.problems().stream().map(this::relative).toList(), e);
    }
    List<String> names = all.stream().map(LogicalSource::location).distinct().toList();
    String wanted = source.orElse(names.size() == 1 ? names.getFirst() : "");
    return all.stream()
        .filter(one -> one.location().equals(wanted))
        .findFirst()
        .orElseThrow(() -> {
          List<String> near = Nearest.to(wanted, names);
          return new MappingException(
              Finding.violation(
                  "lift.unknown-input",
                  Place.of("mapping of " + dataset),
                  wanted.isEmpty() ? "no name of a source" : "the source " + wanted,
                  "one of its sources: " + String.join(", ", names),
                  near.isEmpty()
                      ? "Say for which of them the data are: ?source=NAME."
                      : "Did you mean " + near.getFirst() + "?"));
        });
  }

  private DatasetFile dataset(String name) {
    return workspace.datasets().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Path mapping(String name) {
    return dataset(name).mapping().orElseThrow();
  }

  /// Lifts what is sent.
  ///
  /// @param body read to its end, not closed
  /// @throws Spool.TooLargeException when there is more than [#limit]
  /// @throws MappingException when the data do not have what the mapping asks for
  public Taken take(String name, LogicalSource source, InputStream body) throws IOException {
    DatasetFile dataset = dataset(name);
    Path mapping = mapping(name);
    FindingTally findings = new FindingTally();
    Path quads = Files.createTempFile("lacis-", ".nq");
    try (Spool spool = Spool.of(body, NAME, source, limit())) {
      Map<String, List<Path>> files =
          new HashMap<>(Inputs.find(dataset, workspace.data(Optional.empty()), Map.of()).files());
      files.put(source.location(), List.of(spool.file()));
      LiftSettings settings =
          LiftSettings.beside(
                  Objects.requireNonNull(mapping.toAbsolutePath().getParent()),
                  workspace.settings().base())
              .withFiles(files);
      try {
        MappingDocument document = MappingReader.read(mapping, settings.baseIri());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(quads));
            NQuadsWriter writer = new NQuadsWriter(out, REMEMBERED)) {
          LiftReport report =
              new Lifter(document, settings, sources)
                  .lift(writer, finding -> findings.report(relative(spool.renamed(finding))));
          return new Taken(
              new LiftSummary(report, OptionalLong.of(writer.written()), findings), quads);
        }
      } catch (MappingException e) {
        throw new MappingException(
            e.problems().stream().map(spool::renamed).map(this::relative).toList(), e);
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(quads);
      throw e;
    }
  }

  /// Whoever sends data need not know where the workspace lies.
  private Finding relative(Finding finding) {
    String folder = workspace.folder() + "/";
    return new Finding(
        finding.code(),
        finding.severity(),
        relative(finding.place(), folder),
        finding.found().replace(folder, ""),
        finding.expected().replace(folder, ""),
        finding.remedy(),
        finding.rule().map(rule -> relative(rule, folder)));
  }

  private static Place relative(Place place, String folder) {
    return new Place(
        place.source().replace(folder, ""), place.unit(), place.position(), place.field());
  }

  /// Adds what was lifted to a graph, all of it or nothing.
  ///
  /// @return statements that were added, those included that stood there already
  public long store(Taken taken, Node graph, TwinStore store) {
    return store.<Long>write(view -> {
      long[] added = {0};
      RDFParser.source(taken.quads())
          .lang(Lang.NQUADS)
          .parse(
              new StreamRDFBase() {
                @Override
                public void triple(org.apache.jena.graph.Triple triple) {
                  view.add(graph, triple.getSubject(), triple.getPredicate(), triple.getObject());
                  added[0]++;
                }

                @Override
                public void quad(Quad quad) {
                  triple(quad.asTriple());
                }
              });
      return added[0];
    });
  }

  /// The graph that an IRI names.
  ///
  /// @throws IllegalArgumentException when it is no absolute IRI
  public static Node named(String iri) {
    if (!iri.matches("[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+")) {
      throw new IllegalArgumentException(iri);
    }
    return NodeFactory.createURI(iri);
  }
}
