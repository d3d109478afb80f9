package org.lacis.lift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.jena.graph.Node;
import org.lacis.mapping.LogicalSource;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.MappingGraph;
import org.lacis.mapping.MappingReader;
import org.lacis.mapping.Nearest;
import org.lacis.mapping.NormalForm;
import org.lacis.mapping.Prefixes;
import org.lacis.mapping.Rml;
import org.lacis.source.Source;
import org.lacis.source.SourceException;
import org.lacis.source.Sources;
import org.lacis.source.Wanted;
import org.lacis.source.survey.Survey;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.Severity;

/// What is wrong, or hardly meant so, with one mapping: its words, its prefixes, its functions, and
/// its references held against the sources where these are there. Lifts nothing; of each source the
/// first records are read.
///
/// @param findings in the order of the file
/// @param normal the normal form, where the mapping has one
public record Lint(List<Finding> findings, Optional<NormalForm> normal) {
  /// Records of a source without fixed columns that are looked at.
  private static final int RECORDS = 1_000;

  public Lint {
    findings = List.copyOf(findings);
  }

  /// Checks a mapping file in any language.
  public static Lint of(Path mapping, LiftSettings settings, Sources sources) {
    List<Finding> found = new ArrayList<>();
    Optional<NormalForm> normal = Optional.empty();
    try {
      normal = Optional.of(NormalForm.read(mapping, settings.baseIri()));
      found.addAll(normal.get().remarks());
      found.addAll(Prefixes.check(normal.get(), mapping, Files.readString(mapping)));
      unused(normal.get().graph(), found);
      MappingDocument document = MappingReader.read(normal.get(), mapping);
      try (TargetFiles none = TargetFiles.unwritten()) {
        Opener opener = new Opener(settings, sources);
        for (Plan.Reading reading :
            new Plan(document, settings, (_, _, _, _) -> {}, none).readings()) {
          new Check(reading, opener, found).run();
        }
      }
    } catch (MappingException e) {
      found.addAll(e.problems());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new Lint(found, normal);
  }

  /// Sources, views and targets that nothing names.
  private static void unused(MappingGraph graph, List<Finding> found) {
    Set<Node> named = new HashSet<>();
    graph.subjects().forEach(one -> graph.about(one).forEach(said -> named.add(said.object())));
    for (Node node : graph.subjects()) {
      boolean source = graph.has(node, Rml.term("source"));
      boolean view = graph.has(node, Rml.term("viewOn"));
      boolean target = graph.has(node, Rml.term("target"));
      if ((source || view || target) && !named.contains(node)) {
        String what = source ? "a source" : view ? "a view" : "a target";
        found.add(
            Finding.warning(
                "mapping.unused-source",
                graph.place(node, Place.of(graph.file())),
                what + " that nothing uses",
                source || view ? "a triples map that reads it" : "a term map that names it",
                "Take it away, or use it."));
      }
    }
  }

  /// Holds the references into one source against what the source has.
  private record Check(Plan.Reading reading, Opener opener, List<Finding> found) {

    /// Ends a reading before its end.
    private static final class Enough extends RuntimeException {
      private static final long serialVersionUID = 1L;

      Enough() {
        super("enough", null, false, false);
      }
    }

    void run() {
      LogicalSource from = reading.source();
      if (from.kind() == LogicalSource.Kind.DATABASE && from.location().contains(":mem:")) {
        found.add(
            Finding.info(
                "lint.source-absent",
                from.place(),
                from.location() + ", which is filled at the time of a lift",
                "the source, to hold the references against it",
                "Nothing need be done."));
        return;
      }
      try {
        for (Supplier<Source> opening : opener.open(from)) {
          try (Source source = opening.get()) {
            references(source);
          }
        }
      } catch (SourceException e) {
        told(Opener.located(e, from.place()));
      } catch (MappingException e) {
        told(e);
      }
    }

    /// A source that is not here is no fault of the mapping, as far as one can tell.
    private void told(MappingException e) {
      Set<String> absent =
          Set.of(
              "lift.missing-file",
              "lift.remote-source",
              "lift.unnamed-database",
              "lift.no-connection");
      for (Finding one : e.problems()) {
        found.add(
            absent.contains(one.code())
                ? Finding.info(
                    "lint.source-absent",
                    one.place(),
                    one.found(),
                    "the source, to hold the references against it",
                    one.remedy())
                : one);
      }
    }

    private void references(Source source) {
      List<String> names = new ArrayList<>(reading.references().names());
      Set<String> answered = new HashSet<>();
      long[] records = {0};
      while (true) {
        List<String> asked = List.copyOf(names);
        try {
          records[0] = 0;
          source.read(
              Wanted.of(asked),
              record -> {
                for (int i = 0; i < asked.size(); i++) {
                  if (!record.values(i).isEmpty()) {
                    answered.add(asked.get(i));
                  }
                }
                if (++records[0] >= RECORDS) {
                  throw new Enough();
                }
              },
              _ -> {});
          break;
        } catch (Enough _) {
          break;
        } catch (SourceException e) {
          Optional<String> culprit = culprit(e, asked, source.columns());
          if (culprit.isEmpty()) {
            throw e;
          }
          unknown(culprit.get(), source.columns(), e);
          names.remove(culprit.get());
        }
      }
      if (source.columns().isEmpty() && records[0] > 0) {
        names.stream()
            .filter(name -> !answered.contains(name))
            .forEach(name -> inVain(name, records[0]));
      }
    }

    private static Optional<String> culprit(
        SourceException e, List<String> asked, List<String> columns) {
      String sentence = e.finding().sentence();
      return asked.stream()
          .filter(name -> !columns.contains(name) && sentence.contains(name))
          .max(java.util.Comparator.comparingInt(String::length));
    }

    private Place place(String name) {
      return reading.references().place(reading.references().names().indexOf(name)).field(name);
    }

    private void unknown(String name, List<String> columns, SourceException e) {
      List<String> near = Nearest.to(name, columns);
      found.add(
          Finding.violation(
              "lint.unknown-reference",
              place(name),
              '"' + name + "\", which " + reading.source().location() + " does not have",
              columns.isEmpty() ? e.finding().expected() : "one of " + String.join(", ", columns),
              near.isEmpty()
                  ? "Refer to a column that the source has."
                  : "Did you mean \"" + near.getFirst() + "\"?"));
    }

    /// Formats without fixed columns show a misspelled reference by its silence.
    private void inVain(String name, long records) {
      List<String> there =
          opener.described(reading.source()).stream()
              .flatMap(one -> Survey.references(one).stream())
              .distinct()
              .toList();
      List<String> used = reading.references().names();
      // a name that the mapping uses beside this one is not what was meant by it
      List<String> near =
          Nearest.to(name.replaceFirst("^\\$\\.", ""), there).stream()
              .filter(one -> !used.contains(one) && !used.contains("$." + one))
              .toList();
      found.add(
          new Finding(
              "lint.reference-without-value",
              near.isEmpty() ? Severity.INFO : Severity.WARNING,
              place(name),
              '"'
                  + name
                  + "\" in none of the first "
                  + records
                  + " records of "
                  + reading.source().location(),
              "a value in some record",
              near.isEmpty()
                  ? "Check the spelling; leave the reference out when the data never has it."
                  : "Did you mean \"" + near.getFirst() + "\"?"));
    }
  }
}
