package org.lacis.lift;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingException;
import org.lacis.source.SourceRecord;
import org.lacis.source.Sources;
import org.lacis.source.Wanted;
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
    return report(plan, start);
  }

  /// Told of what the first records give, record by record.
  public interface SampleSink extends QuadSink {
    /// The quads that come next are of this record.
    ///
    /// @param number 1-based number in its source
    void record(long number, Place place);
  }

  /// Ends a reading before its end.
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough", null, false, false);
    }
  }

  /// Lifts the first records of each source. Sources that others join with are read to their end
  /// before, so that the joins of those records are whole. What would go to a target goes to the
  /// sink.
  ///
  /// @param records how many of each source
  /// @throws MappingException as [#lift] does
  public LiftReport sample(long records, SampleSink sink, FindingSink findings) {
    long start = System.nanoTime();
    try (TargetFiles none = TargetFiles.unwritten()) {
      Plan plan = new Plan(document, settings, sink, none);
      // One row for both passes: workers know a record by its number in the run.
      boolean[] learning = {true};
      Row row =
          new Row(finding -> {
            if (!learning[0]) {
              findings.report(finding);
            }
          });
      for (Plan.Reading reading : plan.readings()) {
        if (reading.workers().stream().anyMatch(MapWorker::joined)) {
          row.open(reading.references().names().size());
          read(
              reading,
              record -> {
                row.take(record);
                reading.workers().forEach(worker -> worker.learn(row));
              },
              _ -> {});
        }
        reading.workers().forEach(MapWorker::close);
      }
      plan.workers().forEach(worker -> worker.tally().forget());
      learning[0] = false;
      for (Plan.Reading reading : plan.readings()) {
        row.open(reading.references().names().size());
        sample(reading, records, row, sink, findings);
      }
      plan.finish();
      return report(plan, start);
    }
  }

  private void sample(
      Plan.Reading reading, long records, Row row, SampleSink sink, FindingSink findings) {
    long[] left = {records};
    try {
      read(
          reading,
          record -> {
            row.take(record);
            sink.record(record.number(), record.place());
            reading.workers().forEach(worker -> worker.say(row));
            if (--left[0] <= 0) {
              throw new Enough();
            }
          },
          findings);
    } catch (Enough _) {
      // the rest was not asked for
    }
  }

  private static LiftReport report(Plan plan, long start) {
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
    read(
        reading,
        record -> {
          row.take(record);
          for (MapWorker worker : workers) {
            worker.take(row);
          }
        },
        findings);
  }

  private void read(Plan.Reading reading, Consumer<SourceRecord> each, FindingSink findings) {
    new Opener(settings, sources)
        .read(
            reading.source(),
            reading.references(),
            Wanted.of(reading.references().names()),
            each,
            findings);
  }
}
