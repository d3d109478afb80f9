package org.lacis.ingest;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lacis.source.http.Remote;

/// One dataset of the workspace: what a `dataset.yaml` says of a folder
/// `mappings/<twin>/<dataset>`.
///
/// @param name `<twin>/<dataset>`, which is also the name of its graph
/// @param folder where the file stands
/// @param title name by language
/// @param description a sentence by language
/// @param twin key of the twin it belongs to
/// @param publisher who publishes the source
/// @param licence IRI of the licence, or words; empty when unknown
/// @param attribution words that the licence asks to be shown
/// @param source where the files come from, in words or as an address
/// @param issued date of the source as `yyyy`, `yyyy-mm` or `yyyy-mm-dd`; empty when unknown
/// @param mapping the RML document; empty for RDF that is taken in as it is
/// @param files name used in the mapping to paths or globs below the data folder
/// @param live where the content of names in the mapping can be had over HTTP
/// @param rdf paths or globs of RDF files below the data folder
/// @param mend SPARQL Update that mends the RDF before it is stored
/// @param database SQL dumps to load before the mapping is run
/// @param built whether a build takes it in; not for a second form of what another dataset says
/// @param publication how it is offered in a catalogue
public record DatasetFile(
    String name,
    Path folder,
    Map<String, String> title,
    Map<String, String> description,
    String twin,
    String publisher,
    String licence,
    String attribution,
    String source,
    String issued,
    Optional<Path> mapping,
    Map<String, List<String>> files,
    Map<String, Remote> live,
    List<String> rdf,
    Optional<Path> mend,
    Optional<Database> database,
    Built built,
    Publication publication) {

  /// Whether a build takes a dataset in.
  public enum Built {
    ALWAYS,
    NEVER,
    /// once its live sources have been fetched; the files beside its mapping are a sample only
    LIVE
  }

  /// A database that is filled from dumps for the time of the lifting.
  ///
  /// @param engine `h2` (in this process) or `postgresql` (at the address in `LACIS_POSTGRESQL`)
  /// @param extensions what PostgreSQL is to have before the dumps are loaded, such as `postgis`
  /// @param load paths of SQL dumps below the data folder, in order
  public record Database(String engine, List<String> extensions, List<String> load) {
    public Database {
      extensions = List.copyOf(extensions);
      load = List.copyOf(load);
    }
  }

  public DatasetFile {
    title = Map.copyOf(title);
    description = Map.copyOf(description);
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    live = Collections.unmodifiableMap(new LinkedHashMap<>(live));
    rdf = List.copyOf(rdf);
  }

  /// The description file itself.
  public Path file() {
    return folder.resolve("dataset.yaml");
  }

  static DatasetFile read(String name, Path file) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    SettingsFile yaml =
        SettingsFile.read(file)
            .only(
                "title",
                "description",
                "twin",
                "publisher",
                "licence",
                "attribution",
                "source",
                "issued",
                "mapping",
                "files",
                "live",
                "rdf",
                "mend",
                "database",
                "build",
                "contact",
                "rhythm",
                "temporal",
                "themes",
                "keywords");
    Map<String, List<String>> files = new LinkedHashMap<>();
    yaml.map("files").ifPresent(map -> map.keys().forEach(key -> files.put(key, map.texts(key))));
    List<String> rdf = yaml.texts("rdf");
    boolean mapped = rdf.isEmpty() || yaml.has("mapping");
    return new DatasetFile(
        name,
        folder,
        yaml.words("title"),
        yaml.words("description"),
        yaml.text("twin", name.substring(0, Math.max(0, name.indexOf('/')))),
        yaml.text("publisher", ""),
        Licence.iri(yaml.text("licence", "")),
        yaml.text("attribution", ""),
        yaml.text("source", ""),
        yaml.text("issued", ""),
        mapped
            ? Optional.of(folder.resolve(yaml.text("mapping", "mapping.ttl")).normalize())
            : Optional.empty(),
        files,
        yaml.map("live").map(RemoteSettings::read).orElse(Map.of()),
        rdf,
        yaml.text("mend").map(folder::resolve),
        yaml.map("database").map(DatasetFile::database),
        built(yaml),
        Publication.read(yaml));
  }

  private static Built built(SettingsFile yaml) {
    String said = yaml.text("build", "true");
    return switch (said) {
      case "true" -> Built.ALWAYS;
      case "false" -> Built.NEVER;
      case "live" -> Built.LIVE;
      default -> throw yaml.wrong("build", "'" + said + "'", "true, false or live");
    };
  }

  private static Database database(SettingsFile yaml) {
    yaml.only("engine", "extensions", "load");
    String engine = yaml.required("engine", "h2 or postgresql");
    if (!List.of("h2", "postgresql").contains(engine)) {
      throw yaml.wrong("engine", "'" + engine + "'", "h2 or postgresql");
    }
    List<String> extensions = yaml.texts("extensions");
    for (String extension : extensions) {
      if (!extension.matches("[a-z][a-z0-9_]*")) {
        throw yaml.wrong("extensions", "'" + extension + "'", "names of extensions");
      }
    }
    return new Database(engine, extensions, yaml.texts("load"));
  }
}
