package org.lacis.lift;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lacis.mapping.LogicalSource;
import org.lacis.mapping.LogicalSource.Kind;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.Nearest;
import org.lacis.mapping.NormalForm;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.source.SourceRecord;
import org.lacis.source.Sources;
import org.lacis.source.Wanted;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// Finds and opens what a mapping calls a logical source, and tells with the mapping's line what
/// cannot be opened or read.
final class Opener {
  private final LiftSettings settings;
  private final Sources sources;

  Opener(LiftSettings settings, Sources sources) {
    this.settings = settings;
    this.sources = sources;
  }

  Sources sources() {
    return sources;
  }

  /// What a logical source stands for, to be opened one after the other.
  List<Supplier<Source>> open(LogicalSource source) {
    return switch (source.kind()) {
      case FILE, WEB -> files(source).stream().map(this::opening).toList();
      case DATABASE -> List.of(opening(database(source)));
      case VIEW -> List.of(() -> new ViewSource(source.view().orElseThrow(), this));
    };
  }

  private Supplier<Source> opening(SourceDescription description) {
    return () -> sources.open(description);
  }

  /// What files a logical source stands for, as the formats are told of them.
  List<SourceDescription> described(LogicalSource source) {
    return switch (source.kind()) {
      case FILE, WEB -> files(source);
      case DATABASE, VIEW -> List.of();
    };
  }

  /// Opens and reads everything that a logical source stands for.
  ///
  /// @param references those of `wanted`, with the place where each was written
  /// @throws MappingException with the line of the source, or of the reference that it lacks
  void read(
      LogicalSource from,
      References references,
      Wanted wanted,
      Consumer<SourceRecord> each,
      FindingSink findings) {
    Place place = from.place();
    FindingSink told = finding -> findings.report(finding.by(place));
    for (Supplier<Source> opening : open(from)) {
      try (Source source = opening.get()) {
        try {
          source.read(wanted, each, told);
        } catch (SourceException e) {
          throw unknownReference(references, source.columns(), place, e);
        }
      } catch (SourceException e) {
        throw located(e, place);
      }
    }
  }

  /// A reference that the source does not have is told with the line that makes it.
  private static MappingException unknownReference(
      References references, List<String> columns, Place place, SourceException cause) {
    List<String> names = references.names();
    for (int i = 0; i < names.size() && !columns.isEmpty(); i++) {
      String name = names.get(i);
      if (!columns.contains(name) && cause.finding().sentence().contains(name)) {
        List<String> near = Nearest.to(name, columns);
        return new MappingException(
            Finding.violation(
                "lift.unknown-reference",
                references.place(i),
                '"' + name + '"',
                "one of " + String.join(", ", columns),
                near.isEmpty()
                    ? "Refer to a column that the source has."
                    : "Did you mean \"" + near.getFirst() + "\"?"),
            cause);
      }
    }
    return located(cause, place);
  }

  static MappingException located(SourceException e, Place place) {
    Finding finding = e.finding();
    return new MappingException(
        Finding.violation(
            "lift." + finding.code().replaceFirst("^[a-z]+\\.", ""),
            place,
            finding.place() + ": " + finding.found(),
            finding.expected(),
            finding.remedy()),
        e);
  }

  private List<SourceDescription> files(LogicalSource source) {
    List<Path> bound = settings.files().getOrDefault(source.location(), List.of());
    if (bound.isEmpty() && source.kind() == Kind.WEB) {
      throw new MappingException(
          Finding.violation(
              "lift.remote-source",
              source.place(),
              source.location(),
              "a file of the workspace",
              "Download it and bind it by this name under `files:` of dataset.yaml; a lift never"
                  + " fetches."));
    }
    return bound.isEmpty()
        ? List.of(description(source, source.location()))
        : bound.stream().map(path -> description(source, path.toString())).toList();
  }

  private SourceDescription database(LogicalSource source) {
    LiftSettings.Database database = settings.databases().get(source.location());
    if (database == null && source.location().equals(NormalForm.UNNAMED_DATABASE)) {
      throw new MappingException(
          Finding.violation(
              "lift.unnamed-database",
              source.place(),
              "a table of a database that the mapping does not name",
              "the address of a database",
              "Give it with --database jdbc:postgresql://host/name, or under `database:` of"
                  + " dataset.yaml."));
    }
    if (database == null) {
      return description(source, source.location());
    }
    Map<String, String> options = new HashMap<>(source.options());
    options.put("username", database.username());
    options.put("password", database.password());
    return description(source.with(options), database.url());
  }

  private SourceDescription description(LogicalSource source, String location) {
    return new SourceDescription(
        location,
        settings.folder(),
        source.formulation(),
        source.iterator(),
        source.encoding(),
        source.compression().equals("targzip") ? "targz" : source.compression(),
        source.nulls(),
        source.options());
  }
}
