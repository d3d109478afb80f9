package org.lacis.lift;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lacis.mapping.LogicalSource;
import org.lacis.mapping.LogicalSource.Kind;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.Nearest;
import org.lacis.mapping.NormalForm;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.source.Sources;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// Carries out a mapping.
///
/// Each source is read once for all its triples maps, and asked for the references they use and no
/// others. Memory is bounded by the parents of joins (a key and a subject for each of their
/// records) and by the children that join with their own source or in a circle, whose triples wait
/// for the end; all else streams. A run keeps its state to itself: several may go on at once, each
/// in its own thread.
public final class Lifter {
  private final MappingDocument document;
  private final LiftSettings settings;
  private final Sources sources;

  public Lifter(MappingDocument document, LiftSettings settings, Sources sources) {
    this.document = document;
    this.settings = settings;
    this.sources = sources;
  }

  /// Reads everything and hands on the quads.
  ///
  /// @param sink told of every quad; what it throws goes through
  /// @param findings told of every value and record that could not be used; the lift goes on
  /// @throws MappingException when the mapping asks for a file, column or function that does not
  ///   exist; it carries the line of the mapping. Quads may have been handed on before.
  public LiftReport lift(QuadSink sink, FindingSink findings) {
    long start = System.nanoTime();
    Plan plan = new Plan(document, settings, sink);
    Row row = new Row(findings);
    for (Plan.Reading reading : plan.readings()) {
      row.open(reading.references().names().size());
      for (SourceDescription description : descriptions(reading.source())) {
        read(reading, description, row, findings);
      }
      tellInVain(reading, row, findings);
      reading.workers().forEach(worker -> worker.indexes().forEach(JoinIndex::close));
    }
    plan.workers().forEach(MapWorker::finish);
    return new LiftReport(
        plan.workers().stream().map(worker -> worker.tally().part()).toList(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /// JSON and XML fix no names beforehand, so that a misspelled reference shows only in this way.
  private static void tellInVain(Plan.Reading reading, Row row, FindingSink findings) {
    List<String> names = reading.references().names();
    for (int i = 0; i < names.size(); i++) {
      if (row.inVain(i)) {
        findings.report(
            Finding.warning(
                "lift.reference-without-value",
                reading.references().place(i),
                '"' + names.get(i) + "\" in no record of " + reading.source().location(),
                "a value in some record",
                "Check the spelling; leave the reference out when the data never has it."));
      }
    }
  }

  private void read(
      Plan.Reading reading, SourceDescription description, Row row, FindingSink findings) {
    MapWorker[] workers = reading.workers().toArray(MapWorker[]::new);
    Place place = reading.source().place();
    try (Source source = sources.open(description)) {
      try {
        source.read(
            reading.references().names(),
            record -> {
              row.take(record);
              for (MapWorker worker : workers) {
                worker.take(row);
              }
            },
            findings);
      } catch (SourceException e) {
        throw unknownReference(reading, source.columns(), place, e);
      }
    } catch (SourceException e) {
      throw located(e, place);
    }
  }

  /// A reference that the source does not have is told with the line that makes it.
  private static MappingException unknownReference(
      Plan.Reading reading, List<String> columns, Place place, SourceException cause) {
    List<String> names = reading.references().names();
    for (int i = 0; i < names.size() && !columns.isEmpty(); i++) {
      String name = names.get(i);
      if (!columns.contains(name) && cause.finding().sentence().contains(name)) {
        List<String> near = Nearest.to(name, columns);
        return new MappingException(
            Finding.violation(
                "lift.unknown-reference",
                reading.references().place(i),
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

  private static MappingException located(SourceException e, Place place) {
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

  private List<SourceDescription> descriptions(LogicalSource source) {
    return switch (source.kind()) {
      case FILE, WEB -> files(source);
      case DATABASE -> List.of(database(source));
    };
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
