package org.lacis.lift;

import java.time.Duration;
import java.util.List;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingException;
import org.lacis.source.Sources;
import org.lacis.source.Wanted;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;

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
    try (TargetFiles targets = new TargetFiles(settings.targets())) {
      LiftReport report = lift(new Plan(document, settings, sink, targets), findings, start);
      targets.complete();
      return report;
    }
  }

  private LiftReport lift(Plan plan, FindingSink findings, long start) {
    Row row = new Row(findings);
    for (Plan.Reading reading : plan.readings()) {
      row.open(reading.references().names().size());
      read(reading, row, findings);
      tellInVain(reading, row, findings);
      reading.workers().forEach(MapWorker::close);
    }
    plan.finish();
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

  private void read(Plan.Reading reading, Row row, FindingSink findings) {
    MapWorker[] workers = reading.workers().toArray(MapWorker[]::new);
    new Opener(settings, sources)
        .read(
            reading.source(),
            reading.references(),
            Wanted.of(reading.references().names()),
            record -> {
              row.take(record);
              for (MapWorker worker : workers) {
                worker.take(row);
              }
            },
            findings);
  }
}
