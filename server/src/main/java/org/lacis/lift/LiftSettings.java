package org.lacis.lift;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;

/// What a mapping leaves open.
///
/// @param baseIri base of relative IRIs in the data; triples maps may name their own
/// @param folder where files named by the mapping lie, unless `files` binds them
/// @param files real files for a name in the mapping, lifted one after the other as if they were
///   one; paths are absolute or relative to `folder`
/// @param databases real databases for a `d2rq:jdbcDSN` of the mapping
/// @param targets folder in which the files of logical targets are written; none for a run that
///   writes no files of its own
/// @param graph where triples go that the mapping puts into no graph
public record LiftSettings(
    String baseIri,
    Path folder,
    Map<String, List<Path>> files,
    Map<String, Database> databases,
    Optional<Path> targets,
    Node graph) {

  public LiftSettings {
    files =
        files.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
    databases = Map.copyOf(databases);
  }

  /// A database and who asks it.
  ///
  /// @param url JDBC address
  /// @param username empty for none; likewise `password`
  public record Database(String url, String username, String password) {

    /// Without the password.
    @Override
    public String toString() {
      return url + (username.isEmpty() ? "" : " as " + username);
    }
  }

  /// The files beside the mapping, everything into the default graph.
  public static LiftSettings beside(Path folder, String baseIri) {
    return new LiftSettings(
        baseIri, folder, Map.of(), Map.of(), Optional.empty(), Quad.defaultGraphIRI);
  }

  /// With real files for the names of the mapping.
  public LiftSettings withFiles(Map<String, List<Path>> bound) {
    return new LiftSettings(baseIri, folder, bound, databases, targets, graph);
  }

  /// With real databases for those of the mapping.
  public LiftSettings withDatabases(Map<String, Database> bound) {
    return new LiftSettings(baseIri, folder, files, bound, targets, graph);
  }

  /// With a folder for the files of logical targets.
  public LiftSettings withTargets(Path below) {
    return new LiftSettings(baseIri, folder, files, databases, Optional.of(below), graph);
  }

  /// Into this graph.
  public LiftSettings into(Node named) {
    return new LiftSettings(baseIri, folder, files, databases, targets, named);
  }
}
