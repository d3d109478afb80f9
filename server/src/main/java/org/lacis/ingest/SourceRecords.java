package org.lacis.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.Lifter;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Sources;
import org.lacis.store.View;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// From which record of which file a thing came. A store keeps no such note of each statement;
/// instead the dataset is lifted once more, until its mapping has made what is asked for, and
/// nothing is stored. So the answer is exact where file and mapping are those of the build, which
/// the checksum in the catalogue tells, and is not given where they are not.
///
/// Safe for several threads.
public final class SourceRecords {
  private final Workspace workspace;
  private final Sources sources;
  private final Path data;
  private final long most;

  /// @param data folder of the source files
  /// @param most bytes of the files of a dataset; of larger ones no record is looked for
  public SourceRecords(Workspace workspace, Sources sources, Path data, long most) {
    this.workspace = workspace;
    this.sources = sources;
    this.data = data;
    this.most = most;
  }

  /// Ends a lift when all is found.
  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Found() {
      super("found", null, false, false);
    }
  }

  /// @param things what is asked for, by name of the dataset that says it
  /// @return the records that were found
  public Map<Node, Place> find(View view, Map<String, Set<Node>> things) {
    Map<Node, Place> found = new HashMap<>();
    LiveData live = LiveData.kept(workspace);
    for (DatasetFile dataset : workspace.datasets()) {
      Set<Node> wanted = things.getOrDefault(dataset.name(), Set.of());
      if (!wanted.isEmpty()) {
        find(view, dataset, Inputs.find(dataset, data, live.files(dataset.name())), wanted, found);
      }
    }
    return found;
  }

  private void find(
      View view, DatasetFile dataset, Inputs inputs, Set<Node> wanted, Map<Node, Place> found) {
    if (dataset.mapping().isEmpty()
        || dataset.database().isPresent()
        || !inputs.missing().isEmpty()
        || size(inputs.all()) > most
        || !unchanged(view, dataset, inputs.all())) {
      return;
    }
    Set<Node> left = new HashSet<>(wanted);
    TwinIris iris = workspace.settings().iris();
    try {
      MappingDocument document = MappingReader.read(dataset.mapping().get(), iris.base());
      LiftSettings settings =
          LiftSettings.beside(dataset.folder(), iris.base())
              .withFiles(inputs.files())
              .into(iris.datasetGraph(dataset.name()));
      new Lifter(document, settings, sources)
          .sample(Long.MAX_VALUE, new Watch(left, found), _ -> {});
    } catch (Found _) {
      // all of it
    } catch (LacisException _) {
      // a mapping or file that cannot be used any more has no records either
    }
  }

  private static final class Watch implements Lifter.SampleSink {
    private final Set<Node> left;
    private final Map<Node, Place> found;
    private @Nullable Place place;

    Watch(Set<Node> left, Map<Node, Place> found) {
      this.left = left;
      this.found = found;
    }

    @Override
    public void record(long number, Place where) {
      place = where;
    }

    @Override
    public void quad(Node graph, Node subject, Node predicate, Node object) {
      if (place != null && left.remove(subject)) {
        found.put(subject, shortened(place));
        if (left.isEmpty()) {
          throw new Found();
        }
      }
    }
  }

  /// The file by its name alone: where it lies is no matter of a reader of reports.
  private static Place shortened(Place place) {
    String file = place.source().replace('\\', '/');
    return new Place(
        file.substring(file.lastIndexOf('/') + 1), place.unit(), place.position(), place.field());
  }

  private static long size(List<Path> files) {
    try {
      long size = 0;
      for (Path file : files) {
        size += Files.size(file);
      }
      return size;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the files are those that the catalogue says the dataset was made of.
  private boolean unchanged(View view, DatasetFile dataset, List<Path> files) {
    Checksums checksums = new Checksums(workspace.own("checksums.json"));
    Set<String> known = new HashSet<>();
    Node graph = workspace.settings().iris().catalogueGraph();
    Iterator<Quad> sums = view.dataset().findNG(graph, Node.ANY, Catalogue.SHA256, Node.ANY);
    sums.forEachRemaining(quad -> known.add(quad.getObject().getLiteralLexicalForm()));
    return files.stream().allMatch(file -> known.contains(checksums.of(file)));
  }

  /// Things by the dataset that says them, as [#find] wants them.
  public static Map<String, Set<Node>> byDataset(Map<Node, String> datasets) {
    Map<String, Set<Node>> things = new LinkedHashMap<>();
    datasets.forEach(
        (thing, dataset) -> things.computeIfAbsent(dataset, _ -> new HashSet<>()).add(thing));
    return things;
  }

  /// Where the source files lie when nothing else is said.
  public static SourceRecords of(
      Workspace workspace, Sources sources, Optional<Path> data, long most) {
    return new SourceRecords(workspace, sources, workspace.data(data), most);
  }
}
