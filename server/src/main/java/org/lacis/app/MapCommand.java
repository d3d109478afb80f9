package org.lacis.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;
import org.lacis.ingest.Workspace;
import org.lacis.lift.propose.Proposal;
import org.lacis.mapping.MappingException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Proposes a first mapping.
@Command(
    name = "map",
    description = {
      "Proposes a first mapping for a file alone: CSV, TSV, JSON, GeoJSON, CityJSON, XML, GML,",
      "CityGML, Shapefile or GeoPackage. Writes commented YARRRML that lifts as it stands: types,",
      "keys, geometry and CRS with what speaks for them, terms of the ontologies by their labels."
    },
    mixinStandardHelpOptions = true)
final class MapCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The data.")
  private Path file = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Mapping to write (default: standard output); must not exist.")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    Path data = file.toAbsolutePath().normalize();
    Path folder = Objects.requireNonNull(data.getParent());
    Path beside =
        output == null
            ? folder
            : Objects.requireNonNull(output.toAbsolutePath().normalize().getParent());
    String location = beside.relativize(data).toString().replace('\\', '/');
    String mapping = Proposal.of(data, location, ontologies(folder), Wiring.sources());
    if (output == null) {
      System.out.print(mapping);
    } else {
      try {
        Files.writeString(output, mapping, StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException e) {
        throw new MappingException(
            Finding.violation(
                "map.exists",
                Place.of(output.toString()),
                "a file that is there already",
                "a new file",
                "Name another, or take it away: a proposal never replaces a mapping."),
            e);
      }
      System.err.println(
          "Wrote " + output + ". Look at it with: lacis lift " + output + " --sample 5");
    }
    return Main.DONE;
  }

  /// Those of the workspace around the file, else the one that comes with the program.
  private static List<Graph> ontologies(Path folder) throws IOException {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("twin.yaml"))) {
        List<Graph> graphs = new ArrayList<>();
        for (Path one : Workspace.open(at).ontologies()) {
          try (InputStream in = Files.newInputStream(one.resolve("ontology.ttl"))) {
            graphs.add(read(in));
          }
        }
        return graphs;
      }
    }
    try (InputStream in =
        Objects.requireNonNull(
            MapCommand.class.getResourceAsStream("/org/lacis/ontologies/territory/ontology.ttl"))) {
      return List.of(read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Graph read(InputStream in) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.source(in).lang(Lang.TURTLE).parse(graph);
    return graph;
  }
}
