package org.lacis.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.lacis.reason.RuleBook;
import org.lacis.reason.UserRules;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// A folder with a `twin.yaml`: mappings, ontologies, queries and, below `.lacis`, what is built of
/// them.
///
/// @param folder absolute path of the workspace
/// @param settings what its `twin.yaml` says
public record Workspace(Path folder, TwinSettings settings) {

  /// Opens the workspace in this folder.
  ///
  /// @throws WorkspaceException when there is no `twin.yaml`, or a mistake in it
  public static Workspace open(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path file = absolute.resolve("twin.yaml");
    if (!Files.isRegularFile(file)) {
      throw new WorkspaceException(
          Finding.violation(
              "workspace.none",
              Place.of(folder.toString()),
              "no twin.yaml",
              "the folder of a workspace",
              "Make one with `lacis init DIR`, or name the folder of one that exists."));
    }
    return new Workspace(absolute, TwinSettings.read(file));
  }

  /// The datasets of the declared twins that a build takes in, ordered by name.
  public List<DatasetFile> datasets() {
    List<DatasetFile> datasets = new ArrayList<>();
    Path mappings = folder.resolve("mappings");
    for (String twin : settings.twins().keySet()) {
      for (Path file : list(mappings.resolve(twin), 2, "dataset.yaml")) {
        String name = slashes(mappings.relativize(Objects.requireNonNull(file.getParent())));
        DatasetFile dataset = DatasetFile.read(name, file);
        if (dataset.built() != DatasetFile.Built.NEVER) {
          datasets.add(dataset);
        }
      }
    }
    return datasets;
  }

  /// The link rules, ordered by name.
  public List<Path> linkRules() {
    return list(folder.resolve("mappings").resolve("links"), 1, ".yaml");
  }

  /// The folders of shared ontologies, ordered by name.
  public List<Path> ontologies() {
    return list(folder.resolve("ontologies"), 2, "ontology.ttl").stream()
        .map(file -> Objects.requireNonNull(file.getParent()))
        .toList();
  }

  /// The rules by which is inferred: those that the settings name, and the workspace's own.
  ///
  /// @throws org.lacis.reason.ReasonException for rules that cannot be used
  public RuleBook ruleBook() {
    return switch (settings().reasoning()) {
      case OWL_RL -> UserRules.with(RuleBook.owlRl(), rules());
      case RDFS -> UserRules.with(RuleBook.rdfs(), rules());
      case NONE -> RuleBook.none();
    };
  }

  /// The rules of the ontologies, `ontologies/NAME/rules/…`, ordered by name.
  public List<Path> rules() {
    Path ontologies = folder.resolve("ontologies");
    return list(ontologies, 3, "").stream()
        .filter(UserRules::isRules)
        .filter(file -> {
          Path rules = Objects.requireNonNull(file.getParent());
          Path ontology = Objects.requireNonNull(rules.getParent());
          return rules.endsWith("rules") && ontologies.equals(ontology.getParent());
        })
        .toList();
  }

  /// The questions, ordered by name.
  public List<Path> queries() {
    return list(folder.resolve("queries"), 1, ".rq");
  }

  /// Where the built twin lies.
  public Path store() {
    return folder.resolve(".lacis").resolve("store");
  }

  /// Where a file of Lacis's own lies.
  public Path own(String name) {
    return folder.resolve(".lacis").resolve(name);
  }

  /// The folder of the source files: the given one, else what the settings say.
  public Path data(Optional<Path> given) {
    return given
        .map(Path::toAbsolutePath)
        .orElseGet(() -> folder.resolve(settings.data()))
        .normalize();
  }

  static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }

  private static List<Path> list(Path folder, int depth, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(file -> slashes(file).endsWith(ending) && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
