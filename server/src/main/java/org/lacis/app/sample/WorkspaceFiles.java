package org.lacis.app.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lacis.app.sample.SampleReport.Divergence;

/// What makes the folder a workspace: settings, mappings, link rules and questions, which lie in
/// the program as resources, and the words that say how the sample was made.
final class WorkspaceFiles {
  private static final String MAPPINGS = "/org/lacis/sample/mappings";
  private static final String ONTOLOGY = "/org/lacis/ontologies/territory/";

  private WorkspaceFiles() {}

  static void write(Path folder, SampleSettings settings, SampleReport report) throws IOException {
    text(folder.resolve("twin.yaml"), TWIN);
    text(folder.resolve("gold").resolve("README.md"), readme(settings, report));
    // Questions go to the folder of questions, all else to that of mappings.
    copy(MAPPINGS, name -> folder.resolve(name.startsWith("queries") ? name : "mappings/" + name));
    for (String file : List.of("ontology.ttl", "alignments.ttl", "shapes.ttl")) {
      copy(ONTOLOGY + file, _ -> folder.resolve("ontologies").resolve("territory").resolve(file));
    }
  }

  private static void copy(String resource, Function<String, Path> to) throws IOException {
    URL found =
        Objects.requireNonNull(
            WorkspaceFiles.class.getResource(resource), "the program lacks " + resource);
    try {
      URI uri = found.toURI();
      if (uri.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
          copy(jar.getPath(resource), to);
        }
      } else {
        copy(Path.of(uri), to);
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path from, Function<String, Path> to) throws IOException {
    try (Stream<Path> inside = Files.walk(from)) {
      inside
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(file -> copyFile(file, to.apply(from.relativize(file).toString())));
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  private static void copyFile(Path from, Path to) {
    try {
      Files.createDirectories(Objects.requireNonNull(to.getParent()));
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void text(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private static final String TWIN =
      """
      # Synthetic data: Valmorine-sur-Ourbe is an invented commune, written by `lacis sample`.
      title:
        fr: Valmorine-sur-Ourbe (commune inventée)
        en: Valmorine-sur-Ourbe (an invented commune)
      description:
        fr: Deux jumeaux d'une commune qui n'existe pas, l'un national, l'autre local.
        en: Two twins of a commune that does not exist, one national, one local.
      publisher: Lacis
      contact: {name: Nobody, email: nobody@valmorine.example}
      data: data
      twins:
        sample-national:
          label: {fr: National, en: National}
          colour: "#2a4f9e"
          dark: "#a3bbf7"
        sample-local:
          label: {fr: Local, en: Local}
          colour: "#a8431f"
          dark: "#f5b195"
      """;

  private static String readme(SampleSettings settings, SampleReport report) {
    Divergence divergence = report.divergence();
    return """
    # The right answers

    Synthetic data of an invented commune, Valmorine-sur-Ourbe. No place, person or building here
    is real. Made by `lacis sample --buildings %d --seed %d`; the same command gives the same files.

    Both sides draw the same town. The national side draws it as it is; the local side draws it
    again with noise of up to 0.3 m, its own keys, and differences that are known:

    | what | number |
    |---|---:|
    | buildings, national | %d |
    | buildings, local | %d |
    | parcels | %d |
    | addresses | %d |
    | flood zones | %d |
    | national buildings drawn alike | %d |
    | displaced by 0.8 to 1.5 m | %d |
    | split into two or three | %d |
    | merged with the neighbour | %d |
    | missing on the local side | %d |
    | local buildings without a national one | %d |

    `links.csv`: each pair of a national and a local building that are the same, or a part of the
    same (%d pairs). A split building stands in several pairs, so does a merged one.

    `exposures.csv`: each pair of a building, of either side, and a flood zone that meet (%d pairs).
    The scenarios lie within each other, so a building in the frequent zone stands in all three.
    No building comes within 5 cm of deciding otherwise, so the answer does not hang on rounding.
    """
        .formatted(
            settings.buildings(),
            settings.seed(),
            report.national(),
            report.local(),
            report.parcels(),
            report.addresses(),
            report.zones(),
            divergence.same(),
            divergence.shifted(),
            divergence.split(),
            divergence.merged(),
            divergence.removed(),
            divergence.added(),
            report.links(),
            report.exposures());
  }
}
